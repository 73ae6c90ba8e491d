"""What a cell, row or sheet of an .xlsx is besides its value: wrong, hidden, merged or only coloured."""

from kansrijk.workbooks.book import Oddity
from kansrijk.workbooks.reading import read_book
from kansrijk.workbooks.untrusted.limits import MAX_MERGED
from tests.workbooks.files import MAIN, xlsx
from tests.workbooks.reading.steps import cell, made_by_xlsxwriter, only_sheet, row, text


def test_xlsx_errors_and_formulas_without_outcome_are_named_at_their_cell():
    cells = (
        cell("A2", "<f>1/0</f><v>#DIV/0!</v>", 't="e"'),
        cell("B2", "<f>A1</f>"),
        cell("C2", "<f>A1</f><v></v>"),
        cell("D2", '<f t="shared" si="0"/><v>5</v>'),
        cell("E2", "<f>A1</f><v></v>", 't="str"'),
        cell("F2", "<v>#N/A</v>", 't="e"'),
        cell("G2", "<v>1</v>", 's="1"'),
        cell("H2", "<f>A1</f>", 't="str"'),
        cell("I2", "<f>A1</f><v/>", 't="str"'),
        cell("J2", "<f>A1</f><v>tekst</v>", 't="str"'),
    )

    sheet = only_sheet(xlsx(row(1, text("A1", "Kop")) + row(2, *cells) + row(5, cell("I5", "<f>A1</f>"))))

    assert sheet.oddities == {
        (2, 1): Oddity.ERROR,
        (2, 2): Oddity.FORMULA,
        (2, 3): Oddity.FORMULA,
        (2, 6): Oddity.ERROR,
        (2, 8): Oddity.FORMULA,
        (5, 9): Oddity.FORMULA,
    }
    assert sheet.rows[1][3] == 5
    assert len(sheet.rows) == 2, "an odd cell may stand beyond the rows"


def test_xlsx_hidden_rows_columns_and_sheets_are_told():
    def fill(workbook):
        shown = workbook.add_worksheet("Zichtbaar")
        for number in range(4):
            shown.write_row(number, 0, ["a", "b", "c", "d"])
        shown.set_row(2, None, None, {"hidden": True})
        shown.set_column(1, 2, None, None, {"hidden": True})
        workbook.add_worksheet("Verborgen").hide()
        workbook.add_worksheet("Diep verborgen").very_hidden()
        workbook.add_chartsheet("Grafiek")

    book = read_book(made_by_xlsxwriter(fill))

    assert [(sheet.name, sheet.is_hidden) for sheet in book.sheets] == [
        ("Zichtbaar", False),
        ("Verborgen", True),
        ("Diep verborgen", True),
    ]
    assert book.sheets[0].hidden_rows == {3}
    assert book.sheets[0].hidden_columns == {2, 3}


def test_xlsx_rows_hidden_by_a_filter_are_told():
    rows = (
        row(1, text("A1", "Kop"))
        + row(2, text("A2", "weg"), attributes='hidden="true"')
        + row(3, text("A3", "er"))
    )

    assert only_sheet(xlsx(rows)).hidden_rows == {2}


def test_xlsx_merged_cells_have_their_value_top_left():
    def fill(workbook):
        sheet = workbook.add_worksheet("Samen")
        sheet.merge_range(0, 0, 1, 1, "samen")
        sheet.merge_range("L2:L4", "ook")

    sheet = only_sheet(made_by_xlsxwriter(fill))

    assert sheet.rows[0][:1] == ["samen"]
    assert sorted(sheet.merged) == [(1, 1, 2, 2), (2, 12, 4, 12)]


def test_xlsx_with_merged_cells_without_end_tells_of_some_and_is_read():
    rows = "".join(row(number, text(f"A{number}", "x")) for number in range(1, 3))
    areas = "".join(f'<mergeCell ref="A{number}:B{number}"/>' for number in range(1, 20_001))
    whole = (
        f"<worksheet xmlns='{MAIN}'><sheetData>{rows}</sheetData><mergeCells>{areas}</mergeCells></worksheet>"
    )

    sheet = only_sheet(xlsx(sheet=whole))

    assert len(sheet.merged) == MAX_MERGED
    assert sheet.rows == [["x"], ["x"]]


def test_xlsx_with_formats_down_to_the_last_row_is_as_long_as_what_stands_in_it():
    rows = row(1, text("A1", "Kop")) + row(1_048_576, '<c r="XFD1048576" s="1"/>')

    assert only_sheet(xlsx(rows)).rows == [["Kop"]]
