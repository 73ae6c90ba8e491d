"""A workbook with mistakes in it, opened to see what stands in its cells and how they look."""

import zipfile
from io import BytesIO

from openpyxl import load_workbook

SHEET = "Interventies"
MISTAKES = {
    (SHEET, 2, "Thema's"): "Jong kind",
    (SHEET, 3, "Opnieuw bekijken op"): "morgen",
    (SHEET, 4, "Titel"): "Sportmiddag",
}
MENDED = {(SHEET, 2, "Thema's"): "Jonge kind", (SHEET, 3, "Opnieuw bekijken op"): "1-5-2027"}


def opened(data):
    return load_workbook(BytesIO(data))


def place(sheet, row, heading):
    return sheet.cell(row, next(cell.column for cell in sheet[1] if cell.value == heading))


def colour(cell):
    return cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else None


def look(cell):
    return (
        colour(cell),
        *(cell.font.b, cell.font.sz, cell.font.color and cell.font.color.rgb),
        *(cell.alignment.wrap_text, cell.alignment.vertical, cell.protection.locked),
        *(cell.number_format, cell.border.bottom.style, cell.style),
    )


def parts_of(data):
    with zipfile.ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}
