"""Which sheet one is that has no name that we know and no column of codes: only when its headings leave no doubt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kansrijk.workbooks.book import Sheet
from kansrijk.workbooks.declaration import Column, SheetDeclaration
from kansrijk.workbooks.planning.cells import is_empty

ENOUGH, CLEAR_LEAD = 4, 2
"""Known headings, and how many more than any other sheet has."""


@dataclass(frozen=True)
class Match:
    declaration: SheetDeclaration
    row: int
    columns: Mapping[int, Column]

    @property
    def strength(self) -> int:
        """How many different declared columns were found."""
        return len({column.heading for column in self.columns.values()})


def guess(matches: Sequence[Match], sheet: Sheet) -> Match | None:
    """The match that is clearly the best: with the heading by which people know a record, and with at least half of all
    that stands in its row. Rows inside a record are never guessed at: without a code nobody knows whose they are."""
    by_strength = sorted(matches, key=lambda match: -match.strength)
    if not by_strength or by_strength[0].strength < ENOUGH:
        return None
    best = by_strength[0]
    is_clear = all(best.strength - other.strength >= CLEAR_LEAD for other in by_strength[1:])
    filled = sum(not is_empty(value) for value in sheet.rows[best.row - 1])
    return best if is_clear and _has_title(best) and best.strength * 2 >= filled else None


def _has_title(match: Match) -> bool:
    title = match.declaration.title_field
    is_there = any(column.field == title for column in match.columns.values())
    return match.declaration.is_of_records and title != "" and is_there
