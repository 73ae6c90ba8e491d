"""What the office reads once something is published: that visitors see it now, or what still keeps it from them."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kansrijk.publishing.models import Record, Revision
from kansrijk.publishing.review.access import change_url
from kansrijk.publishing.showing import lacks_consent, unseen

SHOWN = 10
CONSENT_ANCHOR = "id_consent_ground"


def told_one(title: str, published: Revision) -> str:
    """About one record; with a link when there is something to arrange."""
    if not (hidden := unseen([published])):
        return f"‘{title}’ is gepubliceerd. Bezoekers zien het nu."
    return format_html("‘{}’ is gepubliceerd, maar nog niet te zien. {}", title, todo(hidden[0]))


def told_all(published: Sequence[Revision]) -> str:
    """About a release."""
    hidden = unseen(published)
    if not hidden:
        return f"Gepubliceerd: {len(published)}. Bezoekers zien het nu."
    lines = format_html_join("", " ‘{}’: {}", ((record, todo(record)) for record in hidden[:SHOWN]))
    more = f" En nog {len(hidden) - SHOWN}." if len(hidden) > SHOWN else ""
    return format_html(
        "Gepubliceerd: {}. Daarvan nog niet te zien: {}.{}{}", len(published), len(hidden), lines, more
    )


def todo(record: Record) -> str | SafeString:
    """What must happen before visitors see it, in a sentence."""
    if lacks_consent(record):
        return format_html('<a href="{}">Regel eerst de toestemming</a>.', change_url(record, CONSENT_ANCHOR))
    return record.hidden_because
