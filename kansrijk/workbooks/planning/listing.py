"""The whole plan as the command prints it: every cell that holds something, every row, and what it comes to."""

from collections.abc import Iterator
from json import dumps
from typing import Any

from kansrijk.workbooks.book import Amount, Book, Value, cell_name
from kansrijk.workbooks.planning.cells import as_text
from kansrijk.workbooks.planning.counting import counts_of
from kansrijk.workbooks.planning.plan import CellFinding, Plan, RowPlan, Verdict
from kansrijk.workbooks.planning.words import totals_of

Place = tuple[str, int, int]


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
        "totals": {"in_words": totals_of(counts), **counts},
        "remarks": list(plan.remarks),
        "sheets": [
            {"sheet": sheet.name, "recognised_as": sheet.title, "message": sheet.message}
            for sheet in plan.sheets
        ],
        "rows": (_row(row, plan) for row in plan.rows),
        "cells": _cells(plan, book),
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
    """In the order of the file, with findings about empty cells in their place."""
    said: dict[Place, CellFinding] = {(f.sheet, f.row, f.column): f for f in plan.findings}
    reasons = {name: message for name, message in _reasons_of_columns(plan)}
    values = {sheet.name: sheet.rows for sheet in book.sheets}
    messages = {sheet.name: sheet.message for sheet in plan.sheets}
    headings = {(sheet.name, n): text for sheet in plan.sheets for n, text in sheet.headings.items()}
    empty: dict[tuple[str, int], list[int]] = {}
    for f in plan.findings:
        empty.setdefault((f.sheet, f.row), []).append(f.column)
    for row in plan.rows:
        verdicts = dict(row.cells())
        for column in sorted({*verdicts, *empty.get((row.sheet, row.row), ())}):
            found = said.get((row.sheet, row.row, column))
            verdict = found.verdict if found else verdicts[column]
            why = reasons.get((row.sheet, column)) or row.message or messages.get(row.sheet, "")
            yield {
                "sheet": row.sheet,
                "cell": cell_name(row.row, column),
                "heading": headings.get((row.sheet, column)) or (found.heading if found else ""),
                "verdict": verdict.name.lower(),
                "message": found.message if found else (why if verdict == Verdict.IGNORED else ""),
                "suggestion": found.suggestion if found else "",
                "value": found.value if found else _plain(values.get(row.sheet, ()), row.row, column),
            }


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
