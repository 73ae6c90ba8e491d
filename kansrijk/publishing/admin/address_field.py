"""The address of a page in its form: folded away, with a warning, since it hardly ever should change."""

from collections.abc import Sequence
from typing import Any

FIELD = "slug"
APART = (
    "Adres wijzigen",
    {
        "classes": ["collapse", "after-rows"],
        "fields": [FIELD],
        "description": "Dit is bijna nooit nodig. Het adres verandert niet mee met de titel. Na publiceren stuurt "
        "het oude adres voor altijd door naar het nieuwe, zodat links van anderen blijven werken.",
    },
)

HELP = "Het laatste stuk van het webadres."
"""In the form; the model says that it never changes by itself, which next to APART reads as if it cannot."""


def with_address_apart(fieldsets: Sequence[Any]) -> list[Any]:
    """The same fieldsets, with the address as the last one, when there is an address."""
    if not any(FIELD in options["fields"] for _, options in fieldsets):
        return list(fieldsets)
    rest = [
        (title, {**options, "fields": [name for name in options["fields"] if name != FIELD]})
        for title, options in fieldsets
    ]
    return [*rest, APART]
