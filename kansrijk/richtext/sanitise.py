"""The HTML we allow in body text, and how anything else is brought back to it.

Two steps: nh3 (a browser's parser, in Rust) takes out what is dangerous and repairs the nesting; normal_form.py
then writes anew what is left. What is too large to be a text of ours keeps its words only.
"""

import re
from html import escape, unescape

import nh3

from kansrijk.richtext.normal_form import BLOCKS, INLINE, INVISIBLE, NormalFormWriter

MAX_CHARACTERS = 100_000
"""Some forty printed pages, mark-up included; the longest story we have is a tenth of that."""
MAX_MARKS = 10_000
"""Tags and escaped characters. A browser's parser needs time in the square of them: at this number 0.4 s."""

CONTENT_DROPPED = {"script", "style", "template", "title", "svg", "math", "iframe", "object", "noscript"}
BETWEEN_BLOCKS = re.compile(r"</?(?:p|h2|h3|ul|ol|li|blockquote)>")
TAG = re.compile(r"<[^<>]*>?")

without_danger = nh3.Cleaner(
    tags=BLOCKS | INLINE,
    clean_content_tags=CONTENT_DROPPED,
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
).clean


class CleanHtml(str):
    """What sanitise() made: it passes several more doors on its way to the database, and need not be read again."""

    __slots__ = ()


def sanitise(html: str) -> str:
    """The same text in p, h2, h3, ul, ol, li, blockquote, strong, em and a[href]; the same again when repeated."""
    if type(html) is CleanHtml:
        return html
    # Half a surrogate pair can stand in JSON, but in no database.
    html = html.encode("utf-8", "ignore").decode()
    if is_excessive(html):
        return CleanHtml(words_only(html))
    writer = NormalFormWriter()
    # Python's parser only ever reads what nh3 wrote: on hostile input it has been slow and wrong.
    writer.feed(without_danger(html))
    writer.close()
    clean = writer.html()
    return CleanHtml(words_only(clean) if is_excessive(clean) else clean)


def still_clean(html: str) -> str:
    """The same as sanitise(), much quicker for what it made before: of that a look for danger is enough."""
    is_safe = type(html) is CleanHtml or (not is_excessive(html) and without_danger(html) == html)
    return html if is_safe else sanitise(html)


def is_excessive(html: str) -> bool:
    return len(html) > 2 * MAX_CHARACTERS or html.count("<") + html.count("&") > MAX_MARKS


def words_only(html: str) -> str:
    """One paragraph, in time that grows with the length and no faster."""
    words = " ".join(INVISIBLE.sub("", unescape(TAG.sub(" ", html))).split())
    return f"<p>{escape(words, quote=False)}</p>" if words else ""


def plain_text(html: str) -> str:
    """The words alone, on one line, for descriptions and search."""
    spaced = BETWEEN_BLOCKS.sub(" ", sanitise(html))
    return " ".join(unescape(TAG.sub("", spaced)).split())
