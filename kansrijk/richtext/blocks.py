"""The parts of a text in normal form, and how each is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import NamedTuple


class Marks(NamedTuple):
    """What a piece of text is dressed in, from the outside in."""

    link: str
    strong: bool
    em: bool

    def shared_with(self, other: "Marks") -> "Marks":
        return Marks(
            self.link if self.link == other.link else "", self.strong and other.strong, self.em and other.em
        )


Piece = tuple[Marks, str]


@dataclass
class TextBlock:
    """A paragraph or heading. A space between two pieces wears only what both have in common."""

    tag: str
    pieces: list[Piece] = field(default_factory=list)
    ends_in_space: bool = False

    def add_space(self) -> None:
        self.ends_in_space = True

    def add(self, text: str, marks: Marks) -> None:
        """`text` holds at least one word."""
        if self.pieces and (self.ends_in_space or text[0].isspace()):
            self.pieces.append((marks.shared_with(self.pieces[-1][0]), " "))
        self.pieces.append((marks, " ".join(text.split())))
        self.ends_in_space = text[-1].isspace()

    def inner_html(self) -> str:
        return "".join(links(self.pieces))

    def html(self) -> str:
        return f"<{self.tag}>{self.inner_html()}</{self.tag}>"


def links(pieces: Iterable[Piece]) -> Iterable[str]:
    for link, group in groupby(pieces, key=lambda piece: piece[0].link):
        inner = "".join(strongs(group))
        yield f'<a href="{escape(link)}">{inner}</a>' if link else inner


def strongs(pieces: Iterable[Piece]) -> Iterable[str]:
    for strong, group in groupby(pieces, key=lambda piece: piece[0].strong):
        inner = "".join(emphases(group))
        yield f"<strong>{inner}</strong>" if strong else inner


def emphases(pieces: Iterable[Piece]) -> Iterable[str]:
    for em, group in groupby(pieces, key=lambda piece: piece[0].em):
        inner = "".join(escape(text, quote=False) for _marks, text in group)
        yield f"<em>{inner}</em>" if em else inner


@dataclass
class Container:
    """A list, an item of it, a quotation, or (without a tag) the whole text."""

    tag: str
    is_implied: bool = False
    """A list that the input left out around its items."""
    children: list["Container | TextBlock"] = field(default_factory=list)

    def html(self) -> str:
        is_bare = self.tag == "li" and sum(isinstance(child, TextBlock) for child in self.children) == 1
        inner = "".join(
            child.inner_html() if is_bare and isinstance(child, TextBlock) else child.html()
            for child in self.children
        )
        return f"<{self.tag}>{inner}</{self.tag}>" if self.tag and inner else inner
