"""Public pages about areas."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy

from areas.emblems import emblems_of
from areas.map import placed_markers
from areas.models import Area
from areas.structured_data import area_page
from kansrijk.pages.info import Crumb, PageInfo
from kansrijk.publishing.dated import dated

STORIES_SHOWN = 12
QUOTES_SHOWN = 4
AREAS = Crumb("Gebieden", reverse_lazy("areas:list"))


def area_list(request: HttpRequest) -> HttpResponse:
    areas = list(
        Area.objects.public()
        .with_story_count()
        .prefetch_related("neighbourhoods")
        .defer("introduction", "source")
    )
    page = PageInfo(
        title="Gebieden",
        description="De twintig stedelijke gebieden van het Nationaal Programma Leefbaarheid en Veiligheid, "
        "op de kaart en in een lijst.",
        path=reverse("areas:list"),
        section="gebieden",
    )
    markers = placed_markers(areas, with_stories={area.slug for area in areas if area.story_count})
    context = {
        "page": page,
        "areas": areas,
        "markers": markers,
        "numbered_areas": list(zip(areas, markers, strict=True)),
        "emblems": emblems_of(areas),
    }
    return render(request, "areas/list.html", context)


@dated(Area, parts=lambda area: area.quotes.all())
def area_detail(request: HttpRequest, slug: str) -> HttpResponse:
    area = get_object_or_404(
        Area.objects.readable()
        .with_story_count()
        .select_related("photo")
        .prefetch_related("neighbourhoods", "aliases"),
        slug=slug,
    )
    # Through the relations: this app does not import the app of stories and quotes.
    every_story = area.interventions.model.objects.public()
    stories = list(every_story.filter(area=area).with_card_relations()[:STORIES_SHOWN])
    nearby = [] if stories else every_story.nearest_per_theme(area)
    quotes = area.quotes.model.objects.public().of_area(area).with_card_relations()[:QUOTES_SHOWN]
    context = {
        "page": area_page(area, AREAS),
        "area": area,
        "markers": placed_markers([area], with_stories={area.slug} if stories else set()),
        "stories": stories,
        "nearby": nearby,
        "quotes": quotes,
        "emblems": emblems_of([area, *(story.area for _theme, story in nearby)]),
    }
    return render(request, "areas/detail.html", context)
