"""What of a file was not used and why, counted per reason. Pure."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kansrijk.workbooks.book import cell_name
from kansrijk.workbooks.planning.headings import NEVER_DATA, REMARKS_SKIPPED
from kansrijk.workbooks.planning.plan import Plan, RowVerdict, Verdict

MOST_REASONS = 30
MOST_PLACES = 8
MOST_COLUMNS = 5


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


def _places(plan: Plan) -> Iterator[tuple[str, str]]:
    headings = {(sheet.name, sheet.heading_row) for sheet in plan.sheets}
    for sheet in plan.sheets:
        if sheet.message and not sheet.heading_row:
            yield sheet.message, f"tabblad {sheet.name}"
    for row in plan.rows:
        is_said = row.message and (row.sheet, row.row) not in headings
        if row.verdict == RowVerdict.IGNORED and is_said:
            yield row.message, f"{row.sheet} rij {row.row}".lstrip()
    for cell in plan.findings:
        if cell.verdict == Verdict.IGNORED and cell.message:
            heading = f" ({cell.heading})" if cell.heading else ""
            yield cell.message, f"{cell.sheet} {cell_name(cell.row, cell.column)}{heading}".lstrip()


def remarks_of(plan: Plan) -> list[str]:
    """About the file, about sheets that were read and about columns of them that were not."""
    return [
        *plan.remarks,
        *(
            # The only sheet of a csv has no name.
            f"{sheet.name}: {sheet.message}".removeprefix(": ")
            for sheet in plan.sheets
            if sheet.message and sheet.heading_row
        ),
        *islice(_skipped_columns(plan), MOST_COLUMNS),
    ]


def has_unread(plan: Plan) -> bool:
    """Whether there is a column or a sheet of somebody's own that nobody looked into."""
    return any(_skipped_columns(plan)) or any(
        sheet.message and not sheet.heading_row and sheet.message not in NEVER_DATA.values()
        for sheet in plan.sheets
    )


def _skipped_columns(plan: Plan) -> Iterator[str]:
    """A column of ours that somebody renamed is work that gets lost: those that look like one of ours first."""
    headings = {(sheet.name, sheet.heading_row) for sheet in plan.sheets}
    skipped = [
        found
        for found in plan.findings
        if found.verdict == Verdict.IGNORED
        and (found.sheet, found.row) in headings
        and found.message != REMARKS_SKIPPED
    ]
    for found in sorted(skipped, key=lambda found: not found.suggestion):
        place = ", ".join(filter(None, [found.sheet, cell_name(found.row, found.column)]))
        yield f"{place}: {found.message}"
