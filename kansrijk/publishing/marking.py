"""Marks in two texts what differs, word by word: <del> in the old one, <ins> in the new one. Pure.

What comes out is safe HTML; without the marks each side is exactly its text.
"""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Literal

from django.utils.safestring import SafeString, mark_safe

from kansrijk.publishing.sequences import Match, matches
from kansrijk.richtext.sanitise import sanitise

Mark = Literal["del", "ins"]

WORD = re.compile(r"\w+|\s+|[^\w\s]+")
TAG_OR_TEXT = re.compile(r"<[^<>]*>|[^<>]+")
BLOCK_TAGS = {f"<{tag}>" for tag in ("p", "h2", "h3", "ul", "ol", "li", "blockquote")}

LEAST_SHARED = 0.25
"""With a smaller part of the words in common, marks word by word make the text harder to read, not easier."""


def marked_text(old: str, new: str) -> tuple[SafeString, SafeString]:
    """Both sides of a plain text; white space stays as it is."""
    sides = _Words(WORD.findall(old)), _Words(WORD.findall(new))
    keep_common(*sides)
    return sides[0].html("del"), sides[1].html("ins")


def marked_html(old: str, new: str) -> tuple[SafeString, SafeString]:
    """Both sides of a rich text, sanitised; paragraphs are laid beside each other first, then their words.

    A word counts as changed too when it became bold, a heading, a link to elsewhere or the start of a paragraph.
    """
    before, after = _RichText(sanitise(old)), _RichText(sanitise(new))
    end_old = end_new = 0
    for match in [*matches(before.blocks, after.blocks), Match(len(before.blocks), len(after.blocks), 0)]:
        keep_common(before.part(end_old, match.old), after.part(end_new, match.new))
        end_old, end_new = match.old + match.size, match.new + match.size
        before.part(match.old, end_old).keep()
        after.part(match.new, end_new).keep()
    return before.html("del"), after.html("ins")


@dataclass
class _Words:
    """Words and the white space between them."""

    texts: list[str]
    keys: Sequence[Hashable] = ()
    """Two words with the same key are the same; the words themselves when left out."""
    kept: list[bool] = field(default_factory=list)
    """Of each word whether it stayed; shared with the text that this is a part of."""
    offset: int = 0

    def __post_init__(self) -> None:
        self.keys = self.keys or self.texts
        self.kept = self.kept or [False] * len(self.texts)

    @property
    def count(self) -> int:
        """How many words, white space not counted."""
        return sum(not text.isspace() for text in self.texts)

    def keep(self, start: int = 0, size: int | None = None) -> None:
        size = len(self.texts) - start if size is None else size
        start += self.offset
        self.kept[start : start + size] = [True] * size

    def html(self, mark: Mark) -> SafeString:
        writer = _Writer(mark)
        for text, is_kept in zip(self.texts, self.kept, strict=True):
            writer.write(text, is_kept)
        return writer.html()


def keep_common(old: _Words, new: _Words) -> None:
    """Notes on both sides which words stayed."""
    if old.keys == new.keys:
        old.keep()
        new.keep()
        return
    # White space alone, between two changed words, reads better as part of the change.
    found = [
        (match, shared)
        for match in matches(old.keys, new.keys)
        if (shared := _Words(old.texts[match.old : match.old + match.size]).count)
    ]
    if sum(shared for _, shared in found) < LEAST_SHARED * min(old.count, new.count):
        return
    for match, _ in found:
        old.keep(match.old, match.size)
        new.keep(match.new, match.size)


class _RichText:
    """A text in normal form: its words, in what each is dressed, and the tags around them."""

    def __init__(self, html: str) -> None:
        self.layout: list[str | int] = []
        """Tags, and numbers of words, in their order."""
        self.texts: list[str] = []
        self.keys: list[Hashable] = []
        starts: list[int] = []
        """The first word of each paragraph or other part that stands at the top."""
        open_tags: list[str] = []
        begins_block = False
        for piece in TAG_OR_TEXT.findall(html):
            if piece.startswith("<"):
                begins_block |= piece in BLOCK_TAGS
                if not open_tags:
                    starts.append(len(self.texts))
                open_tags.pop() if piece.startswith("</") else open_tags.append(piece)
                self.layout.append(piece)
                continue
            for text in WORD.findall(unescape(piece)):
                self.layout.append(len(self.texts))
                self.texts.append(text)
                self.keys.append((text, tuple(open_tags), begins_block))
                begins_block = False
        self.kept = [False] * len(self.texts)
        self.starts = [*starts, len(self.texts)]
        self.blocks = [
            tuple(self.keys[start:end]) for start, end in zip(self.starts, self.starts[1:], strict=False)
        ]

    def part(self, first: int, end: int) -> _Words:
        """The words of some of the blocks."""
        start, stop = self.starts[first], self.starts[end]
        return _Words(self.texts[start:stop], self.keys[start:stop], self.kept, start)

    def html(self, mark: Mark) -> SafeString:
        writer = _Writer(mark)
        for piece in self.layout:
            if isinstance(piece, str):
                writer.write_tag(piece)
            else:
                writer.write(self.texts[piece], self.kept[piece])
        return writer.html()


class _Writer:
    """Escapes words, and puts each row of changed ones in a mark; a mark never crosses a tag."""

    def __init__(self, mark: Mark) -> None:
        self.mark = mark
        self.is_marking = False
        self.pieces: list[str] = []

    def write(self, text: str, is_kept: bool) -> None:
        self._set_marking(not is_kept)
        self.pieces.append(escape(text, quote=False))

    def write_tag(self, tag: str) -> None:
        """`tag` comes from the sanitiser."""
        self._set_marking(False)
        self.pieces.append(tag)

    def html(self) -> SafeString:
        self._set_marking(False)
        return mark_safe("".join(self.pieces))  # noqa: S308 - words are escaped, tags are the sanitiser's

    def _set_marking(self, is_marking: bool) -> None:
        if is_marking != self.is_marking:
            self.pieces.append(f"<{self.mark}>" if is_marking else f"</{self.mark}>")
            self.is_marking = is_marking
