"""Merged cells below the headings: what stands in them counts for their first row only, though people see it at all."""

from kansrijk.workbooks.book import Area, cell_name
from kansrijk.workbooks.planning.headings import FoundSheet

MERGED = (
    "De cellen {first} tot en met {last} zijn samengevoegd: alleen {first} telt. Splits ze als de tekst ook bij de andere "
    "{others} hoort."
)
MORE = "Ook op andere plekken zijn cellen samengevoegd: {places}."
MOST_NAMED = 5


def merged_in(found: FoundSheet) -> list[str]:
    """A sentence about the first of them, and one that names the others; only where a column is that we read."""
    areas = sorted(area for area in found.sheet.merged if _counts(area, found))
    if not areas:
        return []
    first, last = _corners(areas[0])
    others = "rijen" if areas[0][2] > areas[0][0] else "kolommen"
    said = [MERGED.format(first=first, last=last, others=others)]
    if len(areas) > 1:
        named = ["{}:{}".format(*_corners(area)) for area in areas[1:]]
        more = " en meer" if len(named) > MOST_NAMED else ""
        said.append(MORE.format(places=", ".join(named[:MOST_NAMED]) + more))
    return said


def _counts(area: Area, found: FoundSheet) -> bool:
    top, left, _bottom, right = area
    is_below = found.heading_row < top <= len(found.sheet.rows)
    return is_below and any(left <= column <= right for column in found.columns)


def _corners(area: Area) -> tuple[str, str]:
    top, left, bottom, right = area
    return cell_name(top, left), cell_name(bottom, right)
