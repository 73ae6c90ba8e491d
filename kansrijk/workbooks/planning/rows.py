"""One row of a file beside what was exported: which cells were touched, and what they say now."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kansrijk.resources.misread import Misread
from kansrijk.workbooks.book import Oddity, Value
from kansrijk.workbooks.declaration import Column
from kansrijk.workbooks.known.facts import Content
from kansrijk.workbooks.planning.cells import (
    ODDITIES,
    almost_asks_to_clear,
    as_text,
    asks_to_clear,
    is_error,
)
from kansrijk.workbooks.planning.columns import ColumnReader
from kansrijk.workbooks.planning.drafts import UNCHANGED, Edit, RowDraft
from kansrijk.workbooks.plans.plan import EMPTY, Verdict

OFFICE_ONLY = "Alleen de redactie kan ‘{heading}’ wijzigen, dus deze cel is overgeslagen."
NEVER_EMPTY = "‘{heading}’ moet altijd ingevuld zijn en kan dus niet leeg."
CLEAR_THIS_WAY = (
    "Wilt u deze cel leegmaken? Typ dan [leeg], met rechte haken en zonder punt. "
    "Bedoelt u het woord zelf? Zet er dan meer woorden bij."
)
LONGEST_VALUE = 200
"""Of what a message or a finding repeats of a cell that is refused."""
SAYS_NOTHING = "In de kolommen die we kennen, staat niets in deze rij."
NewId = Callable[[str, str], str]


def says_something(draft: RowDraft, readers: Sequence[ColumnReader]) -> bool:
    """Whether a cell in one of these columns holds anything."""
    verdicts = draft.verdicts
    return any(one.number <= len(verdicts) and verdicts[one.number - 1] != EMPTY for one in readers)


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
    verdicts = draft.verdicts
    width = len(cells)
    for reader in readers:
        place = reader.number - 1
        if place >= len(verdicts) or verdicts[place] == EMPTY:
            continue
        if reader.number in oddities:
            _refuse_oddity(draft, reader, oddities[reader.number])
        elif place < width:
            before = base.get(reader.column.field)
            if reader.is_untouched(cells[place], before):
                verdicts[place] = UNCHANGED
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
        draft.verdicts[reader.number - 1] = UNCHANGED
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
        return _clear(reader, before)
    if there is not before and reader.is_untouched(cell, there):
        # Somebody else did the same meanwhile.
        return Edit(reader.number, column.heading, column.field, there, clears=False)
    if is_error(cell):
        raise Misread(ODDITIES[Oddity.ERROR])
    if almost_asks_to_clear(cell):
        raise Misread(CLEAR_THIS_WAY, "[leeg]") if column.may_be_emptied else _never_empty(column)
    read = reader.read(cell)
    if before is not None and column.is_same(read, before):
        return None
    if column.source:
        reader.check_chosen(read, before)
    if objection := column.widget.objection(cell, before):
        raise Misread(objection)
    value = column.content_of(read, before, new_id=lambda word: new_id(column.field, word))
    remark = column.widget.remark(cell)
    return Edit(reader.number, column.heading, column.field, value, clears=False, remark=remark)


def _clear(reader: ColumnReader, before: Any) -> Edit | None:
    column = reader.column
    if before in (None, "", [], column.empty):
        return None
    if not column.may_be_emptied:
        raise _never_empty(column)
    return Edit(reader.number, column.heading, column.field, column.empty, clears=True)


def _never_empty(column: Column) -> Misread:
    return Misread(NEVER_EMPTY.format(heading=column.heading))
