"""Writes a workbook as a zip with a .csv for each sheet, for programs that know nothing else."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from kansrijk.listing.spreadsheets import write_csv
from kansrijk.workbooks.book import Value
from kansrijk.workbooks.writing.explanation import TITLE, explanation
from kansrijk.workbooks.writing.filling import FilledBook
from kansrijk.workbooks.writing.layout import LONGEST_CELL


def write_csv_zip(book: FilledBook, out: IO[bytes]) -> None:
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for sheet in book.sheets:
            headings = [column.heading for column in sheet.declaration.columns]
            _write(file, sheet.declaration.title, headings, sheet.rows)
        _write(file, TITLE, [], [line.cells for line in explanation(book)])


def _write(file: ZipFile, title: str, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    with BytesIO() as text:
        write_csv(text, headings, ([_text(value) for value in row] for row in rows))
        file.writestr(f"{title}.csv", text.getvalue())


def _text(value: Value) -> str:
    """As people write it. What programs would cut off or swallow is not in it: too long a text, and tabs."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case date():
            return f"{value:%d-%m-%Y}"
        case str() if len(value) > LONGEST_CELL:
            return ""
        case _:
            return str(value).replace("\t", " ")
