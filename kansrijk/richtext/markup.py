r"""The light markup of seeds and workbooks, turned into the HTML subset of sanitise.py.

A blank line ends a block and a plain line joins the block that is open. A block begins with `## `, `### `,
`- `, `1. ` (or `1) `) or `> `. What belongs to an item of a list, such as a list inside it, stands two spaces
further to the right. What stands inside a block: inline_markup.py. All other characters are just text; to_markup.py is the way back.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kansrijk.richtext.inline_markup import html_from_line
from kansrijk.richtext.normal_form import DEEPEST_LIST
from kansrijk.richtext.sanitise import sanitise

MARKER = re.compile(
    r"(?P<heading>###?) (?=.)|(?P<bullet>-) (?=.)|(?P<number>[0-9]{1,3}[.)]) (?=.)|(?P<quotation>>)(?: |$)"
)
LIST_MARKER = re.compile(r"(?P<bullet>-) (?=.)|(?P<number>[0-9]{1,3}[.)]) (?=.)")
INDENT = 2
"""How many spaces further to the right the content of an item stands, at least."""


def html_from_markup(text: str) -> str:
    """Clean HTML with the same words as `text`; takes time in proportion to its length."""
    return sanitise("".join(_Blocks(text.splitlines(), MARKER).html()))


@dataclass
class _List:
    """A list that is still open, with its tag and how far to the right its markers stand."""

    tag: str
    indent: int


@dataclass
class _Blocks:
    """Reads lines one by one. A paragraph is written when something else begins."""

    lines: Iterable[str]
    marker: re.Pattern[str]
    written: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    """The open ones, outermost first; the last item of each is open too."""
    words: list[str] = field(default_factory=list)
    """The lines of the paragraph that is open."""
    quoted: list[str] | None = None
    """The lines of the quotation that is open."""

    def html(self) -> list[str]:
        is_after_blank = False
        for line in self.lines:
            text = line.strip()
            if text:
                self.read(text, len(line) - len(line.lstrip()), is_after_blank=is_after_blank)
            elif self.quoted is not None:
                self.end_quotation()
            is_after_blank = not text
        self.end_all()
        return self.written

    def read(self, text: str, indent: int, *, is_after_blank: bool) -> None:
        match = self.marker.match(text)
        kind = match.lastgroup if match else ""
        if self.quoted is not None and kind not in ("", "quotation"):
            self.end_quotation()
        if match is None:
            self.read_words(text, indent, is_after_blank=is_after_blank)
        elif kind == "quotation":
            if self.quoted is None:
                self.end_all()
                self.quoted = []
            self.quoted.append(text[match.end() :])
        elif kind == "heading":
            self.end_all()
            tag = f"h{len(match['heading'])}"
            self.written.append(f"<{tag}>{html_from_line(text[match.end() :].strip())}</{tag}>")
        else:
            self.read_item(text, match, indent, is_after_blank=is_after_blank)

    def read_words(self, text: str, indent: int, *, is_after_blank: bool) -> None:
        if self.quoted is not None:
            self.quoted.append(text)
            return
        if is_after_blank:
            self.end_paragraph()
            while self.lists and indent < self.lists[-1].indent + INDENT:
                self.end_list()
        self.words.append(text)

    def read_item(self, text: str, match: re.Match[str], indent: int, *, is_after_blank: bool) -> None:
        self.end_paragraph()
        while len(self.lists) > 1 and indent < self.lists[-1].indent:
            self.end_list()
        if self.lists and indent < self.lists[0].indent:
            self.lists[0].indent = indent
        is_deeper = bool(self.lists) and indent >= self.lists[-1].indent + INDENT
        item: re.Match[str] | None = match
        if not is_deeper or len(self.lists) == DEEPEST_LIST:
            self.next_item("ul" if match["bullet"] else "ol", indent, is_after_blank=is_after_blank)
            text = text[match.end() :].strip()
            item = LIST_MARKER.match(text)
        # An item may begin with a list of its own.
        while item and len(self.lists) < DEEPEST_LIST:
            self.begin_list("ul" if item["bullet"] else "ol", max(indent, self.next_indent()))
            text = text[item.end() :].strip()
            item = LIST_MARKER.match(text)
        self.words.append(text)

    def next_indent(self) -> int:
        return self.lists[-1].indent + INDENT if self.lists else 0

    def next_item(self, tag: str, indent: int, *, is_after_blank: bool) -> None:
        if self.lists and self.lists[-1].tag == tag and not is_after_blank:
            self.written.append("</li><li>")
            return
        if self.lists:
            indent = self.lists[-1].indent
            self.end_list()
        self.begin_list(tag, indent)

    def begin_list(self, tag: str, indent: int) -> None:
        self.lists.append(_List(tag, indent))
        self.written.append(f"<{tag}><li>")

    def end_list(self) -> None:
        self.end_paragraph()
        self.written.append(f"</li></{self.lists.pop().tag}>")

    def end_paragraph(self) -> None:
        if self.words:
            self.written.append(f"<p>{html_from_line(' '.join(self.words))}</p>")
            self.words = []

    def end_quotation(self) -> None:
        lines, self.quoted = self.quoted or [], None
        inner = "".join(_Blocks(lines, LIST_MARKER).html())
        if inner:
            self.written.append(f"<blockquote>{inner}</blockquote>")

    def end_all(self) -> None:
        if self.quoted is not None:
            self.end_quotation()
        self.end_paragraph()
        while self.lists:
            self.end_list()
