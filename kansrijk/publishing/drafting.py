"""Verbs on work that visitors do not see yet: save, submit, send back, discard, start again from history."""

from django.db import transaction
from django.utils import timezone

from kansrijk.publishing.applying import apply_snapshots
from kansrijk.publishing.log import log_revisions
from kansrijk.publishing.models import (
    ChangeSet,
    Record,
    RecordState,
    Remark,
    Revision,
    RevisionState,
    SiteState,
    Snapshot,
    Verb,
)
from kansrijk.publishing.permissions import Actor, require_office, require_touch
from kansrijk.publishing.refusals import WrongState
from kansrijk.publishing.snapshots import Content
from kansrijk.publishing.uniqueness import refusing


def planned_version(record: Record) -> Revision | None:
    """What becomes public by itself, first of all."""
    planned = Revision.objects.of(record).filter(state=RevisionState.SCHEDULED)
    return planned.order_by("publish_at", "pk").first()


def newest_open(record: Record) -> Revision | None:
    """The work on this record that goes on: its newest draft, proposal or planned version."""
    return Revision.objects.of(record).open().select_related("snapshot", "author", "change_set").first()


@transaction.atomic
def save_draft(
    record: Record,
    content: Content,
    *,
    by: Actor,
    reason: str = "",
    change_set: ChangeSet | None = None,
    replaces: Revision | None = None,
    settles_with_live: bool = False,
) -> Revision:
    """Keeps the content as the newest draft. `replaces` is the open revision that it goes on from, if any; when that
    one is planned, it stays so beside the draft, and in its change set.

    The row of a record that never was published follows its newest draft: so lists and search of the office know
    it. With `settles_with_live` somebody chose between the work and what the site shows now, so it builds on that.
    Raises NotAllowed; Taken when that row would take what another has; WrongState when `replaces` is no longer open, because somebody published or replaced it, and
    when the record was removed.
    """
    require_touch(by, record.record_kind, [record.pk])
    SiteState.locked()
    state = type(record)._default_manager.filter(pk=record.pk).values_list("state", flat=True).first()
    if state == RecordState.REMOVED:
        raise WrongState("Dit is van de site weggehaald. Zet het eerst terug als u eraan wilt werken.")
    digest = Snapshot.keep_all([content])[0]
    goes_on = replaces if replaces is not None and supersede(replaces) else None
    draft = Revision.objects.create(
        kind=record.record_kind,
        object_id=record.pk,
        snapshot_id=digest,
        base_id=replaces.base_id if replaces and not settles_with_live else record.live_revision_id,
        change_set=change_set or (goes_on.change_set if goes_on else None),
        author=by,
        reason=reason,
    )
    if state == RecordState.NEW:
        with refusing(type(record), {record.pk: content}, by=by):
            apply_snapshots(type(record), {record.pk: content})
    log_revisions(Verb.DRAFT, [draft], by=by, reason=reason)
    return draft


@transaction.atomic
def park(record: Record, content: Content, *, by: Actor, base: Revision | None) -> Revision:
    """Keeps work that collides with somebody else's, until its author chose. `base` is what the author began from."""
    require_touch(by, record.record_kind, [record.pk])
    parked = Revision.objects.create(
        kind=record.record_kind,
        object_id=record.pk,
        snapshot_id=Snapshot.keep_all([content])[0],
        base=base,
        author=by,
        state=RevisionState.PARKED,
    )
    log_revisions(Verb.DRAFT, [parked], by=by, reason="Bewaard: botste met het werk van een ander")
    return parked


def supersede(revision: Revision) -> bool:
    """A newer draft goes on from this one. False for what is planned: it stays, since somebody decided that it will
    be on the site. Raises WrongState when it was not open any more."""
    same = Revision.objects.filter(pk=revision.pk)
    waiting = same.filter(state__in=[RevisionState.DRAFT, RevisionState.SUBMITTED])
    if waiting.update(state=RevisionState.SUPERSEDED):
        return True
    if not same.open().exists():
        raise WrongState("Iemand anders heeft deze versie intussen gepubliceerd of vervangen.")
    return False


@transaction.atomic
def submit(revision: Revision, *, by: Actor) -> None:
    """Asks the programme office to look at it."""
    require_touch(by, revision.kind, [revision.object_id])
    move(revision, [RevisionState.DRAFT], state=RevisionState.SUBMITTED, submitted_at=timezone.now())
    log_revisions(Verb.SUBMIT, [revision], by=by)


@transaction.atomic
def send_back(revision: Revision, *, by: Actor, remark: str) -> None:
    """Returns it to its author with what should change."""
    require_office(by)
    if not remark.strip():
        raise WrongState("Schrijf erbij wat er moet veranderen.")
    move(revision, [RevisionState.SUBMITTED], state=RevisionState.DRAFT, submitted_at=None)
    Remark.objects.create(revision=revision, by=by, text=remark)
    log_revisions(Verb.SEND_BACK, [revision], by=by, reason=remark)


@transaction.atomic
def discard(revision: Revision, *, by: Actor, reason: str = "") -> None:
    """Drops work that nobody needs; it stays in history."""
    require_touch(by, revision.kind, [revision.object_id])
    move(revision, [RevisionState.DRAFT, RevisionState.SUBMITTED], state=RevisionState.DISCARDED)
    log_revisions(Verb.DISCARD, [revision], by=by, reason=reason)


@transaction.atomic
def restore_revision(record: Record, revision: Revision, *, by: Actor) -> Revision:
    """An older version as a new draft: history itself is never rewritten."""
    return save_draft(
        record,
        revision.content,
        by=by,
        reason=f"Teruggehaald uit versie {revision.pk}",
        replaces=newest_open(record),
    )


def move(revision: Revision, allowed: list[RevisionState], **changes: object) -> None:
    """Changes the state only from an allowed one; what the database says counts, not what we once read."""
    if not Revision.objects.filter(pk=revision.pk, state__in=allowed).update(**changes):
        raise WrongState("Iemand anders was u voor: de staat van deze versie is intussen veranderd.")
    for name, value in changes.items():
        setattr(revision, name, value)
