"""What records will be called once the work on them is published."""

from collections.abc import Iterable
from copy import copy

from django.apps import apps
from django.db import models
from django.db.models import prefetch_related_objects

from kansrijk.publishing.models import Record, Revision
from kansrijk.publishing.snapshots import Content

Key = tuple[str, int]


def new_titles(revisions: Iterable[Revision]) -> dict[Key, str]:
    """By kind and number, only of those that get another title. Reads the content of each revision, so for one page.

    In one query a kind, one for contents that were not read yet, and one for what the work began from when a title
    differs: the site may have changed since.
    """
    open_work = [revision for revision in revisions if revision.is_open]
    prefetch_related_objects(open_work, "snapshot")
    rows = _rows(open_work)
    differing = [
        (revision, row)
        for revision in open_work
        if (row := rows.get((revision.kind, revision.object_id))) is not None
        and title_with(row, revision.content) != str(row)
    ]
    bases = Revision.objects.select_related("snapshot").in_bulk(
        [revision.base_id for revision, _row in differing if revision.base_id]
    )
    return {
        (revision.kind, revision.object_id): title_with(row, revision.content)[:300]
        for revision, row in differing
        if (base := bases.get(revision.base_id)) is None
        or title_with(row, base.content) != title_with(row, revision.content)
    }


def title_with(row: Record, content: Content) -> str:
    """What the record would be called with this content. Titles are made of the record's own texts."""
    changed = copy(row)
    for field in row._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField) and field.name in content:
            setattr(changed, field.name, content[field.name])
    return str(changed)


def _rows(revisions: Iterable[Revision]) -> dict[Key, Record]:
    wanted: dict[str, list[int]] = {}
    for revision in revisions:
        wanted.setdefault(revision.kind, []).append(revision.object_id)
    return {
        (kind, row.pk): row
        for kind, pks in wanted.items()
        for row in apps.get_model(kind)._default_manager.filter(pk__among=pks)
    }
