"""What every public page says about itself: title, description, place in the site, machine-readable facts."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise

SITE_NAME = "Kansrijke Wijk"
DESCRIPTION_LENGTH = 160


@dataclass(frozen=True)
class Crumb:
    """A step of the breadcrumb."""

    label: str
    url: "str | Promise"
    """May be lazy: inside a preview the same page has another address."""


@dataclass(frozen=True)
class PageInfo:
    title: str
    """The words of the h1, without the name of the site."""
    description: str
    path: str
    """Canonical path with query string, for example /interventies/?thema=jonge-kind."""
    section: str = ""
    """Which entry of the main menu the page belongs to, for example gebieden."""
    crumbs: tuple[Crumb, ...] = ()
    """The steps between home and this page."""
    kind: str = "website"
    """Open Graph type."""
    is_indexed: bool = True
    things: tuple[dict[str, Any], ...] = field(default=())
    """schema.org descriptions of what is visible on the page."""

    @property
    def full_title(self) -> str:
        """Page – section – site, as conventions for titles ask."""
        parts = [self.title, *(crumb.label for crumb in reversed(self.crumbs)), SITE_NAME]
        return " – ".join(dict.fromkeys(parts))

    @property
    def canonical_url(self) -> str:
        return absolute(self.path)

    @property
    def short_description(self) -> str:
        """At most 160 characters, cut between words."""
        text = " ".join(self.description.split())
        if len(text) <= DESCRIPTION_LENGTH:
            return text
        return text[: DESCRIPTION_LENGTH - 1].rpartition(" ")[0].rstrip(",;:.") + "…"

    @property
    def structured_data(self) -> dict[str, Any]:
        """One JSON-LD graph: the breadcrumb and the things on the page."""
        return {"@context": "https://schema.org", "@graph": [*self.things, *breadcrumb_list(self)]}


def absolute(path: "str | Promise") -> str:
    """The public address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def breadcrumb_list(page: PageInfo) -> list[dict[str, Any]]:
    """Nothing on the home page: it has no breadcrumb to describe."""
    if page.path == reverse("home"):
        return []
    steps = [Crumb("Home", reverse("home")), *page.crumbs, Crumb(page.title, page.path)]
    return [
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": number, "name": step.label, "item": absolute(step.url)}
                for number, step in enumerate(steps, start=1)
            ],
        }
    ]
