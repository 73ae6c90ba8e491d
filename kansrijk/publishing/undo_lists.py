"""What an undo did to each record, as pages tell it: of thousands the first, and all of it for who asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SHOWN = 25
HEADINGS = {
    "reverted": "Teruggedraaid",
    "back": "Terug van daarvoor",
    "kept": "Behouden, want later bewerkt",
    "impossible": "Kan niet",
}
REPORT, EVERYTHING = "verslag", "alles"
"""In the address: all lines of the report."""


@dataclass(frozen=True)
class UndoList:
    """One list of a report."""

    heading: str
    shown: Sequence[Mapping[str, str]]
    more: int


def undo_lists(report: Mapping[str, Any], query: Mapping[str, Any]) -> list[UndoList]:
    """Of an UndoReport as it was kept, those in which there is something."""
    most = None if query.get(REPORT) == EVERYTHING else SHOWN
    return [
        UndoList(heading, lines[:most], len(lines) - len(lines[:most]))
        for name, heading in HEADINGS.items()
        if (lines := report.get(name))
    ]
