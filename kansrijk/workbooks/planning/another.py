"""How a person says that a row is not what it looks like: ‘niet ZAA-004’ in the column Code, or with the code of a row
in the column Rij. Pure."""

import re
from collections.abc import Iterable

from kansrijk.resources.codes import Code
from kansrijk.resources.texts import folded
from kansrijk.workbooks.book import Value

NOT = re.compile(r"niet[\s:]+(.+)")
BETWEEN = re.compile(r"[\s,;]+(?:(?:en|of|niet)\s+)*")


def denied_in(cell: Value, code: Code) -> frozenset[str]:
    """The codes of the records that the row is not; none when the cell does not say so."""
    return frozenset(map(code.read, _named_in(cell)))


def denied_rows_in(cell: Value, code: Code) -> frozenset[str]:
    """The letters of the rows that the row is not; none when the cell does not say so, or names anything else."""
    letters = frozenset(code.read_row(text)[1] for text in _named_in(cell))
    return letters if all(letters) else frozenset()


def _named_in(cell: Value) -> list[str]:
    if not isinstance(cell, str) or not cell.strip().casefold().startswith("niet"):
        return []
    match = NOT.fullmatch(folded(cell))
    return BETWEEN.split(match[1]) if match else []


def denying(codes: Iterable[str]) -> str:
    """What to write in the cell: niet ZAA-004, ZAA-006."""
    return f"niet {', '.join(sorted(codes))}"
