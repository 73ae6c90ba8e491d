"""The story: what an area does with the grant, for whom, with whom."""

from collections.abc import Sequence
from math import cos, hypot, radians
from typing import Any

from django.db import models, transaction
from django.db.models import Count, Max, Min, Prefetch, Q
from django.urls import reverse
from django.utils.timezone import localdate

from areas.models import Area
from interventions.models.phase import Phase
from interventions.models.theme import Theme
from interventions.models.vocabulary import Organisation, TargetGroup
from kansrijk.publishing.models import Record, RecordQuerySet, RecordState, SiteState
from kansrijk.publishing.page_address import PageAddressField
from kansrijk.publishing.readiness import at_most_words, required
from kansrijk.richtext.fields import RichTextField

LONGITUDE_SCALE = cos(radians(52))
"""A degree of longitude in degrees of latitude, in the middle of the Netherlands."""

SUMMARY_MAX_WORDS = 60

CARD_FIELDS = (
    *("code", "title", "slug", "summary", "changed_at"),
    *("area__name", "area__slug", "area__latitude", "area__longitude"),
)


class InterventionQuerySet(RecordQuerySet["Intervention"]):
    def continuing(self) -> "InterventionQuerySet":
        """Stories that stand in more than one phase ("loopt door")."""
        return self.annotate(phase_count=Count("phases", distinct=True)).filter(phase_count__gt=1)

    def with_card_relations(self) -> "InterventionQuerySet":
        """Everything a card shows, in a fixed number of queries; the body stays in the database."""
        return (
            self.select_related("area")
            .prefetch_related(
                Prefetch("phases", Phase.objects.public()), Prefetch("themes", Theme.objects.public())
            )
            .only(*CARD_FIELDS)
        )

    def newest_of_each_area(self) -> "InterventionQuerySet":
        """One story an area, the newest period first: a fair choice that needs no editor."""
        newest = self.values("area").annotate(story_id=Max("pk")).values("story_id")
        return self.with_card_relations().filter(pk__in=newest).order_by("-pk")

    def nearest_per_theme(self, area: Area) -> list[tuple[str, "Intervention"]]:
        """For each theme a story from the nearest other area, as (theme name, story); where there is a choice not
        twice the same, since a story about every theme would fill the page."""
        rows = (
            self.exclude(area=area)
            .filter(themes__isnull=False)
            .order_by("themes__position")
            .values_list("themes__name", "area__latitude", "area__longitude")
            .annotate(story_id=Min("pk"))
        )
        candidates: dict[str, list[tuple[float, int]]] = {}
        for theme_name, latitude, longitude, story_id in rows:
            distance = hypot(
                float(latitude - area.latitude), float(longitude - area.longitude) * LONGITUDE_SCALE
            )
            candidates.setdefault(theme_name, []).append((distance, story_id))
        chosen: dict[str, int] = {}
        for theme_name, found in candidates.items():
            fresh = [candidate for candidate in found if candidate[1] not in chosen.values()]
            chosen[theme_name] = min(fresh or found)[1]
        stories = self.with_card_relations().in_bulk(chosen.values())
        return [(theme_name, stories[story_id]) for theme_name, story_id in chosen.items()]

    def without_quote(self) -> "InterventionQuerySet":
        return self.exclude(state=RecordState.REMOVED).filter(quotes__isnull=True)

    def not_live(self) -> "InterventionQuerySet":
        return self.filter(state=RecordState.NEW)

    def due_for_review(self) -> "InterventionQuerySet":
        return self.exclude(state=RecordState.REMOVED).filter(review_on__lte=localdate())


class Intervention(Record):
    scope_paths = ("area__coordinators",)
    reference_key = "code"
    child_sets = ("key_figures", "links", "photo_placements")
    address_from = "title"
    readiness_rules = (
        required("title", "Geef de interventie een titel."),
        required("area", "Kies het gebied."),
        required("phases", "Kies minstens één periode."),
        required("themes", "Kies minstens één thema."),
        required("summary", "Schrijf een samenvatting."),
        at_most_words("summary", SUMMARY_MAX_WORDS, "De samenvatting"),
        required("body", "Schrijf het verhaal."),
    )

    code = models.CharField("code", max_length=10, unique=True, editable=False)
    title = models.CharField(
        "titel",
        max_length=120,
        help_text="Zeg in een paar woorden wat er gebeurt. Bijvoorbeeld: Leren in het ontdeklab.",
    )
    slug = PageAddressField(
        "adres",
        max_length=120,
        unique=True,
        help_text="Het laatste stuk van het webadres. Dit verandert niet meer als de pagina online staat.",
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="interventions", verbose_name="gebied"
    )
    phases = models.ManyToManyField(
        Phase,
        related_name="interventions",
        verbose_name="periodes",
        help_text="Kies beide periodes als de interventie doorloopt.",
    )
    themes = models.ManyToManyField(Theme, related_name="interventions", verbose_name="thema's")
    target_groups = models.ManyToManyField(
        TargetGroup,
        blank=True,
        related_name="interventions",
        verbose_name="doelgroepen",
        help_text="Voor wie is het?",
    )
    organisations = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="interventions",
        verbose_name="organisaties",
        help_text="Wie doen er mee?",
    )
    summary = models.TextField(
        "samenvatting",
        # Room for a draft that still has to be cut; what is published keeps to the words.
        max_length=2_000,
        help_text="De kern in één of twee zinnen, hoogstens 60 woorden. Staat op kaartjes en bovenaan de pagina.",
    )
    body = RichTextField(
        "verhaal", blank=True, help_text="Korte zinnen, gewone woorden. Tussenkopjes helpen de lezer."
    )
    period_in_words = models.CharField(
        "periode in woorden", max_length=120, blank=True, help_text="Bijvoorbeeld: sinds begin 2026."
    )
    review_on = models.DateField(
        "opnieuw bekijken op", null=True, blank=True, help_text="Wanneer moet iemand nagaan of dit nog klopt?"
    )
    source = models.TextField(
        "bronnen", blank=True, help_text="Waar komt dit verhaal vandaan? Eén bron per regel."
    )
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    changed_at = models.DateTimeField("gewijzigd op", auto_now=True)

    objects = InterventionQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = "interventie"
        verbose_name_plural = "interventies"
        ordering = ["title", "pk"]
        constraints = [
            *Record.Meta.constraints,
            # A draft may lack all the rest; the readiness rules keep it off the site until it is there.
            models.CheckConstraint(
                name="intervention_has_title", condition=~Q(title="") & ~Q(slug="") & ~Q(code="")
            ),
        ]
        indexes = [models.Index(fields=["state", "title", "id"], name="intervention_list")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.code:
            return super().save(*args, **kwargs)
        with transaction.atomic():
            # Two people who add a story to one area: the second waits, and counts the story of the first.
            SiteState.locked()
            self.code = next_code(self.area)
            super().save(*args, **kwargs)

    @classmethod
    def hand_out_codes(cls, contents: Sequence[dict[str, Any]]) -> None:
        """Each gets the next codes of its area, in the order in which they come."""
        prefixes = dict(Area.objects.values_list("slug", "code"))
        last: dict[str, int] = {}
        for content in contents:
            if not content.get("code"):
                prefix = prefixes[content["area"]]
                if prefix not in last:
                    last[prefix] = highest_number(prefix)
                last[prefix] += 1
                content["code"] = f"{prefix}-{last[prefix]:03d}"

    def get_absolute_url(self) -> str:
        return reverse("interventions:detail", args=[self.slug])


def next_code(area: Area) -> str:
    """The first free code of the area, for example ZAA-004. Codes of removed stories are not given out again
    while a later one exists."""
    return f"{area.code}-{highest_number(area.code) + 1:03d}"


def highest_number(prefix: str) -> int:
    """The highest number behind this prefix among the codes that exist."""
    codes = Intervention.objects.filter(code__startswith=f"{prefix}-").values_list("code", flat=True)
    return max((int(code.rpartition("-")[2]) for code in codes), default=0)
