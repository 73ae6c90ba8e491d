"""A row that is being planned: what its cells want, and what is said of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kansrijk.workbooks.book import Oddity, Value
from kansrijk.workbooks.planning.cells import is_empty
from kansrijk.workbooks.planning.watching import Watch
from kansrijk.workbooks.plans.plan import EMPTY, LETTERS, CellFinding, RowVerdict, Verdict

IGNORED, UNCHANGED, REFUSED = LETTERS[Verdict.IGNORED], LETTERS[Verdict.UNCHANGED], LETTERS[Verdict.REFUSED]
WAITS = "Deze rij wacht tot de cellen die niet kloppen verbeterd zijn."


class Edit(NamedTuple):
    """What one cell wants."""

    column: int
    heading: str
    field: str
    value: Any
    clears: bool
    remark: str = ""
    """What was left out of the cell."""


@dataclass(slots=True)
class RowDraft:
    """A row that is being planned."""

    sheet: str
    row: int
    verdicts: list[str]
    """As in RowPlan.verdicts. What is not said otherwise is skipped."""
    edits: list[Edit] = field(default_factory=list)
    findings: list[CellFinding] = field(default_factory=list)
    message: str = ""
    verdict: RowVerdict = RowVerdict.SAME
    row_id: str = ""
    """Of a child row."""
    watch: Watch | None = None
    """Hears of each cell that is refused."""

    def say(
        self,
        verdict: Verdict,
        column: int,
        heading: str,
        message: str,
        suggestion: str = "",
        value: Any = None,
    ) -> None:
        """A finding about one cell, which may be empty: then something is missing there."""
        self.findings.append(
            CellFinding(self.sheet, self.row, column, heading, verdict, message, suggestion, value)
        )
        if column <= len(self.verdicts) and self.verdicts[column - 1] != EMPTY:
            self.verdicts[column - 1] = LETTERS[verdict]
        if self.watch and verdict == Verdict.REFUSED:
            self.watch.refused(self.sheet, self.row, column, message)

    def refuse(
        self, column: int, heading: str, message: str, suggestion: str = "", value: Any = None
    ) -> None:
        """Something is wrong with one cell, and the whole row waits for it."""
        self.say(Verdict.REFUSED, column, heading, message, suggestion, value)
        self.wait(WAITS)

    def refuse_row(
        self, column: int, heading: str, message: str, suggestion: str = "", value: Any = None
    ) -> None:
        """Something is wrong with the row as a whole, which is said at this cell."""
        self.say(Verdict.REFUSED, column, heading, message, suggestion, value)
        self.wait(message)

    def wait(self, message: str, verdict: RowVerdict = RowVerdict.REFUSED) -> None:
        """Nothing of the row is used now."""
        self.verdict, self.message = verdict, message
        for edit in self.edits:
            if self.verdicts[edit.column - 1] != REFUSED:
                self.verdicts[edit.column - 1] = IGNORED

    def is_wrong(self, column: int) -> bool:
        """Whether this cell was refused already."""
        return any(found.column == column and found.verdict == Verdict.REFUSED for found in self.findings)

    @property
    def is_refused(self) -> bool:
        return self.verdict == RowVerdict.REFUSED

    @property
    def is_used(self) -> bool:
        """Whether its edits count."""
        return self.verdict not in (RowVerdict.REFUSED, RowVerdict.WAITS, RowVerdict.IGNORED)


def draft_row(
    sheet: str,
    number: int,
    cells: Sequence[Value],
    oddities: Mapping[int, Oddity],
    watch: Watch | None = None,
) -> RowDraft | None:
    """A draft in which every cell that holds something is still skipped; None for a row that holds nothing."""
    letters = [EMPTY if value is None or is_empty(value) else IGNORED for value in cells]
    if oddities:
        letters += [EMPTY] * (max(oddities) - len(letters))
        for column in oddities:
            letters[column - 1] = IGNORED
    return RowDraft(sheet, number, letters, watch=watch) if IGNORED in letters else None
