"""A plan as bytes and back. At the beginning stands an index, so that a page need not read the rest: stored.py.

After the seal and the index come blocks of rows that wait and of records, then the words of each block, then what no
page shows: sheets, all rows and findings.
"""

import json
import zlib
from collections.abc import Iterator
from typing import Any

from kansrijk.workbooks.collecting import without_collector
from kansrijk.workbooks.plans.blocks import (
    LEVEL,
    NAMES_LINE,
    RECORD_LINE,
    Block,
    BlockWriter,
    records_in,
    unpacked_lines,
)
from kansrijk.workbooks.plans.counting import counts_of
from kansrijk.workbooks.plans.index import Index, written_index
from kansrijk.workbooks.plans.items import Group, waiting_rows
from kansrijk.workbooks.plans.lines import (
    READERS,
    REMARK,
    Line,
    finding_line,
    row_line,
    sheet_line,
    written,
)
from kansrijk.workbooks.plans.plan import Plan, RecordPlan
from kansrijk.workbooks.plans.sealing import sealed
from kansrijk.workbooks.plans.summary import summary_of
from kansrijk.workbooks.registry import books

__all__ = ["counts_of", "load", "load_records", "store"]


@without_collector()
def store(plan: Plan) -> bytes:
    numbers: dict[Group, int] = {}
    blocks: list[Block] = []
    contents: list[bytes] = []
    words: list[bytes] = []
    for writer in _written_blocks(plan, numbers):
        block, lines, said = writer.packed()
        blocks.append(block)
        contents.append(lines)
        words.append(said)
    index = written_index(summary_of(plan), list(numbers), blocks)
    return sealed([index, *contents, *words, *_rest(plan)])


@without_collector()
def load(packed: bytes) -> Plan:
    """The whole of it."""
    parts: dict[str, list[Any]] = {mark: [] for mark in READERS}
    start = 0 if is_without_index(packed) else Index.read(packed).rest
    for line in unpacked_lines(memoryview(packed)[start:]):
        if not line.startswith((NAMES_LINE, RECORD_LINE)):
            mark, *values = json.loads(line)
            parts[mark].append(READERS[mark](values))
    records = list(load_records(packed))
    return Plan(parts["s"], parts["w"], records, parts["f"], tuple(parts["m"]))


def load_records(packed: bytes) -> Iterator[RecordPlan]:
    """The records of the plan alone, one by one, so that those of a large plan never stand in memory together."""
    start, end = 0, len(packed)
    if packed and not is_without_index(packed):
        index = Index.read(packed)
        start, end = index.records, index.words
    return records_in(unpacked_lines(memoryview(packed)[start:end]))


def is_without_index(packed: bytes) -> bool:
    """Whether it is one long row of lines, as plans were stored until 2026-12; a migration gave those an index."""
    return packed[:1] == b"x"


def _written_blocks(plan: Plan, numbers: dict[Group, int]) -> Iterator[BlockWriter]:
    """The rows that wait in the order of the file, then all records in that of the plan."""
    writer = BlockWriter(is_of_rows=True, numbers=numbers)
    kinds = {sheet.title: sheet.kind for book in books().values() for sheet in book.sheets}
    for item in waiting_rows(plan, kinds):
        writer.add_row(item)
        if writer.is_full:
            yield writer
            writer = BlockWriter(is_of_rows=True, numbers=numbers)
    yield writer
    writer = BlockWriter(is_of_rows=False, numbers=numbers)
    for place, record in enumerate(plan.records):
        writer.add_record(place, record)
        if writer.is_full:
            yield writer
            writer = BlockWriter(is_of_rows=False, numbers=numbers, first=place + 1)
    yield writer


def _rest(plan: Plan) -> Iterator[bytes]:
    packer = zlib.compressobj(LEVEL)
    for line in _lines(plan):
        if piece := packer.compress(written(line)):
            yield piece
    yield packer.flush()


def _lines(plan: Plan) -> Iterator[Line]:
    for remark in plan.remarks:
        yield [REMARK, remark]
    yield from map(sheet_line, plan.sheets)
    yield from map(row_line, plan.rows)
    yield from map(finding_line, plan.findings)
