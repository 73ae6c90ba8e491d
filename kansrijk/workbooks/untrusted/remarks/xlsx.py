"""Remarks in an .xlsx. What is not a cell that is wrong, a column or a sheet of ours, stays as it was.

A pattern or gradient behind a wrong cell does not come back when the cell is right; a plain colour does.
"""

from xml.sax.saxutils import escape, quoteattr

from kansrijk.workbooks.untrusted.answer import cell as cell_name
from kansrijk.workbooks.untrusted.archive import Archive
from kansrijk.workbooks.untrusted.remarks.asked import Remarks, SheetRemarks, SummaryCell
from kansrijk.workbooks.untrusted.remarks.marks import HEADING, SUMMARY, SUMMARY_TITLE, readable
from kansrijk.workbooks.untrusted.remarks.xlsx_grid import EXCEL_ESCAPE, Grid
from kansrijk.workbooks.untrusted.remarks.xlsx_notes import Notes
from kansrijk.workbooks.untrusted.remarks.xlsx_parts import OfficePackage
from kansrijk.workbooks.untrusted.remarks.xlsx_styles import Styles

SELECTED = b"tabSelected"
SUMMARY_WIDTHS = (20, 10, 26, 40, 60, 34)
"""In characters."""


def remarked_xlsx(archive: Archive, remarks: Remarks) -> bytes:
    package = OfficePackage(archive)
    styles = Styles(package.styles())
    strings = package.strings()
    parts = package.sheets()
    for sheet in remarks.sheets:
        if part := parts.get(sheet.name):
            grid = Grid(package.tree(part), strings)
            grid.restore(styles)
            put_notes(package, part, grid, sheet)
            put_colours(grid, styles, sheet)
            put_column(grid, styles, sheet)
            forget_size(grid)
    put_summary(package, strings, styles, remarks.summary)
    return package.packed()


def put_notes(package: OfficePackage, part: str, grid: Grid, sheet: SheetRemarks) -> None:
    notes = Notes(package, part, grid)
    notes.cut_ours()
    for one in sheet.cells:
        notes.say(one.row, one.column, one.note)
    notes.draw()


def put_colours(grid: Grid, styles: Styles, sheet: SheetRemarks) -> None:
    for one in sheet.cells:
        cell = grid.cell(one.row, one.column)
        cell.set("s", str(styles.marked(int(cell.get("s", 0)), one.look)))


def put_column(grid: Grid, styles: Styles, sheet: SheetRemarks) -> None:
    """In the column that we made before, or behind the last one."""
    ours = grid.our_columns(sheet.heading_row) if sheet.heading_row else []
    for column in ours:
        grid.clear_column(column)
    if not sheet.heading_row:
        return
    column = ours[0] if ours else sheet.last_column + 1
    grid.widen(column)
    grid.write(sheet.heading_row, column, HEADING, styles.own("kop"))
    for row, text, look in sheet.rows:
        grid.write(row, column, text, styles.own(look or "tekst"))


def forget_size(grid: Grid) -> None:
    """Of the sheet, which may have grown; programs work it out themselves."""
    size = grid.root.find(grid.tag("dimension"))
    if size is not None:
        grid.root.remove(size)


# --- The sheet with the summary --------------------------------------------------------------------------


def put_summary(
    package: OfficePackage, strings: list[str], styles: Styles, rows: list[list[SummaryCell]]
) -> None:
    parts = package.sheets()
    name, part = place_of_summary(package, strings, parts)
    if not part:
        part = package.add_sheet(name)
    package.trees.pop(part, None)
    package.texts[part] = summary(package.ns or "", styles, rows).encode()
    open_at(package, list(package.sheets()).index(name))


def place_of_summary(package: OfficePackage, strings: list[str], parts: dict[str, str]) -> tuple[str, str]:
    """The sheet that we made before; else a name that nobody has yet, and no part."""
    number, name = 1, SUMMARY
    while part := parts.get(name):
        grid = Grid(package.tree(part), strings)
        first = grid.in_row(1).get(1)
        if first is not None and grid.text_of(first) == SUMMARY_TITLE:
            return name, part
        number += 1
        name = f"{SUMMARY} {number}"
    return name, ""


def summary(ns: str, styles: Styles, rows: list[list[SummaryCell]]) -> str:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(SUMMARY_WIDTHS, start=1)
    )
    links = []
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = []
        for column, one in enumerate(row, start=1):
            place = cell_name(number, column)
            cells.append(summary_cell(place, one, styles))
            if one.link:
                target = quoteattr(address(*one.link))
                links.append(f'<hyperlink ref="{place}" location={target} display={quoteattr(one.text)}/>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    hyperlinks = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    return (
        f'<worksheet xmlns="{ns}"><sheetViews><sheetView workbookViewId="0"/></sheetViews><cols>{columns}</cols>'
        f"<sheetData>{''.join(lines)}</sheetData>{hyperlinks}</worksheet>"
    )


def summary_cell(place: str, one: SummaryCell, styles: Styles) -> str:
    if not one.text:
        return f'<c r="{place}"/>'
    text = escape(EXCEL_ESCAPE.sub("_x005F_", readable(one.text)))
    style = styles.own("link" if one.link else one.look)
    # A title runs on to the right of its cell.
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def address(sheet: str, row: int, column: int) -> str:
    quoted = sheet.replace("'", "''")
    return f"'{readable(quoted)}'!{cell_name(row, column)}"


def open_at(package: OfficePackage, place: int) -> None:
    """Opens the file at this sheet only: what is typed goes into every sheet that is chosen."""
    for view in package.workbook.iter(f"{{{package.ns}}}workbookView"):
        view.set("activeTab", str(place))
    for number, part in enumerate(package.sheets().values()):
        if part in package and (number == place or SELECTED in package.head(part)):
            for view in package.tree(part).iter(f"{{{package.ns}}}sheetView"):
                if number == place:
                    view.set("tabSelected", "1")
                else:
                    view.attrib.pop("tabSelected", None)
