"""Whether history and rows still agree, for the whole site. Only reads; every problem is one Dutch line."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery

from kansrijk.publishing.addresses import page_path
from kansrijk.publishing.drift import CHUNK, drifted
from kansrijk.publishing.guards import missing_guards
from kansrijk.publishing.labels import label_of
from kansrijk.publishing.lost_addresses import lost_addresses
from kansrijk.publishing.models import (
    ChangeSet,
    Event,
    OldAddress,
    Record,
    RecordState,
    Revision,
    RevisionState,
    SiteState,
    Snapshot,
    Verb,
)
from kansrijk.publishing.models.record import SHOWN_STATES
from kansrijk.publishing.packing import digest_of


def problems() -> Iterator[str]:
    """Everything that does not agree, as it stood at one moment, also while others publish."""
    with one_moment():
        yield from unprotected_history()
        for model in record_models():
            yield from rows_that_drifted(model)
            yield from wrong_live_revisions(model)
            yield from work_on_removed_records(model)
            yield from shadowed_pages(model)
        yield from lost_pages()
        yield from damaged_snapshots()
        yield from revisions_out_of_line()
        yield from wrong_schedule()
        yield from wrong_change_sets()


def unprotected_history() -> Iterator[str]:
    for name in missing_guards():
        yield f"database: de beveiliging {name} ontbreekt of staat uit. De geschiedenis kan nu worden gewijzigd."


def record_models() -> list[type[Record]]:
    return [model for model in apps.get_models() if issubclass(model, Record)]


@contextmanager
def one_moment() -> Iterator[None]:
    """All queries see the database as it is now, and nobody has to wait for them."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # atomic() would lock all others out for as long as it takes, see the options in kansrijk/environment.py.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def name_of(record: Record) -> str:
    return f"{record._meta.verbose_name} {record.pk} ‘{record}’"


def name_of_revision(revision: Revision) -> str:
    return f"versie {revision.pk} van {revision.kind} {revision.object_id}"


def rows_that_drifted(model: type[Record]) -> Iterator[str]:
    for record, fields in drifted(model):
        labels = ", ".join(label_of(record, name) for name in fields)
        yield f"{name_of(record)}: de site toont iets anders dan versie {record.live_revision_id} ({labels})."


def wrong_live_revisions(model: type[Record]) -> Iterator[str]:
    newest = Revision.objects.published().filter(kind=model._meta.label_lower, object_id=OuterRef("pk"))
    records = model._default_manager.annotate(
        newest_id=Subquery(newest.order_by("-published_at", "-pk").values("pk")[:1])
    )
    for record in records.filter(state__in=SHOWN_STATES, live_revision=None):
        yield f"{name_of(record)}: staat op de site zonder versie in de geschiedenis."
    for record in records.filter(state=RecordState.NEW, live_revision__isnull=False):
        yield f"{name_of(record)}: heet nog nooit gepubliceerd, maar wijst naar versie {record.live_revision_id}."
    pointing = records.filter(live_revision__isnull=False).exclude(state=RecordState.NEW)
    for record in pointing.exclude(live_revision=F("newest_id")) | pointing.filter(newest_id=None):
        yield (
            f"{name_of(record)}: wijst naar versie {record.live_revision_id}, "
            f"maar het laatst gepubliceerd is versie {record.newest_id or '(geen)'}."
        )


def work_on_removed_records(model: type[Record]) -> Iterator[str]:
    work = Revision.objects.open().filter(kind=model._meta.label_lower)
    removed = model._default_manager.filter(state=RecordState.REMOVED)
    for revision in work.filter(object_id__in=removed.values("pk")):
        yield f"{name_of_revision(revision)}: is nog open, maar het onderdeel is weggehaald."
    for revision in work.exclude(object_id__in=model._default_manager.values("pk")):
        yield f"{name_of_revision(revision)}: is nog open, maar het onderdeel bestaat niet meer."


def shadowed_pages(model: type[Record]) -> Iterator[str]:
    old_paths = set(OldAddress.objects.values_list("path", flat=True))
    if old_paths and hasattr(model, "get_absolute_url"):
        for record in model._default_manager.filter(state__in=SHOWN_STATES).iterator(CHUNK):
            if (path := page_path(record)) in old_paths:
                yield f"{name_of(record)}: {path} staat ook bij de oude adressen."


def lost_pages() -> Iterator[str]:
    for record, path in lost_addresses(record_models()):
        yield f"{name_of(record)}: {path} werkte ooit, maar leidt nu nergens meer heen."


def damaged_snapshots() -> Iterator[str]:
    for snapshot in Snapshot.objects.iterator(CHUNK):
        try:
            is_whole = digest_of(bytes(snapshot.packed)) == snapshot.digest
        except zlib.error:
            is_whole = False
        if not is_whole:
            used = Revision.objects.filter(snapshot=snapshot).values_list("pk", flat=True)
            versions = ", ".join(map(str, used)) or "geen"
            yield f"inhoud {snapshot}: is beschadigd. Versies die haar gebruiken: {versions}."


def revisions_out_of_line() -> Iterator[str]:
    published = Revision.objects.published()
    for revision in published.exclude(state=RevisionState.PUBLISHED):
        yield f"{name_of_revision(revision)}: is gepubliceerd, maar heeft de staat ‘{revision.get_state_display()}’."
    for revision in Revision.objects.filter(state=RevisionState.PUBLISHED, published_at=None):
        yield f"{name_of_revision(revision)}: heet gepubliceerd, maar zonder moment."
    logged = Event.objects.filter(revision=OuterRef("pk"), verb=Verb.PUBLISH)
    for revision in published.filter(~Exists(logged)):
        yield f"{name_of_revision(revision)}: is gepubliceerd, maar het logboek weet er niets van."
    for revision in Revision.objects.filter(base__isnull=False).filter(
        ~Q(base__kind=F("kind")) | ~Q(base__object_id=F("object_id"))
    ):
        yield f"{name_of_revision(revision)}: begon bij versie {revision.base_id}, en die is van iets anders."


def wrong_schedule() -> Iterator[str]:
    planned = Revision.objects.filter(state=RevisionState.SCHEDULED)
    for revision in planned.filter(publish_at=None):
        yield f"{name_of_revision(revision)}: is gepland, maar zonder moment."
    first = planned.order_by("publish_at").values_list("publish_at", flat=True).first()
    next_due = SiteState.next_due()
    # Earlier than needed does no harm: whoever looks then finds nothing and sets it right.
    if first is not None and (next_due is None or next_due > first):
        yield f"planning: de eerste publicatie is gepland op {first:%d-%m-%Y %H:%M} UTC, maar de site weet dat niet."


def wrong_change_sets() -> Iterator[str]:
    published = ChangeSet.objects.filter(published_at__isnull=False)
    revisions = Revision.objects.filter(change_set=OuterRef("pk"))
    for one in published.filter(~Exists(revisions.published())):
        yield f"pakket {one.pk} ‘{one}’: heet gepubliceerd, maar geen van zijn versies is dat."
    for one in published.filter(Exists(revisions.open())):
        yield f"pakket {one.pk} ‘{one}’: is gepubliceerd, maar heeft nog open versies."
    for one in published.filter(publish_at__isnull=False):
        yield f"pakket {one.pk} ‘{one}’: is gepubliceerd, maar staat nog gepland."
    undone = ChangeSet.objects.filter(undone_at__isnull=False)
    for one in undone.filter(Q(published_at=None) | Q(undone_at__lt=F("published_at"))):
        yield f"pakket {one.pk} ‘{one}’: is teruggedraaid zonder dat het daarvoor gepubliceerd was."
