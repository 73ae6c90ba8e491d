"""The XML in a workbook: only without a document type, and for calamine always in UTF-8."""

import re
from collections.abc import Callable

from kansrijk.workbooks.untrusted.sentences import DAMAGED, SUSPECT, Refused

PROLOG = re.compile(rb"(?:\s++|<\?(?:(?!\?>).)*+\?>|<!--(?:(?!-->).)*+-->)*+", re.DOTALL)
ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
DECLARATION = re.compile(r"\s*<\?xml[^<>]*>")
CDATA = (b"<![CDATA[", b"]]>")
COMMENT = (b"<!--", b"-->")
INSTRUCTION = (b"<?", b"?>")
START_OF_OTHERS = b"<!"
"""Of CDATA and of comments."""
HEAD_BYTES = 16_384
"""Enough for what stands before the first element."""
OTHER_ENCODINGS = {
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "us-ascii": "latin-1",
    "iso-8859-1": "latin-1",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "windows-1252",
}
UTF16_STARTS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}


def is_untidy(head: bytes) -> bool:
    """Whether this beginning is of a part that tidy() changes. Refuses a document type: that is where entities come from."""
    bare = head[:HEAD_BYTES].removeprefix(b"\xef\xbb\xbf")
    after_prolog = PROLOG.match(bare).end()  # type: ignore[union-attr]  # matches the empty string as well
    if bare[after_prolog : after_prolog + 2] == b"<!":
        raise Refused(SUSPECT)
    return encoding_of(head) is not None


def tidy(part: bytes) -> bytes:
    """The same XML in UTF-8."""
    part = in_utf8(part)
    is_untidy(part)
    return part


def only_elements(part: bytes) -> bytes:
    """Without comments and instructions, and with CDATA as ordinary text."""
    part = replaced(part, *CDATA, by=escaped)
    part = replaced(part, *COMMENT, by=lambda inside: b"")
    return replaced(part, *INSTRUCTION, by=lambda inside: b"")


def replaced(part: bytes, opening: bytes, closing: bytes, *, by: Callable[[bytes], bytes]) -> bytes:
    """No regular expression: one that finds no end would start again at every opening."""
    pieces, place = [], 0
    while (start := part.find(opening, place)) >= 0:
        end = part.find(closing, start + len(opening))
        if end < 0:
            break
        pieces += [part[place:start], by(part[start + len(opening) : end])]
        place = end + len(closing)
    return b"".join([*pieces, part[place:]])


def in_utf8(part: bytes) -> bytes:
    encoding = encoding_of(part)
    if encoding is None:
        return part
    try:
        return DECLARATION.sub("", part.decode(encoding).removeprefix("\ufeff"), count=1).encode()
    except UnicodeError as error:
        raise Refused(DAMAGED) from error


def encoding_of(head: bytes) -> str | None:
    """None for UTF-8."""
    if head[:2] in UTF16_STARTS:
        return UTF16_STARTS[head[:2]]
    found = ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
    name = found[1].decode().lower() if found else "utf-8"
    if name in ("utf-8", "utf8"):
        return None
    if name not in OTHER_ENCODINGS:
        raise Refused(SUSPECT)
    return OTHER_ENCODINGS[name]


def escaped(text: bytes) -> bytes:
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
