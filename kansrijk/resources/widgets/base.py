"""What every kind of cell can: be read to what a snapshot holds, and be shown as a spreadsheet holds it."""

from enum import StrEnum
from typing import Any, ClassVar

from kansrijk.resources.misread import Misread
from kansrijk.resources.names import Names
from kansrijk.resources.widgets.kinds import dutch_kind
from kansrijk.workbooks.book import Value


class Kind(StrEnum):
    """For whoever draws a column: its width, its check and how its cells are formatted."""

    LINE = "regel"
    PROSE = "tekst"
    MARKUP = "opmaak"
    NUMBER = "getal"
    DEGREES = "graden"
    DAY = "datum"
    CHOICE = "keuze"
    CHOICES = "keuzes"
    WORDS = "woorden"


class Cell:
    """Beside render(), with which import-export writes a plain export."""

    kind: ClassVar[Kind]
    empty: Any = None
    """What a snapshot holds when there is nothing."""
    how_to: ClassVar[str] = ""
    """In Dutch, for the note at the heading."""

    def read(self, value: Value, names: Names) -> Any:
        """The content of a cell that is not empty. Raises Misread."""
        raise NotImplementedError

    def objection(self, value: Value, before: Any) -> str:
        """In Dutch: why nobody may type this anew, where `before` is the content that it replaces; else nothing."""
        return ""

    def remark(self, value: Value) -> str:
        """In Dutch: what read() makes of the cell that its writer may not expect; empty when that is nothing."""
        return ""

    def show(self, content: Any, names: Names) -> Value:
        """What reads back as the same content."""
        raise NotImplementedError


def wrong_kind(value: Any, expected: str) -> Misread:
    return Misread(f"Hier hoort {expected} te staan, geen {dutch_kind(value)}.")
