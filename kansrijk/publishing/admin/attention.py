"""What an editor should do: one declaration is a card on the index page and a choice in the filter of the list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest


@dataclass(frozen=True)
class Attention:
    slug: str
    """The value of `?aandacht=` in the list."""
    label: str
    """In the filter of the list, for example: zonder citaat."""
    title: str
    """On the card, for example: Interventies zonder citaat."""
    advice: str
    """One sentence: why it matters, or what to do."""
    select: Callable[[Any], QuerySet]
    """Keeps the records it is about, for example InterventionQuerySet.without_quote."""


class AttentionFilter(admin.SimpleListFilter):
    title = "wat vraagt aandacht"
    parameter_name = "aandacht"

    def __init__(
        self, request: HttpRequest, params: dict[str, Any], model: type[Model], model_admin: Any
    ) -> None:
        self.attention: dict[str, Attention] = {item.slug: item for item in model_admin.attention}
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(item.slug, item.label) for item in self.attention.values()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        chosen = self.attention.get(self.value() or "")
        return chosen.select(queryset) if chosen else queryset
