"""Rows without a code, of a kind that this person adds nothing to: then a name or an address says which record is
meant. Pure."""

from collections.abc import Collection, Sequence

from kansrijk.workbooks.book import Value
from kansrijk.workbooks.declaration import Role, SheetDeclaration
from kansrijk.workbooks.known.facts import Known, KnownRecord, title_key
from kansrijk.workbooks.planning.asking import cell_at, naming_column
from kansrijk.workbooks.planning.by_address import record_at_address
from kansrijk.workbooks.planning.cells import as_text
from kansrijk.workbooks.planning.headings import FoundSheet
from kansrijk.workbooks.planning.identity import Problem, Who

CODE_GONE = "De code is weg. Zet {code} terug in de kolom Code."
IS_IT_YOURS = " Gaat deze rij over {name}? Zet dan {code} terug in de kolom Code."
CODES_GONE = (
    "De kolom Code ontbreekt, dus we weten niet over {noun.which} {noun} deze rij gaat. Zet die kolom terug."
)


def who_by_name(
    cells: Sequence[Value],
    found: FoundSheet,
    declaration: SheetDeclaration,
    known: Known,
    codes_in_file: Collection[str],
) -> Who:
    """The record of this person with this name, where the column is gone; where only the cell was emptied, the code to
    put back."""
    record = _called(cells, found, declaration, known)
    if any(column.role == Role.CODE for column in found.columns.values()):
        record = record or record_at_address(cells, found, known.kinds[declaration.kind])
        if record is None or record.code in codes_in_file:
            return Who()
        return Who(record, problem=Problem(Role.CODE, CODE_GONE.format(code=record.code), record.code))
    if record is not None:
        return Who(record)
    return Who(problem=Problem(Role.CODE, CODES_GONE.format(noun=declaration.noun)))


def _called(
    cells: Sequence[Value], found: FoundSheet, declaration: SheetDeclaration, known: Known
) -> KnownRecord | None:
    column = naming_column(declaration)
    place = next((number for number, one in found.columns.items() if one is column), 0)
    kind = known.kinds[declaration.kind]
    record = kind.record(kind.titles.get(title_key("", as_text(cell_at(cells, place))), ""))
    return record if record and record.is_in_scope else None


def is_it_yours(declaration: SheetDeclaration, known: Known, named: Collection[int]) -> str:
    """A question about the one area of who has one, when no other row is about it; else empty."""
    kind, column = known.kinds[declaration.kind], naming_column(declaration)
    own = [record for record in kind.records.values() if record.is_in_scope]
    if () not in kind.ways_to_area or len(own) != 1 or len(known.own_areas) != 1 or own[0].pk in named:
        return ""
    name = own[0].now.get(column.field, "") if column else ""
    return IS_IT_YOURS.format(name=name, code=own[0].code)
