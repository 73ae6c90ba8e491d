"""What one cell holds, before anybody asks what it means."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kansrijk.resources.texts import TURNING, UNSEEN, with_even_spaces
from kansrijk.resources.widgets.kinds import as_truth
from kansrijk.workbooks.book import Oddity, Sheet, Value

SOMETHING = re.compile(rf"[^\s\x00-\x1f\x7f{UNSEEN}{TURNING}]")
"""A character that a person can see."""
CLEAR = re.compile(r"\[\s*leeg\s*\]", re.IGNORECASE)
ALMOST_CLEAR = re.compile(r"[\[({<]*\s*(?:leeg|wis|wissen|leegmaken)\s*[\])}>]*\s*\.?", re.IGNORECASE)

ERROR = re.compile(
    r"#(?:N/A|N/B|NV|(?:VERW|REF|DEEL/0|DIV/0|WAARDE|VALUE|GETAL|NUM|LEEG|NULL|OVERLOOP|SPILL|BEREKENEN|CALC"
    r"|VELD|FIELD|GEBLOKKEERD|BLOCKED|ONBEKEND|UNKNOWN|VERBINDEN|CONNECT|BEZIG|BUSY)!|(?:NAAM|NAME)\?)|Err:\d{3}",
    re.IGNORECASE,
)
"""What Excel and LibreOffice leave as text when they save a csv, or when somebody pastes only the values."""

NONE: Mapping[int, Oddity] = {}
IS_ERROR = "In deze cel staat een fout van het rekenprogramma, zoals #N/A."
ODDITIES = {
    Oddity.ERROR: f"{IS_ERROR} Typ zelf wat er moet staan, of maak de cel leeg.",
    Oddity.FORMULA: (
        "In deze cel staat een formule waarvan de uitkomst niet in het bestand zit. "
        "Typ de uitkomst zelf in de cel."
    ),
}


def is_empty(value: Value) -> bool:
    """Nothing that a person can see."""
    return value is None or (isinstance(value, str) and SOMETHING.search(value) is None)


def asks_to_clear(value: Value) -> bool:
    """The one way to empty a field: an empty cell leaves it alone."""
    return isinstance(value, str) and len(value) < 20 and CLEAR.fullmatch(value.strip()) is not None


def almost_asks_to_clear(value: Value) -> bool:
    """Whether it is probably meant as asks_to_clear(), but is just a text: (leeg), <leeg>, [wissen]."""
    return isinstance(value, str) and len(value) < 20 and ALMOST_CLEAR.fullmatch(value.strip()) is not None


def is_error(value: Value) -> bool:
    """Whether the text of a cell is no more than the name of an error."""
    return (
        isinstance(value, str)
        and value.lstrip()[:1] in ("#", "E", "e")
        and bool(ERROR.fullmatch(value.strip()))
    )


def same_cell(cell: Value, shown: Value) -> bool:
    """Whether the cell still holds what we showed in it, whatever programs did to it on the way."""
    if cell == shown:
        return True
    if not (isinstance(cell, str) and isinstance(shown, str)):
        return False
    # LibreOffice drops a tab when it saves a text of several lines as .ods.
    return with_even_spaces(cell) in (with_even_spaces(shown), with_even_spaces(shown.replace("\t", "")))


def as_text(value: Value) -> str:
    """A cell in a message or as a key: a day as 2026-03-05, true as WAAR."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return as_truth(value)
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def numbered_rows(
    sheet: Sheet, first: int = 1
) -> Iterator[tuple[int, Sequence[Value], Mapping[int, Oddity]]]:
    """Number, cells and oddities by column of each row from `first` on; a row may hold nothing but oddities."""
    odd: dict[int, dict[int, Oddity]] = {}
    for (row, column), oddity in sheet.oddities.items():
        odd.setdefault(row, {})[column] = oddity
    for number in range(first, len(sheet.rows) + 1):
        yield number, sheet.rows[number - 1], odd.get(number, NONE)
    for number in sorted(row for row in odd if row >= first and row > len(sheet.rows)):
        yield number, (), odd[number]
