"""What was taken back of a file: the page says it for as long as there is a page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kansrijk.publishing.models import ChangeSet
from kansrijk.publishing.undo_lists import UndoList, undo_lists
from kansrijk.workbooks.models import Upload


@dataclass(frozen=True)
class TakenBack:
    """One time that something of a file was taken back, with what happened then to each record."""

    at: datetime
    report: dict[str, Any]
    """An UndoReport as it was kept."""

    lists: Sequence[UndoList]
    """Those in which there is something."""


def taken_back(upload: Upload, query: Mapping[str, Any]) -> list[TakenBack]:
    """In the order of time; also what was not complete, and was published and taken back by itself."""
    found = [(datetime.fromisoformat(one["at"]), one) for one in upload.taken_back or []]
    if change_set := upload.change_set:
        found += _of_releases(change_set)
    found.sort(key=lambda one: one[0])
    return [TakenBack(at, report, undo_lists(report, query)) for at, report in found]


def _of_releases(change_set: ChangeSet) -> Iterator[tuple[datetime, dict[str, Any]]]:
    undone_at = change_set.undone_at
    if undone_at:
        yield undone_at, change_set.undo_report or {}
    for remainder in change_set.remainders.exclude(undone_at=None):
        # What goes along with the release of the file stands in the report of that one.
        if remainder.undone_at and not (undone_at and remainder.undone_at >= undone_at):
            yield remainder.undone_at, remainder.undo_report or {}
