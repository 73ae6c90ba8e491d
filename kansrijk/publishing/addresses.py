"""The address of a record on the site, and what an old address does: send on, or say that the page was removed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.apps import apps

from kansrijk.publishing.models import OldAddress, Record, RecordState
from kansrijk.richtext.fields import RichTextField


def page_path(record: Record) -> str | None:
    """The path of the record's own page; None for a part of a page."""
    if not hasattr(record, "get_absolute_url"):
        return None
    path = record.get_absolute_url()
    return None if "#" in path else path


def site_address(record: Record) -> str | None:
    """Where a visitor sees this record today; None while nobody may."""
    return record.get_absolute_url() if hasattr(record, "get_absolute_url") and record.is_readable else None


@contextmanager
def keep_addresses(model: type[Record], contents: Mapping[int, Any]) -> Iterator[None]:
    """Around a change of rows: pages that move leave a redirect, and pages that come back take theirs back."""
    long_texts = [field.name for field in model._meta.fields if isinstance(field, RichTextField)]
    found = model._default_manager.defer(*long_texts)
    before = {
        row.pk: page_path(row)
        for row in found.in_bulk(list(contents)).values()
        if row.state in (RecordState.LIVE, RecordState.WITHDRAWN)
    }
    yield
    rows = found.in_bulk(list(contents)).values()
    now = {row.pk: page_path(row) for row in rows}
    in_use = {path for path in now.values() if path}
    OldAddress.objects.filter(path__in=in_use).delete()
    OldAddress.objects.bulk_create(
        [
            OldAddress(path=path, kind=row.record_kind, object_id=row.pk, title=str(row)[:300])
            for row in rows
            if (path := before.get(row.pk)) and path not in in_use
        ],
        update_conflicts=True,
        unique_fields=["path"],
        update_fields=["kind", "object_id", "title", "changed_at"],
    )


def leave_address(record: Record) -> None:
    """From now on the record's page answers that it was removed. Call it before the state changes."""
    path = page_path(record)
    if path and record.is_readable:
        OldAddress.objects.update_or_create(
            path=path,
            defaults={
                "kind": record.record_kind,
                "object_id": record.pk,
                "title": str(record)[:300],
                "is_removed": True,
            },
        )


def forget_address(record: Record) -> None:
    """The record has its page again."""
    if path := page_path(record):
        OldAddress.objects.filter(path=path).delete()


def follow(path: str) -> tuple[str | None, OldAddress | None]:
    """Where an old path leads today: (address, old) for a page that moved, (None, old) for one that was removed,
    (None, None) for a path that never was public."""
    old = OldAddress.objects.filter(path=path).first()
    if old is None:
        return None, None
    record = apps.get_model(old.kind)._default_manager.filter(pk=old.object_id).first()
    if record is None or not record.is_readable:
        return None, old
    return page_path(record), old
