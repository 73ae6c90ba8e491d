"""Sheets of an .xlsx cell by cell, and what is read of them."""

from io import BytesIO

import xlsxwriter

from kansrijk.workbooks.book import Sheet
from kansrijk.workbooks.reading import read_book


def only_sheet(data: bytes) -> Sheet:
    (sheet,) = read_book(data).sheets
    return sheet


def cell(reference: str, inside: str, attributes: str = "") -> str:
    return f'<c r="{reference}" {attributes}>{inside}</c>'


def text(reference: str, content: str) -> str:
    return cell(reference, f"<is><t xml:space='preserve'>{content}</t></is>", 't="inlineStr"')


def row(number: int, *cells: str, attributes: str = "") -> str:
    return f'<row r="{number}" {attributes}>{"".join(cells)}</row>'


def made_by_xlsxwriter(fill) -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        fill(workbook)
    return target.getvalue()
