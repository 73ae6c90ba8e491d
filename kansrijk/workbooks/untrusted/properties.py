"""What a document says of itself, where our own workbooks hold their number."""

import re
from html import unescape
from typing import TYPE_CHECKING

from kansrijk.workbooks.untrusted.sentences import Refused

if TYPE_CHECKING:
    from kansrijk.workbooks.untrusted.answer import Answer
    from kansrijk.workbooks.untrusted.archive import Archive

DESCRIPTION = re.compile(rb"<(?:\w+:)?description\b[^<>]*>([^<]{1,500})<")


def tell_description(archive: "Archive", part: str, answer: "Answer") -> None:
    """Nothing when there is none: a file without it can be read as well."""
    if part not in archive.entries:
        return
    try:
        found = DESCRIPTION.search(archive.head(part))
    except Refused:
        return
    if found:
        answer.about(unescape(found[1].decode("utf-8", "replace")))
