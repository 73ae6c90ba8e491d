"""Makes a Book of what the child says, and believes nothing that does not fit."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from kansrijk.workbooks.book import Amount, Book, Format, Oddity, Place, Sheet, Unreadable, Value
from kansrijk.workbooks.reading.process import Child, child_reading
from kansrijk.workbooks.untrusted.answer import room_for
from kansrijk.workbooks.untrusted.limits import (
    MAX_BYTES,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_MARKS,
    MAX_MERGED,
    MAX_ROWS,
)
from kansrijk.workbooks.untrusted.sentences import (
    DAMAGED,
    DIED_OF,
    EMPTY,
    NOT_NOW,
    TOO_HEAVY,
    TOO_LARGE,
    place_of,
)

EXACT_UP_TO = 1e15
"""Beyond this a float no longer holds every whole number."""


def read_book(
    data: bytes, *, heard: Callable[[int], None] = lambda _cells: None, within: float | None = None
) -> Book:
    """All sheets of an .xlsx, .ods, .csv or a zip of .csv's. Raises Unreadable, and TakesLonger when that takes more
    than `within` seconds. Safe to call from any thread.

    `heard` is told how many cells there are until now; reading stops when it raises.
    """
    if not data:
        raise Unreadable(EMPTY)
    if len(data) > MAX_BYTES:
        raise Unreadable(TOO_HEAVY)
    with child_reading(data, within=within) as child:
        return book_told_by(child, heard)


def book_told_by(child: Child, heard: Callable[[int], None]) -> Book:
    if child.line() != b'["ready"]\n':
        raise Unreadable(NOT_NOW)
    telling = Telling()
    while not telling.is_complete:
        line = child.line()
        if not line.endswith(b"\n"):  # nothing, or what a child that was stopped had only half said
            raise Unreadable(telling.last_words(child.cause()))
        try:
            word, *rest = DECODE(line.decode())
            telling.hear(word, rest)
        except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
            raise Unreadable(DAMAGED) from error
        heard(telling.cells)
    return telling.book()


class Telling:
    """What the child has said until now."""

    def __init__(self) -> None:
        self.is_complete = False
        self.cells = 0
        """Of a row without any, one; with the room up to the last odd cell of each row."""
        self.odd_cells = 0
        self.format: Format | None = None
        self.about = ""
        self.counts_from_1904 = False
        self.sheets: list[Sheet] = []
        self.rows: list[list[Value]] = []
        self.oddities: dict[Place, Oddity] = {}
        self.same: dict[str, str] = {}
        self.words: dict[str, Callable[..., None]] = {
            "format": self.hear_format,
            "about": self.hear_about,
            "from1904": self.hear_from_1904,
            "sheet": self.hear_sheet,
            "rows": self.hear_rows,
            "marks": self.hear_marks,
            "merged": self.hear_merged,
            "refused": self.hear_refused,
            "end": self.hear_end,
        }

    def hear(self, word: str, rest: list[Any]) -> None:
        self.words[word](*rest)

    def hear_format(self, format: str) -> None:
        self.format = Format(format)

    def hear_about(self, text: str) -> None:
        self.about = str(text)

    def hear_from_1904(self) -> None:
        self.counts_from_1904 = True

    def hear_sheet(self, name: str, is_hidden: bool) -> None:
        self.rows, self.oddities = [], {}
        self.sheets.append(Sheet(str(name), self.rows, is_hidden=bool(is_hidden), oddities=self.oddities))

    def hear_rows(self, rows: list[list[Value]]) -> None:
        self.rows += rows
        self.cells += sum(len(row) or 1 for row in rows)

    def hear_marks(self, rows: list[int], columns: list[int], cells: list[tuple[int, int, str]]) -> None:
        self.sheets[-1] = replace(
            self.sheets[-1],
            hidden_rows=self.sheets[-1].hidden_rows | set(rows),
            hidden_columns=self.sheets[-1].hidden_columns | set(columns),
        )
        self.odd_cells += len(cells)
        self.cells += room_for(cells, self.width_of)
        if self.odd_cells > MAX_MARKS or self.cells > MAX_CELLS:
            raise Unreadable(TOO_LARGE)
        # Rows are not made longer for them: one odd cell far away in every row would fill the memory.
        for row, column, oddity in cells:
            if 0 < row <= MAX_ROWS and 0 < column <= MAX_COLUMNS:
                self.oddities[row, column] = Oddity(oddity)

    def hear_merged(self, areas: list[list[int]]) -> None:
        told = [
            (int(top), int(left), int(bottom), int(right)) for top, left, bottom, right in areas[:MAX_MERGED]
        ]
        self.sheets[-1] = replace(self.sheets[-1], merged=told)

    def width_of(self, row: int) -> int:
        return len(self.rows[row - 1]) if 0 < row <= len(self.rows) else 0

    def hear_refused(self, sentence: str) -> None:
        raise Unreadable(str(sentence))

    def hear_end(self) -> None:
        self.is_complete = True

    def last_words(self, cause: str) -> str:
        """Where the child died, when that says more than what it died of."""
        if cause == TOO_LARGE and self.sheets:
            return DIED_OF.format(place=place_of(self.sheets[-1].name))
        return cause

    def book(self) -> Book:
        if self.format is None:
            raise Unreadable(DAMAGED)
        return Book(self.format, tuple(self.sheets), self.about, counts_from_1904=self.counts_from_1904)


def number(text: str) -> int | float:
    value = float(text)
    return int(value) if value.is_integer() and abs(value) < EXACT_UP_TO else value


def special(told: dict[str, Any]) -> date | datetime | Amount:
    """What JSON has no word for."""
    if "seen" in told:
        return Amount(told["number"], str(told["seen"]))
    if "day" in told:
        return date.fromisoformat(told["day"])
    return datetime.fromisoformat(told["moment"])


def refuse(name: str) -> None:
    raise ValueError(name)


DECODE = json.JSONDecoder(parse_float=number, parse_constant=refuse, object_hook=special).decode
