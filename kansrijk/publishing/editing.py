"""What an editor typed becomes a draft, whatever others did meanwhile: merged, or parked until somebody chose."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction

from kansrijk.accounts.models import User
from kansrijk.publishing.applying import VanishedReference, apply_snapshots
from kansrijk.publishing.drafting import newest_open, park, save_draft, submit
from kansrijk.publishing.labels import label_of
from kansrijk.publishing.merge import Conflict, Merged, merge
from kansrijk.publishing.models import (
    Record,
    RecordState,
    Remark,
    Revision,
    RevisionState,
    SiteState,
)
from kansrijk.publishing.permissions import require_touch
from kansrijk.publishing.publication import schedule
from kansrijk.publishing.refusals import NotReady, WrongState
from kansrijk.publishing.snapshots import Content, snapshot_of
from kansrijk.publishing.uniqueness import refusing_contradictions, without_clashes


@dataclass(frozen=True)
class Kept:
    """What came of the typed work."""

    revision: Revision | None
    """The draft it is in, or the parked revision when it collides; None when it is what the site shows already."""
    is_new: bool = False
    is_parked: bool = False
    from_others: tuple[str, ...] = ()
    """Fields that somebody else changed meanwhile, and that now are in the draft as well."""
    other: User | None = None
    """Who did."""
    left: str = ""
    """State that the work had before and has no more, such as `gepland`."""


@dataclass(frozen=True)
class Collision:
    """Two people's work on one record, and where they must choose."""

    before: Content
    theirs: Content
    mine: Content
    their_revision: Revision | None
    mine_is_open: bool

    @property
    def merged(self) -> Merged:
        return merge(self.before, self.theirs, self.mine)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return self.merged.conflicts


def content_to_edit(record: Record, revision: Revision | None) -> Content:
    """What a form loaded from this revision shows. For what is live the row itself counts: a photo that was deleted
    is gone from the row, not from the revision."""
    if revision is None or revision.pk == record.live_revision_id:
        return snapshot_of(record)
    return revision.content


@transaction.atomic
def keep_work(record: Record, mine: Content, *, before: Content, base: Revision | None, by: User) -> Kept:
    """Saves what was typed in a form that showed `before`, the content of `base`. Raises NotAllowed, and WrongState
    when two people's work fits together field by field but not as a whole."""
    require_touch(by, record.record_kind, [record.pk])
    # Saving is one after another, so that nobody goes on from a draft that is being replaced.
    SiteState.locked()
    record.refresh_from_db(fields=["state", "live_revision"])
    newest = newest_open(record)
    theirs = before if newest and newest == base else content_to_edit(record, newest)
    merged = merge(before, theirs, mine)
    if merged.conflicts:
        return Kept(park(record, mine, by=by, base=base), is_new=True, is_parked=True)
    if merged.snapshot == theirs and (newest or record.state != RecordState.NEW):
        return Kept(newest)
    others = merged.from_theirs if newest != base else ()
    if others:
        _require_whole(record, merged.snapshot)
    other = _author(newest or record.live_revision) if others else None
    draft = _save(record, merged.snapshot, newest, by=by)
    if others and other != by:
        _tell(draft, merged, record, by=by, other=other)
    left = newest.state if newest and newest.state != RevisionState.DRAFT else ""
    return Kept(draft, is_new=True, from_others=others, other=other, left="" if draft.state == left else left)


def _require_whole(record: Record, content: Content) -> None:
    """Tries whether the row could hold this, so that the draft can be opened; writes nothing."""
    model = type(record)
    with suppress(VanishedReference), transaction.atomic():
        contents = without_clashes(model, {record.pk: content})
        with refusing_contradictions(model, contents):
            apply_snapshots(model, contents)
        transaction.set_rollback(True)


def _author(revision: Revision | None) -> User | None:
    return (revision.published_by or revision.author) if revision else None


def _save(record: Record, content: Content, newest: Revision | None, *, by: User) -> Revision:
    """The office's edit of work that is on its way goes along with it; a coordinator's waits beside a planned one."""
    goes_along = newest.change_set if newest and by.is_office else None
    draft = save_draft(record, content, by=by, change_set=goes_along, replaces=newest)
    if newest and by.is_office:
        if newest.state == RevisionState.SUBMITTED:
            submit(draft, by=by)
        elif newest.state == RevisionState.SCHEDULED and newest.publish_at:
            _plan_again(draft, newest, by=by)
        draft.refresh_from_db()
    return draft


def _plan_again(draft: Revision, before: Revision, *, by: User) -> None:
    try:
        schedule(draft, before.publish_at, by=by, instead_of=before)  # type: ignore[arg-type]  # a planned one has a moment
    except (NotReady, WrongState):
        # Then it is a draft, and what was planned stays; the caller sees that it left its state and says so.
        return


def _tell(draft: Revision, merged: Merged, record: Record, *, by: User, other: User | None) -> None:
    """The other finds it on the form; the one who saves is told at once."""
    names = [("u" if person is None else str(person.get_short_name() or person)) for person in (by, other)]
    theirs = ", ".join(labels(record, merged.from_theirs))
    mine = ", ".join(labels(record, merged.from_mine)) or "niets anders"
    Remark.objects.create(
        revision=draft,
        by=by,
        text=f"Samengevoegd. Van {names[1] if other else 'een ander'}: {theirs}. Van {names[0]}: {mine}.",
    )


def labels(record: Record, names: Collection[str]) -> list[str]:
    """What the fields are called on the screen, in lower case."""
    return [label_of(record, name) for name in names]


def collision_of(record: Record, revision: Revision) -> Collision:
    """Parked work against the newest work; open work against what the site shows now."""
    is_open = revision.is_open
    newest = None if is_open else newest_open(record)
    before = revision.base.content if revision.base else content_to_edit(record, newest)
    return Collision(
        before=before,
        theirs=content_to_edit(record, newest),
        mine=revision.content,
        their_revision=newest or record.live_revision,
        mine_is_open=is_open,
    )


@transaction.atomic
def settle(
    record: Record, revision: Revision, *, keep_mine: Collection[str], against: int | None, by: User
) -> Revision:
    """The choice per field as a new draft. Raises WrongState when it was made already, or when `against`, the
    revision that was shown as the other's, is no longer the newest."""
    require_touch(by, record.record_kind, [record.pk])
    SiteState.locked()
    record.refresh_from_db(fields=["state", "live_revision"])
    revision.refresh_from_db(fields=["state"])
    if not revision.is_open and revision.state != RevisionState.PARKED:
        raise WrongState("Over deze versie is al gekozen.")
    collision = collision_of(record, revision)
    if (collision.their_revision.pk if collision.their_revision else None) != against:
        raise WrongState("Er is intussen weer iets gewijzigd. Kijk nog eens en kies opnieuw.")
    content = collision.merged.settled(list(keep_mine))
    if collision.mine_is_open:
        return save_draft(record, content, by=by, replaces=revision, settles_with_live=True)
    draft = save_draft(record, content, by=by, replaces=newest_open(record))
    Revision.objects.filter(pk=revision.pk).update(state=RevisionState.SUPERSEDED)
    return draft
