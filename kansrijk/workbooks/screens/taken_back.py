"""What was taken back of a file, and how that is kept: the page says it for as long as there is a page."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from kansrijk.publishing.models import ChangeSet
from kansrijk.publishing.undoing import UndoReport
from kansrijk.workbooks.models import Upload

SHOWN = 25


@dataclass(frozen=True)
class Lines:
    """One list of a report; of a long one the end is folded."""

    heading: str
    shown: list[dict[str, str]]
    folded: list[dict[str, str]]


@dataclass(frozen=True)
class TakenBack:
    """One time that something of a file was taken back, with what happened then to each record."""

    at: datetime
    report: dict[str, Any]
    """An UndoReport as it was kept."""

    @property
    def lists(self) -> list[Lines]:
        """Those in which there is something."""
        headings = {
            # That is what the whole report is about.
            "reverted": "",
            "back": "Terug van daarvoor",
            "kept": "Behouden, want later bewerkt",
            "impossible": "Kan niet",
        }
        return [
            Lines(heading, lines[:SHOWN], lines[SHOWN:])
            for name, heading in headings.items()
            if (lines := self.report.get(name))
        ]


def keep(upload: Upload, report: UndoReport) -> None:
    """Behind those of before. Call it in the transaction that takes the proposals back."""
    before = Upload.objects.values_list("taken_back", flat=True).get(pk=upload.pk) or []
    now = {"at": timezone.now().isoformat(), **asdict(report)}
    Upload.objects.filter(pk=upload.pk).update(taken_back=[*before, now])


def taken_back(upload: Upload) -> list[TakenBack]:
    """In the order of time; also what was not complete, and was published and taken back by itself."""
    found = [TakenBack(datetime.fromisoformat(one["at"]), one) for one in upload.taken_back or []]
    if change_set := upload.change_set:
        found += _of_releases(change_set)
    return sorted(found, key=lambda one: one.at)


def _of_releases(change_set: ChangeSet) -> Iterator[TakenBack]:
    undone_at = change_set.undone_at
    if undone_at:
        yield TakenBack(undone_at, change_set.undo_report or {})
    for remainder in change_set.remainders.exclude(undone_at=None):
        # What goes along with the release of the file stands in the report of that one.
        if remainder.undone_at and not (undone_at and remainder.undone_at >= undone_at):
            yield TakenBack(remainder.undone_at, remainder.undo_report or {})
