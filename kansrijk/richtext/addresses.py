"""Which addresses a link in body text may have."""

import re
from urllib.parse import urlsplit

IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x20\x7f-\xa0]+")
ALLOWED = re.compile(r"https?://[^/\\]|mailto:[^@]+@|tel:[+0-9]|/(?![/\\])|#.", re.IGNORECASE)


def checked_address(address: str) -> str:
    """The address if it is a web, mail or telephone address or one of our own pages; otherwise nothing.

    An address that begins with // leads to another site while it looks like one of ours.
    """
    address = IGNORED_BY_BROWSERS.sub("", address)
    if not ALLOWED.match(address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme not in {"http", "https"} or parts.hostname else ""
