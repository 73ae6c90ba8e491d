"""One row of a sheet of records, with all that is needed to plan it and to speak of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kansrijk.workbooks.book import Oddity, Value, cell_name
from kansrijk.workbooks.declaration import Role, SheetDeclaration
from kansrijk.workbooks.planning.asking import cell_at
from kansrijk.workbooks.planning.cells import is_empty
from kansrijk.workbooks.planning.columns import ColumnReader
from kansrijk.workbooks.planning.drafts import RowDraft
from kansrijk.workbooks.planning.headings import FoundSheet
from kansrijk.workbooks.planning.identity import KeyPlaces, Who
from kansrijk.workbooks.plans.plan import LETTERS, Verdict

UNCHANGED = LETTERS[Verdict.UNCHANGED]
MOST_NAMED = 5

TWICE_NEW = "In dit bestand staat {noun.this} {noun} meer dan één keer: ook in {others}. Laat één rij staan."


@dataclass(slots=True)
class SheetRow:
    """One row, with the sheet it stands on."""

    found: FoundSheet
    declaration: SheetDeclaration
    places: KeyPlaces
    readers: Sequence[ColumnReader]
    draft: RowDraft
    cells: Sequence[Value]
    oddities: Mapping[int, Oddity]
    who: Who
    denied: frozenset[str] = frozenset()
    """The codes of the records that the row says it is not, though it looks like them."""

    @property
    def key(self) -> tuple[int, str]:
        """Where something about the row as a whole is said."""
        return self.places.place(Role.CODE), self.places.headings[Role.CODE]

    @property
    def code_column(self) -> str:
        """For sentences about it; people throw it away too."""
        return "de kolom Code" if self.places.code else "een kolom met de kop Code"

    def mark_keys(self) -> None:
        for place in (self.places.code, self.places.version):
            if place and not is_empty(cell_at(self.cells, place)):
                self.draft.verdicts[place - 1] = UNCHANGED


def others_named(row: SheetRow, same: Sequence[SheetRow]) -> str:
    """The other rows, each by the cell with its code."""
    return places_named(row.draft, ((other.draft, other.key[0]) for other in same if other is not row))


def places_named(row: RowDraft, others: Iterable[tuple[RowDraft, int]]) -> str:
    """Cells, given by row and column; one on another sheet than this row with the name of that sheet."""
    first = list(islice(others, MOST_NAMED + 1))
    names = [
        cell_name(other.row, column) + ("" if other.sheet == row.sheet else f" van tabblad ‘{other.sheet}’")
        for other, column in first[:MOST_NAMED]
    ]
    return " en ".join(names) + (" en meer" if len(first) > MOST_NAMED else "")
