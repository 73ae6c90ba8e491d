"""The address of a record on the site, and what an old address does: send on, or say that the page was removed."""

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.apps import apps

from kansrijk.publishing.models import OldAddress, Record
from kansrijk.publishing.models.record import SHOWN_STATES
from kansrijk.publishing.parts import parts
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
def keep_addresses(model: type[Record], pks: Sequence[int]) -> Iterator[None]:
    """Around a change of rows: pages that move leave a redirect, and pages that come back take theirs back."""
    before = {row.pk: page_path(row) for row in _rows(model, pks, state__in=SHOWN_STATES)}
    yield
    in_use: set[str] = set()
    left: list[OldAddress] = []
    for row in _rows(model, pks):
        now, old = page_path(row), before.get(row.pk)
        in_use |= {now} if now else set()
        if old and old != now:
            left.append(OldAddress(path=old, kind=row.record_kind, object_id=row.pk, title=str(row)[:300]))
    OldAddress.objects.filter(path__among=in_use).delete()
    OldAddress.objects.bulk_create(
        [one for one in left if one.path not in in_use],
        update_conflicts=True,
        unique_fields=["path"],
        update_fields=["kind", "object_id", "title", "changed_at"],
    )


def _rows(model: type[Record], pks: Sequence[int], **conditions: Any) -> Iterator[Record]:
    """A thousand at a time, without their long texts."""
    long_texts = [field.name for field in model._meta.fields if isinstance(field, RichTextField)]
    for part in parts(pks):
        yield from model._default_manager.defer(*long_texts).filter(pk__among=part, **conditions)


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


def taken_over(wanted: Iterable[tuple[Record, Mapping[str, Any]]]) -> dict[tuple[str, int], OldAddress]:
    """Which addresses of other pages these records would get with these contents, by kind and number of the record:
    old ones, that send visitors on or say that a page was removed."""
    paths: dict[str, tuple[str, int]] = {}
    for record, content in wanted:
        moved = copy.copy(record)
        if "slug" in content:
            moved.slug = content["slug"]  # type: ignore[attr-defined]  # every record with a page has one
        is_where_it_was = record.is_readable and page_path(moved) == page_path(record)
        if not is_where_it_was and (path := page_path(moved)):
            paths[path] = (record.record_kind, record.pk)
    old = OldAddress.objects.filter(path__in=paths)
    return {paths[one.path]: one for one in old if (one.kind, one.object_id) != paths[one.path]}


def taken_over_by(record: Record, content: Mapping[str, Any]) -> OldAddress | None:
    return taken_over([(record, content)]).get((record.record_kind, record.pk))


def what_visitors_lose(old: OldAddress) -> str:
    """In a sentence or two for the editor whose page gets this address."""
    record = apps.get_model(old.kind)._default_manager.filter(pk=old.object_id).first()
    if record is not None and record.is_readable:
        return f"Het adres {old.path} leidde tot nu toe naar ‘{record}’. Bezoekers met een oude link komen straks hier uit."
    return (
        f"Op het adres {old.path} stond tot nu toe dat ‘{old.title}’ er niet meer is. Dat bericht verdwijnt."
    )


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
