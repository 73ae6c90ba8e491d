"""The light markup of seeds and workbooks, turned into the HTML subset of sanitise.py.

A blank line ends a block and a plain line joins the block that is open. A block begins with `## `, `### `,
`- `, `1. ` or `> `; inside it stand **strong**, *em* and [text](address). All other characters are just text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from kansrijk.richtext.addresses import checked_address
from kansrijk.richtext.sanitise import sanitise

_MARKER = re.compile(
    r"(?P<heading>###?) (?=.)|(?P<bullet>-) (?=.)|(?P<number>[0-9]{1,3}\.) (?=.)|(?P<quotation>>)(?: |$)"
)
# Possessive repeats: every character is looked at once, whatever the input.
_TOKEN = re.compile(r"(?P<stars>\*++)|(?P<bracket>\[)|\]\((?P<address>[^\s()]++)\)|[^*\[\]]++|\]")
_TAGS = {"*": "em", "**": "strong"}


def html_from_markup(text: str) -> str:
    """Clean HTML with the same words as `text`; takes time in proportion to its length."""
    return sanitise("".join(_blocks(text)))


@dataclass
class _Block:
    """A heading, paragraph, list or quotation that is still open."""

    kind: str
    parts: list[list[str]] = field(default_factory=lambda: [[]])
    """The lines of each paragraph or list item."""

    def html(self) -> str:
        lines = (" ".join(part) for part in self.parts if part)
        match self.kind:
            case "p" | "h2" | "h3" as tag:
                return "".join(f"<{tag}>{_inline(line)}</{tag}>" for line in lines)
            case "blockquote" if any(self.parts):
                return f"<blockquote>{''.join(f'<p>{_inline(line)}</p>' for line in lines)}</blockquote>"
            case "ul" | "ol" as tag:
                return f"<{tag}>{''.join(f'<li>{_inline(line)}</li>' for line in lines)}</{tag}>"
            case _:
                return ""


def _blocks(text: str) -> Iterable[str]:
    block: _Block | None = None
    for line in map(str.strip, text.splitlines()):
        kind, rest = _kind_of(line)
        if block and (not line or kind not in {block.kind, "p"} or block.kind in {"h2", "h3"}):
            yield block.html()
            block = None
        if not line:
            continue
        if block is None:
            block = _Block(kind)
        elif kind in {"ul", "ol"} or (kind == "blockquote" and not rest):
            block.parts.append([])
        if rest:
            block.parts[-1].append(rest)
    if block:
        yield block.html()


def _kind_of(line: str) -> tuple[str, str]:
    """The tag of the block that a line begins or continues, and the line without its marker."""
    match = _MARKER.match(line)
    if not match:
        return "p", line
    rest = line[match.end() :].lstrip()
    match match.lastgroup:
        case "heading":
            return f"h{len(match['heading'])}", rest
        case "bullet":
            return "ul", rest
        case "number":
            return "ol", rest
        case _:
            return "blockquote", rest


class _Inline:
    """Pieces of HTML with the marks that may still turn out to be plain characters."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.open: list[tuple[str, int]] = []
        """The marks that wait for their end, outermost first, with the place of each in `pieces`."""

    def is_open(self, mark: str) -> bool:
        return any(mark == waiting for waiting, _ in self.open)

    def begin(self, mark: str) -> None:
        self.open.append((mark, len(self.pieces)))
        self.pieces.append(mark)

    def end(self, mark: str, start_tag: str, end_tag: str) -> None:
        """Closes `mark`; what was opened inside it and not closed stays plain characters."""
        while (waiting := self.open.pop())[0] != mark:
            pass
        self.pieces[waiting[1]] = start_tag
        self.pieces.append(end_tag)


def _inline(line: str) -> str:
    inline = _Inline()
    for token in _TOKEN.finditer(line):
        if token["stars"]:
            _add_stars(inline, token, line)
        elif token["bracket"]:
            # A link holds no link: the last bracket is the one that counts.
            inline.open = [waiting for waiting in inline.open if waiting[0] != "["]
            inline.begin("[")
        elif token["address"] and inline.is_open("[") and inline.pieces[-1] != "[":
            _add_link(inline, token)
        else:
            inline.pieces.append(escape(token[0], quote=False))
    return "".join(inline.pieces)


def _add_link(inline: _Inline, token: re.Match[str]) -> None:
    address = token["address"]
    if checked_address(address) == address:
        inline.end("[", f'<a href="{escape(address)}">', "</a>")
    else:
        inline.pieces.append(escape(token[0], quote=False))


def _add_stars(inline: _Inline, token: re.Match[str], line: str) -> None:
    """Emphasis begins before a word and ends after one, so 2*3*4 and a lone * are text."""
    stars, start, end = token["stars"], token.start(), token.end()
    before, after = line[max(start - 1, 0) : start], line[end : end + 1]
    may_end = bool(before.strip()) and not after.isalnum()
    may_begin = bool(after.strip()) and not before.isalnum()
    if stars == "***" and may_end and inline.is_open("*") and inline.is_open("**"):
        marks = [mark for mark, _ in reversed(inline.open) if mark in _TAGS]
    else:
        marks = ["**", "*"] if stars == "***" and may_begin and not inline.open else [stars]
    for mark in marks:
        if mark in _TAGS and may_end and inline.is_open(mark):
            inline.end(mark, f"<{_TAGS[mark]}>", f"</{_TAGS[mark]}>")
        elif mark in _TAGS and may_begin and not inline.is_open(mark):
            inline.begin(mark)
        else:
            inline.pieces.append(mark)
