"""The HTML we allow in body text, and how anything else is brought back to it."""

import nh3

TAGS = {"p", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "blockquote"}


def sanitise(html: str) -> str:
    """Clean HTML in our subset: same text, nothing else."""
    return nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto", "tel"})
