"""Text with separators: which characters, which separator, which rows. Every cell is text."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING

from kansrijk.workbooks.untrusted.limits import MAX_BYTES, MAX_CELLS, MAX_ROWS
from kansrijk.workbooks.untrusted.sentences import OPEN_QUOTE, STRANGE_SIGN, TOO_LARGE, UNKNOWN, Refused

if TYPE_CHECKING:
    from kansrijk.workbooks.untrusted.answer import Answer, Row

SEPARATORS = (";", "\t", ",")
CHARACTERS_TO_JUDGE_BY = 200_000
RECORDS_TO_JUDGE_BY = 200
RECORDS_WITH_HEADINGS = 40
MANY = 50_000
"""Characters beyond ASCII; mending them one by one takes time, and in Dutch they are few."""
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
FEW_SIGNS = 10
"""Control characters in what is text all the same; with more of them it is another kind of file."""
LINE_END = re.compile(r"\r\n?|\n")
SEPARATOR_LINE = re.compile(r"sep=(.)\s*?(?:\r\n|\r|\n|$)", re.IGNORECASE)
ASCII = bytes(range(128))
UNCLOSED = "unexpected end of data"
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def as_windows(error: UnicodeError) -> tuple[str, int]:
    """What is no UTF-8 is Windows-1252, also halfway a file: people paste one into the other."""
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101 - only decoding uses it
    wrong = error.object[error.start : error.end]
    return "".join(WINDOWS[byte] for byte in wrong), error.end


WINDOWS = [bytes([byte]).decode("windows-1252", "replace").replace("�", chr(byte)) for byte in range(256)]
codecs.register_error("windows", as_windows)


def text_of(data: bytes) -> str:
    """Refuses what is no text."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "windows" if encoding == "utf-8" else "replace")
            break
    else:
        text = data.decode(*guessed(data))
    sample = text[:CHARACTERS_TO_JUDGE_BY]
    found = CONTROL.findall(sample)
    if len(found) > max(FEW_SIGNS, len(sample) // 50) or text.count("\0") > FEW_SIGNS:
        raise Refused(UNKNOWN)
    if len(found) * 50 > len(sample) or "\0" in text:
        sign = CONTROL.search(text) if found else re.search("\0", text)
        raise Refused(STRANGE_SIGN.format(line=line_of(text, sign.start() if sign else 0)))
    return text


def line_of(text: str, place: int) -> int:
    return len(LINE_END.findall(text, 0, place)) + 1


def guessed(data: bytes) -> tuple[str, str]:
    """Without a mark: in UTF-16 every other byte of Dutch text is zero."""
    sample = data[:4_000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 5 and not even:
        return "utf-16-le", "replace"
    if even > len(sample) // 5 and not odd:
        return "utf-16-be", "replace"
    others = len(data.translate(None, ASCII))
    if others > MANY and others * 5 > len(data) and not is_utf8(data):
        raise Refused(UNKNOWN)
    return "utf-8", "windows"


def is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def tell_text(name: str, text: str, answer: "Answer") -> None:
    rows = rows_of(text)
    width = max(map(len, rows), default=0)
    while width and not any(len(row) >= width and row[width - 1] for row in rows):
        width -= 1
    answer.sheet(name)
    if not rows:
        return
    answer.expect(len(rows), width)
    answer.rows([[value or None for value in row[:width]] + [None] * (width - len(row)) for row in rows])


def rows_of(text: str) -> "list[Row]":
    csv.field_size_limit(MAX_BYTES)
    said = SEPARATOR_LINE.match(text)
    if said:
        text = text[said.end() :]
    text = text.rstrip("\r\n")  # lines at the end may be millions, and cost time each
    separator = said[1] if said else separator_of(text)
    strict = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return limited(strict)
    except csv.Error as error:
        if UNCLOSED in str(error):
            raise Refused(OPEN_QUOTE.format(line=start_of_last(text, separator))) from error
    return limited(csv.reader(StringIO(text, newline=""), delimiter=separator))


def limited(rows: Iterable[list[str]]) -> "list[Row]":
    """Up to the last row that holds anything. The line of one row is as long as it likes, and a file may hold millions
    of empty lines, so both cells and rows are counted while they come."""
    kept: list[Row] = []
    cells = empty = 0
    for row in rows:
        cells += len(row)
        if cells > MAX_CELLS:
            raise Refused(TOO_LARGE)
        if len(kept) + empty >= MAX_ROWS:
            raise Refused(TOO_LARGE)
        if not any(row):
            empty += 1
            continue
        kept += [[] for _ in range(empty)]
        empty = 0
        kept.append(row)
    return kept


def start_of_last(text: str, separator: str) -> int:
    """The line on which the record begins that runs to the end of the file."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    line = before = 0
    for _ in reader:
        line, before = before, reader.line_num
    return line + 1


def separator_of(text: str) -> str:
    """The one that cuts the headings; texts in the rows below may be full of the other ones."""
    start = len(text) - len(text.lstrip("\r\n"))
    sample = text[start : start + CHARACTERS_TO_JUDGE_BY]
    scores = {separator: _score(sample, separator) for separator in SEPARATORS}
    for is_strict in (True, False):
        found = {
            separator: _first_headings(sample, separator, is_strict=is_strict) for separator in SEPARATORS
        }
        places = {separator: (-line, width) for separator, (line, width) in found.items() if width}
        if places:
            return max(places, key=lambda separator: (*places[separator], scores[separator]))
    return max(SEPARATORS, key=lambda separator: scores[separator])


def _score(sample: str, separator: str) -> float:
    """High when it cuts the rows into many cells, as far as it cuts them into the same number."""
    reader = csv.reader(StringIO(sample, newline=""), delimiter=separator)
    # The wrong one also cuts texts in quotes into lines: what counts is its share of its own rows.
    widths = Counter(len(row) for row in islice(reader, RECORDS_TO_JUDGE_BY) if row)
    return max((count * width / widths.total() for width, count in widths.items() if width > 1), default=0.0)


def _first_headings(sample: str, separator: str, *, is_strict: bool) -> tuple[int, int]:
    """The line of the first row that may be headings, and how many it holds; none when there is no such row.

    A title above the headings may hold a comma as well, but then the row below it is not cut. Strictly, no heading
    begins with a space: in a text there is one behind each comma.
    """
    reader = csv.reader(StringIO(sample, newline=""), delimiter=separator)
    rows = []
    line = 1
    for row in islice(reader, RECORDS_WITH_HEADINGS):
        if any(row):
            rows.append((line, row))
        line = reader.line_num + 1
    for (line, row), (_, below) in zip(rows, [*rows[1:], (0, None)], strict=False):
        filled = [cell for cell in row if cell.strip()]
        is_text = is_strict and any(cell.startswith(" ") for cell in filled[1:])
        if len(filled) > 1 and not is_text and (below is None or len(below) > 1):
            return line, len(filled)
    return 0, 0
