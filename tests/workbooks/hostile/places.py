"""Cells, rows and sheets where nobody puts them, or far too many of them."""

from tests.workbooks.files import ods, ods_parts, ods_row, ods_text, xlsx, xlsx_parts, zipped
from tests.workbooks.hostile.making import MEGA, ROW, noise, number_cell, refused


@refused
def only_the_corner_cell() -> bytes:
    return xlsx(f'<row r="1048576">{number_cell("XFD1048576")}</row>')


@refused
def first_and_corner_cell() -> bytes:
    return xlsx(f'<row r="1">{number_cell("A1")}</row><row r="1048576">{number_cell("XFD1048576")}</row>')


@refused
def a_cell_in_the_last_row() -> bytes:
    return xlsx(f'<row r="1">{number_cell("A1")}</row><row r="1048576">{number_cell("C1048576")}</row>')


@refused
def a_cell_beyond_every_row() -> bytes:
    return xlsx(f'<row r="1">{number_cell("A1")}</row><row r="4294967295">{number_cell("A4294967295")}</row>')


@refused
def a_cell_beyond_every_number() -> bytes:
    return xlsx(f'<row r="1">{number_cell("A" + "9" * 40)}</row>')


@refused
def a_negative_row() -> bytes:
    return xlsx(f'<row r="-1">{number_cell("A-1")}</row>')


@refused
def a_row_zero() -> bytes:
    return xlsx(f'<row r="0">{number_cell("A0")}</row>')


@refused
def a_hundred_thousand_columns_in_xlsx() -> bytes:
    return xlsx(f'<row r="1">{"<c><v>1</v></c>" * 100_000}</row>')


@refused
def a_hundred_thousand_columns_in_csv() -> bytes:
    return b";".join([b"x"] * 100_000) + b"\n"


@refused
def ods_cell_repeated_a_billion_times() -> bytes:
    cell = '<table:table-cell table:number-columns-repeated="999999999" office:value-type="float" office:value="1"/>'
    return ods(ods_row(cell))


@refused
def ods_row_repeated_a_billion_times() -> bytes:
    return ods(ods_row(ods_text("x"), attributes='table:number-rows-repeated="999999999"'))


@refused
def ods_corner_filled() -> bytes:
    cell = (
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    )
    return ods(ods_row(cell, attributes='table:number-rows-repeated="1048576"'))


@refused
def ods_formula_repeated_everywhere() -> bytes:
    cell = '<table:table-cell table:number-columns-repeated="16384" table:formula="of:=1"/>'
    return ods(ods_row(cell, attributes='table:number-rows-repeated="1048576"') + ods_row(ods_text("x")))


@refused
def ten_thousand_sheets() -> bytes:
    parts = xlsx_parts(ROW)
    sheets = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 10_001))
    start, end = str(parts["xl/workbook.xml"]).split("<sheets>")
    return zipped(
        {**parts, "xl/workbook.xml": f"{start}<sheets>{sheets}</sheets>{end.split('</sheets>')[1]}"}
    )


@refused
def ten_thousand_sheets_in_ods() -> bytes:
    return zipped(ods_parts("".join(f'<table:table table:name="s{n}"/>' for n in range(10_000))))


@refused
def a_sheet_with_an_endless_name() -> bytes:
    return zipped(
        ods_parts(f'<table:table table:name="{noise(MEGA)}">{ods_row(ods_text("x"))}</table:table>')
    )


@refused
def half_a_million_rows_of_a_csv() -> bytes:
    return b"x\n" * 500_000


@refused
def millions_of_empty_cells_in_a_csv() -> bytes:
    return b";" * (9 * MEGA)
