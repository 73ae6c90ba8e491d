"""The plan of an import: per cell, row and record what would happen, and why not."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kansrijk.publishing.merge import Conflict
from kansrijk.publishing.readiness import Finding
from kansrijk.workbooks.book import cell_name


class Verdict(StrEnum):
    """What happens to one cell that holds something. The values stand on the screen and in the JSON."""

    USED = "gebruikt"
    UNCHANGED = "ongewijzigd"
    CLEARED = "leeggemaakt"
    CONFLICT = "botst"
    """Changed here and by somebody else, each in another way: a person chooses."""
    IGNORED = "overgeslagen"
    REFUSED = "geweigerd"


class RowVerdict(StrEnum):
    NEW = "nieuw"
    CHANGED = "gewijzigd"
    SAME = "ongewijzigd"
    CONFLICT = "botst"
    REFUSED = "geweigerd"
    WAITS = "wacht"
    """Nothing is wrong with it; it goes on once the new record that it names is right."""
    IGNORED = "overgeslagen"


LETTERS = {
    Verdict.USED: "g",
    Verdict.UNCHANGED: "o",
    Verdict.CLEARED: "l",
    Verdict.CONFLICT: "b",
    Verdict.IGNORED: "s",
    Verdict.REFUSED: "w",
}
VERDICTS = {letter: verdict for verdict, letter in LETTERS.items()}
EMPTY = " "


@dataclass(frozen=True, slots=True)
class CellFinding:
    """What there is to say of one cell. A cell that is unchanged has none; of a cell that is skipped with its whole
    row, column or sheet it is said there, once. An empty cell has one when something is missing in it."""

    sheet: str
    row: int
    column: int
    heading: str
    verdict: Verdict
    message: str = ""
    """Dutch: what is wrong and what to do, or why it is skipped."""
    suggestion: str = ""
    """What to write instead, ready to be put in the cell; empty when nothing is near."""
    value: Any = None
    """What was read, as snapshots hold it; for a refused cell what stands there."""

    @property
    def cell(self) -> str:
        return cell_name(self.row, self.column)


@dataclass(frozen=True, slots=True)
class RowPlan:
    """One row of the file, also a heading or a line that is skipped."""

    sheet: str
    row: int
    verdict: RowVerdict
    verdicts: str = ""
    """A letter of LETTERS for each column, EMPTY where the cell is empty."""
    record: int | None = None
    """Its place in Plan.records."""
    message: str = ""
    """About the row as a whole: a key twice, another area, maybe there already."""

    def holds(self, column: int) -> bool:
        """Whether the cell in this column holds something."""
        return self.verdicts[column - 1 : column] not in ("", EMPTY)

    def cells(self) -> Iterator[tuple[int, Verdict]]:
        """Column and verdict of each cell that holds something."""
        for column, letter in enumerate(self.verdicts, start=1):
            if letter != EMPTY:
                yield column, VERDICTS[letter]


@dataclass(frozen=True, slots=True)
class RecordPlan:
    """What all rows about one record come to."""

    kind: str
    pk: int | None
    """None for a record that does not exist yet."""
    code: str
    """Empty for a record that does not exist yet."""
    title: str
    area: str
    """Name of its area, for filters and messages."""
    revision: int | None
    """The newest work on it when the plan was made; when that has changed, the plan is out of date."""
    verdict: RowVerdict
    # Of a record that stays the same, or that waits, the contents are empty: nothing is done with them.
    mine: Mapping[str, Any] = field(default_factory=dict)
    """The whole content as the file wants it, on top of what was exported."""
    content: Mapping[str, Any] = field(default_factory=dict)
    """How the record would be: the file and the newest work put together; where they conflict, the newest work."""
    now: Mapping[str, Any] = field(default_factory=dict)
    """What the newest work holds."""
    conflicts: tuple[Conflict, ...] = ()
    cleared: tuple[str, ...] = ()
    """Fields that somebody asked to be emptied."""
    missing: tuple[Finding, ...] = ()
    """What the record still needs before it can be published."""
    goes_along: tuple[str, ...] = ()
    """Fields that others changed, which are not on the site yet: published with the file, they would be."""
    rows: tuple[tuple[str, int], ...] = ()
    """Sheet and row of each row about it."""


@dataclass(frozen=True, slots=True)
class SheetPlan:
    name: str
    """As it is called in the file."""
    title: str
    """The declared sheet that it is; empty when it is none."""
    message: str = ""
    """Why it is skipped, or what is odd about it."""
    headings: Mapping[int, str] = field(default_factory=dict)
    """Declared heading by column."""
    heading_row: int = 0
    """0 when the sheet has none that we know."""
    is_expected: bool = False
    """Made by the site itself, or empty: nobody misses what is not read of it."""


@dataclass(frozen=True)
class Plan:
    sheets: Sequence[SheetPlan]
    rows: Sequence[RowPlan]
    records: Sequence[RecordPlan]
    findings: Sequence[CellFinding]
    remarks: Sequence[str] = ()
    """About the file as a whole, for example that its export number is unknown."""

    def counts(self) -> Counter[Verdict]:
        """How many cells have each verdict; together all cells of the file that hold something."""
        letters = Counter[str]()
        for row in self.rows:
            letters.update(row.verdicts)
        return Counter({VERDICTS[letter]: n for letter, n in letters.items() if letter != EMPTY})

    def said_of_empty_cells(self) -> list[CellFinding]:
        """What there is to say of cells that hold nothing, for example that something is missing there: one finding for
        each, in the order of the file. They are not among counts()."""
        filled = {(row.sheet, row.row): row for row in self.rows}
        order = {sheet.name: place for place, sheet in enumerate(self.sheets)}
        said = {
            (order.get(found.sheet, 0), found.row, found.column): found
            for found in self.findings
            if not filled[found.sheet, found.row].holds(found.column)
        }
        return [found for _place, found in sorted(said.items())]

    @property
    def is_recognised(self) -> bool:
        """Whether any sheet is one of ours, if only by its name."""
        return any(sheet.title for sheet in self.sheets)

    def has_errors(self) -> bool:
        return any(row.verdict == RowVerdict.REFUSED for row in self.rows)
