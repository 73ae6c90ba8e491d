"""What people go on from: of each record its newest open work, else what is live."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from kansrijk.publishing.models import Record, RecordState, Revision, Snapshot
from kansrijk.publishing.models.revision import OPEN_STATES
from kansrijk.publishing.packing import unpack
from kansrijk.publishing.snapshots import Content


class Version(NamedTuple):
    revision: int
    """The first revision of the record that held this content: what was changed and taken back has its number again."""
    content: Content


def newest_work(model: type[Record], pks: Iterable[int]) -> dict[int, Version]:
    """By primary key, in the order of the keys. Left out: what was removed, and what has neither work nor a page."""
    rows = (
        model._default_manager.filter(pk__among=list(pks)).exclude(state=RecordState.REMOVED).order_by("pk")
    )
    newest: dict[int, int | None] = dict(rows.values_list("pk", "live_revision"))
    open_work = Revision.objects.filter(
        kind=model._meta.label_lower, object_id__among=list(newest), state__in=OPEN_STATES
    )
    newest.update(open_work.order_by("pk").values_list("object_id", "pk"))
    contents = contents_of(revision for revision in newest.values() if revision)
    first = _first_alike(contents)
    return {
        pk: Version(first[revision], contents[revision])
        for pk, revision in newest.items()
        if revision in contents
    }


def _first_alike(revisions: Iterable[int]) -> dict[int, int]:
    """For each revision the first one of the same record with the same content, which may be itself."""
    alike = Revision.objects.filter(
        kind=OuterRef("kind"), object_id=OuterRef("object_id"), snapshot=OuterRef("snapshot")
    )
    found = Revision.objects.filter(pk__among=list(revisions)).order_by()
    return dict(found.values_list("pk", Subquery(alike.order_by("pk").values("pk")[:1])))


def nowhere(model: type[Record], pks: Iterable[int]) -> set[int]:
    """Of these records those that are neither on the site nor proposed for it: they were taken off again, or their only
    draft lapsed."""
    never_shown = model._default_manager.filter(
        pk__among=list(pks), state=RecordState.NEW, live_revision=None
    )
    open_work = Revision.objects.filter(kind=model._meta.label_lower, state__in=OPEN_STATES)
    unproposed = never_shown.exclude(pk__in=open_work.order_by().values("object_id"))
    return set(unproposed.order_by().values_list("pk", flat=True))


def contents_of(revisions: Iterable[int]) -> dict[int, Content]:
    """The content of each revision, by primary key. Equal contents are one object, not to be changed."""
    digests = dict(
        Revision.objects.filter(pk__among=list(revisions)).order_by().values_list("pk", "snapshot_id")
    )
    packed = Snapshot.objects.filter(pk__among=set(digests.values())).values_list("pk", "packed")
    contents = {digest: unpack(bytes(one)) for digest, one in packed}
    return {revision: contents[digest] for revision, digest in digests.items()}
