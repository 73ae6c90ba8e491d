"""What the child tells its parent: one JSON array a line, so that the parent reads along while the child goes on."""

import json
import math
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any

from kansrijk.workbooks.untrusted.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_MARKS,
    MAX_MERGED,
    MAX_NAME,
    MAX_ROWS,
    MAX_SHEETS,
    MAX_TEXT,
)
from kansrijk.workbooks.untrusted.sentences import (
    LONG_TEXT,
    SAME_NAME,
    SUSPECT,
    TOO_FAR,
    TOO_LARGE,
    TOO_MANY_SHEETS,
    Refused,
    place_of,
)

ROWS_A_LINE = 100

Row = list[Any]
Mark = tuple[int, int, str]
"""Row and column, both from 1, and the oddity of that cell (a value of book.Oddity)."""
Area = tuple[int, int, int, int]
"""First row and column, last row and column."""


def write(*words: Any) -> None:
    """At once, so that the parent knows what the child died of."""
    sys.stdout.buffer.write(ENCODE(words).encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


@lru_cache(maxsize=10_000, typed=True)
def as_json(value: Any) -> Any:
    """Dates as objects, which nothing else is; a time or a duration as people write it."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, time):
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    if isinstance(value, timedelta):
        return duration(value)
    raise TypeError(value)


def duration(value: timedelta) -> str:
    """36:00, or 0:00:05 when the seconds count."""
    seconds = abs(round(value.total_seconds()))
    minutes, rest = divmod(seconds, 60)
    text = f"{minutes // 60}:{minutes % 60:02}" + (f":{rest:02}" if rest else "")
    return f"-{text}" if value < timedelta(0) else text


ENCODE = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":"), default=as_json
).encode


class Answer:
    """Counts along, and refuses what grows too large."""

    def __init__(self, format: str) -> None:
        self.cells = 0
        self.odd_cells = 0
        self.sheets = 0
        self.names: set[str] = set()
        write("format", format)

    def sheet(self, name: str, *, is_hidden: bool = False) -> None:
        """Said before the sheet is read, so that the parent can name the one that the child died of."""
        self.sheets += 1
        if self.sheets > MAX_SHEETS:
            raise Refused(TOO_MANY_SHEETS.format(limit=MAX_SHEETS))
        if len(name) > MAX_NAME:
            raise Refused(SUSPECT)
        if name in self.names:
            # Only the first of them could be read, and nobody would know which one a remark is about.
            raise Refused(SAME_NAME.format(name=name))
        self.names.add(name)
        self.name = name
        self.size = (0, 0)
        write("sheet", name, is_hidden)

    def about(self, text: str) -> None:
        """What the document says of itself."""
        write("about", text)

    def counts_from_1904(self) -> None:
        """Day 0 of this document is another one than usual."""
        write("from1904")

    def expect(self, rows: int, columns: int) -> None:
        """Before so many rows and columns are made."""
        self.size = (rows, columns)
        self.cells += rows * columns
        if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
            raise Refused(TOO_FAR.format(place=place_of(self.name), cell=cell(rows, columns)))
        if self.cells > MAX_CELLS:
            raise Refused(TOO_LARGE)

    def rows(self, rows: Iterable[Row]) -> None:
        """All rows from row 1, empty cells as None."""
        rest = iter(rows)
        start = 1
        while chunk := list(islice(rest, ROWS_A_LINE)):
            self.some_rows(chunk, start)
            start += len(chunk)

    def some_rows(self, chunk: list[Row], start: int) -> None:
        try:
            line = ENCODE(("rows", chunk))
        except ValueError:
            self.rows_with_impossible_numbers(chunk, start)
            return
        if len(line) > MAX_TEXT:
            self.refuse_long_text(chunk, start)
        sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")

    def marks(self, rows: Iterable[int], columns: Iterable[int], cells: Iterable[Mark]) -> None:
        """Hidden rows and columns of this sheet, and its odd cells: those counted like any other, up to the last of a row."""
        near = [mark for mark in cells if mark[0] <= MAX_ROWS and mark[1] <= MAX_COLUMNS]
        self.odd_cells += len(near)
        self.cells += room_for(near, lambda row: self.size[1] if row <= self.size[0] else 0)
        if self.odd_cells > MAX_MARKS or self.cells > MAX_CELLS:
            raise Refused(TOO_LARGE)
        write("marks", list(rows), list(columns), near)

    def merged(self, areas: Iterable[Area]) -> None:
        """Cells of this sheet that are seen as one."""
        if near := [area for area in areas if area[2] <= MAX_ROWS and area[3] <= MAX_COLUMNS][:MAX_MERGED]:
            write("merged", near)

    def refuse_long_text(self, chunk: list[Row], start: int) -> None:
        for row, column, value in placed(chunk, start):
            if isinstance(value, str) and len(value) > MAX_TEXT:
                limit = f"{MAX_TEXT:_}".replace("_", ".")
                raise Refused(
                    LONG_TEXT.format(place=place_of(self.name), cell=cell(row, column), limit=limit)
                )

    def rows_with_impossible_numbers(self, chunk: list[Row], start: int) -> None:
        """No spreadsheet program writes NaN or infinity; JSON has neither."""
        wrong = [(r, c) for r, c, v in placed(chunk, start) if isinstance(v, float) and not math.isfinite(v)]
        for row, column in wrong:
            chunk[row - start][column - 1] = None
        self.some_rows(chunk, start)
        self.marks((), (), [(row, column, "fout") for row, column in wrong])


def room_for(cells: Iterable[Mark], width_of: Callable[[int], int]) -> int:
    """How many cells there are from the end of each row to its last odd cell."""
    last: dict[int, int] = {}
    for row, column, _ in cells:
        last[row] = max(column, last.get(row, 0))
    return sum(max(column - width_of(row), 0) for row, column in last.items())


def placed(chunk: list[Row], start: int) -> Iterator[tuple[int, int, Any]]:
    for number, row in enumerate(chunk, start=start):
        for column, value in enumerate(row, start=1):
            yield number, column, value


def cell(row: int, column: int) -> str:
    from kansrijk.workbooks.book import cell_name  # noqa: PLC0415 - only a refusal waits for this import

    return cell_name(row, column)
