"""Rows without a code that hold the address of a record: as good a sign as its title, for who may not change it too.
Pure."""

from collections.abc import Collection, Sequence
from textwrap import shorten

from kansrijk.publishing.new_records import ADDRESS
from kansrijk.workbooks.book import Value
from kansrijk.workbooks.known.facts import Known, KnownKind, KnownRecord
from kansrijk.workbooks.planning.asking import address_place, cell_at, naming_column
from kansrijk.workbooks.planning.cells import as_text
from kansrijk.workbooks.planning.earlier import LONGEST_TITLE
from kansrijk.workbooks.planning.headings import FoundSheet
from kansrijk.workbooks.planning.sheet_rows import SheetRow

ADDRESS_OF = (
    "Bestaat dit al? Het adres in deze rij is van {code} ‘{title}’. Is dit {noun.same} {noun}? "
    "Zet dan {code} in {column}. Zo niet, maak dan de cel met het adres leeg."
)


def record_at_address(cells: Sequence[Value], found: FoundSheet, kind: KnownKind) -> KnownRecord | None:
    """The record of this person that has the address in the row."""
    address = as_text(cell_at(cells, address_place(found)))
    record = kind.record(kind.taken.get(ADDRESS, {}).get(address, "")) if address else None
    return record if record and record.is_in_scope else None


def ask_by_address(row: SheetRow, known: Known, named: Collection[int]) -> None:
    """Who copies a row keeps the other one in the file: then the address says nothing, and is claimed or skipped."""
    if known.gives_codes or row.draft.is_refused:
        return
    holder = record_at_address(row.cells, row.found, known.kinds[row.declaration.kind])
    if holder is None or holder.pk in named or holder.code in row.denied:
        return
    column = naming_column(row.declaration)
    title = str(holder.now.get(column.field, "")) if column else ""
    message = ADDRESS_OF.format(
        code=holder.code,
        title=shorten(title, LONGEST_TITLE, placeholder=" …"),
        noun=row.declaration.noun,
        column=row.code_column,
    )
    row.draft.refuse_row(*row.key, message, holder.code)
