r"""What stands inside one paragraph of light markup: **strong**, *em*, [text](address) and plain characters.

A backslash makes the character after it plain: \* is a star. Where a mark stands inside a word, `\ ` (with a space)
parts it from the letters: `**K**\ ansrijk` is a strong K.
"""

import re
from html import escape

from kansrijk.richtext.addresses import checked_address

PUNCTUATION = r"!-/:-@\[-`{-~"
"""Of ASCII, inside a character class: what a backslash makes plain."""
_ADDRESS = r"(?:[^\s()\\]|\\[()\\\s]|\\|\((?:[^\s()\\]|\\)*+\))++"
# Possessive repeats: every character is looked at once, whatever the input.
_TOKEN = re.compile(
    rf"\\(?P<plain>[{PUNCTUATION}])|(?P<parts>\\ (?=\*)|(?<=\*)\\ )|(?P<stars>\*++)|(?P<bracket>\[)"
    rf"|\]\((?P<address>{_ADDRESS})\)|[^*\[\]\\]++|[\]\\]"
)
_IN_ADDRESS = re.compile(r"\\([()\\\s])")
_TAGS = {"*": "em", "**": "strong"}


def html_from_line(line: str) -> str:
    """Takes time in proportion to the length of the line."""
    inline = _Inline(line)
    for token in _TOKEN.finditer(line):
        inline.add(token)
    return "".join(inline.pieces)


def unclosed_in(line: str) -> str:
    """The words behind the first ** that begins strong text without an end, so that it stays plain; else nothing."""
    inline = _Inline(line)
    begun: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(line):
        place = len(inline.pieces)
        inline.add(token)
        if inline.open[-1:] == [("**", place)]:
            begun.append((place, token.end()))
    return next((line[end:] for place, end in begun if inline.pieces[place] == "**"), "")


def address_in(written: str) -> str:
    """The address as it is, from how it stands between the parentheses of a link."""
    return _IN_ADDRESS.sub(r"\1", written)


class _Inline:
    """Pieces of HTML with the marks that may still turn out to be plain characters."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.pieces: list[str] = []
        self.open: list[tuple[str, int]] = []
        """The marks that wait for their end, outermost first, with the place of each in `pieces`."""
        self.parted_until = -1
        """Where the last `\\ ` ended."""

    def add(self, token: re.Match[str]) -> None:
        if token["plain"]:
            self.pieces.append(escape(token["plain"], quote=False))
        elif token["parts"]:
            self.parted_until = token.end()
        elif token["stars"]:
            self.add_stars(token["stars"], token.start(), token.end())
        elif token["bracket"]:
            # A link holds no link: the last bracket is the one that counts.
            self.open = [waiting for waiting in self.open if waiting[0] != "["]
            self.begin("[")
        elif token["address"] and ("[", len(self.pieces) - 1) not in self.open and self.is_open("["):
            self.add_link(token)
        else:
            self.pieces.append(escape(token[0], quote=False))

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

    def add_link(self, token: re.Match[str]) -> None:
        address = address_in(token["address"])
        if checked_address(address) == address:
            self.end("[", f'<a href="{escape(address)}">', "</a>")
        else:
            self.pieces.append(escape(token[0], quote=False))

    def add_stars(self, stars: str, start: int, end: int) -> None:
        """Emphasis begins before a word and ends after one, so 2*3*4 and a lone * are text."""
        before = "\\" if self.parted_until == start else self.line[max(start - 1, 0) : start]
        after = self.line[end : end + 1]
        may_end = bool(before.strip()) and not after.isalnum()
        may_begin = bool(after.strip()) and not before.isalnum()
        if stars == "***" and may_end and self.is_open("*") and self.is_open("**"):
            marks = [mark for mark, _ in reversed(self.open) if mark in _TAGS]
        else:
            is_both = stars == "***" and may_begin and not (self.is_open("*") or self.is_open("**"))
            marks = ["**", "*"] if is_both else [stars]
        for mark in marks:
            if mark in _TAGS and may_end and self.is_open(mark):
                self.end(mark, f"<{_TAGS[mark]}>", f"</{_TAGS[mark]}>")
            elif mark in _TAGS and may_begin and not self.is_open(mark):
                self.begin(mark)
            else:
                self.pieces.append(mark)
