"""The whole plan as the command prints it: every cell that holds something, what is said of empty ones, every row, every
record that changes, and what it comes to. What is listed is what the totals count, under the same names."""

from collections.abc import Iterator, Mapping, Sequence
from json import dumps
from typing import Any

from kansrijk.workbooks.book import Amount, Book, Value, cell_name
from kansrijk.workbooks.planning.cells import as_text
from kansrijk.workbooks.plans.counting import counts_of
from kansrijk.workbooks.plans.plan import CellFinding, Plan, RecordPlan, RowPlan, RowVerdict, Verdict
from kansrijk.workbooks.plans.words import totals_of

Place = tuple[str, int, int]
NOTHING_TO_TELL = (RowVerdict.SAME, RowVerdict.IGNORED)
NOT_OF_DATA = "Deze cel hoort bij de rij en niet bij de gegevens."
CLEARED_ONCE_CONFIRMED = (
    "Wordt pas leeg als u dat bevestigt: met het vinkje onder het plan, of met --leegmaken."
)


def as_json(plan: Plan, book: Book) -> dict[str, Any]:
    """Plain data for json.dumps(). The words in it are those on the page."""
    return {
        name: list(part) if isinstance(part, Iterator) else part for name, part in _parts(plan, book).items()
    }


def json_pieces(plan: Plan, book: Book) -> Iterator[str]:
    """The text that json.dumps() makes of as_json(), of which a large plan would take hundreds of megabytes."""
    before = "{"
    for name, part in _parts(plan, book).items():
        yield f"{before}{_text(name)}: "
        yield from _list(part) if isinstance(part, Iterator) else (_text(part),)
        before = ", "
    yield "}"


def _list(values: Iterator[Any]) -> Iterator[str]:
    before = "["
    for value in values:
        yield before + _text(value)
        before = ", "
    yield "]" if before == ", " else "[]"


def _text(value: Any) -> str:
    return dumps(value, ensure_ascii=False, default=str)


def _parts(plan: Plan, book: Book) -> dict[str, Any]:
    """Of which the long ones come one by one."""
    counts = counts_of(plan)
    return {
        "totals": {"in_words": totals_of(counts), **_in_english(counts)},
        "remarks": list(plan.remarks),
        "sheets": [
            {"sheet": sheet.name, "recognised_as": sheet.title, "message": sheet.message}
            for sheet in plan.sheets
        ],
        "records": (_record(record) for record in plan.records if record.verdict not in NOTHING_TO_TELL),
        "rows": (_row(row, plan) for row in plan.rows),
        "cells": _cells(plan, book),
        "empty_cells": map(_said, plan.said_of_empty_cells()),
    }


def _in_english(counts: Mapping[str, Any]) -> dict[str, Any]:
    """The counts that lists on the screen show, by the names that cells, rows and records have here."""
    of_cells = {name: _named(counts[name], Verdict) for name in ("cells", "empty_cells")}
    of_rows = {name: _named(counts[name], RowVerdict) for name in ("rows", "records")}
    kinds = {kind: _named(verdicts, RowVerdict) for kind, verdicts in counts["kinds"].items()}
    return {**counts, **of_cells, **of_rows, "kinds": kinds}


def _named(counts: Mapping[str, int], verdicts: type[Verdict | RowVerdict]) -> dict[str, int]:
    return {verdicts(verdict).name.lower(): number for verdict, number in counts.items()}


def _record(record: RecordPlan) -> dict[str, Any]:
    return {
        "kind": record.kind,
        "record": record.code,
        "title": record.title,
        "area": record.area,
        "verdict": record.verdict.name.lower(),
        "cleared": list(record.cleared),
        "conflicts": [
            {
                "field": conflict.field,
                "exported": conflict.base,
                "newest": conflict.theirs,
                "file": conflict.mine,
            }
            for conflict in record.conflicts
        ],
        "missing": [finding.message for finding in record.missing],
    }


def _row(row: RowPlan, plan: Plan) -> dict[str, Any]:
    record = None if row.record is None else plan.records[row.record]
    return {
        "sheet": row.sheet,
        "row": row.row,
        "verdict": row.verdict.name.lower(),
        "message": row.message,
        "kind": record.kind if record else "",
        "record": record.code if record else "",
        "title": record.title if record else "",
        "area": record.area if record else "",
        "record_verdict": record.verdict.name.lower() if record else "",
    }


def _cells(plan: Plan, book: Book) -> Iterator[dict[str, Any]]:
    """All that hold something, in the order of the file."""
    said: dict[Place, CellFinding] = {(f.sheet, f.row, f.column): f for f in plan.findings}
    reasons = {name: message for name, message in _reasons_of_columns(plan)}
    values = {sheet.name: sheet.rows for sheet in book.sheets}
    messages = {sheet.name: sheet.message for sheet in plan.sheets}
    headings = _headings(plan, values)
    for row in plan.rows:
        for column, verdict in row.cells():
            found = said.get((row.sheet, row.row, column))
            cell = _said(found) if found else _unsaid(row.sheet, row.row, column)
            cell["verdict"] = verdict.name.lower()
            cell["heading"] = headings.get((row.sheet, column)) or cell["heading"]
            if cell["value"] is None:
                cell["value"] = _plain(values.get(row.sheet, ()), row.row, column)
            if not cell["message"] and verdict == Verdict.IGNORED:
                why = reasons.get((row.sheet, column)) or row.message or messages.get(row.sheet)
                cell["message"] = why or NOT_OF_DATA
            elif not cell["message"] and verdict == Verdict.CLEARED:
                cell["message"] = CLEARED_ONCE_CONFIRMED
            yield cell


def _said(found: CellFinding) -> dict[str, Any]:
    return {
        "sheet": found.sheet,
        "cell": found.cell,
        "heading": found.heading,
        "verdict": found.verdict.name.lower(),
        "message": found.message,
        "suggestion": found.suggestion,
        "value": found.value,
    }


def _unsaid(sheet: str, row: int, column: int) -> dict[str, Any]:
    """As _said(), of a cell that needs no word."""
    return {
        "sheet": sheet,
        "cell": cell_name(row, column),
        "heading": "",
        "verdict": "",
        "message": "",
        "suggestion": "",
        "value": None,
    }


def _headings(plan: Plan, values: Mapping[str, Sequence[Sequence[Value]]]) -> dict[tuple[str, int], str]:
    """What stands above each column: the heading that we know it by, else what the file says."""
    found: dict[tuple[str, int], str] = {}
    for sheet in plan.sheets:
        rows = values.get(sheet.name, ())
        above = rows[sheet.heading_row - 1] if 0 < sheet.heading_row <= len(rows) else ()
        found |= {(sheet.name, number): as_text(text) for number, text in enumerate(above, start=1)}
        found |= {(sheet.name, number): text for number, text in sheet.headings.items()}
    return found


def _reasons_of_columns(plan: Plan) -> Iterator[tuple[tuple[str, int], str]]:
    """Why a whole column is skipped, as it is said at its heading."""
    heading_rows = {(sheet.name, sheet.heading_row) for sheet in plan.sheets}
    for found in plan.findings:
        if (found.sheet, found.row) in heading_rows:
            yield (found.sheet, found.column), found.message


def _plain(rows: Any, row: int, column: int) -> Value:
    cells = rows[row - 1] if row <= len(rows) else ()
    value = cells[column - 1] if column <= len(cells) else None
    is_plain = isinstance(value, int | float | None) and not isinstance(value, Amount)
    return value if is_plain else as_text(value)
