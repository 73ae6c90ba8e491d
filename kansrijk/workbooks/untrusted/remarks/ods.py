"""Remarks in an .ods. What is not a cell that is wrong, a column or a sheet of ours, stays as it was."""

from datetime import UTC, datetime

from lxml import etree

from kansrijk.workbooks.untrusted.answer import cell as cell_name
from kansrijk.workbooks.untrusted.archive import Archive
from kansrijk.workbooks.untrusted.remarks.asked import Remarks, SheetRemarks, SummaryCell
from kansrijk.workbooks.untrusted.remarks.marks import (
    AUTHOR,
    HEADING,
    NOTE_START,
    SUMMARY,
    SUMMARY_TITLE,
    is_our_heading,
    readable,
    without_ours,
)
from kansrijk.workbooks.untrusted.remarks.ods_styles import Styles
from kansrijk.workbooks.untrusted.remarks.ods_table import (
    ANNOTATION,
    CELL,
    PARAGRAPH,
    STYLE_NAME,
    Table,
    made,
    name,
    text_in,
)
from kansrijk.workbooks.untrusted.remarks.package import Element, Package
from kansrijk.workbooks.untrusted.sentences import DAMAGED, Refused

CONTENT, STYLES, SETTINGS = "content.xml", "styles.xml", "settings.xml"
NO_STYLES = '<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"/>'
TABLE, TABLE_NAME = name("table:table"), name("table:name")
CONTROL_WIDTH = "9cm"
SUMMARY_WIDTHS = ("4cm", "2cm", "5cm", "8cm", "12cm", "7cm")
SETTING = "{urn:oasis:names:tc:opendocument:xmlns:config:1.0}"


def remarked_ods(archive: Archive, remarks: Remarks) -> bytes:
    package = Package(archive)
    content = package.tree(CONTENT)
    book = content.find(f".//{name('office:spreadsheet')}")
    if book is None:
        raise Refused(DAMAGED)
    if STYLES not in package:
        package.texts[STYLES] = NO_STYLES.encode()
    styles = Styles(content, package.tree(STYLES))
    tables = {one.get(TABLE_NAME): one for one in book.iterchildren(TABLE)}
    for sheet in remarks.sheets:
        if sheet.name in tables:
            table = Table(tables[sheet.name])
            restore(table, styles)
            put_cells(table, styles, sheet)
            put_column(table, styles, sheet)
    shown = put_summary(book, tables, styles, remarks.summary)
    open_at(package, shown)
    return package.packed()


def restore(table: Table, styles: Styles) -> None:
    """Takes our colours and notes away, wherever people or programs moved the cells."""
    for cell in list(table.cells()):
        if cell.get(STYLE_NAME) in styles.ours:
            cell.set(STYLE_NAME, styles.plain(cell.get(STYLE_NAME)))
        note = cell.find(ANNOTATION)
        if note is not None:
            cut_ours(note)


def cut_ours(note: Element) -> None:
    paragraphs = list(note.iterchildren(PARAGRAPH))
    rest = without_ours("\n".join(map(text_in, paragraphs)))
    if rest is None:
        return
    if not rest.strip():
        note.getparent().remove(note)
        return
    kept = rest.count("\n") + 1
    for paragraph in paragraphs[kept:]:
        note.remove(paragraph)


def put_cells(table: Table, styles: Styles, sheet: SheetRemarks) -> None:
    for one in sheet.cells:
        cell = table.cell(one.row, one.column)
        cell.set(STYLE_NAME, styles.marked(table.style_of(one.row, one.column), one.look))
        say(cell, one.note)


def say(cell: Element, text: str) -> None:
    note = cell.find(ANNOTATION)
    lines = [NOTE_START, *readable(text).split("\n")]
    if note is None:
        note = made("office:annotation")
        cell.insert(0, note)
        note.append(made("dc:creator"))
        note[0].text = AUTHOR
        note.append(made("dc:date"))
        note[1].text = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}"
    else:
        lines = ["", *lines]
    for line in lines:
        etree.SubElement(note, PARAGRAPH).text = line


def put_column(table: Table, styles: Styles, sheet: SheetRemarks) -> None:
    """In the column that we made before, or behind the last one."""
    if not sheet.heading_row:
        return
    headings = list(table.places_in(sheet.heading_row))
    ours = [
        column for column, cell in headings if is_our_heading("".join(map(text_in, cell.iter(PARAGRAPH))))
    ]
    for column in ours:
        table.clear_column(column)
    column = ours[0] if ours else sheet.last_column + 1
    table.widen(column, styles.wide("controlebreed", CONTROL_WIDTH))
    table.write(sheet.heading_row, column, HEADING, styles.own("kop"))
    for row, text, look in sheet.rows:
        table.write(row, column, text, styles.own(look or "tekst"))


# --- The sheet with the summary --------------------------------------------------------------------------


def put_summary(
    book: Element, tables: dict[str, Element], styles: Styles, rows: list[list[SummaryCell]]
) -> str:
    """Returns its name."""
    number, shown = 1, SUMMARY
    while shown in tables and not is_our_summary(tables[shown]):
        number += 1
        shown = f"{SUMMARY} {number}"
    made_now = summary(shown, styles, rows)
    if shown in tables:
        book.replace(tables[shown], made_now)
    else:
        list(book.iterchildren(TABLE))[-1].addnext(made_now)
    return shown


def is_our_summary(table: Element) -> bool:
    first = next(table.iter(CELL), None)
    return first is not None and "".join(map(text_in, first.iter(PARAGRAPH))) == SUMMARY_TITLE


def summary(shown: str, styles: Styles, rows: list[list[SummaryCell]]) -> Element:
    table = made("table:table", table__name=shown)
    for number, width in enumerate(SUMMARY_WIDTHS, start=1):
        style = styles.wide(f"controlebreed{number}", width)
        table.append(made("table:table-column", table__style_name=style))
    for row in rows:
        line = etree.SubElement(table, name("table:table-row"))
        for one in row:
            line.append(summary_cell(one, styles))
        if not row:
            line.append(made("table:table-cell"))
    return table


def summary_cell(one: SummaryCell, styles: Styles) -> Element:
    if not one.text:
        return made("table:table-cell")
    style = styles.own("link" if one.link else one.look)
    cell = made("table:table-cell", table__style_name=style, office__value_type="string")
    for text in readable(one.text).split("\n"):
        paragraph = made("text:p")
        cell.append(paragraph)
        if one.link:
            sheet, row, column = one.link
            quoted = sheet.replace("'", "''")
            target = f"#'{readable(quoted)}'.{cell_name(row, column)}"
            link = made("text:a", xlink__href=target, xlink__type="simple")
            link.text = text
            paragraph.append(link)
        else:
            paragraph.text = text
    return cell


def open_at(package: Package, shown: str) -> None:
    """Opens the file at this sheet."""
    if SETTINGS in package:
        for item in package.tree(SETTINGS).iter(f"{SETTING}config-item"):
            if item.get(f"{SETTING}name") == "ActiveTable":
                item.text = shown
