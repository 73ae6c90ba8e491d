"""The rows and cells of one sheet of an .ods. What is repeated is split before one of them is changed (ODF 1.3, 9.1)."""

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from kansrijk.workbooks.untrusted.remarks.marks import readable
from kansrijk.workbooks.untrusted.remarks.package import Element

ODF = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = {
    "office": f"{ODF}:office:1.0",
    "table": f"{ODF}:table:1.0",
    "text": f"{ODF}:text:1.0",
    "style": f"{ODF}:style:1.0",
    "fo": f"{ODF}:xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}


def name(prefixed: str) -> str:
    """text:p as lxml writes it."""
    prefix, local = prefixed.split(":")
    return f"{{{SPACES[prefix]}}}{local}"


def made(prefixed: str, **attributes: str) -> Element:
    """An element with the prefix that readers look for; in attributes __ stands for the colon and _ for -."""
    named = {name(key.replace("__", ":", 1).replace("_", "-")): value for key, value in attributes.items()}
    used = {key.split("__")[0] for key in attributes} | {prefixed.split(":", maxsplit=1)[0]}
    return etree.Element(name(prefixed), named, {prefix: SPACES[prefix] for prefix in used})


ROW, COLUMN = name("table:table-row"), name("table:table-column")
CELL, COVERED = name("table:table-cell"), name("table:covered-table-cell")
ROWS_REPEATED, COLUMNS_REPEATED = name("table:number-rows-repeated"), name("table:number-columns-repeated")
STYLE_NAME, DEFAULT_STYLE = name("table:style-name"), name("table:default-cell-style-name")
PARAGRAPH, ANNOTATION = name("text:p"), name("office:annotation")
WHITE_SPACE = {name("text:tab"): "\t", name("text:line-break"): "\n", name("text:s"): " "}
CONTENT = tuple(
    name(one)
    for one in (
        *("office:value-type", "office:value", "office:date-value", "office:time-value", "table:formula"),
        *("office:boolean-value", "office:string-value", "office:currency", "calcext:value-type"),
    )
)


class Table:
    def __init__(self, root: Element) -> None:
        self.root = root
        self.rows = list(root.iter(ROW))
        self.starts = [0]
        """Of each element how many rows stand before it; the last one is how many there are."""
        for row in self.rows:
            self.starts.append(self.starts[-1] + repeated(row, ROWS_REPEATED))

    def row(self, number: int) -> Element:
        """A row of its own."""
        while number > self.starts[-1]:
            self._append(number - self.starts[-1])
        low, high = 0, len(self.rows)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.starts[middle] < number else (low, middle)
        count = self.starts[low + 1] - self.starts[low]
        if count == 1:
            return self.rows[low]
        before, one, after = split(self.rows[low], ROWS_REPEATED, count, number - self.starts[low] - 1)
        parts = [part for part in (before, one, after) if part is not None]
        self.rows[low : low + 1] = parts
        start, starts = self.starts[low], []
        for part in parts:
            start += repeated(part, ROWS_REPEATED)
            starts.append(start)
        self.starts[low + 1 : low + 2] = starts
        return one

    def _append(self, count: int) -> None:
        row = made("table:table-row")
        if count > 1:
            row.set(ROWS_REPEATED, str(count))
        if self.rows:
            self.rows[-1].addnext(row)
        else:
            self.root.append(row)
        self.rows.append(row)
        self.starts.append(self.starts[-1] + count)

    def cell(self, number: int, column: int) -> Element:
        """A cell of its own."""
        return cell_in(self.row(number), column)

    def style_of(self, number: int, column: int) -> str:
        """The style of a cell, or what its row or column gives it."""
        cell = self.cell(number, column)
        if found := cell.get(STYLE_NAME) or cell.getparent().get(DEFAULT_STYLE):
            return str(found)
        place = 0
        for one in self.root.iter(COLUMN):
            place += repeated(one, COLUMNS_REPEATED)
            if place >= column:
                return str(one.get(DEFAULT_STYLE, ""))
        return ""

    def write(self, number: int, column: int, text: str, style: str) -> None:
        cell = self.cell(number, column)
        clear(cell)
        cell.set(STYLE_NAME, style)
        if text:
            cell.set(name("office:value-type"), "string")
            for line in readable(text).split("\n"):
                etree.SubElement(cell, PARAGRAPH).text = line

    def cells(self) -> Iterator[Element]:
        for row in self.rows:
            yield from row.iterchildren(CELL, COVERED)

    def places_in(self, number: int) -> Iterator[tuple[int, Element]]:
        """Column and cell; of a repeated cell the first column."""
        place = 1
        for cell in self.row(number).iterchildren(CELL, COVERED):
            yield place, cell
            place += repeated(cell, COLUMNS_REPEATED)

    def clear_column(self, column: int) -> None:
        """Of all rows; equal rows may be one element."""
        for row in self.rows:
            if sum(repeated(cell, COLUMNS_REPEATED) for cell in row.iterchildren(CELL, COVERED)) >= column:
                cell = cell_in(row, column)
                clear(cell)
                cell.attrib.pop(STYLE_NAME, None)

    def widen(self, column: int, style: str) -> None:
        place = 0
        last = None
        for one in list(self.root.iter(COLUMN)):
            count = repeated(one, COLUMNS_REPEATED)
            if place + count >= column:
                mine = one if count == 1 else split(one, COLUMNS_REPEATED, count, column - place - 1)[1]
                mine.set(STYLE_NAME, style)
                return
            place, last = place + count, one
        if last is not None and column == place + 1:
            last.addnext(made("table:table-column", table__style_name=style))


def cell_in(row: Element, column: int) -> Element:
    """A cell of its own; made when it is not there."""
    place = 0
    for cell in row.iterchildren(CELL, COVERED):
        count = repeated(cell, COLUMNS_REPEATED)
        if place + count >= column:
            return cell if count == 1 else split(cell, COLUMNS_REPEATED, count, column - place - 1)[1]
        place += count
    if column > place + 1:
        etree.SubElement(row, CELL, {COLUMNS_REPEATED: str(column - place - 1)})
    return etree.SubElement(row, CELL)


def repeated(element: Element, attribute: str) -> int:
    count = element.get(attribute, "1")
    return int(count) if count.isdigit() and len(count) < 9 else 1


def split(
    element: Element, attribute: str, count: int, before: int
) -> tuple[Element | None, Element, Element | None]:
    """So many before it, one on its own, and the rest: copies, of which the first is the element itself."""
    parts: list[Element | None] = []
    for size in (before, 1, count - before - 1):
        if not size:
            parts.append(None)
            continue
        part = deepcopy(element)
        part.tail = None
        part.attrib.pop(attribute, None)
        if size > 1:
            part.set(attribute, str(size))
        element.addprevious(part)
        parts.append(part)
    element.getparent().remove(element)
    return parts[0], parts[1], parts[2]


def clear(cell: Element) -> None:
    for attribute in CONTENT:
        cell.attrib.pop(attribute, None)
    for child in list(cell):
        cell.remove(child)


def text_in(element: Element) -> str:
    """Of a paragraph or a cell, without its note."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == ANNOTATION:
            pass
        elif child.tag in WHITE_SPACE:
            parts.append(WHITE_SPACE[child.tag])
        else:
            parts.append(text_in(child) if isinstance(child.tag, str) else "")
        parts.append(child.tail or "")
    return "".join(parts)
