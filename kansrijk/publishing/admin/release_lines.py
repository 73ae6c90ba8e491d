"""The lines of a release: each draft with what it is called, and what publishing it does that nobody may expect."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.urls import NoReverseMatch, reverse

from kansrijk.publishing.addresses import taken_over, what_visitors_lose
from kansrijk.publishing.models import OldAddress, Record, RecordState, Revision
from kansrijk.publishing.review.telling import CONSENT_ANCHOR
from kansrijk.publishing.showing import lacks_consent
from kansrijk.publishing.titles import new_titles
from kansrijk.publishing.undone import undone


@dataclass(frozen=True)
class Line:
    """A draft as the page of a release lists it."""

    revision: Revision
    title: str
    """As it will be called."""
    kind_name: str
    change_url: str
    old_title: str = ""
    """What visitors know it as, when that is another title."""
    look_url: str = ""
    """Where one sees what it changes; open work can be decided about there."""
    consent_url: str = ""
    """Where the consent is arranged, when nobody would see this without it."""
    notice: str = ""
    """Stands above the page now, since it was withdrawn; publishing takes it away."""
    takes_address: str = ""
    """What visitors lose when this page gets its address, in a sentence."""
    is_undone: bool = False
    """It was on the site until the release was taken back."""

    @property
    def state(self) -> str:
        """In a word; of a release that was taken back not what it was for a while."""
        if self.is_undone:
            return "teruggedraaid"
        return str(self.revision.get_state_display()).lower()


def lines(revisions: Iterable[Revision]) -> list[Line]:
    """In the order of the revisions, in a number of queries that depends on the kinds alone. For one page: it reads the
    content of each."""
    revisions = list(revisions)
    wanted: dict[str, list[int]] = defaultdict(list)
    for revision in revisions:
        wanted[revision.kind].append(revision.object_id)
    rows = {kind: apps.get_model(kind)._default_manager.in_bulk(pks) for kind, pks in wanted.items()}
    taken_back = undone(revisions)
    found = [(revision, rows[revision.kind].get(revision.object_id)) for revision in revisions]
    old = taken_over((record, revision.content) for revision, record in found if record and revision.is_open)
    renamed = new_titles(revisions)
    return [
        _line(revision, record, old.get(key), renamed.get(key, ""), is_undone=revision.pk in taken_back)
        for revision, record in found
        if (key := (revision.kind, revision.object_id))
    ]


def _line(
    revision: Revision, record: Record | None, old: OldAddress | None, new_title: str, *, is_undone: bool
) -> Line:
    is_withdrawn = record is not None and record.state == RecordState.WITHDRAWN and revision.is_open
    title = str(record or f"{revision.kind} {revision.object_id}")[:300]
    form = _change_url(revision)
    look = "publishing_review_one" if revision.is_open else "publishing_compare"
    return Line(
        revision,
        title=new_title or title,
        old_title=title if new_title else "",
        kind_name=str(apps.get_model(revision.kind)._meta.verbose_name),
        change_url=form,
        look_url=reverse(f"admin:{look}", args=[revision.pk]) if form else "",
        consent_url=f"{form}#{CONSENT_ANCHOR}" if lacks_consent(record) else "",
        notice=record.notice if record is not None and is_withdrawn else "",
        takes_address=what_visitors_lose(old) if old else "",
        is_undone=is_undone,
    )


def _change_url(revision: Revision) -> str:
    """The form of the record; empty when there is none."""
    try:
        return reverse(f"admin:{revision.kind.replace('.', '_')}_change", args=[revision.object_id])
    except NoReverseMatch:
        return ""
