"""One row of a file beside what was exported: which cells were touched, and what they say now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kansrijk.resources.misread import Misread
from kansrijk.workbooks.book import Oddity, Value
from kansrijk.workbooks.planning.cells import ODDITIES, as_text, asks_to_clear, is_empty
from kansrijk.workbooks.planning.columns import ColumnReader
from kansrijk.workbooks.planning.facts import Content
from kansrijk.workbooks.planning.plan import EMPTY, LETTERS, CellFinding, RowVerdict, Verdict

IGNORED, UNCHANGED, REFUSED = LETTERS[Verdict.IGNORED], LETTERS[Verdict.UNCHANGED], LETTERS[Verdict.REFUSED]
WAITS = "Deze rij wacht tot de cellen die niet kloppen verbeterd zijn."
OFFICE_ONLY = "Alleen de redactie kan ‘{heading}’ wijzigen, dus deze cel is overgeslagen."
LONGEST_VALUE = 200
"""Of what a message or a finding repeats of a cell that is refused."""
SAYS_NOTHING = "In de kolommen die we kennen, staat niets in deze rij."
NewId = Callable[[str, str], str]


class Edit(NamedTuple):
    """What one cell wants."""

    column: int
    heading: str
    field: str
    value: Any
    clears: bool


@dataclass(slots=True)
class RowDraft:
    """A row that is being planned."""

    sheet: str
    row: int
    letters: list[str]
    """As in RowPlan.verdicts. What is not said otherwise is skipped."""
    edits: list[Edit] = field(default_factory=list)
    findings: list[CellFinding] = field(default_factory=list)
    message: str = ""
    verdict: RowVerdict = RowVerdict.SAME
    row_id: str = ""
    """Of a child row."""

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
        if column <= len(self.letters) and self.letters[column - 1] != EMPTY:
            self.letters[column - 1] = LETTERS[verdict]

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
            if self.letters[edit.column - 1] != REFUSED:
                self.letters[edit.column - 1] = IGNORED

    @property
    def is_refused(self) -> bool:
        return self.verdict == RowVerdict.REFUSED

    @property
    def is_used(self) -> bool:
        """Whether its edits count."""
        return self.verdict not in (RowVerdict.REFUSED, RowVerdict.IGNORED)


def draft_row(
    sheet: str, number: int, cells: Sequence[Value], oddities: Mapping[int, Oddity]
) -> RowDraft | None:
    """A draft in which every cell that holds something is still skipped; None for a row that holds nothing."""
    letters = [EMPTY if value is None or is_empty(value) else IGNORED for value in cells]
    if oddities:
        letters += [EMPTY] * (max(oddities) - len(letters))
        for column in oddities:
            letters[column - 1] = IGNORED
    return RowDraft(sheet, number, letters) if IGNORED in letters else None


def says_something(draft: RowDraft, readers: Sequence[ColumnReader]) -> bool:
    """Whether a cell in one of these columns holds anything."""
    letters = draft.letters
    return any(one.number <= len(letters) and letters[one.number - 1] != EMPTY for one in readers)


def compare(
    draft: RowDraft,
    cells: Sequence[Value],
    oddities: Mapping[int, Oddity],
    readers: Sequence[ColumnReader],
    base: Content,
    now: Content,
    *,
    is_office: bool,
    new_id: NewId,
) -> None:
    """Fills the draft with what each cell wants. `base` is what was exported, `now` the newest work; both are empty
    for a new row."""
    letters = draft.letters
    width = len(cells)
    for reader in readers:
        place = reader.number - 1
        if place >= len(letters) or letters[place] == EMPTY:
            continue
        if reader.number in oddities:
            _refuse_oddity(draft, reader, oddities[reader.number])
        elif place < width:
            before = base.get(reader.column.field)
            if reader.is_untouched(cells[place], before):
                letters[place] = UNCHANGED
            else:
                there = now.get(reader.column.field)
                _compare_cell(draft, reader, cells[place], before, there, is_office, new_id)
    if draft.is_refused:
        draft.wait(draft.message)


def _refuse_oddity(draft: RowDraft, reader: ColumnReader, oddity: Oddity) -> None:
    draft.refuse(reader.number, reader.column.heading, ODDITIES[oddity])


def _compare_cell(
    draft: RowDraft,
    reader: ColumnReader,
    cell: Value,
    before: Any,
    there: Any,
    is_office: bool,
    new_id: NewId,
) -> None:
    column = reader.column
    try:
        edit = _edit(reader, cell, before, there, new_id)
    except Misread as misread:
        if column.is_locked_for(is_office=is_office):
            _skip_locked(draft, reader, cell)
        else:
            value = as_text(cell)[:LONGEST_VALUE]
            draft.refuse(reader.number, column.heading, misread.message, misread.suggestion, value)
        return
    is_locked = column.is_locked_for(is_office=is_office)
    if edit is None or (is_locked and edit.value == there):
        draft.letters[reader.number - 1] = UNCHANGED
    elif is_locked:
        _skip_locked(draft, reader, cell)
    else:
        draft.edits.append(edit)


def _skip_locked(draft: RowDraft, reader: ColumnReader, cell: Value) -> None:
    heading = reader.column.heading
    message = OFFICE_ONLY.format(heading=heading)
    draft.say(Verdict.IGNORED, reader.number, heading, message, value=as_text(cell)[:LONGEST_VALUE])


def _edit(reader: ColumnReader, cell: Value, before: Any, there: Any, new_id: NewId) -> Edit | None:
    """What the cell wants; None when that is what there was. Raises Misread."""
    column = reader.column
    if asks_to_clear(cell):
        if before in (None, "", [], column.empty):
            return None
        if not column.may_be_emptied:
            raise Misread(f"‘{column.heading}’ moet altijd ingevuld zijn en kan dus niet leeg.")
        return Edit(reader.number, column.heading, column.field, column.empty, clears=True)
    if reader.is_untouched(cell, there):
        # Somebody else did the same meanwhile.
        return Edit(reader.number, column.heading, column.field, there, clears=False)
    read = reader.read(cell)
    if before is not None and column.is_same(read, before):
        return None
    if column.source:
        reader.check_chosen(read, before)
    value = column.content_of(read, before, new_id=lambda word: new_id(column.field, word))
    return Edit(reader.number, column.heading, column.field, value, clears=False)
