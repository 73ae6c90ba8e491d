"""Every component with an example: shown at /ontwikkel/componenten/ with DEBUG on, and rendered by a test."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from areas.emblem import EmblemFacts, emblem, sign
from areas.emblems import emblems_of
from areas.map import placed_markers
from areas.models import Area, Photo
from interventions.models import Intervention, Phase, Quote, ThemeName
from kansrijk.listing.paging import Page, page_links
from kansrijk.listing.selection import ActiveFilter, Facet, Option
from kansrijk.pages.info import Crumb, PageInfo
from kansrijk.publishing.previews.rendering import PreviewBar
from kansrijk.publishing.previews.tokens import Ticket


@dataclass(frozen=True)
class Figure:
    value: str
    label: str


@dataclass(frozen=True)
class Example:
    """A component (file name without .html) and the parameters to show it with."""

    component: str
    parameters: dict[str, Any]

    @property
    def template(self) -> str:
        return f"components/{self.component}.html"


def fixed_examples() -> list[Example]:
    """The components that need no record."""
    crumbs = (Crumb("Gebieden", "/gebieden/"),)
    page = PageInfo(title="Voorbeeld", description="Een voorbeeld", path="/", crumbs=crumbs)
    figures = [Figure("9.500", "leerlingen"), Figure("4 tot 6 uur", "per week")]
    facts = EmblemFacts(52.4, 4.8, 6, ("school-en-omgeving", "jonge-kind"))
    former_name = ThemeName(name="veerkracht en weerbaarheid", phase=Phase(start_year=2023, end_year=2025))
    return [
        Example("header", {"section": "gebieden", "address": "https://voorbeeld.nl/"}),
        Example("breadcrumb", {"page": page}),
        Example("brand", {}),
        *list_examples(),
        Example("figures", {"figures": figures, "heading": "Kerncijfers"}),
        Example("sources", {"source": "Een bron – https://www.leefbaarenveilig.nl/"}),
        Example("emblem", {"emblem": emblem(facts)}),
        Example("emblem_legend", {}),
        Example("emblem_sign", {"theme": "jonge-kind", "path": sign("jonge-kind")}),
        Example("theme_names", {"names": [former_name]}),
        Example(
            "preview_bar", {"preview": PreviewBar("Ontdeklab", Ticket(1798700400, reader="De school"), "#")}
        ),
        Example("dated_bar", {"day": date(2025, 12, 11), "now_url": "#"}),
        Example("footer", {}),
    ]


def list_examples() -> list[Example]:
    """What stands around a list: filters, notices and the way to other pages."""
    facet = Facet("thema", "Thema", (Option("jonge-kind", "Jonge kind"), Option("werk", "Werk")))
    active = [
        ActiveFilter("Thema", "Jonge kind", "?", "thema", "jonge-kind"),
        ActiveFilter("Gebied", "Zaandam-Oost", "?thema=jonge-kind", "gebied", "zaandam-oost"),
    ]
    links = page_links(5, 12, lambda number: f"?pagina={number}")
    page: Page[Area] = Page([], 5, 140, 12, links, "?pagina=4", "?pagina=6")
    return [
        Example("facet", {"facet": facet, "chosen": ("werk",)}),
        Example("active_filters", {"active_filters": active, "clear_url": "?"}),
        Example("notices", {"notices": ["Wij kennen het filter ‘kleur’ niet. Het telt niet mee."]}),
        Example("no_results", {"suggestions": [(active[0], 3)], "clear_url": "/interventies/"}),
        Example("pager", {"page": page}),
    ]


def record_examples() -> list[Example]:
    """The components that show a record; empty while the database is."""
    story = Intervention.objects.public().with_card_relations().first()
    quote = Quote.objects.public().with_card_relations().first()
    areas = list(Area.objects.with_story_count())
    if story is None or quote is None:
        return []
    emblems = emblems_of(areas)
    with_stories = {area.slug for area in areas if area.story_count}
    photos = [
        Example("photo", {"photo": photo, "caption": "Bijschrift"}) for photo in Photo.objects.public()[:1]
    ]
    return [
        *photos,
        Example("card", {"story": story, "emblem": emblems[story.area_id]}),
        Example("cards", {"stories": [story], "emblems": emblems}),
        Example("quote", {"quote": quote, "with_story": True}),
        Example(
            "withdrawn_notice", {"record": Intervention(state="ingetrokken", notice="Het project is klaar.")}
        ),
        Example("area_card", {"area": areas[0], "emblem": emblems[areas[0].pk], "number": 1}),
        Example("map", {"markers": placed_markers(areas, with_stories=with_stories)}),
    ]


def gallery(request: HttpRequest) -> HttpResponse:
    page = PageInfo(
        title="Componenten",
        description="Alle onderdelen bij elkaar.",
        path="/ontwikkel/componenten/",
        is_indexed=False,
    )
    examples = [*fixed_examples(), *record_examples()]
    return render(request, "site/gallery.html", {"page": page, "examples": examples})
