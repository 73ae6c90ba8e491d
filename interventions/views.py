"""Public pages about stories, phases, themes and quotes."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy

from areas.emblems import emblems_of
from areas.models import Area, Photo
from interventions import structured_data
from interventions.filters import SORTS, InterventionFilter, list_facets, without_each_choice
from interventions.models import Intervention, Organisation, Phase, PhotoPlacement, Quote, TargetGroup, Theme
from interventions.models.intervention import InterventionQuerySet
from kansrijk.listing.paging import paginate
from kansrijk.listing.selection import Selection, read_selection
from kansrijk.pages.info import Crumb, PageInfo
from kansrijk.publishing.dated import dated

PAGE_SIZE = 12
STORIES = Crumb("Interventies", reverse_lazy("interventions:list"))
PHASES = Crumb("Periodes", reverse_lazy("interventions:phase_list"))
THEMES = Crumb("Thema's", reverse_lazy("interventions:theme_list"))


def intervention_list(request: HttpRequest) -> HttpResponse:
    path = reverse("interventions:list")
    selection = read_selection(request.GET, list_facets(), SORTS)
    stories = InterventionFilter(selection, Intervention.objects.public()).qs
    page_of_stories = paginate(
        stories.with_card_relations(),
        selection.page,
        PAGE_SIZE,
        lambda n: path + selection.query_string(page=n),
    )
    active = selection.active_filters(path)
    page = PageInfo(
        title=list_title(selection, page_of_stories.number),
        description="Wat doen de twintig gebieden met het geld van SPUK Kansrijke Wijk? Zoek op gebied, periode, "
        "thema, doelgroep of organisatie.",
        path=path + selection.query_string(page=selection.page),
        section="interventies",
        is_indexed=selection.may_be_indexed,
    )
    context = {
        "page": page,
        "selection": selection,
        "sorts": SORTS,
        "active_filters": active,
        "stories": page_of_stories,
        "emblems": emblems_of(story.area for story in page_of_stories.items),
        "suggestions": [] if page_of_stories.total else without_each_choice(selection),
        "clear_url": path,
    }
    return render(request, "interventions/list.html", context)


def list_title(selection: Selection, number: int) -> str:
    """The h1, with what tells this page of the list from the others: somebody may get its address by mail."""
    title = f"Interventies met ‘{selection.query}’" if selection.query else "Interventies"
    labels = [chosen.label for chosen in selection.active_filters("") if chosen.name != "q"]
    if labels:
        title += f": {', '.join(labels[:3])}{' …' if len(labels) > 3 else ''}"
    return f"{title} (pagina {number})" if number > 1 else title


@dated(Intervention, parts=lambda story: story.quotes.all())
def intervention_detail(request: HttpRequest, slug: str) -> HttpResponse:
    stories = Intervention.objects.public()
    story = get_object_or_404(with_page_relations(Intervention.objects.readable()), slug=slug)
    same_area = list(stories.with_card_relations().filter(area=story.area).exclude(pk=story.pk)[:3])
    same_theme = list(
        stories.with_card_relations()
        .filter(pk__in=stories.filter(themes__in=story.themes.all()).order_by().values("pk"))
        .exclude(area=story.area)[:3]
    )
    context = {
        "page": structured_data.intervention_page(story, STORIES),
        "story": story,
        "phases": story.phases.all(),
        "same_area": same_area,
        "same_theme": same_theme,
        "emblems": emblems_of([story.area, *(other.area for other in (*same_area, *same_theme))]),
    }
    return render(request, "interventions/detail.html", context)


def with_page_relations(stories: InterventionQuerySet) -> InterventionQuerySet:
    """Everything the page of a story shows, in a fixed number of queries; of quotes and photos the public ones."""
    quotes = Quote.objects.public().select_related("organisation")
    photos = PhotoPlacement.objects.filter(photo__in=Photo.objects.public()).select_related("photo")
    return stories.select_related("area").prefetch_related(
        "area__neighbourhoods",
        Prefetch("phases", Phase.objects.public()),
        Prefetch("themes", Theme.objects.public().prefetch_related("names__phase")),
        Prefetch("target_groups", TargetGroup.objects.public()),
        Prefetch("organisations", Organisation.objects.public()),
        "key_figures",
        "links",
        Prefetch("quotes", quotes),
        Prefetch("photo_placements", photos),
    )


def phase_list(request: HttpRequest) -> HttpResponse:
    page = PageInfo(
        title="Periodes",
        description="Het geld van SPUK Kansrijke Wijk komt in periodes van drie jaar.",
        path=reverse("interventions:phase_list"),
        section="periodes",
    )
    phases = Phase.objects.public().with_story_count().prefetch_related("contributions")
    return render(request, "interventions/phase_list.html", {"page": page, "phases": phases})


@dated(Phase)
def phase_detail(request: HttpRequest, slug: str) -> HttpResponse:
    phase = get_object_or_404(
        Phase.objects.readable().prefetch_related("contributions", "theme_names__theme"), slug=slug
    )
    stories = Intervention.objects.public().filter(phases=phase)
    shown = list(stories.with_card_relations()[:PAGE_SIZE])
    context = {
        "page": structured_data.phase_page(phase, PHASES),
        "phase": phase,
        "stories": shown,
        "story_count": stories.order_by().count(),
        "continuing_count": stories.continuing().order_by().count(),
        "emblems": emblems_of(story.area for story in shown),
    }
    return render(request, "interventions/phase_detail.html", context)


def theme_list(request: HttpRequest) -> HttpResponse:
    page = PageInfo(
        title="Thema's",
        description="De thema's waar de gebieden het geld van SPUK Kansrijke Wijk voor gebruiken.",
        path=reverse("interventions:theme_list"),
        section="themas",
    )
    themes = Theme.objects.public().with_story_count().prefetch_related("names__phase")
    return render(request, "interventions/theme_list.html", {"page": page, "themes": themes})


@dated(Theme)
def theme_detail(request: HttpRequest, slug: str) -> HttpResponse:
    theme = get_object_or_404(Theme.objects.readable().prefetch_related("names__phase"), slug=slug)
    stories = Intervention.objects.public().filter(themes=theme)
    shown = list(stories.with_card_relations()[:PAGE_SIZE])
    areas = list(Area.objects.public().filter(interventions__in=stories).distinct())
    quotes = Quote.objects.public().with_card_relations().filter(intervention__themes=theme)[:2]
    context = {
        "page": structured_data.theme_page(theme, THEMES),
        "theme": theme,
        "stories": shown,
        "story_count": stories.order_by().count(),
        "areas": areas,
        "quotes": quotes,
        "emblems": emblems_of(areas),
    }
    return render(request, "interventions/theme_detail.html", context)


def quote_list(request: HttpRequest) -> HttpResponse:
    path = reverse("interventions:quotes")
    selection = read_selection(request.GET, (), SORTS[:1])
    quotes = paginate(
        Quote.objects.public().with_card_relations(),
        selection.page,
        PAGE_SIZE,
        lambda n: path + selection.query_string(page=n),
    )
    page = structured_data.quotes_page(quotes.items, path + selection.query_string(page=selection.page))
    context = {"page": page, "quotes": quotes, "notices": selection.notices}
    return render(request, "interventions/quote_list.html", context)
