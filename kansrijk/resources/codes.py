"""By which code people know a record, and a row inside it: how it is written, and how it is read back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kansrijk.resources.texts import cleaned, folded

LETTERS_AND_NUMBER = re.compile(r"([a-z]+)[\s.-]*(\d+)(?!\w)")
"""A title may follow."""
LETTER, NUMBER = re.compile(r"[A-Z]"), re.compile(r"[0-9]+")
ROW_LETTERS = 8
"""Of the row's key; two rows of one record with the same ones do not happen."""


@dataclass(frozen=True)
class Code:
    """For example ZAA-003, ZAA, CIT-12 or jonge-kind."""

    field: str = ""
    """The field that holds it; empty when it is made of the primary key."""
    prefix: str = ""
    """Before a primary key: CIT."""
    digits: int = 1
    """How many a number has at least."""
    example: str = ""
    """One as people see it; empty when anything may be a code."""

    def of(self, pk: int, content: Mapping[str, Any]) -> str:
        return str(content[self.field]) if self.field else f"{self.prefix}-{pk}"

    def read(self, value: Any) -> str:
        """As it is written here, however it was typed; the code may be unknown."""
        text = folded(cleaned(str(value)))
        if self.field == "slug":
            return text.replace(" ", "-")
        if self.prefix and text.isdecimal():
            return f"{self.prefix}-{int(text)}"
        if match := LETTERS_AND_NUMBER.match(text):
            return f"{match[1].upper()}-{match[2].zfill(self.digits)}"
        return text.upper()

    def is_written_as_one(self, value: Any) -> bool:
        """Whether it has the form of a code, which nobody may have."""
        code = self.read(value)
        return not self.example or (_form(code) == _form(self.example) and code.startswith(self.prefix))

    def row(self, code: str, row_id: str) -> str:
        """The code of a row inside the record with this code."""
        return f"{code}-{row_id.replace('-', '')[:ROW_LETTERS]}"

    def read_row(self, value: Any) -> tuple[str, str]:
        """The code of the record and the first letters of the row's key; both empty when it is no such code."""
        code, _, letters = folded(cleaned(str(value))).rpartition("-")
        is_row = re.fullmatch(rf"[0-9a-f]{{{ROW_LETTERS}}}", letters) is not None
        return (self.read(code), letters) if code and is_row else ("", "")


def _form(code: str) -> str:
    """The same for all codes of one kind: AAA-0."""
    return NUMBER.sub("0", LETTER.sub("A", code))
