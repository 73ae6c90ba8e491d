"""What people do not see in their program, but what we do read: named, so that nothing changes unseen."""

from collections.abc import Sequence
from itertools import islice

from kansrijk.workbooks.book import column_letters
from kansrijk.workbooks.planning.asking import cell_at
from kansrijk.workbooks.planning.cells import is_empty
from kansrijk.workbooks.planning.headings import FoundSheet

SHEET = "Dit tabblad is verborgen, maar telt wel mee."
ROWS = "Verborgen of weggefilterde rijen tellen wel mee: rij {named}."
COLUMNS = "Verborgen kolommen tellen wel mee: {named}."
MOST_NAMED = 5


def hidden_in(found: FoundSheet) -> list[str]:
    """A sentence each about the sheet, its rows and its columns. Of rows and columns only what holds something."""
    sheet, below = found.sheet, found.sheet.rows[found.heading_row :]
    rows = [
        str(row)
        for row in sorted(sheet.hidden_rows)
        if row <= len(sheet.rows) and not all(map(is_empty, sheet.rows[row - 1]))
    ]
    columns = [
        f"{column_letters(number)} ({column.heading})"
        for number, column in sorted(found.columns.items())
        if number in sheet.hidden_columns and not all(is_empty(cell_at(row, number)) for row in below)
    ]
    return [
        *([SHEET] if sheet.is_hidden else []),
        *([ROWS.format(named=_named(rows))] if rows else []),
        *([COLUMNS.format(named=_named(columns))] if columns else []),
    ]


def _named(places: Sequence[str]) -> str:
    return ", ".join(islice(places, MOST_NAMED)) + (" en meer" if len(places) > MOST_NAMED else "")
