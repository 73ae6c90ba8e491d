"""Plans the rows of Kerncijfers, Links and their like: each is part of a record that stands elsewhere."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from kansrijk.workbooks.declaration import Role
from kansrijk.workbooks.planning.asking import cell_at
from kansrijk.workbooks.planning.cells import asks_to_clear, is_empty
from kansrijk.workbooks.planning.child_rows import ChildRow, ChildSheet, name_doubles
from kansrijk.workbooks.planning.drafts import Edit
from kansrijk.workbooks.planning.facts import Content
from kansrijk.workbooks.planning.gathering import Gathered
from kansrijk.workbooks.planning.headings import FoundSheet
from kansrijk.workbooks.planning.plan import EMPTY, LETTERS, RowVerdict, Verdict
from kansrijk.workbooks.planning.record_sheets import not_to_be_changed
from kansrijk.workbooks.planning.records import RecordWork
from kansrijk.workbooks.planning.rows import compare, says_something
from kansrijk.workbooks.planning.waiting import PARENT_WAITS

ROW_GONE = "Deze rij is er niet meer bij {code}. Is het een nieuwe rij? Maak deze cel dan leeg."
ONLY_KEYS = "In deze rij staat alleen bij {noun.which} {noun} hij hoort."
MISSING = "Vul ‘{heading}’ in: een nieuwe rij kan niet zonder."
ALREADY_THERE = "Dit staat er al."


def plan_child_sheets(sheets: Sequence[FoundSheet], gathered: Gathered) -> None:
    """Sheets with rows of the same set are planned as one: a row may stand on both."""
    of_set: dict[tuple[str, str], list[ChildSheet]] = defaultdict(list)
    for found in sheets:
        of_set[found.declared.kind, found.declared.child_set].append(ChildSheet(found, gathered))
    for same in of_set.values():
        _plan_set(same, gathered)


def _plan_set(sheets: Sequence[ChildSheet], gathered: Gathered) -> None:
    rows = [(sheet, row) for sheet in sheets for row in sheet.rows()]
    name_doubles(rows)
    taken: dict[int, set[str]] = defaultdict(set)
    able = [(sheet, row, row.work) for sheet, row in rows if row.problem is None and row.work is not None]
    for sheet, row, work in able:
        if row.letters:
            _plan_known_row(sheet, row, work, taken[work.place])
            gathered.watch.row_done()
    for sheet, row, work in able:
        if not row.letters:
            _plan_new_row(sheet, row, work, taken[work.place])
            gathered.watch.row_done()
    for sheet, row in rows:
        gathered.keep(sheet.found.sheet, row.draft, row.work)


def _plan_known_row(sheet: ChildSheet, row: ChildRow, work: RecordWork, taken: set[str]) -> None:
    draft = row.draft
    before = work.edits_of(sheet.child_set).row_with_letters(row.letters)
    if before is None:
        message = ROW_GONE.format(code=work.code)
        draft.refuse_row(sheet.places.row, sheet.places.headings[Role.ROW], message)
        return
    draft.row_id = str(before["id"])
    taken.add(draft.row_id)
    sheet.mark_keys(row)
    if _asks_to_remove(sheet, row):
        _remove(sheet, row, work)
        return
    _compare(sheet, row, before, work.edits_of(sheet.child_set).newest(draft.row_id))
    if draft.edits and draft.is_used and not _refuse_state(sheet, row, work):
        changed = {**before, **{edit.field: edit.value for edit in draft.edits}}
        work.edits_of(sheet.child_set).changed[draft.row_id] = changed
        draft.verdict = RowVerdict.CHANGED


def _asks_to_remove(sheet: ChildSheet, row: ChildRow) -> bool:
    """[leeg] in every cell that a row cannot do without, and nothing else in the others."""
    cells = {reader: cell_at(row.cells, reader.number) for reader in sheet.readers}
    needed = [reader for reader in sheet.readers if not reader.column.may_be_emptied]
    cleared = [asks_to_clear(cells[reader]) for reader in needed or sheet.readers]
    if not (cleared and all(cleared)) or row.oddities:
        return False
    return all(asks_to_clear(cell) or is_empty(cell) for cell in cells.values())


def _remove(sheet: ChildSheet, row: ChildRow, work: RecordWork) -> None:
    for reader in sheet.readers:
        if asks_to_clear(cell_at(row.cells, reader.number)):
            column = reader.column
            row.draft.edits.append(Edit(reader.number, column.heading, column.field, None, clears=True))
    if not _refuse_state(sheet, row, work):
        work.edits_of(sheet.child_set).removed.add(row.draft.row_id)
        work.cleared[sheet.child_set] = None
        row.draft.verdict = RowVerdict.CHANGED


def _refuse_state(sheet: ChildSheet, row: ChildRow, work: RecordWork) -> bool:
    record = sheet.known.kinds[sheet.declaration.kind].records.get(work.pk or 0)
    refused = not_to_be_changed(record) if record else ""
    if refused:
        row.draft.refuse_row(sheet.places.place(Role.CODE), sheet.places.headings[Role.CODE], refused)
    return bool(refused)


def _compare(sheet: ChildSheet, row: ChildRow, before: Content, now: Content) -> None:
    compare(
        row.draft,
        row.cells,
        row.oddities,
        sheet.readers,
        before,
        now,
        is_office=sheet.known.is_office,
        new_id=lambda child_set, word: word,
    )


def _plan_new_row(sheet: ChildSheet, row: ChildRow, work: RecordWork, taken: set[str]) -> None:
    draft = row.draft
    if work.waits:
        draft.wait(PARENT_WAITS.format(noun=sheet.noun, title=work.title), RowVerdict.IGNORED)
        return
    if not says_something(draft, sheet.readers):
        draft.wait(ONLY_KEYS.format(noun=sheet.noun), RowVerdict.IGNORED)
        return
    _compare(sheet, row, {}, {})
    _require(sheet, row)
    if draft.is_refused:
        return
    values: dict[str, Any] = {edit.field: edit.value for edit in draft.edits}
    there = work.edits_of(sheet.child_set).row_that_says(values, taken)
    if there is not None:
        taken.add(str(there["id"]))
        _keep_as_there(sheet, row)
    elif work.edits_of(sheet.child_set).has_already(values):
        draft.wait(ALREADY_THERE, RowVerdict.IGNORED)
    elif not _refuse_state(sheet, row, work):
        draft.row_id = work.add_row(sheet.child_set, values)
        if sheet.places.code and draft.letters[sheet.places.code - 1] != EMPTY:
            draft.letters[sheet.places.code - 1] = LETTERS[Verdict.USED]
        draft.verdict = RowVerdict.NEW


def _require(sheet: ChildSheet, row: ChildRow) -> None:
    """A new row without what it needs would be refused by the database."""
    values = {edit.field: edit.value for edit in row.draft.edits}
    if row.draft.is_refused:
        return
    for column in sheet.declaration.fields:
        if column.is_required and not column.may_be_emptied and values.get(column.field) in (None, ""):
            reader = next((one for one in sheet.readers if one.column is column), None)
            place = reader.number if reader else sheet.places.place(Role.CODE)
            row.draft.refuse(place, column.heading, MISSING.format(heading=column.heading))


def _keep_as_there(sheet: ChildSheet, row: ChildRow) -> None:
    sheet.mark_keys(row)
    for edit in row.draft.edits:
        row.draft.letters[edit.column - 1] = LETTERS[Verdict.UNCHANGED]
    row.draft.edits = []
    row.draft.message = ALREADY_THERE
