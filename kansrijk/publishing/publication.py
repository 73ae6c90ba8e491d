"""Verbs that change what visitors see: publish now, publish later, publish what is due."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from django.apps import apps
from django.db import transaction
from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from kansrijk.publishing.addresses import keep_addresses
from kansrijk.publishing.applying import apply_snapshots
from kansrijk.publishing.drafting import move
from kansrijk.publishing.log import log_revisions
from kansrijk.publishing.models import (
    ChangeSet,
    Record,
    RecordState,
    Revision,
    RevisionState,
    SiteState,
    Snapshot,
    Verb,
)
from kansrijk.publishing.models.revision import OPEN_STATES
from kansrijk.publishing.outcome import Outcome, outcome_of, require_ready
from kansrijk.publishing.permissions import Actor, require_office
from kansrijk.publishing.refusals import HasConflicts, WrongState
from kansrijk.publishing.snapshots import snapshots_of
from kansrijk.publishing.uniqueness import refusing, require_free


@transaction.atomic
def publish(
    revisions: Iterable[Revision],
    *,
    by: Actor,
    reason: str = "",
    change_set: ChangeSet | None = None,
    accepted: Mapping[int, Iterable[str]] | None = None,
    keep_mine: Mapping[int, Iterable[str]] | None = None,
    must_be_ready: bool = True,
) -> list[Revision]:
    """Makes the site show these revisions: all or none. Returns the published revisions.

    What changed on the site since the work began stays, unless the work changed the same field: then `keep_mine`
    (field names by revision id) must say what wins, or HasConflicts is raised. `accepted` limits a revision to
    some of its fields. What stood on the site before (an undo) need not be ready by today's rules.
    Raises NotAllowed, WrongState, NotReady, HasConflicts, Taken, VanishedReference.
    """
    require_office(by)
    SiteState.locked()
    chosen = _newest_per_record(revisions)
    outcome = outcome_of(chosen, accepted or {}, keep_mine or {})
    if outcome.conflicts:
        raise HasConflicts(outcome.conflicts)
    if must_be_ready:
        require_ready(chosen, outcome)
    for kind, pks in outcome.records.items():
        model = apps.get_model(kind)
        # Of a record that was never shown the row follows its draft, so often there is nothing to write.
        different = outcome.different[kind]
        with refusing(model, different, by=by), keep_addresses(model, pks):
            apply_snapshots(model, different)
    moment = _moment_after_the_last(outcome.records)
    published = _mark_published(chosen, outcome, moment, by=by, reason=reason, change_set=change_set)
    for kind, pks in outcome.records.items():
        _show(apps.get_model(kind), pks, moment)
    log_revisions(Verb.PUBLISH, published, by=by, reason=reason, change_set=change_set)
    SiteState.bump()
    refresh_next_due()
    return published


def _newest_per_record(revisions: Iterable[Revision]) -> list[Revision]:
    """The revisions as the database has them, locked. Raises WrongState when one is not open any more."""
    pks = [revision.pk for revision in revisions]
    found = list(Revision.objects.filter(pk__among=pks).select_for_update().order_by("pk"))
    if len(found) != len(set(pks)) or not all(revision.is_open for revision in found):
        raise WrongState("Een van deze versies is intussen al gepubliceerd, vervangen of vervallen.")
    newest = {(revision.kind, revision.object_id): revision for revision in found}
    older = [revision.pk for revision in found if newest[revision.kind, revision.object_id] is not revision]
    Revision.objects.filter(pk__among=older).update(state=RevisionState.SUPERSEDED)
    return list(newest.values())


def _moment_after_the_last(records: Mapping[str, Collection[int]]) -> datetime:
    """Now, or just after what was published of these records before: another server's clock may be ahead of ours,
    and what is published later has to count as later."""
    moment = timezone.now()
    for kind, pks in records.items():
        ahead = Revision.objects.filter(kind=kind, object_id__among=list(pks), published_at__gte=moment)
        if last := ahead.aggregate(last=Max("published_at"))["last"]:
            moment = last + timedelta(microseconds=1)
    return moment


def _mark_published(
    revisions: list[Revision],
    outcome: Outcome,
    moment: datetime,
    *,
    by: Actor,
    reason: str,
    change_set: ChangeSet | None,
) -> list[Revision]:
    """Each revision becomes published; where merging changed its content, a new one with that content does."""
    same = [revision for revision in revisions if revision.pk not in outcome.merged]
    replaced = [revision for revision in revisions if revision.pk in outcome.merged]
    digests = Snapshot.keep_all([outcome.merged[revision.pk] for revision in replaced])
    merged = [
        Revision(
            kind=revision.kind,
            object_id=revision.object_id,
            snapshot_id=digest,
            base_id=revision.base_id,
            change_set=change_set or revision.change_set,
            author_id=revision.author_id,
            reason=revision.reason,
            state=RevisionState.PUBLISHED,
            published_at=moment,
            published_by=by,
        )
        for revision, digest in zip(replaced, digests, strict=True)
    ]
    Revision.objects.filter(pk__among=[revision.pk for revision in same]).update(
        state=RevisionState.PUBLISHED, published_at=moment, published_by=by
    )
    Revision.objects.filter(pk__among=[revision.pk for revision in replaced]).update(
        state=RevisionState.SUPERSEDED
    )
    return [*same, *Revision.objects.bulk_create(merged)]


def _show(model: type[Record], pks: Collection[int], moment: datetime) -> None:
    """The rows are live and know which revision they show: the one of this moment."""
    shown = Revision.objects.filter(
        kind=model._meta.label_lower, object_id=OuterRef("pk"), published_at=moment
    ).order_by("-pk")
    model._default_manager.filter(pk__among=list(pks)).update(
        live_revision=Subquery(shown.values("pk")[:1]), state=RecordState.LIVE, notice=""
    )


@transaction.atomic
def adopt(records: Iterable[Record], *, by: Actor, reason: str) -> list[Revision]:
    """Rows that were filled by other means (seeds, a migration) become a published revision as they stand."""
    by_kind: dict[type[Record], list[int]] = defaultdict(list)
    for record in records:
        by_kind[type(record)].append(record.pk)
    SiteState.locked()
    moment = _moment_after_the_last({model._meta.label_lower: pks for model, pks in by_kind.items()})
    published: list[Revision] = []
    for model, pks in by_kind.items():
        contents = snapshots_of(model, pks)
        bases = dict(model._default_manager.filter(pk__in=pks).values_list("pk", "live_revision_id"))
        digests = Snapshot.keep_all(list(contents.values()))
        published += Revision.objects.bulk_create(
            Revision(
                kind=model._meta.label_lower,
                object_id=pk,
                snapshot_id=digest,
                base_id=bases[pk],
                author=by,
                reason=reason,
                state=RevisionState.PUBLISHED,
                published_at=moment,
                published_by=by,
            )
            for pk, digest in zip(contents, digests, strict=True)
        )
        _show(model, contents, moment)
    log_revisions(Verb.PUBLISH, published, by=by, reason=reason)
    SiteState.bump()
    return published


@transaction.atomic
def schedule(
    revision: Revision, at: datetime, *, by: Actor, reason: str = "", instead_of: Revision | None = None
) -> None:
    """Publishes at that moment, in the place of a version that was planned before, if any. Raises WrongState for a
    moment that has passed, NotReady and Taken as publish() would."""
    require_office(by)
    if at <= timezone.now():
        raise WrongState("Dit moment is al voorbij. Kies een later moment, of publiceer nu.")
    SiteState.locked()
    outcome = outcome_of(_newest_per_record([revision]), {}, {})
    require_ready([revision], outcome)
    for kind, contents in outcome.different.items():
        require_free(apps.get_model(kind), contents, by=by)
    move(revision, list(OPEN_STATES), state=RevisionState.SCHEDULED, publish_at=at)
    log_revisions(Verb.SCHEDULE, [revision], by=by, reason=reason)
    if instead_of is not None:
        move(instead_of, [RevisionState.SCHEDULED], state=RevisionState.SUPERSEDED, publish_at=None)
        log_revisions(Verb.UNSCHEDULE, [instead_of], by=by, reason=f"Vervangen door versie {revision.pk}")
    refresh_next_due()


@transaction.atomic
def unschedule(revision: Revision, *, by: Actor) -> None:
    """Back to a draft."""
    require_office(by)
    SiteState.locked()
    move(revision, [RevisionState.SCHEDULED], state=RevisionState.DRAFT, publish_at=None)
    log_revisions(Verb.UNSCHEDULE, [revision], by=by)
    refresh_next_due()


def refresh_next_due() -> None:
    """Notes when the first planned publication is due, for whoever reads the site's state next."""
    planned = Revision.objects.filter(state=RevisionState.SCHEDULED).order_by("publish_at")
    SiteState.objects.filter(pk=1).update(next_due_at=Subquery(planned.values("publish_at")[:1]))
