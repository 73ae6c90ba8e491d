"""The fixed parts of a workbook as .ods: name spaces, styles, and what stays in sight while one scrolls."""

from xml.sax.saxutils import escape

from kansrijk.workbooks.writing.explanation import TITLE
from kansrijk.workbooks.writing.filling import FilledBook

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_EXTENDED = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"


def _cell_style(name: str, *, cell: str = "", text: str = "", data: str = "") -> str:
    data_style = f' style:data-style-name="{data}"' if data else ""
    return (
        f'<style:style style:name="{name}" style:family="table-cell"{data_style}>'
        f'<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top" {cell}/>'
        f"<style:text-properties {text}/></style:style>"
    )


_LINE = 'fo:border-bottom="0.02cm solid #d5dae0"'
_OPEN = f'style:cell-protect="none" {_LINE}'
_GREY = f'style:cell-protect="protected" fo:background-color="#eef1f4" {_LINE}'

CONTENT_START = (
    f'{_XML}<office:document-content xmlns:office="{_ODF}:office:1.0" xmlns:table="{_ODF}:table:1.0" '
    f'xmlns:text="{_ODF}:text:1.0" xmlns:style="{_ODF}:style:1.0" xmlns:number="{_ODF}:datastyle:1.0" '
    f'xmlns:fo="{_ODF}:xsl-fo-compatible:1.0" xmlns:of="{_ODF}:of:1.2" xmlns:loext="{_EXTENDED}" '
    'office:version="1.3"><office:automatic-styles>'
    '<number:date-style style:name="dag"><number:day number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:year number:style="long"/>'
    '</number:date-style><number:text-style style:name="letterlijk"><number:text-content/></number:text-style>'
    + _cell_style(
        "kop", cell='fo:background-color="#154273"', text='fo:color="#ffffff" fo:font-weight="bold"'
    )
    + _cell_style(
        "grijze-kop", cell='fo:background-color="#595f66"', text='fo:color="#ffffff" fo:font-weight="bold"'
    )
    + _cell_style("open", cell=_OPEN)
    + _cell_style("open-datum", cell=_OPEN, data="dag")
    + _cell_style("open-tekst", cell=_OPEN, data="letterlijk")
    + _cell_style("vast", cell=_GREY)
    + _cell_style("vast-datum", cell=_GREY, data="dag")
    + _cell_style("vast-tekst", cell=_GREY, data="letterlijk")
    + _cell_style("titel", text='fo:font-size="16pt" fo:font-weight="bold" fo:color="#154273"')
    + _cell_style("tussenkop", text='fo:font-size="12pt" fo:font-weight="bold" fo:color="#154273"')
    + _cell_style("uitleg")
    + '<style:style style:name="koprij" style:family="table-row"><style:table-row-properties '
    'style:row-height="1.1cm" style:use-optimal-row-height="false"/></style:style>'
    '<style:style style:name="rij" style:family="table-row"><style:table-row-properties '
    'style:row-height="1.6cm" style:use-optimal-row-height="false"/></style:style>'
    '<style:style style:name="blad" style:family="table"><style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="verborgen" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style>"
)
CONTENT_END = "</office:spreadsheet></office:body></office:document-content>"


def settings_of(book: FilledBook) -> str:
    """The heading and the key columns stay in sight on every sheet."""
    sheets = "".join(
        _frozen(sheet.declaration.title, 1 + sum(column.is_key for column in sheet.declaration.columns[1:]))
        for sheet in book.sheets
    )
    return (
        f'{_XML}<office:document-settings xmlns:office="{_ODF}:office:1.0" xmlns:config="{_ODF}:config:1.0" '
        # Not one of ODF's own, but without it LibreOffice does not know whose settings these are.
        'xmlns:ooo="http://openoffice.org/2004/office" office:version="1.3"><office:settings><config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f'<config:config-item-map-named config:name="Tables">{sheets}{_frozen(TITLE, 0)}</config:config-item-map-named>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
        "</office:settings></office:document-settings>"
    )


def _frozen(title: str, columns: int) -> str:
    rows = 1 if columns else 0
    items = {
        "HorizontalSplitMode": ("short", 2 if columns else 0),
        "VerticalSplitMode": ("short", 2 if rows else 0),
        "HorizontalSplitPosition": ("int", columns),
        "VerticalSplitPosition": ("int", rows),
        "ActiveSplitRange": ("short", 3 if columns else 2),
        "PositionRight": ("int", columns),
        "PositionBottom": ("int", rows),
    }
    settings = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
        for name, (kind, value) in items.items()
    )
    return f'<config:config-item-map-entry config:name="{escape(title)}">{settings}</config:config-item-map-entry>'
