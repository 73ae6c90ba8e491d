"""Marks that ours takes for plain characters, of other light markups or typed amiss: people should hear that."""

import re
from collections.abc import Iterator
from textwrap import shorten

from kansrijk.richtext.addresses import checked_address
from kansrijk.richtext.inline_markup import address_in, unclosed_in
from kansrijk.richtext.markup import MARKER

STRANGE = re.compile(r"^[ \t]*(?P<mark>#{4,6} |# |[*•] (?!\s*$)|(?P<table>\|.*\|)[ \t]*$)", re.MULTILINE)
OURS = {"# ": "## ", "* ": "- ", "• ": "- "}
"""By a mark that we do not know the mark that does the same here; other marks of a heading are `### `."""
TABLE = (
    "Een tabel met ‘|’ is geen opmaak die wij kennen: de tekens komen zo op de website. "
    "Maak er bijvoorbeeld een lijst van, met ‘- ’."
)
LINK = re.compile(r"(?<!\\)\[(?P<words>[^\[\]\n]+)\]\((?P<address>[^()\n]+)")
"""Up to the first parenthesis inside the address or behind it."""
SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):(?=\S)", re.IGNORECASE)
ALLOWED_SCHEMES = ("http", "https", "mailto", "tel")
HAS_NO_SCHEME = re.compile(r"www\.\S+|[\w-]+(\.[\w-]+)*\.(nl|com|org|eu|net)(/\S*)?", re.IGNORECASE)
FORBIDDEN = "‘{link}’ mag geen link zijn. Een link begint met https://, mailto: of tel:."
SPACE_IN_ADDRESS = "‘{link}’ wordt geen link, want in het adres staat een spatie. Haal die weg."
NO_SCHEME = "‘{link}’ wordt geen link. Begin het adres met https://."
UNCLOSED = (
    "Na ‘**{words}’ ontbreken de sterretjes waarmee vette tekst eindigt. Zo komen de tekens op de website."
)
LONGEST = 40
"""Of what a remark repeats."""


def remark_on_markup(text: str) -> str:
    """In Dutch, each mark once; empty when there is none."""
    remarks = [
        *map(_remark, STRANGE.finditer(text)),
        *map(_about_link, LINK.finditer(text)),
        *_unclosed(text),
    ]
    return " ".join(filter(None, dict.fromkeys(remarks)))


def forbidden_link_in(text: str, *, known: str = "") -> str:
    """In Dutch, of the first link to an address of a kind that no link may have, and that does not stand in the known
    text already; empty when there is none."""
    for found in LINK.finditer(text):
        scheme = SCHEME.match(found["address"])
        if scheme and scheme[1].lower() not in ALLOWED_SCHEMES and found[0] not in known:
            return FORBIDDEN.format(link=_shown(found))
    return ""


def _remark(found: re.Match[str]) -> str:
    if found["table"]:
        return TABLE
    mark = found["mark"]
    return f"‘{mark}’ is geen opmaak die wij kennen. Bedoelt u ‘{OURS.get(mark, '### ')}’?"


def _about_link(found: re.Match[str]) -> str:
    address = found["address"]
    if re.search(r"(?<!\\)\s", address) and checked_address(address_in(address)):
        return SPACE_IN_ADDRESS.format(link=_shown(found))
    return NO_SCHEME.format(link=_shown(found)) if HAS_NO_SCHEME.fullmatch(address) else ""


def _shown(found: re.Match[str]) -> str:
    return f"[{shorten(found['words'], LONGEST, placeholder=' …')}]({found['address'][:LONGEST]})"


def _unclosed(text: str) -> Iterator[str]:
    for line in _paragraphs(text):
        if words := unclosed_in(line):
            yield UNCLOSED.format(words=shorten(words, LONGEST, placeholder=" …"))


def _paragraphs(text: str) -> Iterator[str]:
    """What stands inside one block each, on one line: marks do not reach further."""
    words: list[str] = []
    for line in map(str.strip, text.splitlines()):
        marker = MARKER.match(line)
        if words and (marker or not line):
            yield " ".join(words)
            words = []
        if line:
            words.append(line[marker.end() :] if marker else line)
    if words:
        yield " ".join(words)
