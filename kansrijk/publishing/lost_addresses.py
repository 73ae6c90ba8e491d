"""Addresses that once worked and now lead nowhere, worked out from history: nothing else knows that one is missing."""

import copy
import zlib
from collections.abc import Iterable, Iterator

from kansrijk.publishing.addresses import page_path
from kansrijk.publishing.drift import CHUNK, chunks
from kansrijk.publishing.models import OldAddress, Record, Revision, Snapshot
from kansrijk.publishing.models.record import SHOWN_STATES
from kansrijk.publishing.shapes import shape_of


def lost_addresses(models: Iterable[type[Record]]) -> Iterator[tuple[Record, str]]:
    """Each with the record that had it."""
    with_page = [model for model in models if has_page(model)]
    known = set(OldAddress.objects.values_list("path", flat=True))
    for model in with_page:
        shown = model._default_manager.filter(state__in=SHOWN_STATES)
        known.update(path for record in shown.iterator(CHUNK) if (path := page_path(record)))
    for model in with_page:
        # Without a live revision: never shown, or taken off by an undo, as if it never had been there.
        records = model._default_manager.filter(live_revision__isnull=False).order_by("pk")
        for part in chunks(records.iterator(CHUNK)):
            slugs = former_slugs(model, [record.pk for record in part])
            for record in part:
                for slug in sorted(slugs.get(record.pk, ())):
                    if (path := path_with(record, slug)) and path not in known:
                        yield record, path


def has_page(model: type[Record]) -> bool:
    return hasattr(model, "get_absolute_url") and any(one.name == "slug" for one in shape_of(model).plain)


def path_with(record: Record, slug: str) -> str | None:
    then = copy.copy(record)
    then.slug = slug  # type: ignore[attr-defined]  # has_page() looked
    return page_path(then)


def former_slugs(model: type[Record], pks: list[int]) -> dict[int, set[str]]:
    """What each of these was called on the site since it came there; a first publication begins anew."""
    published = Revision.objects.published().filter(kind=model._meta.label_lower, object_id__in=pks)
    digests: dict[int, set[str]] = {}
    for pk, base, digest in published.order_by("published_at", "pk").values_list(
        "object_id", "base", "snapshot"
    ):
        digests[pk] = {digest} if base is None else digests.get(pk, set()) | {digest}
    slug_of = dict(_slugs(set().union(*digests.values())))
    return {pk: {slug_of[digest] for digest in found if digest in slug_of} for pk, found in digests.items()}


def _slugs(digests: set[str]) -> Iterator[tuple[str, str]]:
    """Of contents that can be read; about the others the checker says more."""
    for snapshot in Snapshot.objects.filter(pk__in=digests).iterator(CHUNK):
        try:
            slug = snapshot.content.get("slug")
        except (zlib.error, ValueError):
            continue
        if slug:
            yield snapshot.pk, slug
