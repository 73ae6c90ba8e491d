"""An .xlsx: calamine reads the cells; what it does not tell comes from the XML, but only where that holds a hint."""

import posixpath
import re
from itertools import islice
from typing import TYPE_CHECKING

from python_calamine import SheetTypeEnum, SheetVisibleEnum

from kansrijk.workbooks.untrusted.archive import Archive, packed
from kansrijk.workbooks.untrusted.grid import open_workbook, tell_cells
from kansrijk.workbooks.untrusted.limits import MAX_MARKS
from kansrijk.workbooks.untrusted.markup import START_OF_OTHERS, is_untidy, only_elements, tidy
from kansrijk.workbooks.untrusted.properties import tell_description
from kansrijk.workbooks.untrusted.searching import holds
from kansrijk.workbooks.untrusted.sentences import TOO_LARGE, Refused
from kansrijk.workbooks.untrusted.xlsx_looks import STYLES, looks_by_style, looks_in
from kansrijk.workbooks.untrusted.xlsx_tags import (
    IN_TAG,
    PLACE,
    ROW_OR_CELL,
    attributes_of,
    column_number,
    number,
)

if TYPE_CHECKING:
    from kansrijk.workbooks.untrusted.answer import Answer, Area, Mark

HINTS_OF_CELLS = (b'"e"', b"'e'", b"f>")
"""t="e" is an error; f> ends each formula."""
HINT_OF_HIDDEN = b"hidden="

WORKBOOK = "xl/workbook.xml"
PROPERTIES = "docProps/core.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
SHEET = re.compile(rb"<(?:\w+:)?sheet\b" + IN_TAG + rb">")
BOOK_PROPERTIES = re.compile(rb"<(?:\w+:)?workbookPr\b" + IN_TAG + rb">")
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b" + IN_TAG + rb">")
COLUMN = re.compile(rb"<(?:\w+:)?col\b([^<>]*+)>")
FORMULA = re.compile(
    rb"\s*<(?:\w+:)?f\b[^<>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(<(?:\w+:)?v\b[^<>]*>\s*([^<\s])?)?"
)
"""And of its outcome whether there is one, and whether that holds anything."""
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b([^<>]*+)>")
MAX_MERGED_SEEN = 10_000
TRUE = (b"1", b"true")


def tell_xlsx(data: bytes, archive: Archive, answer: "Answer") -> None:
    names = [name for name in archive.entries if name.endswith((".xml", ".rels"))]
    if archive.has_odd_names or any(is_untidy(archive.head(name)) for name in names):
        data = packed({name: tidy(archive.read(name)) for name in names})
        archive = Archive(data)
    places = sheet_parts(archive)
    parts = {name: archive.read(name) for name in places if name in archive.entries}
    if any(holds(part, START_OF_OTHERS) for part in parts.values()):
        parts = {name: only_elements(part) for name, part in parts.items()}
        data = packed({name: parts.get(name) or archive.read(name) for name in names})
    by_style = looks_by_style(archive.read(STYLES)) if STYLES in archive.entries else {}
    workbook = open_workbook(data)
    tell_description(archive, PROPERTIES, answer)
    if counts_from_1904(archive.read(WORKBOOK)):
        answer.counts_from_1904()
    for index, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        answer.sheet(sheet.name, is_hidden=sheet.visible != SheetVisibleEnum.Visible)
        part = parts.pop(places[index], b"") if index < len(places) else b""
        rows = tell_cells(workbook, index, answer, looks_in(part, by_style))
        tell_marks(part, rows, answer)
        answer.merged(merged_in(part))


def counts_from_1904(book: bytes) -> bool:
    """As Excel on a Mac did. Of a date with the format of one calamine knows it, of a bare number nobody does."""
    found = BOOK_PROPERTIES.search(book)
    return found is not None and attributes_of(found[1]).get(b"date1904") in TRUE


def sheet_parts(archive: Archive) -> list[str]:
    """The part of each sheet, in the order of the workbook."""
    relations = {}
    if RELATIONS in archive.entries:
        for found in RELATION.finditer(archive.read(RELATIONS)):
            attributes = attributes_of(found[1])
            relations[attributes.get(b"Id")] = attributes.get(b"Target", b"").decode("utf-8", "replace")
    ids = [attributes_of(found[1]).get(b"id") for found in SHEET.finditer(archive.read(WORKBOOK))]
    return [posixpath.normpath(posixpath.join("/xl", relations.get(one, "")))[1:] for one in ids]


def tell_marks(part: bytes, rows: int, answer: "Answer") -> None:
    body = max(part.find(b"sheetData"), 0)
    has_odd_cells = any(part.find(hint, body) >= 0 for hint in HINTS_OF_CELLS)
    columns = hidden_columns(part[:body]) if HINT_OF_HIDDEN in part[:body] else []
    if has_odd_cells or part.find(HINT_OF_HIDDEN, body) >= 0:
        hidden, cells = walk(part[body:], rows, with_cells=has_odd_cells)
        answer.marks(hidden, columns, cells)
    elif columns:
        answer.marks((), columns, ())


def merged_in(part: bytes) -> "list[Area]":
    """They stand behind the cells, where little else does."""
    areas = []
    for found in islice(MERGED.finditer(part, max(part.rfind(b"sheetData>"), 0)), MAX_MERGED_SEEN):
        corners = PLACE.findall(attributes_of(found[1]).get(b"ref", b""))
        if len(corners) == 2:
            (left, top), (right, bottom) = corners
            areas.append((number(top), column_number(left), number(bottom), column_number(right)))
    return areas


def hidden_columns(head: bytes) -> list[int]:
    hidden: list[int] = []
    for found in COLUMN.finditer(head):
        attributes = attributes_of(found[1])
        if attributes.get(b"hidden") in TRUE:
            first, last = number(attributes.get(b"min", b"")), number(attributes.get(b"max", b""))
            hidden += range(first, min(last, 16_384) + 1)
    return hidden[:16_384]


def walk(body: bytes, rows: int, *, with_cells: bool) -> tuple[list[int], list["Mark"]]:
    """Hidden rows and odd cells. A row or cell that does not say where it is comes after the one before it."""
    hidden: list[int] = []
    cells: list[Mark] = []
    row = column = 0
    for found in ROW_OR_CELL.finditer(body):
        if found[1] == b"row":
            attributes = attributes_of(found[2])
            row, column = number(attributes.get(b"r", b"")) or row + 1, 0
            if row > rows and not with_cells:
                break
            if row <= rows and attributes.get(b"hidden") in TRUE:
                hidden.append(row)
        elif with_cells:
            place = PLACE.search(found[2])
            column = column_number(place[1]) if place else column + 1
            if oddity := oddity_of(found, body):
                cells.append((number(place[2]) if place else row, column, oddity))
                if len(cells) > MAX_MARKS:
                    raise Refused(TOO_LARGE)
    return hidden, cells


def oddity_of(found: "re.Match[bytes]", body: bytes) -> str | None:
    attributes = found[2]
    if b'"e"' in attributes or b"'e'" in attributes:
        return "fout"
    if attributes.endswith(b"/"):
        return None
    formula = FORMULA.match(body, found.end())
    # The outcome of a text may be empty, but not absent.
    said = formula and (formula[1] if b"str" in attributes else formula[2])
    return "formule" if formula and said is None else None
