"""How numbers look that mean something else than they are: 0.25 that people see as 25%, and 7 that they see as 007.

Decided once for each format; what is not in the list of looks stays a number. An amount of money and a number in groups
of three stay numbers too, but with what people see beside it: a column of text wants that.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, partial
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kansrijk.workbooks.untrusted.answer import Row

Seen = dict[str, str | float]
"""A number with how people see it, as the parent hears it."""
Look = Callable[[float], str | float | Seen]
Looks = dict[int, list[tuple[int, Look]]]
"""By row, the columns with the look of each; both from 1."""

MOST_DECIMALS = 10
DUTCH_SIGNS = str.maketrans(",.", ".,")
FIRST_WITH_GROUPS = 1_000
LARGEST = 1e12
"""Beyond this nobody means a percentage or a code."""
NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|[_*].|\\%')
"""In a format: words, colours and conditions, room for a character, and a sign that is no more than that."""
PERCENTAGE = re.compile(r"[#,]*[0#](?:\.(0*)([#?]*))?(\s?)%")
ZEROS = re.compile(r"0{2,30}")
NO_DIGITS = re.compile(r'"([^"]*)"|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].|\\(.)')
"""In a format: words, a currency with its language, colours and conditions, room for a character, and a sign."""
AMOUNT = re.compile(r"(€?)[#0]*?(#,[#0]{3}|[#0](?:,[#0]{3})?)(?:\.(0*)[#?]*)?(€?)")
AS_AMOUNT = re.compile(r"-?(€?)\s*-?(\d[\d.,\s'’]*?)(?:,-+)?\s*(€?)-?")
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
    if first.count("%") == 1:
        return partial(percentage, 0, MOST_DECIMALS, "")
    return look_of_amount(unescape(format).split(";")[0])


def look_of_amount(first: str) -> Look | None:
    """Of the first section of a format that says euro, or that puts digits in groups of three."""
    bare = NO_DIGITS.sub(only_euro, first).replace(" ", "").replace("\u00a0", "")
    found = AMOUNT.fullmatch(bare)
    if not found:
        return None
    has_euro, in_groups = bool(found[1] or found[4]), "," in found[2]
    decimals = min(len(found[3] or ""), MOST_DECIMALS)
    return partial(amount, decimals, has_euro, in_groups) if has_euro or in_groups else None


def only_euro(found: re.Match[str]) -> str:
    """Of `_€` people see no euro, only the room for one."""
    return "€" if any("€" in part for part in found.groups("")) else ""


@lru_cache(maxsize=10_000)
def look_like(seen: str) -> Look:
    """Of a percentage that we have as text too, perhaps with another sign before its decimals than ours."""
    found = SEEN.fullmatch(seen)
    return partial(percentage_like, seen, found[1]) if found else partial(percentage, 0, MOST_DECIMALS, "")


@lru_cache(maxsize=10_000)
def look_like_amount(seen: str) -> Look | None:
    """Of a number that we have as text too, perhaps with other signs between its digits than ours."""
    found = AS_AMOUNT.fullmatch(seen)
    return partial(amount_like, found[2].strip(), bool(found[1] or found[3])) if found else None


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


@lru_cache(maxsize=10_000)
def amount(decimals: int, has_euro: bool, in_groups: bool, value: float) -> float | Seen:
    """As Dutch people write it: € 1.234,50. What is not said otherwise than by the number itself stays that."""
    if not abs(value) < LARGEST:
        return value
    number = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if not has_euro and abs(number) < FIRST_WITH_GROUPS:
        return value
    text = f"{number or abs(number):{',' if in_groups else ''}f}".translate(DUTCH_SIGNS)
    return {"number": value, "seen": f"€ {text}" if has_euro else text}


@lru_cache(maxsize=10_000)
def amount_like(seen: str, has_euro: bool, value: float) -> float | Seen:
    """With as many decimals as make the same digits."""
    if not abs(value) < LARGEST:
        return value
    *groups, last = re.split(r"[.,\s'’]", seen)
    for decimals in dict.fromkeys((0, min(len(last), MOST_DECIMALS))):
        number = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        if re.sub(r"\D", "", f"{number:f}") == "".join([*groups, last]):
            return amount(decimals, has_euro, len(groups) > (decimals > 0), value)
    return value
