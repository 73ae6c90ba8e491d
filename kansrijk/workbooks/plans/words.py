"""What a plan comes to in plain Dutch, for the page, the lists and the command alike."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from django.apps import apps

from kansrijk.workbooks.book import cell_name
from kansrijk.workbooks.planning.unread_columns import REMARKS_SKIPPED
from kansrijk.workbooks.plans.counting import counts_of
from kansrijk.workbooks.plans.plan import Plan, RowVerdict, Verdict

NOTHING = "0 wijzigingen"
MOST_COLUMNS = 5
MOST_SHEETS = 10
VERBS = (
    (RowVerdict.CHANGED, "gewijzigd"),
    (RowVerdict.NEW, "nieuw"),
    (RowVerdict.CONFLICT, "dubbel gewijzigd"),
)


def totals(plan: Plan) -> str:
    """For example: 3 interventies gewijzigd, 1 nieuw, 2 rijen wachten op verbetering."""
    return totals_of(counts_of(plan))


def totals_of(counts: Mapping[str, Any]) -> str:
    """The same from Upload.counts, without the plan itself."""
    changes = [
        part for kind, verdicts in counts.get("kinds", {}).items() for part in _of_kind(kind, verdicts)
    ]
    return ", ".join(
        [
            *(changes or [NOTHING]),
            *_part(counts.get("cleared", 0), "veld wordt leeggemaakt", "velden worden leeggemaakt"),
            *_part(
                counts.get("rows", {}).get(RowVerdict.REFUSED, 0),
                "rij wacht op verbetering",
                "rijen wachten op verbetering",
            ),
        ]
    )


def done_of(counts: Mapping[str, Any], written: Mapping[str, int], *, may_clear: bool) -> str:
    """What was done with the plan and what was not, where `written` says of how many records of each kind there came a
    draft: 3 interventies gewijzigd, 1 nieuw, 1 veld is niet leeggemaakt, 2 rijen met een fout zijn niet overgenomen."""
    changes: list[str] = []
    for kind, verdicts in counts.get("kinds", {}).items():
        new = min(verdicts.get(RowVerdict.NEW, 0), written.get(kind, 0))
        done = {str(RowVerdict.CHANGED): written.get(kind, 0) - new, str(RowVerdict.NEW): new}
        changes += _of_kind(kind, done)
    emptied = "leeggemaakt" if may_clear else "niet leeggemaakt"
    return ", ".join(
        [
            *(changes or [NOTHING]),
            *_part(counts.get("cleared", 0), f"veld is {emptied}", f"velden zijn {emptied}"),
            *_part(
                counts.get("rows", {}).get(RowVerdict.REFUSED, 0),
                "rij met een fout is niet overgenomen",
                "rijen met een fout zijn niet overgenomen",
            ),
        ]
    )


def _of_kind(kind: str, verdicts: Mapping[str, int]) -> list[str]:
    """The noun stands in the first part only."""
    names = apps.get_model(kind)._meta
    parts: list[str] = []
    for verdict, word in VERBS:
        if number := verdicts.get(verdict, 0):
            noun = names.verbose_name if number == 1 else names.verbose_name_plural
            parts.append(f"{in_dutch(number)} {word}" if parts else f"{in_dutch(number)} {noun} {word}")
    return parts


def _part(number: int, one: str, more: str) -> list[str]:
    return [f"{in_dutch(number)} {one if number == 1 else more}"] if number else []


def in_dutch(number: int) -> str:
    """For example 4.948."""
    return f"{number:,}".replace(",", ".")


def parts_in_words(number: int) -> str:
    """For example 2.990 onderdelen."""
    return f"{in_dutch(number)} {'onderdeel' if number == 1 else 'onderdelen'}"


def remarks_of(plan: Plan) -> list[str]:
    """About the file, about its sheets and about columns that were not read."""
    return [
        *plan.remarks,
        *(
            # The only sheet of a csv has no name.
            f"{sheet.name}: {sheet.message}".removeprefix(": ")
            for sheet in plan.sheets
            if sheet.message and sheet.heading_row
        ),
        *islice(_unread_sheets(plan), MOST_SHEETS),
        *islice(_skipped_columns(plan), MOST_COLUMNS),
        *_left_out(plan),
    ]


def _left_out(plan: Plan) -> Iterator[str]:
    """What was left out of cells that are used: each remark once, with the first of the cells."""
    cells: dict[str, list[str]] = defaultdict(list)
    for found in plan.findings:
        if found.verdict == Verdict.USED and found.message:
            cells[found.message].append(f"{found.sheet} {found.cell}".lstrip())
    for message, places in cells.items():
        more = f" en nog {len(places) - MOST_COLUMNS}" if len(places) > MOST_COLUMNS else ""
        yield f"{', '.join(places[:MOST_COLUMNS])}{more}: {message}"


def has_unread(plan: Plan) -> bool:
    """Whether there is a column or a sheet of somebody's own that nobody looked into."""
    return any(_skipped_columns(plan)) or any(_unread_sheets(plan))


def _unread_sheets(plan: Plan) -> Iterator[str]:
    """Each message names its sheet."""
    for sheet in plan.sheets:
        if sheet.message and not (sheet.heading_row or sheet.is_expected):
            yield sheet.message


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
