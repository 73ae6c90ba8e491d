"""The rows and cells of one sheet of an .xlsx (ECMA-376 part 1, 18.3)."""

import re
from bisect import bisect
from collections.abc import Iterator

from lxml import etree

from kansrijk.workbooks.untrusted.answer import cell as cell_name
from kansrijk.workbooks.untrusted.remarks.marks import is_our_heading, readable
from kansrijk.workbooks.untrusted.remarks.package import Element
from kansrijk.workbooks.untrusted.remarks.xlsx_styles import Styles

PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
EXCEL_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
CONTROL_WIDTH = "48"
LAST_COLUMN = 16_384
BEFORE_CELLS = ("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols")


class Grid:
    def __init__(self, root: Element, strings: list[str]) -> None:
        self.root = root
        self.ns = etree.QName(root).namespace
        self.strings = strings
        """The texts that cells name by number."""
        data = root.find(self.tag("sheetData"))
        self.data = etree.SubElement(root, self.tag("sheetData")) if data is None else data
        self.rows: dict[int, Element] = {}
        self.cells: dict[int, dict[int, Element]] = {}
        self._number_rows()

    def tag(self, name: str) -> str:
        return f"{{{self.ns}}}{name}"

    def _number_rows(self) -> None:
        """A row or cell that does not say where it is comes after the one before it."""
        number = 0
        for row in self.data.iterchildren(self.tag("row")):
            number = int(row.get("r") or number + 1)
            row.set("r", str(number))
            self.rows[number] = row

    def in_row(self, number: int) -> dict[int, Element]:
        """The cells of a row by column."""
        if number not in self.cells:
            found: dict[int, Element] = {}
            column = 0
            for cell in self.rows[number].iterchildren(self.tag("c")) if number in self.rows else ():
                place = PLACE.fullmatch(cell.get("r", ""))
                column = column_number(place[1]) if place else column + 1
                cell.set("r", cell_name(number, column))
                found[column] = cell
            self.cells[number] = found
        return self.cells[number]

    def cell(self, number: int, column: int) -> Element:
        """Made when it is not there, with the style of its row or column."""
        cells = self.in_row(number)
        if column not in cells:
            row = self._row(number)
            row.attrib.pop("spans", None)
            made = etree.Element(self.tag("c"), {"r": cell_name(number, column)})
            if style := self._inherited(row, column):
                made.set("s", style)
            later = min((other for other in cells if other > column), default=None)
            if later is None:
                row.append(made)
            else:
                cells[later].addprevious(made)
            cells[column] = made
        return cells[column]

    def _row(self, number: int) -> Element:
        if number not in self.rows:
            made = etree.Element(self.tag("row"), {"r": str(number)})
            numbers = sorted(self.rows)
            place = bisect(numbers, number)
            if place == len(numbers):
                self.data.append(made)
            else:
                self.rows[numbers[place]].addprevious(made)
            self.rows[number] = made
        return self.rows[number]

    def _inherited(self, row: Element, column: int) -> str:
        if row.get("customFormat") in ("1", "true"):
            return str(row.get("s", ""))
        found = next((one for one in self._columns() if covers(one, column)), None)
        return "" if found is None else str(found.get("style", ""))

    def text_of(self, cell: Element) -> str:
        """Of a cell with text; empty for all others."""
        if cell.get("t") == "s":
            number = cell.findtext(self.tag("v"), "").strip()
            return self.strings[int(number)] if number.isdigit() and int(number) < len(self.strings) else ""
        if cell.get("t") == "inlineStr":
            return "".join(part.text or "" for part in cell.iter(self.tag("t")))
        return str(cell.findtext(self.tag("v"), "")) if cell.get("t") == "str" else ""

    def write(self, number: int, column: int, text: str, style: int) -> None:
        cell = self.cell(number, column)
        self.clear(cell)
        cell.set("s", str(style))
        if text:
            cell.set("t", "inlineStr")
            inside = etree.SubElement(etree.SubElement(cell, self.tag("is")), self.tag("t"))
            inside.set(SPACE, "preserve")
            inside.text = EXCEL_ESCAPE.sub("_x005F_", readable(text))

    def clear(self, cell: Element) -> None:
        cell.attrib.pop("t", None)
        for child in list(cell):
            cell.remove(child)

    def restore(self, styles: Styles) -> None:
        """Takes our colours away, wherever people or programs moved the cells."""
        if styles.ours:
            ours = {str(number) for number in styles.ours}
            for cell in self.data.iter(self.tag("c")):
                if cell.get("s") in ours:
                    cell.set("s", str(styles.plain(int(cell.get("s")))))

    def our_columns(self, heading_row: int) -> list[int]:
        return [
            column for column, cell in self.in_row(heading_row).items() if is_our_heading(self.text_of(cell))
        ]

    def clear_column(self, column: int) -> None:
        for number in self.rows:
            cell = self.in_row(number).get(column)
            if cell is not None:
                self.clear(cell)
                cell.attrib.pop("s", None)

    # --- Widths ------------------------------------------------------------------------------------------

    def _columns(self) -> Iterator[Element]:
        columns = self.root.find(self.tag("cols"))
        return iter(()) if columns is None else columns.iterchildren(self.tag("col"))

    def widen(self, column: int) -> None:
        """Only where nobody chose a width."""
        found = next((one for one in self._columns() if covers(one, column)), None)
        if found is not None:
            if found.get("customWidth") in ("1", "true") and found.get("min") == found.get("max"):
                return
            self._split(found, column)
            return
        columns = self.root.find(self.tag("cols"))
        if columns is None:
            columns = etree.Element(self.tag("cols"))
            before = [c for c in self.root.iterchildren("*") if etree.QName(c).localname in BEFORE_CELLS]
            self.root.insert(self.root.index(before[-1]) + 1 if before else 0, columns)
        made = self._width(column)
        later = next((one for one in self._columns() if int(one.get("min", 0)) > column), None)
        if later is None:
            columns.append(made)
        else:
            later.addprevious(made)

    def _width(self, column: int) -> Element:
        place = str(column)
        return etree.Element(
            self.tag("col"), {"min": place, "max": place, "width": CONTROL_WIDTH, "customWidth": "1"}
        )

    def _split(self, found: Element, column: int) -> None:
        first, last = int(found.get("min", 1)), int(found.get("max", LAST_COLUMN))
        parts = []
        for begin, end in ((first, column - 1), (column + 1, last)):
            if begin <= end:
                part = etree.Element(found.tag, dict(found.attrib))
                part.set("min", str(begin))
                part.set("max", str(end))
                parts.append(part)
        parts.append(self._width(column))
        for part in sorted(parts, key=lambda one: int(one.get("min"))):
            found.addprevious(part)
        found.getparent().remove(found)


def covers(column: Element, number: int) -> bool:
    return int(column.get("min") or 0) <= number <= int(column.get("max") or 0)


def column_number(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column
