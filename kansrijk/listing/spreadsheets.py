"""Writes a table as .csv, .xlsx or .ods, row by row: memory does not grow with the table.

A text is always a text: nothing that looks like a formula comes to life in the reader's office program. Both
office formats are a zip with XML of which we need a small part (ECMA-376 part 1, chapter 18; ODF 1.3 part 3).
"""

import csv
import re
from codecs import getwriter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import IO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

Value = str | datetime | None
"""A moment is written as it stands on the clock: convert it to local time first."""
Row = Sequence[Value]

FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n")
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
EXCEL_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
MAX_CELL_CHARACTERS = 32_767
"""What a cell of Excel can hold."""


def write_csv(out: IO[bytes], header: Sequence[str], rows: Iterable[Row]) -> None:
    """With semicolons and a byte order mark: so Dutch office programs open it at a double click."""
    text = getwriter("utf-8")(out, "replace")
    text.write("\ufeff")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_csv_value(value) for value in row] for row in rows)


def _csv_value(value: Value) -> str:
    """With an apostrophe before what a spreadsheet would take for a formula (OWASP ASVS 5.0, 1.2.10)."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    text = value or ""
    return f"'{text}" if text.startswith(FORMULA_START) else text


def write_xlsx(out: IO[bytes], header: Sequence[str], rows: Iterable[Row]) -> None:
    with ZipFile(out, "w", ZIP_DEFLATED) as book:
        for name, text in XLSX_PARTS.items():
            book.writestr(name, text)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(XLSX_START.encode())
            sheet.write(_xml_row("row", header, _xlsx_heading))
            for row in rows:
                sheet.write(_xml_row("row", row, _xlsx_cell))
            sheet.write(b"</sheetData></worksheet>")


def write_ods(out: IO[bytes], header: Sequence[str], rows: Iterable[Row]) -> None:
    with ZipFile(out, "w") as book:
        # First and not compressed: by this a program knows the file (ODF 1.3 part 2, 3.3).
        book.writestr("mimetype", ODS_TYPE)
        book.writestr("META-INF/manifest.xml", ODS_MANIFEST, ZIP_DEFLATED)
        book.writestr("styles.xml", ODS_STYLES, ZIP_DEFLATED)
        book.compression = ZIP_DEFLATED
        with book.open("content.xml", "w", force_zip64=True) as content:
            content.write(ODS_START.encode())
            content.write(_xml_row("table:table-row", header, _ods_cell))
            for row in rows:
                content.write(_xml_row("table:table-row", row, _ods_cell))
            content.write(b"</table:table></office:spreadsheet></office:body></office:document-content>")


def _xml_row(tag: str, row: Row, cell: Callable[[Value], str]) -> bytes:
    return f"<{tag}>{''.join(map(cell, row))}</{tag}>".encode()


def _xml_text(text: str) -> str:
    return escape(NOT_IN_XML.sub("", text[:MAX_CELL_CHARACTERS]))


def _xlsx_cell(value: Value, style: str = "") -> str:
    if isinstance(value, datetime):
        days = (value.replace(tzinfo=None) - datetime(1899, 12, 30)).total_seconds() / 86_400
        return f'<c s="1"><v>{days:.8f}</v></c>'
    if not value:
        return "<c/>"
    text = EXCEL_ESCAPE.sub("_x005F_", _xml_text(value))
    return f'<c{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _xlsx_heading(value: Value) -> str:
    return _xlsx_cell(value, ' s="2"')


def _ods_cell(value: Value) -> str:
    if isinstance(value, datetime):
        return (
            f'<table:table-cell table:style-name="moment" office:value-type="date" '
            f'office:date-value="{value:%Y-%m-%dT%H:%M:%S}"><text:p>{value:%d-%m-%Y %H:%M}</text:p></table:table-cell>'
        )
    if not value:
        return "<table:table-cell/>"
    # White space in XML folds, unless it is an element.
    lines = re.sub(r"(?<= ) |^ |\t", "<text:s/>", _xml_text(value), flags=re.MULTILINE).splitlines()
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in lines)
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


WRITERS: dict[str, tuple[str, Callable[[IO[bytes], Sequence[str], Iterable[Row]], None]]] = {
    "csv": ("text/csv; charset=utf-8", write_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", write_ods),
}
"""By ending: the media type and what writes it."""

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"

XLSX_PARTS = {
    "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEETML}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_SHEETML}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEETML}.worksheet+xml"/></Types>',
    "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy\\ hh:mm"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
XLSX_START = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    '<cols><col min="1" max="26" width="22" customWidth="1"/></cols><sheetData>'
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODS_MANIFEST = (
    f'{_XML}<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
ODS_STYLES = f'{_XML}<office:document-styles xmlns:office="{_ODF}:office:1.0" office:version="1.3"/>'
ODS_START = (
    f'{_XML}<office:document-content xmlns:office="{_ODF}:office:1.0" xmlns:table="{_ODF}:table:1.0" '
    f'xmlns:text="{_ODF}:text:1.0" xmlns:style="{_ODF}:style:1.0" xmlns:number="{_ODF}:datastyle:1.0" '
    'office:version="1.3"><office:automatic-styles><number:date-style style:name="clock">'
    '<number:day number:style="long"/><number:text>-</number:text><number:month number:style="long"/>'
    '<number:text>-</number:text><number:year number:style="long"/><number:text> </number:text>'
    '<number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/>'
    '</number:date-style><style:style style:name="moment" style:family="table-cell" '
    'style:data-style-name="clock"/></office:automatic-styles><office:body><office:spreadsheet>'
    '<table:table table:name="Blad1">'
)
