"""An .ods: calamine reads the cells of XML that we first mend where it would be misread.

Measured with calamine 0.37: it takes text in drawings for text of the cell, loses tabs and line breaks, and keeps
the white space between elements.
"""

import re
from typing import TYPE_CHECKING

from python_calamine import SheetVisibleEnum

from kansrijk.workbooks.untrusted.archive import Archive, packed
from kansrijk.workbooks.untrusted.grid import open_workbook, tell_cells
from kansrijk.workbooks.untrusted.markup import CDATA_START, tidy, without_cdata
from kansrijk.workbooks.untrusted.sentences import DAMAGED, SUSPECT, Refused

if TYPE_CHECKING:
    from kansrijk.workbooks.untrusted.answer import Answer, Mark

MIME_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = "META-INF/manifest.xml"

DRAWING = re.compile(rb"<draw:([\w-]+)\b(?:[^>]*/>|[^>]*>(?:(?!<draw:).)*?</draw:\1>)", re.DOTALL)
MAX_NESTED_DRAWINGS = 20
BETWEEN_ELEMENTS = re.compile(rb">\s*\n\s*(?=</?(?:table:|office:|text:p\b|text:h\b|text:list))")
LINE_END = re.compile(rb"\s*\n\s*")
LONG_TIME = re.compile(rb'time-value="(-?)PT(\d+)H(\d+)M(\d+)[.,]?\d*S"')

ATTRIBUTES = rb"""((?:[^>"']|"[^"]*"|'[^']*')*+)"""
TABLE = re.compile(rb"<table:table\b(?![-\w])" + ATTRIBUTES + rb">")
TABLE_END = b"</table:table>"
ROW = re.compile(rb"<table:table-row\b" + ATTRIBUTES + rb">")
COLUMN = re.compile(rb"<table:table-column\b" + ATTRIBUTES + rb">")
CELL = re.compile(rb"<table:(?:covered-)?table-cell\b" + ATTRIBUTES + rb">")
ROW_REPEAT = re.compile(rb'number-rows-repeated="(\d{1,7})"')
COLUMN_REPEAT = re.compile(rb'number-columns-repeated="(\d{1,7})"')
HIDDEN = re.compile(rb'table:visibility="(?:collapse|filter)"')
HINT_OF_HIDDEN = b"table:visibility="
HINTS_OF_CELLS = (b"table:formula=", b'value-type="error"')
MAX_MARKED_COLUMNS = 16_384


def tell_ods(data: bytes, archive: Archive, answer: "Answer") -> None:
    if "content.xml" not in archive.entries:
        raise Refused(DAMAGED)
    read = archive.read("content.xml")
    content = mended(tidy(read))
    if content is not read or archive.has_odd_names or archive.zip.namelist()[0] != "mimetype":
        data = packed({"mimetype": MIME_TYPE, MANIFEST: manifest(archive), "content.xml": content})
    del read
    workbook = open_workbook(data)
    tables = parts_of_tables(content) if has_hints(content) else []
    for index, sheet in enumerate(workbook.sheets_metadata):
        answer.sheet(sheet.name, is_hidden=sheet.visible != SheetVisibleEnum.Visible)
        rows = tell_cells(workbook, index, answer)
        if index < len(tables):
            tell_marks(content[slice(*tables[index])], rows, answer)


def manifest(archive: Archive) -> bytes:
    if MANIFEST not in archive.entries:
        raise Refused(DAMAGED)
    return tidy(archive.read(MANIFEST))


def mended(content: bytes) -> bytes:
    """The very same object when nothing had to be mended."""
    if b"<table:table " not in content and b"<table:table>" not in content:
        raise Refused(SUSPECT)
    if CDATA_START in content:
        content = without_cdata(content)
    if b"<draw:" in content:
        content = without_drawings(content)
    if content.find(b"\n", 200) >= 0:
        content = LINE_END.sub(b" ", BETWEEN_ELEMENTS.sub(b">", content))
    if b"<text:tab" in content:
        content = re.sub(rb"<text:tab\b[^>]*?/>|<text:tab\b[^>]*?>\s*</text:tab>", b"&#9;", content)
    if b"<text:line-break" in content:
        content = re.sub(rb"<text:line-break\s*/>|<text:line-break>\s*</text:line-break>", b"&#10;", content)
    if b"time-value=" in content:
        content = LONG_TIME.sub(as_written, content)
    return content


def without_drawings(content: bytes) -> bytes:
    """The innermost first, until none is left."""
    start = max(content.find(b"<office:spreadsheet"), 0)
    head, body = content[:start], content[start:]
    for _ in range(MAX_NESTED_DRAWINGS):
        body, count = DRAWING.subn(b"", body)
        if not count:
            return head + body
    raise Refused(SUSPECT)


def as_written(found: "re.Match[bytes]") -> bytes:
    """From a day on it is a duration, which calamine leaves as PT36H00M00S."""
    sign, hours, minutes, seconds = found.groups()
    if not sign and int(hours[:4]) < 24:
        return found[0]
    rest = b":" + seconds if int(seconds) else b""
    return b'time-value="%b%d:%b%b"' % (sign, int(hours[:9]), minutes, rest)


def has_hints(content: bytes) -> bool:
    return any(hint in content for hint in (HINT_OF_HIDDEN, *HINTS_OF_CELLS))


def parts_of_tables(content: bytes) -> list[tuple[int, int]]:
    """Where each sheet begins and ends."""
    found = []
    place = max(content.find(b"<office:spreadsheet"), 0)
    while table := TABLE.search(content, place):
        place = content.find(TABLE_END, table.end())
        if place < 0:
            break
        found.append((table.end(), place))
    return found


def tell_marks(table: bytes, rows: int, answer: "Answer") -> None:
    if not has_hints(table):
        return
    first_row = ROW.search(table)
    columns = hidden_columns(table[: first_row.start() if first_row else len(table)])
    hidden, cells = walk(table, rows, with_cells=any(hint in table for hint in HINTS_OF_CELLS))
    answer.marks(hidden, columns, cells)


def hidden_columns(head: bytes) -> list[int]:
    hidden: list[int] = []
    column = 1
    for found in COLUMN.finditer(head):
        repeat = min(repeated(COLUMN_REPEAT, found[1]), MAX_MARKED_COLUMNS)
        if HIDDEN.search(found[1]):
            hidden += range(column, column + repeat)
        column += repeat
    return hidden[:MAX_MARKED_COLUMNS]


def walk(table: bytes, rows: int, *, with_cells: bool) -> tuple[list[int], list["Mark"]]:
    hidden: list[int] = []
    cells: list[Mark] = []
    row = 1
    starts = list(ROW.finditer(table))
    for found, following in zip(starts, [*starts[1:], None], strict=True):
        repeat = repeated(ROW_REPEAT, found[1])
        if HIDDEN.search(found[1]):
            hidden += range(row, min(row + repeat, rows + 1))
        if with_cells and not found[1].endswith(b"/"):
            odd = odd_cells(table, found.end(), following.start() if following else len(table))
            cells += [(r, c, o) for r in range(row, row + min(repeat, rows)) for c, o in odd]
        row += repeat
    return hidden, cells


def odd_cells(table: bytes, start: int, end: int) -> list[tuple[int, str]]:
    """Column and oddity of each odd cell in one row."""
    if not any(table.find(hint, start, end) >= 0 for hint in HINTS_OF_CELLS):
        return []
    odd: list[tuple[int, str]] = []
    column = 1
    for found in CELL.finditer(table, start, end):
        repeat = repeated(COLUMN_REPEAT, found[1])
        if oddity := oddity_of(found[1], table, found.end()):
            odd += [(c, oddity) for c in range(column, column + min(repeat, MAX_MARKED_COLUMNS))]
        column += repeat
    return odd


def oddity_of(attributes: bytes, table: bytes, after: int) -> str | None:
    if b'value-type="error"' in attributes:
        return "fout"
    if b"table:formula=" not in attributes or b"office:value-type=" in attributes:
        return None
    is_empty = attributes.endswith(b"/") or table.startswith(b"</table:", after)
    return "formule" if is_empty else None


def repeated(pattern: "re.Pattern[bytes]", attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1
