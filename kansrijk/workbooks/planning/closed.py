"""Sheets on which somebody may change nothing: said once for the whole sheet, since no row of it can be mended. Pure."""

from collections.abc import Iterable

from kansrijk.workbooks.known.facts import Known
from kansrijk.workbooks.planning.headings import FoundSheet

OFFICE_SHEET = (
    "Alleen de redactie kan de lijst ‘{title}’ wijzigen. Daarom is {place} overgeslagen: wat u daarin hebt veranderd, "
    "nemen we niet over."
)


def without_closed(sheets: Iterable[FoundSheet], known: Known) -> list[FoundSheet]:
    """The lists of the office as sheets that are skipped, for who is not of the office."""
    return [_closed(one) if one.is_data and _is_closed(one, known) else one for one in sheets]


def _is_closed(found: FoundSheet, known: Known) -> bool:
    """A record that belongs to no area belongs to no coordinator."""
    kind = known.kinds.get(found.declared.kind)
    return not known.is_office and kind is not None and not kind.ways_to_area


def _closed(found: FoundSheet) -> FoundSheet:
    place = f"het tabblad ‘{found.sheet.name}’" if found.sheet.name else "dit bestand"
    message = OFFICE_SHEET.format(title=found.declared.title, place=place)
    return FoundSheet(found.sheet, found.declaration, message=message, is_closed=True)
