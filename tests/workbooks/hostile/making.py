"""What hostile files are made of, and the two lists in which each is put."""

import random
from collections.abc import Callable

from tests.workbooks.files import MAIN, xlsx_parts, zipped

REFUSED: dict[str, Callable[[], bytes]] = {}
"""Files of which nothing may be read."""
HARMLESS: dict[str, Callable[[], bytes]] = {}
"""Files with something evil in them that does nothing to us: read as plain data, with a mark where that is due."""
MEGA = 1024 * 1024
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>gewoon</t></is></c></row>'
SHEET = "xl/worksheets/sheet1.xml"
START, END = f'<worksheet xmlns="{MAIN}"><sheetData>', "</sheetData></worksheet>"


def refused(make: Callable[[], bytes]) -> Callable[[], bytes]:
    REFUSED[make.__name__] = make
    return make


def harmless(make: Callable[[], bytes]) -> Callable[[], bytes]:
    HARMLESS[make.__name__] = make
    return make


def text_cell(content: str, place: str = "A1") -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{content}</t></is></c>'


def number_cell(place: str) -> str:
    return f'<c r="{place}"><v>1</v></c>'


def with_part(name: str, content: str | bytes) -> bytes:
    return zipped({**xlsx_parts(ROW), name: content})


def noise(length: int) -> str:
    """Text that no compression makes much smaller."""
    return random.Random(3).randbytes(length // 2 + 1).hex()[:length]
