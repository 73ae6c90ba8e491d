"""A plan as bytes and back, and the little of it that lists show. Written and read piece by piece: a plan may be big."""

import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from kansrijk.publishing.merge import Conflict
from kansrijk.publishing.readiness import Finding
from kansrijk.workbooks.planning.collecting import without_collector
from kansrijk.workbooks.planning.plan import (
    CellFinding,
    Plan,
    RecordPlan,
    RowPlan,
    RowVerdict,
    SheetPlan,
    Verdict,
)

LEVEL = 1
"""Of zlib: three times as fast as the usual one, and contents are kept small elsewhere."""
PIECE = 1 << 16
NAMES_LINE, RECORD_LINE = b'["n",', b'["r",'

Line = list[Any]


@without_collector()
def store(plan: Plan) -> bytes:
    packer = zlib.compressobj(LEVEL)
    pieces = []
    for line in _lines(plan):
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
        pieces.append(packer.compress(f"{text}\n".encode()))
    return b"".join([*pieces, packer.flush()])


@without_collector()
def load(packed: bytes) -> Plan:
    parts: dict[str, list[Any]] = {mark: [] for mark in READERS}
    for line in _unpacked(packed):
        if not line.startswith((NAMES_LINE, RECORD_LINE)):
            mark, *values = json.loads(line)
            parts[mark].append(READERS[mark](values))
    records = list(load_records(packed))
    return Plan(parts["s"], parts["w"], records, parts["f"], tuple(parts["m"]))


def load_records(packed: bytes) -> Iterator[RecordPlan]:
    """The records of the plan alone, one by one, so that those of a large plan never stand in memory together."""
    names: list[str] = []
    for line in _unpacked(packed):
        if line.startswith(NAMES_LINE):
            _mark, *names = json.loads(line)
        elif line.startswith(RECORD_LINE):
            _mark, stored = json.loads(line)
            yield _record(stored, names)


def counts_of(plan: Plan) -> dict[str, Any]:
    """For Upload.counts: records (by kind as well), rows and cells by verdict."""
    kinds: dict[str, Counter[str]] = {}
    for record in plan.records:
        kinds.setdefault(record.kind, Counter())[str(record.verdict)] += 1
    return {
        "kinds": {kind: dict(verdicts) for kind, verdicts in kinds.items()},
        "records": dict(Counter(str(record.verdict) for record in plan.records)),
        "rows": dict(Counter(str(row.verdict) for row in plan.rows)),
        "cells": {str(verdict): n for verdict, n in plan.counts().items()},
        "errors": sum(finding.verdict == Verdict.REFUSED for finding in plan.findings),
        "cleared": sum(len(record.cleared) for record in plan.records),
        "conflicts": sum(len(record.conflicts) for record in plan.records),
    }


def _lines(plan: Plan) -> Iterator[Line]:
    for remark in plan.remarks:
        yield ["m", remark]
    for sheet in plan.sheets:
        yield ["s", sheet.name, sheet.title, sheet.message, dict(sheet.headings), sheet.heading_row]
    for row in plan.rows:
        yield ["w", row.sheet, row.row, row.verdict, row.verdicts, row.record, row.message]
    for found in plan.findings:
        yield ["f", *(getattr(found, field.name) for field in fields(found))]
    names: list[str] = []
    for record in plan.records:
        # Thousands of contents have the same fields: named once, they are short here and share memory once read.
        if record.now and list(record.now) != names:
            names = list(record.now)
            yield ["n", *names]
        yield ["r", _stored_record(record)]


def _stored_record(record: RecordPlan) -> dict[str, Any]:
    """What differs from the newest work is enough."""
    stored = {field.name: getattr(record, field.name) for field in fields(record)}
    stored["now"] = list(record.now.values())
    stored["mine"] = _difference(record.now, record.mine)
    stored["content"] = [] if record.content == record.mine else _difference(record.now, record.content)
    stored["is_mine"] = record.content == record.mine
    stored["conflicts"] = [[c.field, c.base, c.theirs, c.mine] for c in record.conflicts]
    stored["missing"] = [[found.field, found.message] for found in record.missing]
    return {name: value for name, value in stored.items() if value not in (None, False, "", (), [], {})}


def _difference(now: Mapping[str, Any], other: Mapping[str, Any]) -> list[Any]:
    """What the other one has of its own, and which fields it lacks."""
    own = {name: value for name, value in other.items() if name not in now or now[name] != value}
    lacks = [name for name in now if name not in other]
    return [own, lacks] if own or lacks else []


def _with_difference(now: Mapping[str, Any], difference: list[Any]) -> dict[str, Any]:
    own, lacks = difference or ({}, ())
    return {**{name: value for name, value in now.items() if name not in lacks}, **own}


def _unpacked(packed: bytes) -> Iterator[bytes]:
    """Line by line, so that the whole text never stands in memory."""
    unpacker = zlib.decompressobj()
    rest = b""
    for start in range(0, len(packed), PIECE):
        *lines, rest = (rest + unpacker.decompress(packed[start : start + PIECE])).split(b"\n")
        yield from lines


def _sheet(values: Line) -> SheetPlan:
    name, title, message, headings, heading_row = values
    return SheetPlan(name, title, message, {int(n): text for n, text in headings.items()}, heading_row)


def _row(values: Line) -> RowPlan:
    sheet, row, verdict, letters, record, message = values
    return RowPlan(sheet, row, RowVerdict(verdict), letters, record, message)


def _finding(values: Line) -> CellFinding:
    sheet, row, column, heading, verdict, *rest = values
    return CellFinding(sheet, row, column, heading, Verdict(verdict), *rest)


def _record(stored: dict[str, Any], names: Sequence[str]) -> RecordPlan:
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
        conflicts=tuple(Conflict(*values) for values in stored.get("conflicts", ())),
        cleared=tuple(stored.get("cleared", ())),
        missing=tuple(Finding(*values) for values in stored.get("missing", ())),
        rows=tuple((sheet, row) for sheet, row in stored.get("rows", ())),
    )


READERS: dict[str, Callable[[Line], Any]] = {
    "m": lambda values: values[0],
    "s": _sheet,
    "w": _row,
    "f": _finding,
}
