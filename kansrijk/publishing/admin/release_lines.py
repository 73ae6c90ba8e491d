"""The lines of a release: each draft with what it is called, and what publishing it does that nobody may expect."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.urls import NoReverseMatch, reverse

from kansrijk.publishing.addresses import taken_over, what_visitors_lose
from kansrijk.publishing.models import OldAddress, Record, RecordState, Revision


@dataclass(frozen=True)
class Line:
    """A draft as the page of a release lists it."""

    revision: Revision
    title: str
    kind_name: str
    change_url: str
    notice: str = ""
    """Stands above the page now, since it was withdrawn; publishing takes it away."""
    takes_address: str = ""
    """What visitors lose when this page gets its address, in a sentence."""

    @property
    def state(self) -> str:
        """In a word; of a release that was taken back not what it was for a while."""
        if self.revision.published_at and getattr(self.revision, "undone_at", None):
            return "teruggedraaid"
        return str(self.revision.get_state_display()).lower()


def lines(revisions: Iterable[Revision]) -> list[Line]:
    """In the order of the revisions, in one query a kind and one for the addresses besides their own."""
    revisions = list(revisions)
    wanted: dict[str, list[int]] = defaultdict(list)
    for revision in revisions:
        wanted[revision.kind].append(revision.object_id)
    rows = {kind: apps.get_model(kind)._default_manager.in_bulk(pks) for kind, pks in wanted.items()}
    found = [(revision, rows[revision.kind].get(revision.object_id)) for revision in revisions]
    old = taken_over((record, revision.content) for revision, record in found if record and revision.is_open)
    return [
        _line(revision, record, old.get((revision.kind, revision.object_id))) for revision, record in found
    ]


def _line(revision: Revision, record: Record | None, old: OldAddress | None) -> Line:
    is_withdrawn = record is not None and record.state == RecordState.WITHDRAWN and revision.is_open
    return Line(
        revision,
        title=str(record or f"{revision.kind} {revision.object_id}")[:300],
        kind_name=str(apps.get_model(revision.kind)._meta.verbose_name),
        change_url=_change_url(revision),
        notice=record.notice if record is not None and is_withdrawn else "",
        takes_address=what_visitors_lose(old) if old else "",
    )


def _change_url(revision: Revision) -> str:
    """The form of the record; empty when there is none."""
    try:
        return reverse(f"admin:{revision.kind.replace('.', '_')}_change", args=[revision.object_id])
    except NoReverseMatch:
        return ""
