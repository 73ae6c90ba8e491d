"""What of a file was not used and why, and what is wrong in many places: counted per reason. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kansrijk.workbooks.book import cell_name
from kansrijk.workbooks.plans.plan import CellFinding, Plan, RowVerdict, Verdict

MOST_REASONS = 30
MOST_PLACES = 8
MOST_ERRORS = 5


@dataclass(frozen=True)
class Skipped:
    reason: str
    count: int
    places: list[str]
    """The first of them, for example Interventies C7."""

    @property
    def more(self) -> int:
        return self.count - len(self.places)


def skipped_in(plan: Plan) -> list[Skipped]:
    """The reason that counts most first; at most MOST_REASONS."""
    found: dict[str, list[str]] = defaultdict(list)
    for reason, place in _places(plan):
        found[reason].append(place)
    reasons = [Skipped(reason, len(places), places[:MOST_PLACES]) for reason, places in found.items()]
    return sorted(reasons, key=lambda one: -one.count)[:MOST_REASONS]


def repeated_errors_in(plan: Plan) -> list[Skipped]:
    """Of errors that say the same in more than one cell, the one that counts most first: they are mended in one go."""
    found: dict[str, list[CellFinding]] = defaultdict(list)
    for cell in plan.findings:
        if cell.verdict == Verdict.REFUSED:
            found[cell.message].append(cell)
    errors = [
        Skipped(message, len(cells), _cells_named(cells[:MOST_PLACES]))
        for message, cells in found.items()
        if len(cells) > 1
    ]
    return sorted(errors, key=lambda one: -one.count)[:MOST_ERRORS]


def _cells_named(cells: Sequence[CellFinding]) -> list[str]:
    """For example Interventies E2 and then E99: a sheet once, as long as it is the same."""
    before = ["", *(cell.sheet for cell in cells)]
    return [
        cell.cell if cell.sheet == last else f"{cell.sheet} {cell.cell}"
        for cell, last in zip(cells, before, strict=False)
    ]


def _places(plan: Plan) -> Iterator[tuple[str, str]]:
    headings = {(sheet.name, sheet.heading_row) for sheet in plan.sheets}
    for sheet in plan.sheets:
        if sheet.message and not (sheet.heading_row or sheet.is_expected):
            yield sheet.message, f"tabblad {sheet.name}" if sheet.name else "dit bestand"
    for row in plan.rows:
        is_said = row.message and (row.sheet, row.row) not in headings
        if row.verdict == RowVerdict.IGNORED and is_said:
            yield row.message, f"{row.sheet} rij {row.row}".lstrip()
    for cell in plan.findings:
        if cell.verdict == Verdict.IGNORED and cell.message:
            heading = f" ({cell.heading})" if cell.heading else ""
            yield cell.message, f"{cell.sheet} {cell_name(cell.row, cell.column)}{heading}".lstrip()
