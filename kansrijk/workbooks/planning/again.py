"""Rows about what is neither on the site nor proposed for it, such as a story that was taken off again: they propose
it anew, though they say no more than what it held. Pure."""

from kansrijk.workbooks.known.facts import KnownRecord
from kansrijk.workbooks.planning.asking import cell_at
from kansrijk.workbooks.planning.cells import asks_to_clear
from kansrijk.workbooks.planning.drafts import UNCHANGED, Edit
from kansrijk.workbooks.planning.identity import Who
from kansrijk.workbooks.planning.records import RecordWork
from kansrijk.workbooks.planning.sheet_rows import SheetRow
from kansrijk.workbooks.plans.plan import RowVerdict

AGAIN = "{code} staat niet op de site en ligt niet klaar. Met deze rij stelt u het opnieuw voor."


def ask_again(row: SheetRow, work: RecordWork, *, is_office: bool) -> None:
    """Of a row that names the record: a cell that says what it held last asks for that as well."""
    draft = row.draft
    for reader in row.readers:
        column, place = reader.column, reader.number - 1
        if place >= len(draft.verdicts) or draft.verdicts[place] != UNCHANGED:
            continue
        if not (
            column.is_locked_for(is_office=is_office) or asks_to_clear(cell_at(row.cells, reader.number))
        ):
            there = work.now.get(column.field)
            draft.edits.append(Edit(reader.number, column.heading, column.field, there, clears=False))
    draft.message = AGAIN.format(code=work.code)


def take_again(row: SheetRow, record: KnownRecord, work: RecordWork) -> None:
    """Of a row without a code that says the same as the record."""
    draft = row.draft
    draft.edits = [edit._replace(value=record.now.get(edit.field)) for edit in draft.edits]
    work.fields |= {edit.field: edit.value for edit in draft.edits}
    # It claims nothing that is not its own.
    row.who = Who(record)
    draft.verdict, draft.message = RowVerdict.CHANGED, AGAIN.format(code=record.code)
