"""Other moments than now. History takes no other dates afterwards, so a test makes it at the moment it wants."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest import mock

from django.utils import timezone

from kansrijk.publishing.models import Revision, RevisionState


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """What happens meanwhile, happens then."""
    with mock.patch("django.utils.timezone.now", return_value=moment):
        yield


def was_so_before(revisions: Iterable[Revision], *, days: int) -> None:
    """The same content was published that many days ago as well."""
    moment = timezone.now() - timedelta(days=days)
    Revision.objects.bulk_create(
        Revision(
            kind=revision.kind,
            object_id=revision.object_id,
            snapshot_id=revision.snapshot_id,
            state=RevisionState.PUBLISHED,
            published_at=moment,
        )
        for revision in revisions
    )
