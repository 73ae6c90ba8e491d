"""Cells with a number, as people and programs write it."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TypeGuard

from import_export import widgets

from kansrijk.resources.misread import Misread
from kansrijk.resources.names import Names
from kansrijk.resources.texts import bare, shortened
from kansrijk.resources.widgets.base import Cell, Kind
from kansrijk.resources.widgets.kinds import as_truth
from kansrijk.workbooks.book import Value

GROUPED = re.compile(r"([+-]?)(\d{1,3}(?:([.,\s'])\d{3})(?:\3\d{3})*|\d+)(?:[.,](?:0+|-+))?")
"""Digits, perhaps in groups of three, perhaps with decimals that are nothing: 1.234,00 and 1.234,-. Groups go first:
47.000 is no 47 with decimals."""
BROKEN = re.compile(r"([+-]?)(\d{1,3}(?:([.,\s'])\d{3})(?:\3\d{3})*|\d+)(?!\3)[.,](\d+)")
"""The same with decimals that say something, after another sign than the one between the groups."""
ONE_COMMA = re.compile(r"([+-]?[1-9]\d{0,2}),(\d{3})")
"""A comma before three digits: in Dutch those are decimals, in English it is a group."""
PART_OF_ONE = re.compile(r"([+-]?)0[.,](\d*[1-9]\d*)")
"""0,500 and 0.25; no number of which groups of three follow the zero."""
ENDLESS = 10**15
"""Nothing that a cell counts is so much; what is more, not every number type can hold."""
LONGEST = 25
"""Characters; what is longer is no number that anybody means."""
NUMBERS = re.compile(r"\d{1,3}(?:[.\s']\d{3})+(?!\d)|\d+")
MOST_WORDS = 60
"""Characters of a text with a number in it, of which the number may be all that was asked."""
AROUND_A_NUMBER = re.compile(r"^(?:€|eur|euro)\s*|\s*(?:€|eur|euro)$", re.IGNORECASE)
DEGREES = re.compile(r"([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*(?:[nNoOeE]\.?)?")


class WholeNumberWidget(Cell, widgets.IntegerWidget):
    """9500, "9500", "9.500", "9 500", "€ 9.500" and "9.500,00" are the same number."""

    kind = Kind.NUMBER
    how_to = "Een heel getal."

    def __init__(self, example: int = 9500) -> None:
        super().__init__()
        self.example = example
        """Such as might stand here; somebody who may not write an age in words is not helped by 9500."""

    def read(self, value: Value, names: Names) -> int:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, float) and value.is_integer():
            return int(value)
        if isinstance(value, float):
            shown = f"{value:.15g}"
            raise Misread(f"‘{shown.replace('.', ',')}’ is geen heel getal.", _rounded(Decimal(shown)))
        if isinstance(value, str) and (number := _whole_number_in(value)) is not None:
            return number
        raise Misread(
            f"‘{in_message(value)}’ is geen heel getal. Schrijf alleen cijfers, bijvoorbeeld {self.example}.",
            _only_number_in(str(value)),
        )

    def show(self, content: int | None, names: Names) -> Value:
        return content


def _whole_number_in(value: str) -> int | None:
    """None when it looks like no number at all. Raises Misread for one that is not whole."""
    text = AROUND_A_NUMBER.sub("", bare(value).removeprefix("'")).strip()
    if len(text) >= LONGEST:
        return None
    wrong = f"‘{in_message(value)}’ is geen heel getal"
    if match := ONE_COMMA.fullmatch(text):
        number = match[1] + match[2]
        raise Misread(f"{wrong}: na een komma komen decimalen.", number, advice=f"Bedoelt u {number}?")
    if match := PART_OF_ONE.fullmatch(text):
        raise Misread(f"{wrong}.", _rounded(Decimal(f"{match[1]}0.{match[2]}")))
    if match := GROUPED.fullmatch(text):
        return int(match[1] + re.sub(r"\D", "", match[2]))
    if match := BROKEN.fullmatch(text):
        whole = re.sub(r"\D", "", match[2])
        raise Misread(f"{wrong}.", _rounded(Decimal(f"{match[1]}{whole}.{match[4]}")))
    return None


def _only_number_in(text: str) -> str:
    """47000 for 47.000 mensen; empty when there are more numbers, or none."""
    found = NUMBERS.findall(text) if len(text) < MOST_WORDS else []
    return re.sub(r"\D", "", found[0]) if len(found) == 1 else ""


def _rounded(number: Decimal) -> str:
    """To the nearest whole number; a half goes up, as people do it. Infinity has none."""
    return str(int(number.to_integral_value(ROUND_HALF_UP))) if number.is_finite() else ""


class DegreesWidget(Cell, widgets.DecimalWidget):
    """A place on the map: 52.437, "52.437" or "52,437"."""

    kind = Kind.DEGREES

    def __init__(self, places: int = 4) -> None:
        super().__init__()
        self.places = places
        """How many decimals a snapshot holds."""

    def read(self, value: Value | Decimal, names: Names) -> str:
        text = ""
        if is_number(value):
            text = f"{value:.15g}"
        elif isinstance(value, str) and (match := DEGREES.fullmatch(bare(value))):
            text = match[1].replace(",", ".")
        try:
            number = Decimal(text).quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
        except InvalidOperation:
            raise Misread(f"‘{in_message(value)}’ is geen getal. Schrijf het zoals 52,437.") from None
        return str(number)

    def show(self, content: str | None, names: Names) -> Value:
        return None if content is None else float(content)


def is_number(value: Value | Decimal) -> TypeGuard[int | float | Decimal]:
    """Not true or false, nor endless or undefined, which a cell may hold as well."""
    return (
        isinstance(value, int | float | Decimal)
        and not isinstance(value, bool)
        and -ENDLESS < value < ENDLESS
    )


def in_message(value: object) -> str:
    """What stands in the cell, short enough for a sentence."""
    return shortened(as_truth(value) if isinstance(value, bool) else str(value))
