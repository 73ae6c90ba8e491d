"""The filters of the list of stories: which exist, what they are called and what they do."""

from collections.abc import Iterable

import django_filters
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.http import QueryDict

from areas.models import Area, AreaAlias, Neighbourhood
from interventions.models import (
    Intervention,
    KeyFigure,
    Organisation,
    OrganisationKind,
    Phase,
    Quote,
    TargetGroup,
    Theme,
)
from kansrijk.listing.selection import ActiveFilter, Facet, Option, Selection

SORTS = (
    Option("titel", "Titel (A–Z)"),
    Option("gebied", "Gebied (A–Z)"),
    Option("periode", "Nieuwste periode eerst"),
    Option("gewijzigd", "Laatst gewijzigd eerst"),
)
ORDERINGS = {
    "titel": ("title", "pk"),
    "gebied": ("area__name", "title", "pk"),
    "gewijzigd": ("-changed_at", "title", "pk"),
}


def list_facets() -> tuple[Facet, ...]:
    """The parameters with a fixed set of values, read from the vocabulary in five queries."""
    has_story = Exists(Intervention.objects.public().filter(themes=OuterRef("pk")))
    themes = list(
        Theme.objects.public().annotate(has_story=has_story).values_list("slug", "name", "has_story")
    )
    return (
        Facet("gebied", "Gebied", options(Area.objects.public().values_list("slug", "name"))),
        Facet(
            "fase",
            "Periode",
            tuple(Option(p.slug, p.years) for p in Phase.objects.public().defer("introduction")),
        ),
        Facet(
            "thema",
            "Thema",
            options((slug, name) for slug, name, has_story in themes if has_story),
            # A theme without a story is a valid question with an honest answer, but not worth offering.
            options((slug, name) for slug, name, has_story in themes if not has_story),
        ),
        Facet("doelgroep", "Doelgroep", options(TargetGroup.objects.public().values_list("slug", "name"))),
        Facet(
            "organisatie",
            "Soort organisatie",
            options(OrganisationKind.choices),
            options(Organisation.objects.public().values_list("slug", "name")),
        ),
    )


def options(pairs: Iterable[tuple[str, str]]) -> tuple[Option, ...]:
    """Options from (value, label) pairs."""
    return tuple(Option(value, str(label)) for value, label in pairs)


class AnyOf(django_filters.MultipleChoiceFilter):
    """Several slugs, any of which may match; each record comes once, however many match."""

    always_filter = False

    def filter(self, qs: QuerySet[Intervention], value: list[str]) -> QuerySet[Intervention]:
        if not value:
            return qs
        # Asked story by story: PostgreSQL without statistics once planned the other way, a list of ids, in minutes.
        matching = Intervention.objects.filter(pk=OuterRef("pk"), **{f"{self.field_name}__in": value})
        return qs.filter(Exists(matching))


class AnyOrganisation(AnyOf):
    """A value is a kind of organisation or one organisation; the database keeps the two apart."""

    def filter(self, qs: QuerySet[Intervention], value: list[str]) -> QuerySet[Intervention]:
        if not value:
            return qs
        organisations = Organisation.objects.public().filter(Q(kind__in=value) | Q(slug__in=value))
        matching = Intervention.objects.filter(pk=OuterRef("pk"), organisations__in=organisations)
        return qs.filter(Exists(matching))


class InterventionFilter(django_filters.FilterSet):
    """The parameters of the list. Choices come from list_facets(), so form and validation cannot disagree."""

    gebied = AnyOf(field_name="area__slug")
    fase = AnyOf(field_name="phases__slug")
    thema = AnyOf(field_name="themes__slug")
    doelgroep = AnyOf(field_name="target_groups__slug")
    organisatie = AnyOrganisation(field_name="organisations")
    q = django_filters.CharFilter(method="containing_every_term")
    sorteer = django_filters.CharFilter(method="sorted_by")

    class Meta:
        model = Intervention
        fields: list[str] = []

    def __init__(self, selection: Selection, queryset: QuerySet[Intervention]) -> None:
        data = QueryDict(selection.query_string().removeprefix("?"), mutable=True)
        data["sorteer"] = selection.sort
        super().__init__(data=data, queryset=queryset)
        self.selection = selection
        for facet in selection.facets:
            every = (*facet.options, *facet.hidden_options)
            self.filters[facet.name].extra["choices"] = [(option.value, option.label) for option in every]

    def containing_every_term(
        self, qs: QuerySet[Intervention], name: str, value: str
    ) -> QuerySet[Intervention]:
        for term in self.selection.terms:
            qs = qs.filter(mentioning(term))
        return qs

    def sorted_by(self, qs: QuerySet[Intervention], name: str, value: str) -> QuerySet[Intervention]:
        if value == "periode":
            return qs.annotate(latest=Max("phases__start_year")).order_by("-latest", "title", "pk")
        return qs.order_by(*ORDERINGS[value])


def mentioning(term: str) -> Q:
    """The word stands somewhere in the story, its area, its partners, its figures or its public quotes."""
    areas = Area.objects.public().filter(
        Q(name__icontains=term)
        | Q(municipality__icontains=term)
        | Q(pk__in=AreaAlias.objects.filter(name__icontains=term).values("area"))
        | Q(pk__in=Neighbourhood.objects.filter(name__icontains=term).values("area"))
    )
    public_partners = Organisation.objects.public().filter(name__icontains=term)
    partners = Intervention.organisations.through.objects.filter(organisation__in=public_partners)
    figures = KeyFigure.objects.filter(Q(label__icontains=term) | Q(value__icontains=term))
    quotes = Quote.objects.public().filter(
        Q(text__icontains=term) | Q(speaker__icontains=term), intervention__isnull=False
    )
    return (
        Q(title__icontains=term)
        | Q(summary__icontains=term)
        | Q(body__icontains=term)
        | Q(area__in=areas.order_by().values("pk"))
        | Q(pk__in=partners.values("intervention"))
        | Q(pk__in=figures.order_by().values("intervention"))
        | Q(pk__in=quotes.order_by().values("intervention"))
    )


def without_each_choice(selection: Selection) -> list[tuple[ActiveFilter, int]]:
    """For an empty list: each choice that, once dropped, gives results, with how many."""
    found = []
    for active in selection.active_filters(""):
        rest = selection.without(active.name, active.value)
        if count := InterventionFilter(rest, Intervention.objects.public()).qs.order_by().count():
            found.append((active, count))
    return found
