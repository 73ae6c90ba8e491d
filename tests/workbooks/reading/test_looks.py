"""Percentages and codes come in as people see them, and every other number as a number."""

import pytest

from kansrijk.resources.misread import Misread
from kansrijk.resources.names import Names
from kansrijk.resources.widgets import DegreesWidget, ProseWidget, WholeNumberWidget
from kansrijk.workbooks.book import Amount
from kansrijk.workbooks.planning.asking import version_in
from kansrijk.workbooks.untrusted.looks import look_like, look_like_amount, look_of
from tests.workbooks.files import ods, ods_row, ods_text, ods_value, xlsx
from tests.workbooks.reading.steps import cell, made_by_xlsxwriter, only_sheet, row, text


@pytest.mark.parametrize(
    ("format", "value", "seen"),
    [
        ("0%", 0.25, "25%"),
        ("0%", 0.285, "29%"),
        ("0%", 0, "0%"),
        ("0%", -0.001, "0%"),
        ("0.0%", 0.2549, "25,5%"),
        ("0.00%;[Red]-0.00%", -0.25, "-25,00%"),
        ("0.##%", 0.255, "25,5%"),
        ("#,##0%", 12.5, "1250%"),
        ("0\\ %", 0.25, "25 %"),
        ('"circa "0%', 0.25, "25%"),
        ("000", 7, "007"),
        ("0000", 7.0, "0007"),
        ("000", -7, "-007"),
        ("000;[Red]-000", 12345, "12345"),
        ("000", 7.5, 7.5),
        ("0", 7, 7),
        ("General", 0.25, 0.25),
        ("0.00", 0.25, 0.25),
        ('0"%"', 25, 25),
        ("0\\%", 25, 25),
        ('"inwoners" 0', 5.5, 5.5),
        ("[$$-409]0.00", 5.5, 5.5),
    ],
)
def test_number_of_an_xlsx_comes_in_as_its_format_shows_it_where_that_says_more(format, value, seen):
    def fill(workbook):
        sheet = workbook.add_worksheet()
        sheet.write_string(0, 0, "Telt")
        sheet.write_number(1, 1, value, workbook.add_format({"num_format": format}))

    assert only_sheet(made_by_xlsxwriter(fill)).rows == [["Telt", None], [None, seen]]


AMOUNTS = [
    ("€ #,##0", 12, "€ 12"),
    ('"€" #,##0.00', 5.5, "€ 5,50"),
    ("#,##0.00 €", 12, "€ 12,00"),
    ("#,##0\\ [$€-1]", 1234567, "€ 1.234.567"),
    ("[$€-413] #,##0.00;[Red]-[$€-413] #,##0.00", -1234.5, "€ -1.234,50"),
    ('_ "€" * #,##0.00_ ;_ "€" * -#,##0.00_ ', 1234.5, "€ 1.234,50"),
    ("€0", 1234, "€ 1234"),
    ("#,##0", 1234, "1.234"),
    ("#,##0", 1234.5, "1.235"),
    ("#,##0.00", 1234.5, "1.234,50"),
    ("_-* #,##0.00\\ _€_-", 1234.5, "1.234,50"),
]


@pytest.mark.parametrize(("format", "value", "seen"), AMOUNTS)
def test_amount_of_an_xlsx_comes_in_as_a_number_and_as_people_see_it(format, value, seen):
    def fill(workbook):
        workbook.add_worksheet().write_number(0, 0, value, workbook.add_format({"num_format": format}))

    [[cell]] = only_sheet(made_by_xlsxwriter(fill)).rows

    assert (cell, str(cell)) == (value, seen)
    assert ProseWidget().read(cell, Names({})) == seen


def test_amount_in_a_column_of_numbers_stays_the_number():
    assert WholeNumberWidget().read(Amount(1234, "€ 1.234"), Names({})) == 1234
    assert DegreesWidget().read(Amount(52.437, "52,44"), Names({})) == "52.4370"
    assert version_in(Amount(1234, "1.234")) == 1234
    with pytest.raises(Misread, match="‘1234,5’ is geen heel getal"):
        WholeNumberWidget().read(Amount(1234.5, "1.235"), Names({}))


def test_number_below_a_thousand_in_a_format_with_groups_is_only_a_number():
    def fill(workbook):
        workbook.add_worksheet().write_number(0, 0, 12.5, workbook.add_format({"num_format": "#,##0"}))

    [[cell]] = only_sheet(made_by_xlsxwriter(fill)).rows

    assert type(cell) is float


@pytest.mark.parametrize(
    ("kind", "value", "seen", "read"),
    [
        ("currency", "12", "€ 12", "€ 12"),
        ("currency", "1234.5", "1.234,50 €", "€ 1.234,50"),
        ("currency", "1234.5", "€1,234.50", "€ 1.234,50"),
        ("currency", "-12", "-€ 12,00", "€ -12,00"),
        ("currency", "12", "", "12.0"),
        ("currency", "12", "$12.00", "12.0"),
        ("float", "1234", "1.234", "1.234"),
        ("float", "1234567", "1,234,567", "1.234.567"),
        ("float", "1.234", "1,234", "1.234"),
        ("float", "52.437", "52,437", "52.437"),
    ],
)
def test_amount_of_an_ods_comes_in_as_a_number_and_as_people_see_it(kind, value, seen, read):
    styles = CODES.replace('number:min-integer-digits="3"', 'number:grouping="true"')

    [[cell]] = only_sheet(ods(ods_row(ods_seen(kind, value, seen)), styles=styles)).rows

    assert cell == float(value)
    assert str(cell if isinstance(cell, Amount) else float(cell)) == read


@pytest.mark.parametrize(("style", "seen"), [(0, 0.25), (1, "25%"), (2, "25,00%")])
def test_built_in_formats_of_excel_need_no_description(style, seen):
    formats = '<xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="10"/>'

    sheet = only_sheet(xlsx(row(1, cell("A1", "<v>0.25</v>", f's="{style}"')), formats=formats))

    assert sheet.rows == [[seen]]


def test_cells_that_do_not_say_where_they_are_get_their_own_look():
    cells = '<row><c><v>1</v></c><c s="1"><v>0.5</v></c><c s="1"/></row><row><c s="1"><v>1</v></c></row>'

    sheet = only_sheet(xlsx(cells, formats='<xf numFmtId="0"/><xf numFmtId="9"/>'))

    assert sheet.rows == [[1, "50%"], ["100%", None]]


def test_text_truth_and_outcome_of_a_formula_in_the_format_of_a_percentage():
    cells = row(
        1,
        text("A1", "veel"),
        cell("B1", "<v>1</v>", 't="b" s="1"'),
        cell("C1", "<f>1/4</f><v>0.25</v>", 's="1"'),
        cell("D1", "", 's="1"'),
    )

    sheet = only_sheet(xlsx(cells, formats='<xf numFmtId="0"/><xf numFmtId="9"/>'))

    assert sheet.rows == [["veel", True, "25%"]]


def ods_seen(kind, value, seen, attributes=""):
    return (
        f'<table:table-cell office:value-type="{kind}" office:value="{value}" {attributes}>'
        f"<text:p>{seen}</text:p></table:table-cell>"
    )


CODES = (
    '<number:number-style xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" style:name="N1">'
    '<number:number number:min-integer-digits="3"/></number:number-style>'
)


@pytest.mark.parametrize(
    ("value", "seen", "read"),
    [
        ("0.25", "25%", "25%"),
        ("0.2549", "25%", "25%"),
        ("0.255", "25,5%", "25,5%"),
        ("0.255", "25.5%", "25,5%"),
        ("0.255", "25,50 %", "25,50 %"),
        ("12.5", "1.250%", "1250%"),
        ("-0.25", "-25,00%", "-25,00%"),
        ("0.255", "", "25,5%"),
    ],
)
def test_percentage_of_an_ods_has_the_decimals_that_people_see(value, seen, read):
    sheet = only_sheet(ods(ods_row(ods_text("Telt"), ods_seen("percentage", value, seen))))

    assert sheet.rows == [["Telt", read]]


def test_ods_of_a_program_that_writes_no_text_still_has_its_percentages():
    sheet = only_sheet(ods(ods_row(ods_value("percentage", value="0.255"), ods_value("float", value="5"))))

    assert sheet.rows == [["25,5%", 5]]


def test_codes_of_an_ods_keep_their_zeros_and_repeated_cells_each_get_theirs():
    twice = 'table:number-columns-repeated="2"'
    rows = (
        ods_row(ods_seen("float", 7, "007", twice), ods_seen("float", 9500, "9.500")),
        ods_row(ods_seen("float", 0, "0"), ods_seen("percentage", "0.5", "50%", twice)),
        ods_row(ods_seen("float", 8, "008"), attributes='table:number-rows-repeated="2"'),
    )

    sheet = only_sheet(ods("".join(rows), styles=CODES))

    assert [list(cells) for cells in sheet.rows] == [
        ["007", "007", 9500],
        [0, "50%", "50%"],
        ["008", None, None],
        ["008", None, None],
    ]


def test_remark_at_a_percentage_of_an_ods_is_not_taken_for_what_people_see():
    remark = "<office:annotation><text:p>99,999%</text:p></office:annotation>"
    percentage = ods_seen("percentage", "0.254", "25%").replace("<text:p>", f"{remark}<text:p>", 1)

    assert only_sheet(ods(ods_row(percentage))).rows == [["25%"]]


@pytest.mark.parametrize("value", [1e300, float("inf"), float("nan")])
def test_number_without_end_stays_a_number(value):
    assert isinstance(look_of("0%")(value), float)
    assert isinstance(look_of("000")(value), float)
    assert isinstance(look_like("25%")(value), float)
    assert isinstance(look_of("€ #,##0")(value), float)
    assert isinstance(look_like_amount("€ 25")(value), float)
