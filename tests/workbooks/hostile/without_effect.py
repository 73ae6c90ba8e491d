"""Something evil that does nothing to us: it is plain data."""

from tests.workbooks.files import MAIN, ods_parts, ods_row, ods_text, xlsx, zipped
from tests.workbooks.hostile.making import MEGA, ROW, harmless, noise, text_cell, with_part


@harmless
def formula_that_starts_a_program() -> bytes:
    evil = "<c r=\"B1\"><f>cmd|'/c calc'!A0</f></c>"
    return xlsx(f'<row r="1">{text_cell("gewoon")}{evil}</row>')


@harmless
def text_that_looks_like_a_formula() -> bytes:
    evil = text_cell("=cmd|\u2019/c calc\u2019!A0", "B1")
    return xlsx(f'<row r="1">{text_cell("gewoon")}{evil}</row>')


@harmless
def link_to_another_workbook() -> bytes:
    return with_part("xl/externalLinks/externalLink1.xml", f'<externalLink xmlns="{MAIN}"/>')


@harmless
def ods_with_a_dde_link() -> bytes:
    link = (
        '<table:dde-links><table:dde-link><office:dde-source office:dde-application="cmd"/><table:table><table:table-row>'
        f"{ods_text('uitkomst')}</table:table-row></table:table></table:dde-link></table:dde-links>"
    )
    return zipped(ods_parts(f'<table:table table:name="a">{ods_row(ods_text("gewoon"))}</table:table>{link}'))


@harmless
def deep_xml() -> bytes:
    return xlsx(head="<a>" * 100_000 + "</a>" * 100_000, rows=ROW)


@harmless
def huge_attribute() -> bytes:
    return xlsx(f'<row r="1" spans="{noise(5 * MEGA)}">{text_cell("gewoon")}</row>')


@harmless
def many_attributes() -> bytes:
    attributes = " ".join(f'a{number}="1"' for number in range(200_000))
    return xlsx(f'<row r="1">{text_cell("gewoon")}<c r="B1" {attributes}/></row>')


@harmless
def a_date_in_the_year_one_million() -> bytes:
    return xlsx(
        f'<row r="1">{text_cell("gewoon")}<c r="B1" s="1"><v>365000000</v></c><c r="C1" s="1"><v>-5</v></c></row>'
    )


@harmless
def hidden_columns_without_end() -> bytes:
    return xlsx(ROW, head='<cols><col min="1" max="999999999" hidden="1"/></cols>')


@harmless
def formats_on_every_row() -> bytes:
    rows = "".join(f'<row r="{number}" hidden="1" s="1"/>' for number in range(2, 200_000))
    return xlsx(ROW + rows)


@harmless
def a_csv_of_formulas() -> bytes:
    return b"gewoon;=1+1;@SUM(A1);+31;-1;\tx\n"
