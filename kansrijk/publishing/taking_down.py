"""Verbs that take something off the site, or back on: withdraw with a notice, remove, restore."""

from django.db import transaction

from kansrijk.publishing.addresses import forget_address, leave_address
from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.log import log_revisions
from kansrijk.publishing.models import Record, RecordState, Revision, RevisionState, SiteState, Verb
from kansrijk.publishing.permissions import Actor, require_office
from kansrijk.publishing.publication import unschedule
from kansrijk.publishing.refusals import WrongState
from kansrijk.publishing.snapshots import snapshot_of


@transaction.atomic
def withdraw(record: Record, *, by: Actor, notice: str) -> None:
    """The page stays readable with the notice on top, and leaves lists, feeds and the sitemap.

    What was planned is a draft again: it would take the notice away by itself.
    """
    require_office(by)
    if not notice.strip():
        raise WrongState("Schrijf erbij waarom dit is ingetrokken. Bezoekers lezen dat boven de pagina.")
    _change(record, [RecordState.LIVE], state=RecordState.WITHDRAWN, notice=notice.strip())
    for planned in Revision.objects.of(record).filter(state=RevisionState.SCHEDULED):
        unschedule(planned, by=by)
    _log(Verb.WITHDRAW, record, by=by, reason=notice)


@transaction.atomic
def remove(record: Record, *, by: Actor, reason: str) -> None:
    """The page answers 410 with an explanation; content and history stay, for restore()."""
    require_office(by)
    if not reason.strip():
        raise WrongState("Schrijf erbij waarom dit weg moet. Dat komt in het logboek.")
    _read_again(record)
    leave_address(record)
    _change(record, list(RecordState), state=RecordState.REMOVED, notice="")
    Revision.objects.of(record).open().update(state=RevisionState.DISCARDED)
    _log(Verb.REMOVE, record, by=by, reason=reason)


@transaction.atomic
def restore(record: Record, *, by: Actor) -> None:
    """Back on the site as it last stood there; what never did is a draft again, as it was when it was removed."""
    require_office(by)
    _read_again(record)
    if record.live_revision_id is None:
        _change(record, [RecordState.REMOVED], state=RecordState.NEW)
        save_draft(record, snapshot_of(record), by=by, reason="Teruggezet")
    else:
        _change(record, [RecordState.WITHDRAWN, RecordState.REMOVED], state=RecordState.LIVE, notice="")
        forget_address(record)
    _log(Verb.RESTORE, record, by=by, reason="")


def _read_again(record: Record) -> None:
    """Somebody may have given it another address since the caller read it; from now on nobody does."""
    SiteState.locked()
    record.refresh_from_db()


def _change(record: Record, allowed: list[RecordState], **changes: object) -> None:
    SiteState.locked()
    rows = type(record)._default_manager.filter(pk=record.pk, state__in=allowed)
    if not rows.update(**changes):
        raise WrongState("Iemand anders was u voor: de staat is intussen veranderd. Vernieuw de pagina.")
    for name, value in changes.items():
        setattr(record, name, value)
    SiteState.bump()


def _log(verb: Verb, record: Record, *, by: Actor, reason: str) -> None:
    revision = record.live_revision or Revision.objects.of(record).first()
    if revision is not None:
        log_revisions(verb, [revision], by=by, reason=reason)
