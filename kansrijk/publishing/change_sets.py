"""Verbs on drafts that belong together: collect, plan, publish as one. Undo stands in undoing.py."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kansrijk.publishing.log import log_change_set, log_revisions
from kansrijk.publishing.models import ChangeSet, Revision, RevisionState, SiteState, Verb
from kansrijk.publishing.models.revision import OPEN_STATES
from kansrijk.publishing.obstacles import require_publishable
from kansrijk.publishing.permissions import Actor, require_office, require_touch
from kansrijk.publishing.publication import publish, refresh_next_due
from kansrijk.publishing.refusals import WrongState


@transaction.atomic
def collect(change_set: ChangeSet, revisions: Iterable[Revision], *, by: Actor) -> int:
    """Puts open revisions into the set; returns how many. They leave the set they were in."""
    require_office(by)
    SiteState.locked()
    require_unpublished(change_set)
    pks = [revision.pk for revision in revisions]
    return Revision.objects.open().filter(pk__in=pks).update(change_set=change_set)


@transaction.atomic
def take_out(change_set: ChangeSet, revision: Revision, *, by: Actor) -> None:
    require_office(by)
    Revision.objects.open().filter(pk=revision.pk, change_set=change_set).update(change_set=None)


@transaction.atomic
def rename_change_set(change_set: ChangeSet, name: str, *, by: Actor) -> None:
    """Until it is published: from then on history knows it by its name."""
    require_office(by)
    SiteState.locked()
    require_unpublished(change_set)
    before = ChangeSet.objects.values_list("name", flat=True).get(pk=change_set.pk)
    if not name.strip():
        raise WrongState("Vul een naam in.")
    if name.strip() != before:
        change_set.name = name.strip()
        change_set.save(update_fields=["name"])
        log_change_set(Verb.RENAME, change_set, by=by, reason=f"Heette eerst ‘{before}’.")


@transaction.atomic
def submit_change_set(change_set: ChangeSet, *, by: Actor) -> int:
    """Asks the programme office to look at all drafts of the set; returns how many."""
    SiteState.locked()
    drafts = locked_work(change_set, [RevisionState.DRAFT])
    for kind in {draft.kind for draft in drafts}:
        require_touch(by, kind, [draft.object_id for draft in drafts if draft.kind == kind])
    Revision.objects.filter(pk__among=[d.pk for d in drafts]).update(
        state=RevisionState.SUBMITTED, submitted_at=timezone.now()
    )
    log_revisions(Verb.SUBMIT, drafts, by=by, change_set=change_set)
    return len(drafts)


@transaction.atomic
def publish_change_set(
    change_set: ChangeSet, *, by: Actor, reason: str = "", due_at: datetime | None = None
) -> list[Revision]:
    """All open revisions of the set in one transaction. Raises as publish() does, and then nothing changed.

    With `due_at` only what was planned for then or before: work that came later was agreed to by nobody, so it
    leaves the set.
    """
    require_office(by)
    SiteState.locked()
    require_unpublished(change_set)
    work = change_set.revisions.open()
    if due_at is not None:
        due = work.filter(state=RevisionState.SCHEDULED, publish_at__lte=due_at)
        work.exclude(pk__in=due.values("pk")).update(change_set=None)
        work = due
    if not work.exists():
        raise WrongState("Er zit niets in dit pakket dat gepubliceerd kan worden.")
    published = publish(
        work.only("pk", "change_set"), by=by, reason=reason or change_set.name, change_set=change_set
    )
    ChangeSet.objects.filter(pk=change_set.pk).update(published_at=timezone.now(), publish_at=None)
    change_set.refresh_from_db()
    return published


@transaction.atomic
def schedule_change_set(change_set: ChangeSet, at: datetime, *, by: Actor) -> None:
    """All open revisions of the set at one moment. Raises as publish_change_set() would: who plans hears at once what
    is missing, and not when the moment has come."""
    require_office(by)
    if at <= timezone.now():
        raise WrongState("Dit moment is al voorbij. Kies een later moment, of publiceer nu.")
    SiteState.locked()
    require_unpublished(change_set)
    revisions = locked_work(change_set, OPEN_STATES)
    if not revisions:
        raise WrongState("Er zit niets in dit pakket dat gepubliceerd kan worden.")
    require_publishable(revisions, by=by)
    Revision.objects.filter(pk__in=[r.pk for r in revisions]).update(
        state=RevisionState.SCHEDULED, publish_at=at
    )
    ChangeSet.objects.filter(pk=change_set.pk).update(publish_at=at)
    log_revisions(Verb.SCHEDULE, revisions, by=by, change_set=change_set)
    refresh_next_due()


def locked_work(change_set: ChangeSet, states: Iterable[RevisionState]) -> list[Revision]:
    """The revisions of the set in these states; nobody moves them before the transaction ends."""
    return list(change_set.revisions.filter(state__in=states).select_for_update().order_by("pk"))


def require_unpublished(change_set: ChangeSet) -> None:
    if ChangeSet.objects.filter(pk=change_set.pk, published_at__isnull=False).exists():
        raise WrongState("Dit pakket is al gepubliceerd.")


@transaction.atomic
def unschedule_change_set(change_set: ChangeSet, *, by: Actor) -> None:
    """All planned revisions of the set become drafts again."""
    require_office(by)
    SiteState.locked()
    planned = list(change_set.revisions.filter(state=RevisionState.SCHEDULED))
    Revision.objects.filter(pk__in=[r.pk for r in planned]).update(state=RevisionState.DRAFT, publish_at=None)
    ChangeSet.objects.filter(pk=change_set.pk).update(publish_at=None)
    log_revisions(Verb.UNSCHEDULE, planned, by=by, change_set=change_set)
    refresh_next_due()
