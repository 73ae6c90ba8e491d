r"""Body text as a person types it: HTML in normal form to the light markup of markup.py, without losing anything.

What looks like a mark but is none gets a backslash, and only where the reader would otherwise take it for one.
"""

import re
from collections.abc import Iterator
from html import unescape

from kansrijk.richtext.inline_markup import PUNCTUATION, html_from_line
from kansrijk.richtext.markup import INDENT, MARKER

_BLOCK_TAG = re.compile(r"<(/?)(p|h2|h3|ul|ol|li|blockquote)>")
_INLINE = re.compile(r'<(?:(?P<end>/)?(?P<tag>strong|em|a)(?: href="(?P<address>[^"]*)")?)>|(?P<text>[^<]+)')
_MAY_MARK = re.compile(r"[*\[\]\\<]")
_TO_ESCAPE = re.compile(rf"[*\[\]]|\\(?=[{PUNCTUATION} ]|$)")
_TO_ESCAPE_IN_ADDRESS = re.compile(r"[()\\\s]")
_STARS = {"em": "*", "strong": "**"}
_FORMULA_AFTER_APOSTROPHE = re.compile(r"'[=+\-@]")
_HEADINGS = {"h2": "## ", "h3": "### "}
_SPACES = " " * INDENT

Block = tuple[str, list[str]]
"""Its tag and its lines."""


def markup_from_html(html: str) -> str:
    """html_from_markup() of it gives the same HTML again, when that is in the normal form of sanitise.py."""
    if "<" not in html:
        return ""
    return "\n".join(_joined(_blocks(_parts(html))))


def _parts(html: str) -> Iterator[str]:
    """Block tags as `p` and `/p`; everything between them as it is, behind a <."""
    at = 0
    for match in _BLOCK_TAG.finditer(html):
        if match.start() > at:
            yield f"<{html[at : match.start()]}"
        yield match[1] + match[2]
        at = match.end()


def _joined(blocks: list[Block]) -> list[str]:
    """With a blank line between two blocks."""
    lines: list[str] = []
    for number, (_tag, block) in enumerate(blocks):
        lines += ([""] if number else []) + block
    return lines


def _blocks(parts: Iterator[str]) -> list[Block]:
    """Until the end of the container that the parts are in."""
    blocks: list[Block] = []
    for part in parts:
        if part[0] == "/" and part[1:] in ("li", "blockquote"):
            break
        if part[0] == "<":
            blocks.append(("p", [_line(part[1:])]))
        elif part in _HEADINGS:
            blocks.append((part, [_HEADINGS[part] + _written(next(parts)[1:])]))
        elif part in ("ul", "ol"):
            blocks.append((part, list(_list(part, parts))))
        elif part == "blockquote":
            quoted = _joined(_blocks(parts))
            blocks.append((part, [f"> {line}".rstrip() for line in quoted]))
    return blocks


def _list(tag: str, parts: Iterator[str]) -> Iterator[str]:
    number = 0
    for part in parts:
        if part == f"/{tag}":
            return
        number = min(number + 1, 999)
        first, *others = _item(_blocks(parts))
        yield f"{'-' if tag == 'ul' else f'{number}.'} {first}"
        for line in others:
            yield f"{_SPACES}{line}" if line else ""


def _item(blocks: list[Block]) -> list[str]:
    """A list directly under the first text needs no blank line."""
    (first_tag, first), *others = blocks
    if first_tag == "p" and others and others[0][0] in ("ul", "ol"):
        return [*first, *_joined(others)]
    return _joined(blocks)


def _line(inner: str) -> str:
    """A paragraph; what begins it may not look like the mark of another block."""
    line = _written(inner)
    if match := MARKER.match(line):
        mark = match["number"]
        return f"{mark[:-1]}\\{line[len(mark) - 1 :]}" if mark else f"\\{line}"
    return f"\\{line}" if _FORMULA_AFTER_APOSTROPHE.match(line) else line


def _written(inner: str) -> str:
    """Without backslashes where the reader needs none."""
    if not _MAY_MARK.search(inner):
        return unescape(inner)
    plain = "".join(_Plain(inner).pieces)
    return plain if html_from_line(plain) == inner else "".join(_Careful(inner).pieces)


class _Plain:
    """As a person would type it."""

    def __init__(self, inner: str) -> None:
        self.pieces: list[str] = []
        self.address = ""
        for part in _INLINE.finditer(inner):
            if text := part["text"]:
                self.add_text(unescape(text))
            elif part["tag"] != "a":
                self.add_stars(_STARS[part["tag"]], is_end=bool(part["end"]))
            elif part["end"]:
                self.add_address(self.address)
            else:
                self.address = unescape(part["address"])
                self.add_bracket()

    def add_text(self, text: str) -> None:
        self.pieces.append(text)

    def add_stars(self, stars: str, *, is_end: bool) -> None:
        self.pieces.append(stars)

    def add_bracket(self) -> None:
        self.pieces.append("[")

    def add_address(self, address: str) -> None:
        self.pieces.append(f"]({address})")


class _Careful(_Plain):
    r"""Whatever could be a mark has a backslash, and `\ ` parts marks from letters and from each other."""

    follows = ""
    """Stars that were written last: "begin" or "end"."""

    def add_text(self, text: str) -> None:
        if (self.follows == "begin" and text[0] == " ") or (self.follows == "end" and text[0].isalnum()):
            self.pieces.append("\\ ")
        self.follows = ""
        self.pieces.append(_TO_ESCAPE.sub(r"\\\g<0>", text))

    def add_stars(self, stars: str, *, is_end: bool) -> None:
        before = self.pieces[-1][-1] if self.pieces else ""
        if self.follows or (before == " " if is_end else before.isalnum()):
            self.pieces.append("\\ ")
        self.pieces.append(stars)
        self.follows = "end" if is_end else "begin"

    def add_bracket(self) -> None:
        self.follows = ""
        super().add_bracket()

    def add_address(self, address: str) -> None:
        self.follows = ""
        super().add_address(_TO_ESCAPE_IN_ADDRESS.sub(r"\\\g<0>", address))
