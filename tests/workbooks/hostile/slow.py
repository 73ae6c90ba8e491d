"""Text for which a careless regular expression would take minutes."""

from tests.workbooks.files import ods, ods_row, ods_text, xlsx, xlsx_parts, zipped
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
