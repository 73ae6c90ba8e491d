"""What people go on from: of each record its newest open work, else what is live."""

from collections.abc import Iterable
from typing import NamedTuple

from kansrijk.publishing.models import Record, RecordState, Revision, Snapshot
from kansrijk.publishing.models.revision import OPEN_STATES
from kansrijk.publishing.packing import unpack
from kansrijk.publishing.snapshots import Content


class Version(NamedTuple):
    revision: int
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
    return {
        pk: Version(revision, contents[revision]) for pk, revision in newest.items() if revision in contents
    }


def contents_of(revisions: Iterable[int]) -> dict[int, Content]:
    """The content of each revision, by primary key. Equal contents are one object, not to be changed."""
    digests = dict(
        Revision.objects.filter(pk__among=list(revisions)).order_by().values_list("pk", "snapshot_id")
    )
    packed = Snapshot.objects.filter(pk__among=set(digests.values())).values_list("pk", "packed")
    contents = {digest: unpack(bytes(one)) for digest, one in packed}
    return {revision: contents[digest] for revision, digest in digests.items()}
