"""How a person says that a row is not the record that it looks like: ‘niet ZAA-004’ in the column Code. Pure."""

import re
from collections.abc import Iterable

from kansrijk.resources.codes import Code
from kansrijk.resources.texts import folded
from kansrijk.workbooks.book import Value

NOT = re.compile(r"niet[\s:]+(.+)")
BETWEEN = re.compile(r"[\s,;]+(?:(?:en|of|niet)\s+)*")


def denied_in(cell: Value, code: Code) -> frozenset[str]:
    """The codes of the records that the row is not; none when the cell does not say so."""
    if not isinstance(cell, str) or not cell.strip().casefold().startswith("niet"):
        return frozenset()
    match = NOT.fullmatch(folded(cell))
    return frozenset(map(code.read, BETWEEN.split(match[1]))) if match else frozenset()


def denying(codes: Iterable[str]) -> str:
    """What to write in the cell: niet ZAA-004, ZAA-006."""
    return f"niet {', '.join(sorted(codes))}"
