"""Plans the rows of Kerncijfers, Links and their like: each is part of a record that stands elsewhere."""

from collections import defaultdict
from collections.abc import Sequence

from kansrijk.workbooks.declaration import Role
from kansrijk.workbooks.planning.asking import cell_at
from kansrijk.workbooks.planning.cells import asks_to_clear, is_empty
from kansrijk.workbooks.planning.child_rows import ChildRow, ChildSheet, name_doubles
from kansrijk.workbooks.planning.drafts import Edit
from kansrijk.workbooks.planning.gathering import Gathered
from kansrijk.workbooks.planning.headings import FoundSheet
from kansrijk.workbooks.planning.new_child_rows import NewRow, plan_new_rows
from kansrijk.workbooks.planning.records import RecordWork
from kansrijk.workbooks.plans.plan import RowVerdict

ROW_GONE = "Deze rij is er niet meer bij {code}. Is het een nieuwe rij? Maak deze cel dan leeg."


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
    for sheet, row in rows:
        if row.problem is not None and row.work is not None and row.letters:
            _claim(sheet, row, row.work, taken[row.work.place])
    new = [NewRow(sheet, row, work) for sheet, row, work in able if not row.letters]
    plan_new_rows(new, taken, gathered)
    for sheet, row in rows:
        gathered.keep(sheet.found.sheet, row.draft, row.work)


def _claim(sheet: ChildSheet, row: ChildRow, work: RecordWork, taken: set[str]) -> None:
    """A row that waits is about the row that it names all the same."""
    if (there := work.edits_of(sheet.child_set).row_with_letters(row.letters)) is not None:
        taken.add(str(there["id"]))


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
    sheet.compare(row, before, work.edits_of(sheet.child_set).newest(draft.row_id))
    if draft.edits and draft.is_used and not sheet.refuse_state(row, work):
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
    if not sheet.refuse_state(row, work):
        work.edits_of(sheet.child_set).removed.add(row.draft.row_id)
        work.cleared[sheet.child_set] = None
        row.draft.verdict = RowVerdict.CHANGED
