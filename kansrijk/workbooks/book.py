"""What stands in a file: sheets of cells, and what is odd about them. Data only; reading/ makes it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

Value = str | int | float | bool | date | datetime | None
"""A whole number is an int, however the file stored it; an empty cell is None."""


class Amount(float):
    """A number of which a person sees more than the number: € 12, or 1.234."""

    __slots__ = ("seen",)

    def __init__(self, number: float, seen: str) -> None:
        self.seen = seen

    def __new__(cls, number: float, seen: str) -> "Amount":
        return super().__new__(cls, number)

    def __str__(self) -> str:
        return self.seen


Place = tuple[int, int]
"""Row and column as the spreadsheet counts them, both from 1."""
Area = tuple[int, int, int, int]
"""First row and column, last row and column."""

EXPORT_NUMBER = re.compile(r"KW-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}")
"""In cells, in properties and in names of files."""


class Format(StrEnum):
    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"


class Oddity(StrEnum):
    """Why a cell that looks empty to the reader is not."""

    ERROR = "fout"
    """#N/A, #REF! and their like."""
    FORMULA = "formule"
    """A formula whose outcome is not in the file."""


@dataclass(frozen=True)
class Sheet:
    name: str
    rows: Sequence[Sequence[Value]]
    """rows[0][0] is cell A1. An odd cell may stand beyond the last row or the end of a row."""
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    """Also rows that a filter hides."""
    hidden_columns: frozenset[int] = frozenset()
    oddities: Mapping[Place, Oddity] = field(default_factory=dict)
    merged: Sequence[Area] = ()
    """Cells that a person sees as one, of which only the first holds something; not more than are worth naming."""


@dataclass(frozen=True)
class Book:
    format: Format
    sheets: tuple[Sheet, ...]
    about: str = ""
    """What the properties of the document say of it; in ours stands the export number."""
    file_name: str = ""
    """The sheet of a csv has no other name."""
    counts_from_1904: bool = False
    """A number that is a day, but does not say so, counts from 1 January 1904."""


def is_single_csv(book: Book) -> bool:
    """Its sheet has no name; those of a zip have."""
    return book.format == Format.CSV and [sheet.name for sheet in book.sheets] == [""]


class Unreadable(Exception):
    """The file cannot be read; the message is one Dutch sentence that says what to do."""


def column_letters(column: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """For example C7."""
    return f"{column_letters(column)}{row}"
