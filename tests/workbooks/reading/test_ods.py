"""What people send from LibreOffice comes in as it stands there."""

from datetime import date, datetime

from kansrijk.workbooks.book import Oddity
from tests.workbooks.files import ods, ods_row, ods_text, ods_value
from tests.workbooks.reading.steps import only_sheet


def test_ods_with_every_kind_of_value_reads_each_as_itself():
    sheet = only_sheet(
        ods(
            ods_row(
                ods_text("007"),
                ods_value("float", value="5"),
                ods_value("percentage", value="0.25"),
                ods_value("currency", value="12.50", currency="EUR"),
                ods_value("boolean", boolean_value="true"),
                ods_value("date", date_value="2026-03-03"),
                ods_value("date", date_value="2026-03-03T14:05:00"),
                ods_value("time", time_value="PT14H05M00S"),
                ods_value("time", time_value="PT36H00M00S"),
            )
        )
    )

    moments = [date(2026, 3, 3), datetime(2026, 3, 3, 14, 5)]
    assert sheet.rows == [["007", 5, "25%", 12.5, True, *moments, "14:05", "36:00"]]
    assert type(sheet.rows[0][1]) is int


def test_ods_text_keeps_spaces_tabs_lines_and_paragraphs_and_leaves_notes_and_drawings_out():
    note = "<office:annotation><text:p>Opmerking</text:p></office:annotation>"
    drawing = '<draw:frame draw:name="a"><draw:text-box><text:p>Kader</text:p></draw:text-box></draw:frame>'

    sheet = only_sheet(
        ods(
            ods_row(
                ods_text('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d'),
                ods_text("een", "", "drie"),
                ods_text("met <text:span>opmaak</text:span> en <text:a>link</text:a>"),
                f'<table:table-cell office:value-type="string">{note}<text:p>cel</text:p></table:table-cell>',
                f"<table:table-cell>{note}</table:table-cell>",
                f'<table:table-cell office:value-type="string">{drawing}<text:p>plaatje</text:p></table:table-cell>',
                ods_text("eind"),
            )
        )
    )

    assert sheet.rows == [
        ["a   b\tc\nd", "een\n\ndrie", "met opmaak en link", "cel", None, "plaatje", "eind"]
    ]


def test_ods_with_indented_xml_reads_without_the_indents():
    cells = '\n  <table:table-cell office:value-type="string">\n    <text:p>een\n    twee</text:p>\n  </table:table-cell>\n'

    assert only_sheet(ods(f"\n<table:table-row>{cells}</table:table-row>\n")).rows == [["een twee"]]


def test_ods_with_a_million_repeated_empty_rows_is_as_long_as_what_stands_in_it():
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = (
        ods_row(empty, attributes='table:number-rows-repeated="2"')
        + ods_row(
            '<table:table-cell table:number-columns-repeated="2"/>',
            '<table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell>',
            attributes='table:number-rows-repeated="2"',
        )
        + ods_row(empty, attributes='table:number-rows-repeated="1048572"')
    )

    assert only_sheet(ods(rows)).rows == [
        [None] * 4,
        [None] * 4,
        [None, None, "x", "x"],
        [None, None, "x", "x"],
    ]


def test_ods_merged_cells_are_told():
    tall = ods_text("samen").replace(
        " office:", ' table:number-columns-spanned="1" table:number-rows-spanned="3" office:'
    )
    wide = ods_text("breed").replace(
        " office:", ' table:number-columns-spanned="2" table:number-rows-spanned="1" office:'
    )
    one = ods_text("een").replace(
        " office:", ' table:number-columns-spanned="1" table:number-rows-spanned="1" office:'
    )
    covered = '<table:covered-table-cell table:number-columns-repeated="1"/>'

    sheet = only_sheet(ods(ods_row(ods_text("Kop"), tall) + ods_row(wide, covered, one)))

    assert sheet.merged == [(1, 2, 3, 2), (2, 1, 2, 2)]


def test_ods_hidden_rows_columns_sheets_errors_and_formulas_are_told():
    columns = '<table:table-column/><table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
    error = (
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    )
    rows = (
        ods_row(ods_text("Kop"), attributes='table:number-rows-repeated="2"')
        + ods_row(ods_text("weg"), attributes='table:visibility="filter"')
        + ods_row(ods_text("weg"), attributes='table:visibility="collapse" table:number-rows-repeated="2"')
        + ods_row(
            ods_text("er"),
            error,
            '<table:table-cell table:formula="of:=[.A1]&gt;3"/>',
            ods_value("float", value="1"),
        )
    )
    style = '<style:style style:name="weg" style:family="table"><style:table-properties table:display="false"/></style:style>'

    sheet = only_sheet(ods(columns + rows, styles=style, table='table:style-name="weg"'))

    assert sheet.is_hidden
    assert sheet.hidden_rows == {3, 4, 5}
    assert sheet.hidden_columns == {2, 3}
    assert sheet.oddities == {(6, 2): Oddity.ERROR, (6, 3): Oddity.FORMULA}
