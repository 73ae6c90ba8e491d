"""In which forms a workbook can be had."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from kansrijk.workbooks.writing.csv_zip import write_csv_zip
from kansrijk.workbooks.writing.filling import FilledBook
from kansrijk.workbooks.writing.ods import write_ods
from kansrijk.workbooks.writing.xlsx import write_xlsx


@dataclass(frozen=True)
class OutputFormat:
    label: str
    """On the screen."""
    ending: str
    media_type: str
    write: Callable[[FilledBook, IO[bytes]], None]


FORMATS = {
    "xlsx": OutputFormat(
        "Excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx
    ),
    "ods": OutputFormat("LibreOffice", "ods", "application/vnd.oasis.opendocument.spreadsheet", write_ods),
    "csv": OutputFormat("CSV", "zip", "application/zip", write_csv_zip),
}
"""By what the user chooses."""


def file_name(book: FilledBook, output: OutputFormat, about: str) -> str:
    """For example kansrijke-wijk-zaandam-oost-2026-11-24-KW-7F3K-9QX2.xlsx. The number tells two of one day apart, and
    which workbook it was when its sheet Uitleg is lost."""
    return f"kansrijke-wijk-{about}-{book.made_at:%Y-%m-%d}-{book.number}.{output.ending}"
