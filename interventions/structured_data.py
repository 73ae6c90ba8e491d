"""What the pages of this app say about themselves, for people (title, description) and machines (schema.org)."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from areas.structured_data import area_reference
from interventions.models import Intervention, Phase, Quote, Theme
from kansrijk.pages.info import Crumb, PageInfo, absolute
from kansrijk.richtext.sanitise import plain_text


def intervention_page(story: Intervention, parent: Crumb) -> PageInfo:
    path = story.get_absolute_url()
    project: dict[str, Any] = {
        "@type": "Project",
        "@id": absolute(path),
        "name": story.title,
        "description": story.summary,
        "url": absolute(path),
        "identifier": story.code,
        "areaServed": area_reference(story.area),
        "keywords": [theme.name for theme in story.themes.all()],
    }
    quotes = [quotation(quote, absolute(path)) for quote in story.quotes.all()]
    return PageInfo(
        title=story.title,
        description=story.summary,
        path=path,
        section="interventies",
        crumbs=(parent,),
        kind="article",
        things=(project, *quotes),
    )


def quotation(quote: Quote, page_url: str) -> dict[str, Any]:
    return {
        "@type": "Quotation",
        "text": quote.text,
        "inLanguage": quote.language,
        "creator": {"@type": "Person", "name": quote.speaker},
        "isPartOf": {"@type": "WebPage", "@id": page_url},
    }


def phase_page(phase: Phase, parent: Crumb) -> PageInfo:
    return PageInfo(
        title=phase.name,
        description=plain_text(phase.introduction) or f"Alles over {phase.name}.",
        path=phase.get_absolute_url(),
        section="periodes",
        crumbs=(parent,),
    )


def theme_page(theme: Theme, parent: Crumb) -> PageInfo:
    return PageInfo(
        title=theme.name,
        description=plain_text(theme.explanation) or f"Interventies over {theme.name}.",
        path=theme.get_absolute_url(),
        section="themas",
        crumbs=(parent,),
    )


def quotes_page(quotes: Sequence[Quote], path: str) -> PageInfo:
    return PageInfo(
        title="Citaten",
        description="Wat zeggen leerlingen, ouders, directeuren en deelnemers zelf over de interventies?",
        path=path,
        section="citaten",
        things=tuple(quotation(quote, absolute(reverse("interventions:quotes"))) for quote in quotes),
    )
