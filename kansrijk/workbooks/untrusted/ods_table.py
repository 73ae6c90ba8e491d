"""The rows and cells of a table in an .ods, which may stand for many that are the same."""

import re
from collections.abc import Iterator

ATTRIBUTES = rb"""((?:[^<>"']|"[^"]*"|'[^']*')*+)"""
ROW = re.compile(rb"<table:table-row\b" + ATTRIBUTES + rb">")
CELL = re.compile(rb"<table:(?:covered-)?table-cell\b" + ATTRIBUTES + rb">")
ROW_REPEAT = re.compile(rb'number-rows-repeated="(\d{1,7})"')
COLUMN_REPEAT = re.compile(rb'number-columns-repeated="(\d{1,7})"')
ROW_SPAN = re.compile(rb'number-rows-spanned="(\d{1,7})"')
COLUMN_SPAN = re.compile(rb'number-columns-spanned="(\d{1,7})"')


def repeated(pattern: "re.Pattern[bytes]", attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1


def rows_in(table: bytes) -> Iterator[tuple["re.Match[bytes]", int, int, int]]:
    """Of each row its tag, where its cells end, its number and how many rows it stands for."""
    number = 1
    before: re.Match[bytes] | None = None
    for found in ROW.finditer(table):
        if before:
            repeat = repeated(ROW_REPEAT, before[1])
            yield before, found.start(), number, repeat
            number += repeat
        before = found
    if before:
        yield before, len(table), number, repeated(ROW_REPEAT, before[1])
