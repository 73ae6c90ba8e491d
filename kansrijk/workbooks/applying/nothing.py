"""What is said when there is nothing to set ready: nothing differs, what differs is wrong, or nothing was chosen of it.
Pure."""

from collections.abc import Mapping
from typing import Any

from kansrijk.workbooks.plans.counting import has_work
from kansrijk.workbooks.plans.plan import RowVerdict

NO_WORK = "In dit bestand staat niets dat anders is dan op de site. Daarom is er niets klaargezet."
ALL_WRONG = (
    "Wat in dit bestand anders is dan op de site, klopt nog niet. Daarom is er niets klaargezet. Verbeter de fouten en lees "
    "het bestand opnieuw in."
)
NOTHING_CHOSEN = "U koos niets uit dit bestand. Daarom is er niets klaargezet."
TO_CLEAR = "Wilt u velden leegmaken? Zet dan onderaan het vinkje."
TO_WIN = "Wilt u iets overnemen dat dubbel gewijzigd is? Kies daar dan ‘Neem uw bestand’."
OR_LEAVE = "Moet alles blijven zoals het is? Dan hoeft u niets te doen."


def why_nothing(counts: Mapping[str, Any]) -> str:
    """From Upload.counts: why, and what to do."""
    if not has_work(counts):
        return ALL_WRONG if counts.get("rows", {}).get(RowVerdict.REFUSED) else NO_WORK
    ways = [sentence for name, sentence in (("cleared", TO_CLEAR), ("conflicts", TO_WIN)) if counts.get(name)]
    return " ".join([NOTHING_CHOSEN, *ways, OR_LEAVE])
