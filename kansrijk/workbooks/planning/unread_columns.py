"""Columns of a sheet of ours that are not read, and what is said of them at their heading."""

from collections.abc import Sequence

from kansrijk.resources.nearest import Nearest, did_you_mean
from kansrijk.resources.texts import letters_only
from kansrijk.workbooks.book import Oddity, Sheet, Value
from kansrijk.workbooks.planning.cells import as_text, is_empty
from kansrijk.workbooks.planning.guessing import Match
from kansrijk.workbooks.plans.plan import CellFinding, Verdict

LONGEST_HEADING = 100
MOST_SUGGESTIONS = 50
"""For one sheet; a file with thousands of unknown headings is not mended by hand."""
ODD_HEADINGS = {
    Oddity.ERROR: (
        "Boven deze kolom staat een fout van het rekenprogramma, zoals #N/A. Daarom is de kolom overgeslagen. "
        "Typ de kop zelf in deze cel."
    ),
    Oddity.FORMULA: (
        "Boven deze kolom staat een formule waarvan de uitkomst niet in het bestand zit. Daarom is de kolom "
        "overgeslagen. Typ de kop zelf in deze cel."
    ),
}
REMARKS = "controle"
REMARKS_SKIPPED = "De opmerkingen van de website worden niet gelezen."


def unknown_headings(sheet: Sheet, match: Match, row: Sequence[Value]) -> list[CellFinding]:
    findings: list[CellFinding] = []
    present = {column.heading for column in match.columns.values()}
    absent = [column.heading for column in match.declaration.columns if column.heading not in present]
    nearest = Nearest(absent)
    for number, value in enumerate(row, start=1):
        if number in match.columns or is_empty(value):
            continue
        text = as_text(value)
        near: tuple[str, ...] = ()
        if letters_only(text).startswith(REMARKS):
            message = REMARKS_SKIPPED
        else:
            near = nearest.to(text) if len(findings) < MOST_SUGGESTIONS else ()
            message = f"De kolom ‘{text[:LONGEST_HEADING]}’ kennen we niet, dus die is overgeslagen."
        findings.append(
            CellFinding(
                *(sheet.name, match.row, number, text[:LONGEST_HEADING], Verdict.IGNORED),
                message=message + did_you_mean(near),
                suggestion=near[0] if near else "",
                value=text,
            )
        )
    return findings


def odd_headings(sheet: Sheet, match: Match) -> list[CellFinding]:
    """At headings that only look empty, so that nobody wonders why a column with a heading has none."""
    return [
        CellFinding(sheet.name, row, column, "", Verdict.IGNORED, ODD_HEADINGS[oddity])
        for (row, column), oddity in sorted(sheet.oddities.items())
        if row == match.row and column not in match.columns
    ]
