"""Which cells of a sheet of an .xlsx are percentages, codes or amounts: its styles say so, and cells name a style."""

import re
from collections.abc import Mapping

from kansrijk.workbooks.untrusted.looks import Look, Looks, look_of
from kansrijk.workbooks.untrusted.xlsx_tags import (
    IN_TAG,
    PLACE,
    ROW_OR_CELL,
    attributes_of,
    column_number,
    number,
)

STYLES = "xl/styles.xml"
BUILT_IN = {
    **{b"3": "#,##0", b"4": "#,##0.00", b"9": "0%", b"10": "0.00%"},
    **dict.fromkeys((b"5", b"6", b"42"), '"€" #,##0'),
    **dict.fromkeys((b"7", b"8", b"44"), '"€" #,##0.00'),
    **dict.fromkeys((b"37", b"38", b"41"), "#,##0"),
    **dict.fromkeys((b"39", b"40", b"43"), "#,##0.00"),
}
"""Those that files need not describe. Of 5 to 8, 42 and 44 the currency is that of whoever looks: here the euro."""
FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b" + IN_TAG + rb">")
STYLE = re.compile(rb"<(?:\w+:)?xf\b" + IN_TAG + rb">")
CELL_STYLES = b"cellXfs"


def looks_by_style(styles: bytes) -> dict[bytes, Look]:
    """By the number that cells give. Nearly always there is none, and then no cell need be looked at."""
    start = max(styles.find(CELL_STYLES), 0)
    end = styles.find(CELL_STYLES, start + len(CELL_STYLES))
    formats = dict(BUILT_IN)
    for found in FORMAT.finditer(styles, 0, start):
        attributes = attributes_of(found[1])
        code = attributes.get(b"formatCode", b"").decode("utf-8", "replace")
        formats[attributes.get(b"numFmtId", b"")] = code
    looks = {key: look for key, code in formats.items() if (look := look_of(code))}
    named = [
        attributes_of(found[1]).get(b"numFmtId", b"")
        for found in STYLE.finditer(styles, start, end if end >= 0 else len(styles))
    ]
    return {b"%d" % place: looks[key] for place, key in enumerate(named) if key in looks}


def looks_in(part: bytes, by_style: Mapping[bytes, Look]) -> Looks:
    used = [style for style in by_style if b's="%b"' % style in part or b"s='%b'" % style in part]
    if not used:
        return {}
    styles = b"|".join(used)
    cell = re.compile(rb"<(?:\w+:)?c\b(?=[^<>]*?\ss\s*=\s*[\"'](" + styles + rb")[\"'])([^<>]*+)>")
    looks: Looks = {}
    for found in cell.finditer(part):
        if found[2].endswith(b"/"):
            continue
        place = PLACE.search(found[2])
        if place is None:
            return counted_looks_in(part, by_style)
        looks.setdefault(number(place[2]), []).append((column_number(place[1]), by_style[found[1]]))
    return looks


def counted_looks_in(part: bytes, by_style: Mapping[bytes, Look]) -> Looks:
    """In a part of which cells do not say where they are: each comes after the one before it."""
    looks: Looks = {}
    row = column = 0
    for found in ROW_OR_CELL.finditer(part, max(part.find(b"sheetData"), 0)):
        attributes = attributes_of(found[2])
        if found[1] == b"row":
            row, column = number(attributes.get(b"r", b"")) or row + 1, 0
            continue
        place = PLACE.search(attributes.get(b"r", b""))
        column = column_number(place[1]) if place else column + 1
        if look := by_style.get(attributes.get(b"s", b"")):
            looks.setdefault(number(place[2]) if place else row, []).append((column, look))
    return looks
