"""Bytes and their plan → the same file with remarks. Whatever is in the file, only a limited child process touches it."""

import json
from dataclasses import asdict, replace

from kansrijk.workbooks.book import Format, Unreadable
from kansrijk.workbooks.plans.plan import Plan
from kansrijk.workbooks.progress import UNHURRIED, Progress
from kansrijk.workbooks.reading.process import Child, child_reading
from kansrijk.workbooks.reading.reader import read_book
from kansrijk.workbooks.remarks.composing import compose
from kansrijk.workbooks.remarks.from_csv import as_xlsx
from kansrijk.workbooks.untrusted.remarks.asked import packed
from kansrijk.workbooks.untrusted.sentences import NOT_NOW

TOO_LARGE = (
    "In dit bestand kunnen we geen opmerkingen zetten: het is te groot of zit ongewoon in elkaar. "
    "U ziet dezelfde opmerkingen op deze pagina."
)


def with_remarks(data: bytes, plan: Plan, progress: Progress = UNHURRIED) -> tuple[bytes, str]:
    """The file as it was sent with remarks in it, and how its name ends. Raises Unreadable, TakesLonger.

    Earlier remarks of ours are replaced. Of a .csv it is an .xlsx with the same cells.
    """
    progress("Bestand lezen")
    book = read_book(data, heard=progress.cells, within=progress.seconds_left())
    progress("Opmerkingen in het bestand zetten", records=len(plan.rows))
    if book.format == Format.CSV:
        data, plan = as_xlsx(book, plan)
        names = [sheet.name for sheet in plan.sheets]
        sheets = [replace(s, name=name) for s, name in zip(book.sheets, names, strict=False)]
        book = replace(book, format=Format.XLSX, sheets=tuple(sheets))
    asked = packed(asdict(compose(plan, book)), data)
    progress.go_on()
    with child_reading(asked, task="remark", within=progress.seconds_left()) as child:
        return _file_told_by(child), str(book.format)


def _file_told_by(child: Child) -> bytes:
    if child.line() != b'["ready"]\n':
        raise Unreadable(NOT_NOW)
    try:
        word, *rest = json.loads(child.line() or b"[null]")
    except (ValueError, RecursionError) as error:
        raise Unreadable(TOO_LARGE) from error
    if word != "file":
        raise Unreadable(TOO_LARGE)
    result = child.raw(int(rest[0]))
    if len(result) < int(rest[0]) or not result:
        raise Unreadable(TOO_LARGE)
    return result
