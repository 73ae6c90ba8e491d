"""Rows that no longer show what their revision says, by whatever way they were changed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Model

from kansrijk.publishing.former_keys import former_keys
from kansrijk.publishing.models import Record
from kansrijk.publishing.models.record import SHOWN_STATES
from kansrijk.publishing.shapes import Shape, key_field_of, shape_of
from kansrijk.publishing.snapshots import Content, snapshots_of

CHUNK = 500
"""Records at a time: enough to be quick, few enough for any memory."""


def drifted(model: type[Record]) -> Iterator[tuple[Record, list[str]]]:
    """The records on the site whose row differs from its live revision, with the names of the fields."""
    shown = model._default_manager.filter(state__in=SHOWN_STATES, live_revision__isnull=False)
    references = References()
    for records in chunks(shown.select_related("live_revision__snapshot").order_by("pk").iterator(CHUNK)):
        rows = snapshots_of(model, [record.pk for record in records])
        for record in records:
            wanted = record.live_revision.content
            if differing(rows[record.pk], wanted):
                wanted = references.of_today(shape_of(model), wanted)
            if fields := differing(rows[record.pk], wanted):
                yield record, fields


def chunks(records: Iterable[Any]) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for record in records:
        chunk.append(record)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def differing(row: Content, wanted: Content) -> list[str]:
    """Fields that both know and that differ. History from before a field, or of a field that is gone, is no drift."""
    return [name for name, value in row.items() if name in wanted and wanted[name] != value]


class References:
    """Reads the keys in old content as they are today: of what got another address since, and what was deleted."""

    def __init__(self) -> None:
        self._keys: dict[type[Model], Mapping[str, str]] = {}

    def of_today(self, shape: Shape, content: Content) -> Content:
        today = dict(content)
        for link in shape.references:
            if content.get(link.name) is not None:
                today[link.name] = self._current(link.related_model).get(content[link.name])
        for field in shape.sets:
            keys = self._current(field.related_model)
            today[field.name] = sorted(keys[key] for key in content.get(field.name, ()) if key in keys)
        for name, child in shape.children.items():
            today[name] = [self.of_today(child, row) for row in content.get(name, ())]
        return today

    def _current(self, model: Any) -> Mapping[str, str]:
        """The key of today by every key that a row of this model ever had."""
        if model not in self._keys:
            now = keys_of(model)
            former = {key: str(now[pk]) for key, pk in former_keys(model).items()}
            self._keys[model] = former | {str(key): str(key) for key in now.values()}
        return self._keys[model]


def keys_of(model: type[Model]) -> dict[int, Any]:
    return dict(model._default_manager.values_list("pk", key_field_of(model)))
