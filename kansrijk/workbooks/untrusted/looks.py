"""How numbers look that mean something else than they are: 0.25 that people see as 25%, and 7 that they see as 007.

Decided once for each format; what is not in the list of looks stays a number.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, partial
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kansrijk.workbooks.untrusted.answer import Row

Look = Callable[[float], str | float]
Looks = dict[int, list[tuple[int, Look]]]
"""By row, the columns with the look of each; both from 1."""

MOST_DECIMALS = 10
LARGEST = 1e12
"""Beyond this nobody means a percentage or a code."""
NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|[_*].|\\%')
"""In a format: words, colours and conditions, room for a character, and a sign that is no more than that."""
PERCENTAGE = re.compile(r"[#,]*[0#](?:\.(0*)([#?]*))?(\s?)%")
ZEROS = re.compile(r"0{2,30}")
SEEN = re.compile(r"[-+]?[\d.,\s]*\d(\s?)%")


def as_people_see(rows: "Iterable[Row]", looks: Looks) -> "Iterator[Row]":
    for number, row in enumerate(rows, start=1):
        for column, look in looks.get(number, ()):
            if column <= len(row) and type(value := row[column - 1]) in (int, float):
                row[column - 1] = look(value)
        yield row


def look_of(format: str) -> Look | None:
    """Of the number format of a spreadsheet; None when a number may stay a number."""
    first = NOT_SHOWN.sub("", unescape(format)).split(";")[0].replace("\\", "").strip()
    if ZEROS.fullmatch(first):
        return partial(with_zeros, len(first))
    if found := PERCENTAGE.fullmatch(first):
        always, also, space = len(found[1] or ""), len(found[2] or ""), found[3]
        return partial(percentage, min(always, MOST_DECIMALS), min(always + also, MOST_DECIMALS), space)
    return partial(percentage, 0, MOST_DECIMALS, "") if first.count("%") == 1 else None


@lru_cache(maxsize=10_000)
def look_like(seen: str) -> Look:
    """Of a percentage that we have as text too, perhaps with another sign before its decimals than ours."""
    found = SEEN.fullmatch(seen)
    return partial(percentage_like, seen, found[1]) if found else partial(percentage, 0, MOST_DECIMALS, "")


def with_zeros(digits: int, value: float) -> str | float:
    if not abs(value) < LARGEST or value != int(value):
        return value
    return f"{'-' if value < 0 else ''}{abs(int(value)):0{digits}}"


@lru_cache(maxsize=10_000)
def percentage(fewest: int, most: int, space: str, value: float) -> str | float:
    """With so many decimals, after a comma."""
    if not abs(value) < LARGEST:
        return value
    number = (Decimal(repr(value)) * 100).quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
    whole, _, decimals = f"{number or abs(number):f}".partition(".")
    decimals = decimals[:fewest] + decimals[fewest:].rstrip("0")
    return f"{whole},{decimals}{space}%" if decimals else f"{whole}{space}%"


@lru_cache(maxsize=10_000)
def percentage_like(seen: str, space: str, value: float) -> str | float:
    digits = re.sub(r"\D", "", seen)
    for decimals in dict.fromkeys((len(re.split("[.,]", seen)[-1].rstrip("% \u00a0\u202f")), 0)):
        shown = percentage(decimals, decimals, space, value) if decimals <= MOST_DECIMALS else ""
        if re.sub(r"\D", "", str(shown)) == digits:
            return shown
    return percentage(0, MOST_DECIMALS, space, value)
