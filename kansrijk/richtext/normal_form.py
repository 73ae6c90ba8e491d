"""Writes well-formed HTML anew in the one shape we store, so that equal texts are equal strings.

The shape: headings only at the top; a list item with one text holds it bare, with more in paragraphs; white space is
single spaces; marks nest as a, strong, em; nothing is empty. Safe by construction: of the input only words and
checked addresses are used, and both are escaped.
"""

import re
from html.parser import HTMLParser

from kansrijk.resources.texts import TURNING
from kansrijk.richtext.addresses import checked_address
from kansrijk.richtext.blocks import Container, Marks, TextBlock

MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em"}
INLINE = {*MARKS, "a", "br"}
HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
LISTS = {"ul", "ol"}
TABLE_PARTS = {"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"}
PAGE_PARTS = {
    "section",
    "article",
    "header",
    "footer",
    "main",
    "nav",
    "aside",
    "address",
    "figure",
    "figcaption",
}
OTHER_BLOCKS = {"p", "div", "pre", "hr", "center", "form", "details", "summary", "dl", "dt", "dd"}
# All of these keep words apart, so we need to see them; their text becomes a paragraph.
BLOCKS = {*HEADINGS, *LISTS, "li", "blockquote", *TABLE_PARTS, *PAGE_PARTS, *OTHER_BLOCKS}

DEEPEST_LIST = 3

# Control characters mean nothing, marks of direction make a text lie about its order, and the rest comes along
# unseen with text copied from a word processor.
INVISIBLE = re.compile(f"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u200b\u2060-\u2069\ufeff{TURNING}]")


class NormalFormWriter(HTMLParser):
    """Feed it well-formed HTML of nothing but BLOCKS and INLINE, then ask for html()."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Container("")
        self.containers = [self.root]
        self.open_blocks: list[tuple[int, str]] = []
        """Of every block element we are in: how many containers there were before it, and its tag for text."""
        self.block: TextBlock | None = None
        self.mark_depth = {"strong": 0, "em": 0}
        self.links: list[str] = []
        self.follows_break = False

    def html(self) -> str:
        return self.root.html()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in MARKS:
            self.mark_depth[MARKS[tag]] += 1
        elif tag == "a":
            self.links.append(checked_address(dict(attrs).get("href") or ""))
        elif tag == "br":
            self.break_line()
        elif tag == "hr":
            self.block = None
        else:
            self.open_block(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in MARKS:
            self.mark_depth[MARKS[tag]] -= 1
        elif tag == "a":
            self.links.pop()
        elif tag not in {"br", "hr"}:
            self.block = None
            height, _tag = self.open_blocks.pop()
            del self.containers[height:]

    def handle_data(self, data: str) -> None:
        text = INVISIBLE.sub("", data)
        if not text.strip():
            if text and self.block:
                self.block.add_space()
            return
        self.follows_break = False
        if not self.block:
            self.block = self.new_text_block()
        link = self.links[-1] if self.links else ""
        self.block.add(text, Marks(link, self.mark_depth["strong"] > 0, self.mark_depth["em"] > 0))

    def break_line(self) -> None:
        """One line break is a space, two are what people type for a new paragraph."""
        if self.follows_break:
            self.block = None
        elif self.block:
            self.block.add_space()
        self.follows_break = not self.follows_break

    def open_block(self, tag: str) -> None:
        self.block = None
        self.follows_break = False
        self.open_blocks.append((len(self.containers), HEADINGS.get(tag, "p")))
        if tag in LISTS:
            self.open_list(tag)
        elif tag == "li":
            self.open_item()
        elif tag == "blockquote" and len(self.containers) == 1:
            self.push(Container(tag))

    def open_list(self, tag: str) -> None:
        if sum(container.tag in LISTS for container in self.containers) < DEEPEST_LIST:
            self.leave_bare_list()
            self.push(Container(tag))

    def open_item(self) -> None:
        """In the nearest list; an item without one gets a list of its own, together with its neighbours."""
        while self.containers[-1].tag not in LISTS and any(item.tag in LISTS for item in self.containers):
            self.containers.pop()
        if self.containers[-1].tag not in LISTS:
            before = self.containers[-1].children[-1:]
            if before and isinstance(before[0], Container) and before[0].is_implied:
                self.containers.append(before[0])
            else:
                self.push(Container("ul", is_implied=True))
        self.push(Container("li"))

    def leave_bare_list(self) -> None:
        """Text and lists straight inside a list belong to its last item."""
        top = self.containers[-1]
        if top.tag in LISTS:
            if top.children and isinstance(item := top.children[-1], Container):
                self.containers.append(item)
            else:
                self.push(Container("li"))

    def new_text_block(self) -> TextBlock:
        self.leave_bare_list()
        tag = self.open_blocks[-1][1] if self.open_blocks and len(self.containers) == 1 else "p"
        block = TextBlock(tag)
        self.containers[-1].children.append(block)
        return block

    def push(self, container: Container) -> None:
        self.containers[-1].children.append(container)
        self.containers.append(container)
