"""Rows of a sheet that lost its column with codes, of a kind that this person adds nothing to: then a name says which
record is meant. Pure."""

from collections.abc import Sequence

from kansrijk.workbooks.book import Value
from kansrijk.workbooks.declaration import Role, SheetDeclaration
from kansrijk.workbooks.planning.asking import cell_at, naming_column
from kansrijk.workbooks.planning.cells import as_text
from kansrijk.workbooks.planning.facts import Known, title_key
from kansrijk.workbooks.planning.headings import FoundSheet
from kansrijk.workbooks.planning.identity import Problem, Who

CODES_GONE = (
    "De kolom Code ontbreekt, dus we weten niet over {noun.which} {noun} deze rij gaat. Zet die kolom terug."
)


def who_by_name(
    cells: Sequence[Value], found: FoundSheet, declaration: SheetDeclaration, known: Known
) -> Who:
    """The record of this person with this name, where a name is enough; else what to do."""
    column = naming_column(declaration)
    place = next((number for number, one in found.columns.items() if one is column), 0)
    kind = known.kinds[declaration.kind]
    record = kind.record(kind.titles.get(title_key("", as_text(cell_at(cells, place))), ""))
    if record is not None and record.is_in_scope:
        return Who(record)
    return Who(problem=Problem(Role.CODE, CODES_GONE.format(noun=declaration.noun)))
