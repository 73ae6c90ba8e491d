"""Lines with a total under a table: they look like a new row, and are none. Pure."""

import re

from kansrijk.resources.texts import folded
from kansrijk.workbooks.planning.asking import cell_at, naming_column
from kansrijk.workbooks.planning.cells import as_text, is_empty
from kansrijk.workbooks.planning.sheet_rows import SheetRow

IS_SUM = "Dit lijkt een regel met een totaal, dus die is overgeslagen. Is het een {noun.new} {noun}? Vul dan meer cellen in."
SUM = re.compile(r"(?:(?:sub|eind)?totaal|som)|(?:(?:sub|eind)?totaal|aantal|som)\b[^:=\d]*[:=\d].*")
"""Totaal; Totaal: 6 interventies; Aantal citaten 12. Not a title such as ‘Totaal fit’."""


def is_sum(row: SheetRow) -> bool:
    """Whether the row says nothing but that, where its title would stand."""
    filled = [one for one in row.readers if not is_empty(cell_at(row.cells, one.number))]
    if row.oddities or len(filled) != 1 or filled[0].column is not naming_column(row.declaration):
        return False
    return SUM.fullmatch(folded(as_text(cell_at(row.cells, filled[0].number)))) is not None
