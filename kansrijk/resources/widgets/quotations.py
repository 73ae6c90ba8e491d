"""Cells with what somebody said. The page puts quotation marks around it, so those that people type would be double."""

import re

from kansrijk.resources.names import Names
from kansrijk.resources.widgets.texts import ProseWidget, text_in
from kansrijk.workbooks.book import Value

CLOSES = {
    "“": "”",
    "„": "”“",
    "”": "”",
    '"': '"',
    "«": "»",
    "»": "«",
    "‘": "’",
    "‚": "’‘",
    "’": "’",
    "'": "'",
}
"""By the mark that opens a quotation the marks that may close it."""
APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)|(?<!\w)['’‘](?=(?:[stnkmr]|ns|ie)\b)", re.IGNORECASE)
"""Of foto's and 's avonds: no mark of a quotation."""
CUT = "De aanhalingstekens om het citaat zijn weggelaten: de site zet ze er zelf bij."


def without_marks(text: str) -> str:
    """Without the one pair of quotation marks around the whole; the same text when the marks are no such pair."""
    bare = APOSTROPHE.sub("_", text)
    inside, closing = bare[1:-1], CLOSES.get(bare[:1], "")
    is_pair = len(bare) > 2 and bare[-1] in closing
    if not is_pair or any(mark in inside for mark in (bare[0], *closing)):
        return text
    return text[1:-1].strip() or text


class QuotationWidget(ProseWidget):
    how_to = "Zonder aanhalingstekens eromheen: die zet de site er zelf bij."

    def read(self, value: Value, names: Names) -> str:
        return without_marks(super().read(value, names))

    def remark(self, value: Value) -> str:
        text = text_in(value)
        return CUT if without_marks(text) != text else ""
