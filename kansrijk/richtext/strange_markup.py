"""Marks of other light markups, which ours takes for plain characters: people who type them should hear that."""

import re

STRANGE = re.compile(r"^[ \t]*(?P<mark>#{4,6} |# |[*•] (?!\s*$)|(?P<table>\|.*\|)[ \t]*$)", re.MULTILINE)
OURS = {"# ": "## ", "* ": "- ", "• ": "- "}
"""By a mark that we do not know the mark that does the same here; other marks of a heading are `### `."""
TABLE = (
    "Een tabel met ‘|’ is geen opmaak die wij kennen: de tekens komen zo op de website. "
    "Maak er bijvoorbeeld een lijst van, met ‘- ’."
)


def remark_on_markup(text: str) -> str:
    """In Dutch, each mark once; empty when there is none."""
    return " ".join(dict.fromkeys(map(_remark, STRANGE.finditer(text))))


def _remark(found: re.Match[str]) -> str:
    if found["table"]:
        return TABLE
    mark = found["mark"]
    return f"‘{mark}’ is geen opmaak die wij kennen. Bedoelt u ‘{OURS.get(mark, '### ')}’?"
