"""The parts of a plan as lines of JSON and back. A record leaves out what it has in common with the newest work."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from kansrijk.publishing.merge import Conflict
from kansrijk.publishing.readiness import Finding
from kansrijk.workbooks.plans.items import Item, Part
from kansrijk.workbooks.plans.plan import CellFinding, RecordPlan, RowPlan, RowVerdict, SheetPlan, Verdict

NAMES, RECORD, WAITING, ROW, FINDING, SHEET, REMARK = "n", "r", "i", "w", "f", "s", "m"
"""With which a line begins, so that it says what it holds."""
Line = list[Any]


def written(line: Line) -> bytes:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def begins_with(mark: str) -> bytes:
    """How the line of such a part begins."""
    return f'["{mark}",'.encode()


def record_line(record: RecordPlan) -> Line:
    """What differs from the newest work is enough. The names of the fields stand in a line before it."""
    stored = {field.name: getattr(record, field.name) for field in fields(record)}
    stored["now"] = list(record.now.values())
    stored["mine"] = _difference(record.now, record.mine)
    stored["content"] = [] if record.content == record.mine else _difference(record.now, record.content)
    stored["is_mine"] = record.content == record.mine
    stored["conflicts"] = [[c.field, c.base, c.theirs, c.mine, c.cells] for c in record.conflicts]
    stored["missing"] = [[found.field, found.message] for found in record.missing]
    return [
        RECORD,
        {name: value for name, value in stored.items() if value not in (None, False, "", (), [], {})},
    ]


def row_line(row: RowPlan) -> Line:
    return [ROW, row.sheet, row.row, row.verdict, row.verdicts, row.record, row.message]


def finding_line(found: CellFinding) -> Line:
    return [FINDING, *(getattr(found, field.name) for field in fields(found))]


def sheet_line(sheet: SheetPlan) -> Line:
    return [
        SHEET,
        sheet.name,
        sheet.title,
        sheet.message,
        dict(sheet.headings),
        sheet.heading_row,
        sheet.is_expected,
    ]


def waiting_line(item: Item) -> Line:
    """A row that waits with all that is said of it, so that it can be shown without the rest of the plan."""
    row = row_line(item.row)[1:] if item.row else []
    findings = [finding_line(found)[1:] for found in item.findings]
    return [WAITING, item.part, item.kind, item.area, item.title, item.place, row, findings]


def waiting_item(values: Line) -> Item:
    part, kind, area, title, place, row, findings = values
    found = tuple(map(_finding, findings))
    return Item(Part(part), kind, area, title, place, row=_row(row), findings=found)


def record_of(stored: dict[str, Any], names: Sequence[str]) -> RecordPlan:
    now = dict(zip(names, stored["now"], strict=True)) if "now" in stored else {}
    mine = _with_difference(now, stored.get("mine", []))
    return RecordPlan(
        kind=stored["kind"],
        pk=stored.get("pk"),
        code=stored.get("code", ""),
        title=stored.get("title", ""),
        area=stored.get("area", ""),
        revision=stored.get("revision"),
        verdict=RowVerdict(stored["verdict"]),
        mine=mine,
        content=mine if stored.get("is_mine") else _with_difference(now, stored.get("content", [])),
        now=now,
        conflicts=tuple(map(_conflict, stored.get("conflicts", ()))),
        cleared=tuple(stored.get("cleared", ())),
        missing=tuple(Finding(*values) for values in stored.get("missing", ())),
        goes_along=tuple(stored.get("goes_along", ())),
        rows=tuple((sheet, row) for sheet, row in stored.get("rows", ())),
    )


def _conflict(values: Line) -> Conflict:
    """Plans that were stored until 2026-12 name no cells."""
    name, base, theirs, mine, *cells = values
    return Conflict(name, base, theirs, mine, tuple((row, cell) for row, cell in (cells[0] if cells else ())))


def _difference(now: Mapping[str, Any], other: Mapping[str, Any]) -> list[Any]:
    """What the other one has of its own, and which fields it lacks."""
    own = {name: value for name, value in other.items() if name not in now or now[name] != value}
    lacks = [name for name in now if name not in other]
    return [own, lacks] if own or lacks else []


def _with_difference(now: Mapping[str, Any], difference: list[Any]) -> dict[str, Any]:
    own, lacks = difference or ({}, ())
    return {**{name: value for name, value in now.items() if name not in lacks}, **own}


def _sheet(values: Line) -> SheetPlan:
    name, title, message, headings, *rest = values
    return SheetPlan(name, title, message, {int(n): text for n, text in headings.items()}, *rest)


def _row(values: Line) -> RowPlan:
    sheet, row, verdict, letters, record, message = values
    return RowPlan(sheet, row, RowVerdict(verdict), letters, record, message)


def _finding(values: Line) -> CellFinding:
    sheet, row, column, heading, verdict, *rest = values
    return CellFinding(sheet, row, column, heading, Verdict(verdict), *rest)


READERS: dict[str, Callable[[Line], Any]] = {
    REMARK: lambda values: values[0],
    SHEET: _sheet,
    ROW: _row,
    FINDING: _finding,
}
"""Of what stands in a plan beside its records."""
