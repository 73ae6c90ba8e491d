"""Text for which a careless regular expression would take minutes."""

from tests.workbooks.files import ods, ods_parts, ods_row, ods_text, xlsx, xlsx_parts, zipped
from tests.workbooks.hostile.making import END, MEGA, ROW, START, harmless, noise, refused


@refused
def tags_that_never_close() -> bytes:
    return xlsx(sheet=f"{START}{ROW}" + '<c t="e" ' * MEGA)


@refused
def tags_that_never_close_behind_the_end() -> bytes:
    return xlsx(sheet=f"{START}{ROW}{END}" + '<c t="e" ' * MEGA)


@refused
def sheets_that_never_close() -> bytes:
    return zipped({**xlsx_parts(ROW), "xl/workbook.xml": '<sheet "' + "<sheet " * MEGA})


@refused
def drawings_that_never_close() -> bytes:
    return ods(ods_row("<draw:frame" * MEGA))


@harmless
def white_space_without_end_in_ods() -> bytes:
    space = "\n" * 5 * MEGA + " " * 5 * MEGA
    return ods(ods_row(f"{ods_text('gewoon')}{ods_text(noise(100) + space)}"))


@harmless
def comments_that_look_like_cells() -> bytes:
    comment = "<!--" + "<table:table-cell table:formula='of:=1" * 200_000 + '" -->'
    formula = '<table:table-cell table:formula="of:=1"/>'
    return ods(ods_row(ods_text("gewoon"), formula, comment))


@refused
def comments_that_never_close() -> bytes:
    return ods(ods_row(ods_text("gewoon"), "<!--" * 2 * MEGA))


@refused
def cdata_that_never_closes() -> bytes:
    return xlsx(sheet=f"{START}{ROW}" + "<![CDATA[" * MEGA)


@harmless
def nothing_but_white_space_before_the_first_element() -> bytes:
    return xlsx(sheet=" " * 10 * MEGA + f"{START}{ROW}{END}")


@refused
def formulas_without_outcome_in_every_cell() -> bytes:
    cell = '<table:table-cell table:number-columns-repeated="900" table:formula="of:=1"/>'
    return ods(ods_row(ods_text("x"), cell, attributes='table:number-rows-repeated="90000"'))


@refused
def accents_and_nothing_else() -> bytes:
    return "é ".encode("windows-1252") * 4 * MEGA


FAR_FORMULA = (
    '<table:table-cell table:number-columns-repeated="998"/><table:table-cell table:formula="of:=1"/>'
)


@refused
def one_formula_far_away_in_every_row_of_ods() -> bytes:
    """Some 750 bytes for a hundred million cells, if rows were made long enough to hold it."""
    return ods(ods_row(ods_text("x"), FAR_FORMULA, attributes='table:number-rows-repeated="99000"'))


@refused
def one_formula_far_away_in_rows_without_anything_else() -> bytes:
    cells = "".join(f'<c r="ALL{number}"><f></f></c>' for number in range(1, 30_001))
    return xlsx(ROW + cells)


@refused
def formulas_without_outcome_spread_over_many_sheets() -> bytes:
    """Each sheet within every limit."""
    row = ods_row(
        ods_text("x"),
        '<table:table-cell table:number-columns-repeated="9" table:formula="of:=1"/>',
        attributes='table:number-rows-repeated="900"',
    )
    sheets = "".join(f'<table:table table:name="{number}">{row}</table:table>' for number in range(30))
    return zipped(ods_parts(sheets))
