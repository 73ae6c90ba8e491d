"""Planned publications: whoever asks first after the moment publishes, exactly once."""

import logging
from datetime import datetime

from django.db import DatabaseError, transaction
from django.utils import timezone

from kansrijk.publishing.change_sets import publish_change_set
from kansrijk.publishing.log import log_revisions
from kansrijk.publishing.models import ChangeSet, Revision, RevisionState, SiteState, Verb
from kansrijk.publishing.publication import publish, refresh_next_due
from kansrijk.publishing.refusals import Refusal

logger = logging.getLogger(__name__)


def publish_due(now: datetime | None = None) -> int:
    """Publishes what was planned for `now` or before; returns how many revisions became public.

    Several processes may call it at once: the site's row is locked, and only the first finds work. What can no
    longer be published (a conflict, something missing) goes back to draft with a line in the log that says why.
    """
    now = now or timezone.now()
    count = 0
    with transaction.atomic():
        site = SiteState.locked()
        if site.next_due_at is None or site.next_due_at > now:
            return 0
        due = Revision.objects.filter(state=RevisionState.SCHEDULED, publish_at__lte=now).select_related(
            "change_set"
        )
        sets: dict[int | None, list[Revision]] = {}
        for revision in due.order_by("publish_at", "pk"):
            # A change set is published together; a single revision is a set of its own (a key below zero).
            sets.setdefault(revision.change_set_id or -revision.pk, []).append(revision)
        for revisions in sets.values():
            count += _publish_together(revisions, now)
        refresh_next_due()
    return count


def _publish_together(revisions: list[Revision], now: datetime) -> int:
    change_set = revisions[0].change_set
    try:
        with transaction.atomic():
            if change_set is not None:
                return len(publish_change_set(change_set, by=None, reason="Ingepland", due_at=now))
            return len(publish(revisions, by=None, reason="Ingepland"))
    except (Refusal, DatabaseError) as error:
        logger.error("planned publication failed", extra={"revisions": [r.pk for r in revisions]})
        Revision.objects.filter(pk__in=[r.pk for r in revisions]).update(
            state=RevisionState.DRAFT, publish_at=None
        )
        if change_set is not None:
            ChangeSet.objects.filter(pk=change_set.pk).update(publish_at=None)
        log_revisions(Verb.UNSCHEDULE, revisions, by=None, reason=f"Kon niet gepubliceerd worden. {error}")
        return 0
