"""Rows to content: what a set of records holds now, in a number of queries that does not depend on how many."""

import base64
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from kansrijk.publishing.models.record import Record
from kansrijk.publishing.shapes import Shape, key_field_of, shape_of

Content = dict[str, Any]


def snapshot_of(record: Record) -> Content:
    """The content of one record as its row stands in the database."""
    return snapshots_of(type(record), [record.pk])[record.pk]


def snapshots_of(model: type[Record], pks: Iterable[int]) -> dict[int, Content]:
    """The content of each record, by primary key; records that do not exist are left out.

    Plain values as JSON holds them, references by key, sets as sorted keys, child rows in their order with "id".
    """
    shape = shape_of(model)
    contents = {pk: content for pk, content in _rows(shape, pk__among=list(pks))}
    _add_sets(shape, contents)
    for name, child in shape.children.items():
        for pk, rows in child_rows(child, contents).items():
            contents[pk][name] = rows
    return contents


def child_rows(child: Shape, parents: Iterable[int]) -> dict[int, list[Content]]:
    """By record its rows of this kind, in their order with "id"."""
    found: dict[int, list[Content]] = {pk: [] for pk in parents}
    for row_id, row in _rows(child, **{f"{child.parent_link}__among": list(found)}, with_parent=True):
        found[row.pop("_parent")].append({"id": str(row_id), **row})
    for rows in found.values():
        rows.sort(key=lambda row: (row.get("position") or 0, row["id"]))
    return found


def _rows(shape: Shape, *, with_parent: bool = False, **conditions: Any) -> Iterable[tuple[Any, Content]]:
    """Key and content of each row of one table, without its sets and children."""
    names = [field.name for field in shape.plain]
    links = [f"{field.name}__{key_field_of(field.related_model)}" for field in shape.references]
    parent = [shape.parent_link] if with_parent else []
    query = shape.model._default_manager.filter(**conditions).order_by("pk")
    for key, *values in query.values_list("pk", *names, *links, *parent):
        content: Content = {
            field.name: to_json(field, value)
            for field, value in zip(shape.plain, values[: len(names)], strict=True)
        }
        for field, value in zip(shape.references, values[len(names) : len(names) + len(links)], strict=True):
            content[field.name] = None if value is None else str(value)
        if with_parent:
            content["_parent"] = values[-1]
        yield key, content


def _add_sets(shape: Shape, contents: dict[int, Content]) -> None:
    field: Any
    for field in shape.sets:
        members: dict[int, list[str]] = defaultdict(list)
        key = f"{field.m2m_reverse_field_name()}__{key_field_of(field.related_model)}"
        through = field.remote_field.through
        owner = through._meta.get_field(field.m2m_field_name()).attname
        pairs = through._default_manager.filter(**{f"{owner}__among": list(contents)})
        for record_id, member in pairs.values_list(owner, key):
            members[record_id].append(str(member))
        for record_id, content in contents.items():
            content[field.name] = sorted(members[record_id])


def to_json(field: Any, value: Any) -> Any:
    """A value as JSON can hold it, and from_json() can read it back exactly."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value if type(value) is str else field.value_to_string(_Holder(field, value))


class _Holder:
    """What Field.value_to_string() expects: something with the value as an attribute."""

    def __init__(self, field: models.Field, value: Any) -> None:
        setattr(self, field.attname, value)


def from_json(field: models.Field, value: Any) -> Any:
    return None if value is None else field.to_python(value)
