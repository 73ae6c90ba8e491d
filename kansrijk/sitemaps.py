"""Every public page, for search engines and for the web archive."""

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from areas.models import Area
from interventions.models import Intervention, Phase, Theme


class Pages(Sitemap):
    """Pages that are not about one record."""

    def items(self) -> list[str]:
        return [
            "home",
            "areas:list",
            "interventions:list",
            "interventions:phase_list",
            "interventions:theme_list",
            "interventions:quotes",
            "about",
            "contact",
            "accessibility",
            "privacy",
        ]

    def location(self, item: str) -> str:
        return reverse(item)


class Records(Sitemap):
    """The page of each record; `lastmod` is its last change."""

    def __init__(self, records: QuerySet) -> None:
        self.records = records

    def items(self) -> QuerySet:
        return self.records.only("slug", "changed_at")

    def lastmod(self, item: Any) -> object:
        return item.changed_at


def sitemaps() -> dict[str, type[Sitemap] | Sitemap]:
    return {
        "paginas": Pages(),
        "gebieden": Records(Area.objects.public().order_by("slug")),
        "interventies": Records(Intervention.objects.public().order_by("slug")),
        "periodes": Records(Phase.objects.public().order_by("slug")),
        "themas": Records(Theme.objects.public().order_by("slug")),
    }
