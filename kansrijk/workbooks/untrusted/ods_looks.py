"""Which cells of a table of an .ods are percentages, codes or amounts. Beside its value each cell has the text that people see."""

import re

from kansrijk.workbooks.untrusted.limits import MAX_COLUMNS, MAX_ROWS
from kansrijk.workbooks.untrusted.looks import Look, Looks, look_like, look_like_amount, look_of
from kansrijk.workbooks.untrusted.ods_table import ATTRIBUTES, CELL, COLUMN_REPEAT, repeated, rows_in
from kansrijk.workbooks.untrusted.sentences import TOO_LARGE, Refused

PERCENTAGE = b'office:value-type="percentage"'
CURRENCY = b'office:value-type="currency"'
NUMBER = b'office:value-type="float"'
BEGINS_WITH_ZERO = b"<text:p>0"
MANY_DIGITS = re.compile(rb'number:min-integer-digits="(?:[2-9]|\d\d)')
GROUPING = b'number:grouping="true"'
GROUPS = re.compile(r"\d[.,\s'’]\d{3}(?!\d)")
CELL_START, COVERED = b"<table:table-cell", b"<table:covered-table-cell"
REPEATED = b"number-columns-repeated="
MAY_LOOK = re.compile(
    CELL_START + rb"([^<>]*?office:value-type=\"(?:percentage|currency|float)\"" + ATTRIBUTES + rb")>"
)
TEXT = re.compile(rb"(?:<office:annotation\b.*?</office:annotation>)?<text:p>([^<]*)</text:p>", re.DOTALL)
CODE = re.compile(r"-?(0[0-9]+)")
MAX_LOOKS = 500_000


def has_codes(styles: bytes) -> bool:
    """Whether a style may put zeros before a number."""
    return MANY_DIGITS.search(styles) is not None


def has_groups(styles: bytes) -> bool:
    """Whether a style may put digits in groups of three."""
    return GROUPING in styles


def looks_in(table: bytes, *, with_codes: bool, with_groups: bool) -> Looks:
    also = [*([BEGINS_WITH_ZERO] if with_codes else []), *([NUMBER] if with_groups else [])]
    hints = [hint for hint in (PERCENTAGE, CURRENCY, *also) if hint in table]
    looks: Looks = {}
    count = 0
    for tag, end, first, repeat in rows_in(table) if hints else ():
        if first > MAX_ROWS or not any(table.find(hint, tag.end(), end) >= 0 for hint in hints):
            continue
        found = looks_in_row(table, tag.end(), end)
        count += len(found) * min(repeat, MAX_ROWS)
        if count > MAX_LOOKS:
            raise Refused(TOO_LARGE)
        looks |= dict.fromkeys(range(first, first + min(repeat, MAX_ROWS)), found)
    return looks


def looks_in_row(table: bytes, start: int, end: int) -> list[tuple[int, Look]]:
    """Where no cell stands for several, only the cells that may have a look are looked at, and the others counted."""
    looks: list[tuple[int, Look]] = []
    column = 1
    if table.find(REPEATED, start, end) < 0:
        place = start
        for found in MAY_LOOK.finditer(table, start, end):
            column += sum(table.count(start_tag, place, found.start()) for start_tag in (CELL_START, COVERED))
            place = found.start()
            if look := look_of_cell(found[1], table, found.end(), end):
                looks.append((column, look))
        return looks
    for found in CELL.finditer(table, start, end):
        repeat = repeated(COLUMN_REPEAT, found[1])
        if look := look_of_cell(found[1], table, found.end(), end):
            looks += [(one, look) for one in range(column, column + min(repeat, MAX_COLUMNS))]
        column += repeat
    return looks


def look_of_cell(attributes: bytes, table: bytes, start: int, end: int) -> Look | None:
    is_percentage, is_currency = PERCENTAGE in attributes, CURRENCY in attributes
    if not is_percentage and not is_currency and NUMBER not in attributes:
        return None
    text = TEXT.match(table, start, end)
    seen = text[1].decode("utf-8", "replace").strip() if text else ""
    if is_percentage:
        return look_like(seen)
    if is_currency or GROUPS.search(seen):
        return look_like_amount(seen)
    code = CODE.fullmatch(seen)
    return look_of("0" * len(code[1])) if code else None
