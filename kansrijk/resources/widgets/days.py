"""Cells with a day, as people and programs write it."""

import re
from datetime import date, datetime, timedelta

from import_export import widgets

from kansrijk.resources.misread import Misread
from kansrijk.resources.names import Names
from kansrijk.resources.nearest import Nearest
from kansrijk.resources.texts import bare, folded
from kansrijk.resources.widgets.base import Cell, Kind
from kansrijk.resources.widgets.numbers import in_message, is_number
from kansrijk.workbooks.book import Value

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
IN_ENGLISH = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
"""As programs write them that were not told to write Dutch."""
SHORT_MONTHS = {
    month[:3]: number for names in (IN_ENGLISH, MONTHS) for number, month in enumerate(names, start=1)
} | {"mrt": 3}
NEAREST_MONTH = Nearest(MONTHS)
WEEKDAY = re.compile(r"^(?:maan|dins|woens|donder|vrij|zater|zon)dag,?\s+|^(?:ma|di|wo|do|vr|za|zo)\.?,?\s+")
YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?)?")
DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*'?(\d{4}|\d{2})(?: 0{1,2}:00(?::00)?)?")
IN_WORDS = re.compile(r"(\d{1,2})e?[-. ]+([a-zé]+)\.?[-., ]+'?(\d{4}|\d{2})")
CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
"""What is left of a number that is no day in the format of one: of 0 and of -3 a person sees no 00:00."""
FIRST_DAY = date(1899, 12, 30)
"""Day 0 of spreadsheets."""
DAYS_UNTIL_1904 = 1_462
"""Fewer is what a number counts of a document that begins with 1904."""
SERIAL_NUMBERS = range(20_000, 80_000)
"""From 1954 to 2119: smaller numbers are years or days that somebody typed."""
FIRST_YEAR_OF_LAST_CENTURY = 50
"""Of years in two digits: 96 is 1996, and 35 is 2035. What this site tells of began after 1950."""
EXAMPLE = "Schrijf de datum zoals 1-5-2026 of 1 mei 2026."


class DayWidget(Cell, widgets.DateWidget):
    """A date, or text such as 2026-05-01, 1-5-2026, 1/5/26 or 1 mei 2026."""

    kind = Kind.DAY
    how_to = "Een datum, bijvoorbeeld 1-5-2026."

    def read(self, value: Value, names: Names) -> str:
        return _day_in(value).isoformat()

    def show(self, content: str | None, names: Names) -> Value:
        return date.fromisoformat(content) if content else None


def day_from_1904(value: Value) -> Value:
    """The same cell, where a number that may be a day says which one."""
    days = int(value) + DAYS_UNTIL_1904 if is_number(value) else 0
    return FIRST_DAY + timedelta(days=days) if days in SERIAL_NUMBERS else value


def _day_in(value: Value) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if is_number(value) and int(value) in SERIAL_NUMBERS:
        return FIRST_DAY + timedelta(days=int(value))
    if isinstance(value, str):
        return _day_in_words(value)
    raise Misread(f"‘{in_message(value)}’ is geen datum. {EXAMPLE}")


def _day_in_words(value: str) -> date:
    text = WEEKDAY.sub("", folded(bare(value).removeprefix("'")))
    if text.isdecimal() and len(text) == 5:
        return _day_in(int(text))
    if match := YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := DAY_FIRST.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := IN_WORDS.fullmatch(text):
        day, month, year = int(match[1]), _month(match[2], value), int(match[3])
    elif CLOCK.fullmatch(text):
        raise Misread(f"Hier staat geen datum, maar een tijd of een getal zoals 0. {EXAMPLE}")
    else:
        raise Misread(f"‘{in_message(value)}’ is geen datum. {EXAMPLE}")
    try:
        return date(_whole_year(year), month, day)
    except ValueError:
        raise Misread(f"‘{in_message(value)}’ bestaat niet. {EXAMPLE}") from None


def _whole_year(year: int) -> int:
    if year >= 100:
        return year
    return year + (1900 if year >= FIRST_YEAR_OF_LAST_CENTURY else 2000)


def _month(word: str, value: str) -> int:
    number = SHORT_MONTHS.get(word[:3])
    # A whole name, or a short form of three or four letters: not any word that begins like one.
    if number and (len(word) <= 4 or word in (MONTHS[number - 1], IN_ENGLISH[number - 1])):
        return number
    near = NEAREST_MONTH.to(word)
    suggestion = re.sub(word, near[0], value, flags=re.IGNORECASE) if near else ""
    also = f" Bedoelt u ‘{suggestion}’?" if suggestion else f" {EXAMPLE}"
    raise Misread(f"‘{in_message(value)}’ is geen datum.{also}", suggestion)
