"""Each value of an .xlsx comes in as it stands in the program that wrote it."""

from datetime import date, datetime

import pytest

from kansrijk.workbooks.book import Oddity
from kansrijk.workbooks.reading import read_book
from tests.workbooks.files import xlsx, xlsx_parts, zipped
from tests.workbooks.reading.steps import cell, made_by_xlsxwriter, only_sheet, row, text


def test_xlsx_with_every_kind_of_value_reads_each_as_itself():
    def fill(workbook):
        sheet = workbook.add_worksheet("Kerncijfers")
        day = workbook.add_format({"num_format": "dd-mm-yyyy"})
        clock = workbook.add_format({"num_format": "hh:mm"})
        lasting = workbook.add_format({"num_format": "[h]:mm"})
        percent = workbook.add_format({"num_format": "0%"})
        sheet.write_row(0, 0, [7, -3, 5.5, True, "007", "=1+1"])
        sheet.write_number(0, 6, 0.25, percent)
        sheet.write_datetime(1, 0, datetime(2026, 3, 3), day)
        sheet.write_datetime(1, 1, datetime(2026, 3, 3, 14, 5), day)
        sheet.write_number(1, 2, 0.5, clock)
        sheet.write_number(1, 3, 1.5, lasting)

    sheet = only_sheet(made_by_xlsxwriter(fill))

    assert sheet.name == "Kerncijfers"
    assert sheet.rows[0] == [7, -3, 5.5, True, "007", "=1+1", "25%"]
    assert [type(value) for value in sheet.rows[0][:4]] == [int, int, float, bool]
    assert sheet.rows[1][:4] == [date(2026, 3, 3), datetime(2026, 3, 3, 14, 5), "12:00", "36:00"]


@pytest.mark.parametrize(
    ("format", "value"),
    [
        ("[$-413]dddd d mmmm yyyy;@", date(2026, 3, 3)),
        ("mmm yy", date(2026, 3, 3)),
        ('0 "dagen"', 46084),
        ('0;0;"n.v.t. (dag)"', 46084),
        ('"€" #,##0.00;[Red]-0', 46084),
        ("@", 46084),
    ],
)
def test_xlsx_number_is_a_date_only_where_its_format_says_so(format, value):
    def fill(workbook):
        workbook.add_worksheet().write_number(0, 0, 46084, workbook.add_format({"num_format": format}))

    assert only_sheet(made_by_xlsxwriter(fill)).rows == [[value]]


def test_xlsx_text_of_every_make_comes_in_unchanged():
    strings = (
        "<si><t>“slim” ’s – é 😀</t></si>"
        "<si><r><t xml:space='preserve'>half </t></r><r><rPr><b/></rPr><t xml:space='preserve'>vet </t></r></si>"
        "<si><t>漢</t><rPh sb='0' eb='1'><t>kan</t></rPh></si>"
        "<si><t>_x0001_ _x005F_x0041_</t></si>"
    )
    shared = "".join(cell(f"{letter}1", f"<v>{n}</v>", 't="s"') for n, letter in enumerate("ABCD"))
    own = text("E1", "regel 1\nregel 2") + cell("F1", "<f>A1</f><v>uitkomst</v>", 't="str"')
    own += cell("G1", "<is><r><t>los</t></r><r><t>deel</t></r></is>", 't="inlineStr"')

    sheet = only_sheet(xlsx(row(1, shared, own), strings=strings))

    assert sheet.rows == [
        ["“slim” ’s – é 😀", "half vet ", "漢", "\x01 _x0041_", "regel 1\nregel 2", "uitkomst", "losdeel"]
    ]


def test_xlsx_that_begins_below_and_right_of_a1_keeps_its_places():
    sheet = only_sheet(xlsx(row(3, text("C3", "hier"))))

    assert sheet.rows == [[None] * 3, [None] * 3, [None, None, "hier"]]


def test_xlsx_with_dates_from_1904_reads_the_same_day():
    serial = cell("A1", "<v>44622</v>", 's="1"')

    sheet = only_sheet(xlsx(row(1, serial), properties='<workbookPr date1904="1"/>'))

    assert sheet.rows == [[date(2026, 3, 3)]]


def test_xlsx_without_references_or_in_another_order_is_read_by_place():
    unnamed = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>4</v></c></row>"
    turned = row(2, cell("B2", "<v>4</v>")) + row(1, cell("B1", "<v>2</v>"), cell("A1", "<v>1</v>"))

    assert only_sheet(xlsx(unnamed)).rows == only_sheet(xlsx(turned)).rows == [[1, 2], [None, 4]]


def test_xlsx_with_numbers_that_do_not_exist_marks_those_cells():
    sheet = only_sheet(
        xlsx(row(1, cell("A1", "<v>NaN</v>"), cell("B1", "<v>1e999</v>"), cell("C1", "<v>1</v>")))
    )

    assert sheet.rows == [[None, None, 1]]
    assert sheet.oddities == {(1, 1): Oddity.ERROR, (1, 2): Oddity.ERROR}


def test_xlsx_number_too_large_for_whole_stays_a_float():
    sheet = only_sheet(xlsx(row(1, cell("A1", "<v>1E+300</v>"), cell("B1", "<v>1E+3</v>"))))

    assert sheet.rows == [[1e300, 1000]]
    assert isinstance(sheet.rows[0][0], float)


@pytest.mark.parametrize(("said", "does"), [('date1904="1"', True), ('date1904="0"', False), ("", False)])
def test_xlsx_that_counts_from_1904_is_told_for_its_numbers_without_a_format(said, does):
    book = read_book(
        xlsx(
            row(1, cell("A1", "<v>44622</v>", 's="1"'), cell("B1", "<v>44622</v>")),
            properties=f"<workbookPr {said}/>",
        )
    )

    assert book.counts_from_1904 is does
    assert book.sheets[0].rows == [[date(2026, 3, 3) if does else date(2022, 3, 2), 44622]]


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252"])
def test_xlsx_in_another_encoding_reads_the_same(encoding):
    part = xlsx_parts(row(1, text("A1", "café")))["xl/worksheets/sheet1.xml"]
    other = f'<?xml version="1.0" encoding="{encoding}"?>{part}'.encode(encoding)

    assert only_sheet(xlsx(sheet=other)).rows == [["café"]]


def test_xlsx_with_prefixes_cdata_and_backslashes_reads_the_same():
    prefixed = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1" '
        'hidden="1"><x:c r="A1" t="str"><x:v><![CDATA[R&D <1>]]></x:v></x:c><x:c r="B1" t="e"><x:v>#N/A</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    parts = {name.replace("/", "\\"): part for name, part in xlsx_parts(sheet=prefixed).items()}

    sheet = only_sheet(zipped(parts))

    assert sheet.rows == [["R&D <1>", None]]
    assert sheet.hidden_rows == {1}
    assert sheet.oddities == {(1, 2): Oddity.ERROR}
