"""Workbooks by hand, for what no program writes or what must be exactly so."""

import zipfile
from io import BytesIO
from typing import Any

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "draw": "drawing",
        "svg": "svg-compatible",
    }.items()
)
CALCEXT = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'

Parts = dict[str, str | bytes]


def zipped(parts: Parts, *, level: int | None = None) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def xlsx_parts(
    rows: str = "",
    *,
    strings: str = "",
    head: str = "",
    properties: str = "",
    formats: str = '<xf numFmtId="0"/><xf numFmtId="14"/>',
    sheet: str | bytes | None = None,
    state: str = "",
) -> Parts:
    """The fewest parts that Excel opens: one sheet, with these rows. Format 1 is a date."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}">{properties}<sheets>'
        f'<sheet name="Interventies" sheetId="1" r:id="rId1" {state}/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{RELATED}/{kind}" Target="{target}"/>'
            for number, kind, target in (
                (1, "worksheet", "worksheets/sheet1.xml"),
                (2, "sharedStrings", "sharedStrings.xml"),
                (3, "styles", "styles.xml"),
            )
        )
        + "</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs>{formats}</cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": sheet
        if sheet is not None
        else f'<worksheet xmlns="{MAIN}">{head}<sheetData>{rows}</sheetData></worksheet>',
    }


def xlsx(rows: str = "", **options: Any) -> bytes:
    return zipped(xlsx_parts(rows, **options))


def ods_parts(tables: str, *, styles: str = "") -> Parts:
    return {
        "mimetype": ODS,
        "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/></manifest:manifest>',
        "content.xml": f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {NAMESPACES} {CALCEXT}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>",
    }


def ods(rows: str, *, name: str = "Interventies", styles: str = "", table: str = "") -> bytes:
    return zipped(ods_parts(f'<table:table table:name="{name}" {table}>{rows}</table:table>', styles=styles))


def ods_row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def ods_text(*paragraphs: str) -> str:
    inside = "".join(f"<text:p>{one}</text:p>" for one in paragraphs)
    return f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'


def ods_value(kind: str, **values: str) -> str:
    """ods_value("float", value="5")"""
    rest = " ".join(f'office:{name.replace("_", "-")}="{value}"' for name, value in values.items())
    return f'<table:table-cell office:value-type="{kind}" {rest}/>'
