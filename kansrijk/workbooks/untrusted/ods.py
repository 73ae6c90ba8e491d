"""An .ods: calamine reads the cells of XML that we first mend where it would be misread.

Measured with calamine 0.37: it takes text in drawings for text of the cell, loses tabs and line breaks, and keeps
the white space between elements.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from kansrijk.workbooks.untrusted.archive import Archive, packed
from kansrijk.workbooks.untrusted.grid import Opening, open_workbook, tell_cells
from kansrijk.workbooks.untrusted.limits import MAX_CELLS, MAX_MARKS, MAX_MERGED
from kansrijk.workbooks.untrusted.markup import START_OF_OTHERS, is_untidy, only_elements, tidy
from kansrijk.workbooks.untrusted.ods_looks import CURRENCY, PERCENTAGE, has_codes, has_groups, looks_in
from kansrijk.workbooks.untrusted.ods_table import (
    ATTRIBUTES,
    CELL,
    COLUMN_REPEAT,
    COLUMN_SPAN,
    ROW,
    ROW_SPAN,
    repeated,
    rows_in,
)
from kansrijk.workbooks.untrusted.properties import tell_description
from kansrijk.workbooks.untrusted.searching import Search, holds
from kansrijk.workbooks.untrusted.sentences import DAMAGED, SUSPECT, TOO_LARGE, Refused

if TYPE_CHECKING:
    from kansrijk.workbooks.untrusted.answer import Answer, Area, Mark

MIME_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = "META-INF/manifest.xml"
CONTENT = "content.xml"
PROPERTIES = "meta.xml"

DRAWING = re.compile(rb"<draw:([\w-]++)(?:[^<>]*/>|[^<>]*>(?:(?!<draw:).)*?</draw:\1>)", re.DOTALL)
MAX_NESTED_DRAWINGS = 20
BEYOND_DECLARATION = 200
BETWEEN_ELEMENTS = re.compile(rb">[ \t\r]*+\n\s*+(?=</?(?:table:|office:|text:p\b|text:h\b|text:list))")
LINE_END = re.compile(rb"\n\s*+")
LONG_TIME = re.compile(rb'time-value="(-?)PT(\d+)H(\d+)M(\d+)[.,]?\d*S"')

TABLE = re.compile(rb"<table:table\b(?![-\w])" + ATTRIBUTES + rb">")
TABLE_END = b"</table:table>"
COLUMN = re.compile(rb"<table:table-column\b" + ATTRIBUTES + rb">")
HIDDEN = re.compile(rb'table:visibility="(?:collapse|filter)"')
HINTS_OF_CELLS = (b'table:formula="', b'calcext:value-type="error"')
START_OF_TEXT = b"<text:p"
START_OF_TABLE = b"<table:table "
HINTS_OF_MARKS = (b'table:visibility="', *HINTS_OF_CELLS)
HINT_OF_MERGED = b's-spanned="'
HINTS = (PERCENTAGE, CURRENCY, *HINTS_OF_MARKS, HINT_OF_MERGED)
HEAD_OF_STYLES = 256 * 1024
"""Styles stand before the tables, in the first of the pieces."""
MAX_MARKED_COLUMNS = 16_384


def tell_ods(data: bytes, archive: Archive, answer: "Answer") -> None:
    if CONTENT not in archive.entries:
        raise Refused(DAMAGED)
    try:
        workbook, content = opened(data, archive)
    except Refused as refused:
        if str(refused) == DAMAGED and stands_for_too_much(archive.read(CONTENT)):
            raise Refused(TOO_LARGE) from refused
        raise
    tell_description(archive, PROPERTIES, answer)
    tables = parts_of_tables(content)
    styles = content[: tables[0][0]] if tables else b""
    with_codes, with_groups = has_codes(styles), has_groups(styles)
    for index, sheet in enumerate(workbook.sheets_metadata):
        answer.sheet(sheet.name, is_hidden=sheet.visible != SheetVisibleEnum.Visible)
        table = content[slice(*tables[index])] if index < len(tables) else b""
        rows = tell_cells(
            workbook, index, answer, looks_in(table, with_codes=with_codes, with_groups=with_groups)
        )
        tell_marks(table, rows, answer)
        if HINT_OF_MERGED in table:
            answer.merged(merged_in(table))


def stands_for_too_much(content: bytes) -> bool:
    """Whether a row that is repeated stands for more cells than calamine, which opens no such file, or we can have."""
    for found, end, _row, repeat in rows_in(content):
        columns = sum(repeated(COLUMN_REPEAT, cell[1]) for cell in CELL.finditer(content, found.end(), end))
        if columns * repeat > MAX_CELLS and content.find(START_OF_TEXT, found.end(), end) >= 0:
            return True
    return False


def opened(data: bytes, archive: Archive) -> tuple[CalamineWorkbook, bytes]:
    """With the XML to look for marks in, empty when it holds none. We search while calamine reads; nearly always it need
    not be read again.
    """
    if archive.has_odd_names or archive.zip.namelist()[0] != "mimetype" or is_untidy(archive.head(CONTENT)):
        return mended_and_opened(archive)
    search = Search((START_OF_TABLE, *HINTS_OF_MENDS, *HINTS))
    pieces = archive.pieces(CONTENT)
    first = next(pieces, b"")
    search.look_in(without_first_line_end(first))
    if search.found.isdisjoint(HINTS_OF_MENDS):
        opening = Opening(data)
        opening.start()
        while search.found.isdisjoint(HINTS_OF_MENDS) and (piece := next(pieces, b"")):
            search.look_in(piece)
        if START_OF_TABLE in search.found and search.found.isdisjoint(HINTS_OF_MENDS):
            is_needed = not search.found.isdisjoint(HINTS) or has_codes(first) or has_groups(first)
            return opening.outcome(), archive.read(CONTENT) if is_needed else b""
        opening.join()
        del opening
    return mended_and_opened(archive)


def mended_and_opened(archive: Archive) -> tuple[CalamineWorkbook, bytes]:
    content = mended(tidy(archive.read(CONTENT)))
    data = packed({"mimetype": MIME_TYPE, MANIFEST: manifest(archive), CONTENT: content})
    return open_workbook(data), content if has_hints(content) else b""


def manifest(archive: Archive) -> bytes:
    if MANIFEST not in archive.entries:
        raise Refused(DAMAGED)
    return tidy(archive.read(MANIFEST))


def mended(content: bytes) -> bytes:
    if b"<table:table " not in content and b"<table:table>" not in content:
        raise Refused(SUSPECT)
    content = without_first_line_end(content)
    for hint, mend in MENDS:
        if holds(content, hint):
            content = mend(content)
    return content


def without_first_line_end(piece: bytes) -> bytes:
    """A program ends its first line after the XML declaration, and only there."""
    return piece[:BEYOND_DECLARATION].replace(b"\n", b" ") + piece[BEYOND_DECLARATION:]


def without_line_ends(content: bytes) -> bytes:
    return LINE_END.sub(b" ", BETWEEN_ELEMENTS.sub(b">", content))


def without_drawings(content: bytes) -> bytes:
    """The innermost first, until none is left."""
    start = max(content.find(b"<office:spreadsheet"), 0)
    head, body = content[:start], content[start:]
    for _ in range(MAX_NESTED_DRAWINGS):
        body, count = DRAWING.subn(b"", body)
        if not count:
            return head + body
    raise Refused(SUSPECT)


def with_tabs(content: bytes) -> bytes:
    return with_character(content, b"text:tab", b"&#9;")


def with_line_breaks(content: bytes) -> bytes:
    return with_character(content, b"text:line-break", b"&#10;")


def with_character(content: bytes, name: bytes, character: bytes) -> bytes:
    for element in (b"<%b/>" % name, b"<%b />" % name, b"<%b></%b>" % (name, name)):
        content = content.replace(element, character)
    return content


def with_durations(content: bytes) -> bytes:
    """A time of a day or longer is a duration, which calamine leaves as PT36H00M00S."""
    return LONG_TIME.sub(as_written, content)


def as_written(found: "re.Match[bytes]") -> bytes:
    sign, hours, minutes, seconds = found.groups()
    if not sign and int(hours[:4]) < 24:
        return found[0]
    rest = b":" + seconds if int(seconds) else b""
    return b'time-value="%b%d:%b%b"' % (sign, int(hours[:9]), minutes, rest)


MENDS: tuple[tuple[bytes, Callable[[bytes], bytes]], ...] = (
    (START_OF_OTHERS, only_elements),
    (b"<draw:", without_drawings),
    (b"<text:tab", with_tabs),
    (b"<text:line-break", with_line_breaks),
    (b'office:time-value="', with_durations),
    (b"\n", without_line_ends),
)
"""What to look for, and what to do where it is found."""
HINTS_OF_MENDS = frozenset(hint for hint, _ in MENDS)


def has_hints(content: bytes) -> bool:
    styles = content[:HEAD_OF_STYLES]
    return any(hint in content for hint in HINTS) or has_codes(styles) or has_groups(styles)


def parts_of_tables(content: bytes) -> list[tuple[int, int]]:
    """Where each sheet begins and ends."""
    found = []
    place = max(content.find(b"<office:spreadsheet"), 0)
    end = content.find(b"</office:spreadsheet", place)
    while table := TABLE.search(content, place, end if end >= 0 else len(content)):
        place = content.find(TABLE_END, table.end())
        if place < 0:
            break
        found.append((table.end(), place))
    return found


def tell_marks(table: bytes, rows: int, answer: "Answer") -> None:
    hints = {hint for hint in HINTS_OF_MARKS if hint in table}
    if not hints:
        return
    first_row = ROW.search(table)
    columns = hidden_columns(table[: first_row.start() if first_row else len(table)])
    hidden, cells = walk(table, rows, with_cells=not hints.isdisjoint(HINTS_OF_CELLS))
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
    for found, end, row, repeat in rows_in(table):
        if HIDDEN.search(found[1]):
            hidden += range(row, min(row + repeat, rows + 1))
        if with_cells and not found[1].endswith(b"/"):
            odd = odd_cells(table, found.end(), end)
            if len(cells) + len(odd) * min(repeat, rows) > MAX_MARKS:
                raise Refused(TOO_LARGE)
            cells += [(r, c, o) for r in range(row, row + min(repeat, rows)) for c, o in odd]
    return hidden, cells


def merged_in(table: bytes) -> "list[Area]":
    areas: list[Area] = []
    for found, end, row, _repeat in rows_in(table):
        if table.find(HINT_OF_MERGED, found.end(), end) < 0:
            continue
        column = 1
        for cell in CELL.finditer(table, found.end(), end):
            rows, columns = repeated(ROW_SPAN, cell[1]), repeated(COLUMN_SPAN, cell[1])
            if rows > 1 or columns > 1:
                areas.append((row, column, row + rows - 1, column + columns - 1))
                if len(areas) == MAX_MERGED:
                    return areas
            column += repeated(COLUMN_REPEAT, cell[1])
    return areas


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
    if HINTS_OF_CELLS[1] in attributes:
        return "fout"
    if HINTS_OF_CELLS[0] not in attributes or b"office:value-type=" in attributes:
        return None
    is_empty = attributes.endswith(b"/") or table.startswith(b"</table:", after)
    return "formule" if is_empty else None
