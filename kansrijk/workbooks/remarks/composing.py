"""What we say in the file: which cells are wrong, a word on every row, and the sheet that sums it up. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kansrijk.workbooks.book import Book, cell_name
from kansrijk.workbooks.planning.cells import as_text
from kansrijk.workbooks.planning.unread_columns import REMARKS_SKIPPED
from kansrijk.workbooks.plans.plan import (
    EMPTY,
    CellFinding,
    Plan,
    RowPlan,
    RowVerdict,
    SheetPlan,
    Verdict,
)
from kansrijk.workbooks.plans.words import totals
from kansrijk.workbooks.untrusted.remarks.asked import CellRemark, Remarks, SheetRemarks, SummaryCell
from kansrijk.workbooks.untrusted.remarks.marks import SUMMARY_TITLE

LOOKS = {Verdict.REFUSED: "fout", Verdict.CONFLICT: "botst"}
WORDS = {RowVerdict.SAME: "ok", RowVerdict.NEW: "nieuw"}
HEADINGS = ("Blad", "Cel", "Kop", "Wat staat er?", "Wat is er mis?", "Voorstel")
GOOD = "We vonden geen fouten."
AGAIN = (
    "Verbeter de gekleurde cellen en lees dit bestand opnieuw in. De opmerkingen hoeft u niet weg te halen: "
    "die lezen we nooit als gegevens, en de volgende keer vervangen we ze."
)
LONGEST_WORD, LONGEST_VALUE = 500, 200
MOST_LISTED = 5_000

ByRow = Mapping[tuple[str, int], Sequence[CellFinding]]


def compose(plan: Plan, book: Book) -> Remarks:
    """By the names that the sheets have in the file."""
    by_row: dict[tuple[str, int], list[CellFinding]] = defaultdict(list)
    for found in plan.findings:
        by_row[found.sheet, found.row].append(found)
    of_sheet: dict[str, list[RowPlan]] = defaultdict(list)
    for row in plan.rows:
        of_sheet[row.sheet].append(row)
    sheets = [_sheet(sheet, of_sheet[sheet.name], by_row) for sheet in plan.sheets if sheet.title]
    return Remarks(sheets, list(_summary(plan, book)))


def _sheet(sheet: SheetPlan, rows: Sequence[RowPlan], by_row: ByRow) -> SheetRemarks:
    return SheetRemarks(
        name=sheet.name,
        heading_row=sheet.heading_row,
        last_column=max((len(row.verdicts.rstrip(EMPTY)) for row in rows), default=0),
        cells=list(_cells(rows, by_row)),
        rows=[
            (row.row, *_word(row, by_row.get((row.sheet, row.row), ())))
            for row in rows
            if row.row > sheet.heading_row
        ],
    )


def _cells(rows: Sequence[RowPlan], by_row: ByRow) -> Iterator[CellRemark]:
    """One for each cell, whatever there is to say of it."""
    for row in rows:
        of_cell: dict[int, list[CellFinding]] = defaultdict(list)
        for found in by_row.get((row.sheet, row.row), ()):
            if found.verdict in LOOKS:
                of_cell[found.column].append(found)
        for column, said in of_cell.items():
            notes = dict.fromkeys(map(_note, said))
            yield CellRemark(row.row, column, LOOKS[said[0].verdict], "\n".join(notes))


def _note(found: CellFinding) -> str:
    return f"{found.message}\nBijvoorbeeld: {found.suggestion}" if found.suggestion else found.message


def _word(row: RowPlan, findings: Sequence[CellFinding]) -> tuple[str, str]:
    """What stands behind the row, and how it looks."""
    if word := WORDS.get(row.verdict):
        return word, ""
    if row.verdict == RowVerdict.CHANGED:
        return f"gewijzigd: {_named(findings, Verdict.USED, Verdict.CLEARED)}"[:LONGEST_WORD], ""
    if row.verdict == RowVerdict.CONFLICT:
        return f"botst: {_named(findings, Verdict.CONFLICT)}"[:LONGEST_WORD], "botst"
    if row.verdict == RowVerdict.REFUSED:
        return f"fout: {_wrong(row, findings)}"[:LONGEST_WORD], "fout"
    if row.verdict == RowVerdict.WAITS:
        return f"wacht: {row.message}"[:LONGEST_WORD], "botst"
    return f"overgeslagen: {row.message}"[:LONGEST_WORD].removesuffix(": "), ""


def _named(findings: Sequence[CellFinding], *verdicts: Verdict) -> str:
    cleared = {found.heading: " (leeg)" if found.verdict == Verdict.CLEARED else "" for found in findings}
    headings = dict.fromkeys(found.heading for found in findings if found.verdict in verdicts)
    return ", ".join(f"{heading}{cleared[heading]}" for heading in headings)


def _wrong(row: RowPlan, findings: Sequence[CellFinding]) -> str:
    refused = [found for found in findings if found.verdict == Verdict.REFUSED]
    said = [f"{found.heading}: {found.message}" if found.heading else found.message for found in refused]
    return " ".join(dict.fromkeys(said)) or row.message


def _summary(plan: Plan, book: Book) -> Iterator[list[SummaryCell]]:
    values = {sheet.name: sheet.rows for sheet in book.sheets}
    order = {sheet.name: place for place, sheet in enumerate(plan.sheets)}
    headings = {(sheet.name, sheet.heading_row) for sheet in plan.sheets}
    findings = sorted(plan.findings, key=lambda found: (order.get(found.sheet, 0), found.row, found.column))
    wrong = [found for found in findings if found.verdict in LOOKS]
    skipped = [
        found
        for found in findings
        if found.verdict == Verdict.IGNORED
        and found.message != REMARKS_SKIPPED
        and (found.suggestion or (found.sheet, found.row) not in headings or found.heading)
    ]
    yield [SummaryCell(SUMMARY_TITLE, "titel")]
    yield [SummaryCell(f"{totals(plan)}.")]
    yield from ([SummaryCell(remark)] for remark in plan.remarks)
    yield from ([SummaryCell(f"{sheet.name}: {sheet.message}")] for sheet in plan.sheets if _is_told(sheet))
    yield []
    if wrong:
        yield [SummaryCell(AGAIN)]
        yield from _table(wrong, values)
    else:
        yield [SummaryCell(GOOD)]
    if skipped:
        yield []
        yield [SummaryCell("Overgeslagen", "titel")]
        yield from _table(skipped, values)


def _is_told(sheet: SheetPlan) -> bool:
    """Of a sheet that is no data only what may be a mistake: the others are ours, or nobody's business."""
    return bool(sheet.message and sheet.title)


def _table(
    findings: Sequence[CellFinding], values: Mapping[str, Sequence[Sequence[object]]]
) -> Iterator[list[SummaryCell]]:
    yield [SummaryCell(heading, "kop") for heading in HEADINGS]
    for found in findings[:MOST_LISTED]:
        yield [
            SummaryCell(found.sheet),
            SummaryCell(cell_name(found.row, found.column), link=(found.sheet, found.row, found.column)),
            SummaryCell(found.heading),
            SummaryCell(_value(values.get(found.sheet, ()), found)),
            SummaryCell(found.message),
            SummaryCell(found.suggestion),
        ]
    if len(findings) > MOST_LISTED:
        yield [SummaryCell(f"En nog {len(findings) - MOST_LISTED} andere.")]


def _value(rows: Sequence[Sequence[object]], found: CellFinding) -> str:
    cells = rows[found.row - 1] if 0 < found.row <= len(rows) else ()
    value = cells[found.column - 1] if 0 < found.column <= len(cells) else None
    return as_text(value)[:LONGEST_VALUE]  # type: ignore[arg-type]  # the rows of a Book
