"""Content to rows: makes a set of records show what their snapshots hold, in a fixed number of queries a kind."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models

from kansrijk.publishing.former_keys import former_keys
from kansrijk.publishing.inserting import insert
from kansrijk.publishing.models.record import Record
from kansrijk.publishing.refusals import Refusal
from kansrijk.publishing.shapes import Shape, key_field_of, shape_of
from kansrijk.publishing.snapshots import Content, child_rows, from_json
from kansrijk.richtext.fields import RichTextField
from kansrijk.richtext.sanitise import CleanHtml, still_clean


class VanishedReference(Refusal):
    """A snapshot names something that no longer exists."""

    def __init__(self, field: models.Field, keys: Iterable[str]) -> None:
        self.field, self.keys = field, sorted(keys)
        names = ", ".join(f"‘{key}’" for key in self.keys)
        super().__init__(f"{str(field.verbose_name).capitalize()}: {names} bestaat niet meer.")


def apply_snapshots(model: type[Record], contents: Mapping[int, Content]) -> None:
    """Writes the content of each record, by primary key, to rows that exist already. Call it in a transaction.

    Fields that a snapshot does not have keep their value, so that history from before a field still applies.
    Raises VanishedReference, and IntegrityError when the database refuses a row.
    """
    if not contents:
        return
    shape = shape_of(model)
    rows = {row.pk: row for row in model._default_manager.filter(pk__among=list(contents))}
    contents = {pk: content for pk, content in contents.items() if pk in rows}
    held = {field: {pk: getattr(row, field.attname) for pk, row in rows.items()} for field in _unique(shape)}
    _fill(shape, [(rows[pk], content) for pk, content in contents.items()])
    for field, values in held.items():
        _make_way(field, values, rows)
    _upsert(model, list(rows.values()), [field.name for field in shape.columns])
    apply_relations(model, contents)


def apply_relations(model: type[Record], contents: Mapping[int, Content]) -> None:
    """The second half of apply_snapshots(): the sets and child rows alone."""
    shape = shape_of(model)
    for field in shape.sets:
        _apply_set(field, {pk: c[field.name] for pk, c in contents.items() if field.name in c})
    for name, child in shape.children.items():
        _apply_children(child, {pk: c[name] for pk, c in contents.items() if name in c})


def add_rows(model: type[Record], contents: Sequence[Content]) -> list[int]:
    """New rows with these contents, sets and child rows too; their primary keys, in the same order.

    Raises VanishedReference, and IntegrityError when the database refuses a row.
    """
    key = key_field_of(model)
    if key == "pk":
        rows = [model() for _content in contents]
        _fill(shape_of(model), list(zip(rows, contents, strict=True)))
        pks = [row.pk for row in model._default_manager.bulk_create(rows)]
    else:
        _insert_rows(model, contents)
        wanted = [content[key] for content in contents]
        found = dict(model._default_manager.filter(**{f"{key}__among": wanted}).values_list(key, "pk"))
        pks = [found[one] for one in wanted]
    apply_relations(model, dict(zip(pks, contents, strict=True)))
    return pks


def _insert_rows(model: type[Record], contents: Sequence[Content]) -> None:
    shape = shape_of(model)
    columns = [[content[field.name] for content in contents] for field in shape.plain]
    for link in shape.references:
        keys = [content[link.name] for content in contents]
        ids = _ids_of(link, {key for key in keys if key is not None})
        columns.append([None if key is None else ids[key] for key in keys])
    insert(model, [field.name for field in shape.columns], zip(*columns, strict=True))


def _unique(shape: Shape) -> list[models.Field]:
    return [field for field in shape.columns if field.unique]


def _make_way(field: models.Field, held: Mapping[int, Any], rows: Mapping[int, Any]) -> None:
    """Rows whose value another of these rows gets (two pages that swap addresses) first hold something else."""
    owner = {getattr(row, field.attname): pk for pk, row in rows.items()}
    in_the_way = [rows[pk] for pk, value in held.items() if owner.get(value, pk) != pk]
    final = [getattr(row, field.attname) for row in in_the_way]
    for number, row in enumerate(in_the_way):
        setattr(row, field.attname, f"~{number}")
    _upsert(field.model, in_the_way, [field.name])
    for row, value in zip(in_the_way, final, strict=True):
        setattr(row, field.attname, value)


def _fill(shape: Shape, pairs: Sequence[tuple[models.Model, Content]]) -> None:
    """Sets the attributes of rows from their content."""
    for field in shape.plain:
        for row, content in pairs:
            if field.name in content:
                setattr(row, field.attname, _value(field, content[field.name]))
    for link in shape.references:
        ids = _ids_of(
            link, {content[link.name] for _, content in pairs if content.get(link.name) is not None}
        )
        for row, content in pairs:
            if link.name in content:
                setattr(row, link.attname, ids.get(content[link.name]))


def _value(field: models.Field, value: Any) -> Any:
    # As insert() does: what a snapshot holds was made clean before, and reading it again takes most of the time.
    if isinstance(field, RichTextField) and isinstance(value, str):
        return CleanHtml(still_clean(value))
    return from_json(field, value)


def _ids_of(field: Any, keys: set[str]) -> dict[str | None, Any]:
    """Primary keys of the rows that snapshots call by these keys, or called so before they got another address."""
    if not keys:
        return {}
    key_field = key_field_of(field.related_model)
    found = field.related_model._default_manager.filter(**{f"{key_field}__in": keys})
    ids: dict[str | None, Any] = {str(key): pk for key, pk in found.values_list(key_field, "pk")}
    if missing := keys - ids.keys():
        former = former_keys(field.related_model)
        ids |= {key: former[key] for key in missing if key in former}
        if missing := keys - ids.keys():
            raise VanishedReference(field, missing)
    return ids


def _upsert(model: type[models.Model], rows: list[Any], names: list[str]) -> None:
    """One INSERT ... ON CONFLICT: Django's bulk_update builds a CASE per row and column and is far slower."""
    if not rows:
        return
    stamps = [f.name for f in model._meta.concrete_fields if getattr(f, "auto_now", False)]
    model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=[model._meta.pk.name], update_fields=[*names, *stamps]
    )


def _apply_set(field: Any, members: Mapping[int, list[str]]) -> None:
    through = field.remote_field.through
    owner = through._meta.get_field(field.m2m_field_name()).attname
    member = through._meta.get_field(field.m2m_reverse_field_name()).attname
    ids = _ids_of(field, {key for keys in members.values() for key in keys})
    wanted = {(pk, ids[key]) for pk, keys in members.items() for key in keys}
    present = through._default_manager.filter(**{f"{owner}__among": list(members)})
    held = {(record, other): pk for pk, record, other in present.values_list("pk", owner, member)}
    if gone := [pk for pair, pk in held.items() if pair not in wanted]:
        through._default_manager.filter(pk__among=gone).delete()
    insert(through, [field.m2m_field_name(), field.m2m_reverse_field_name()], sorted(wanted - held.keys()))


def _apply_children(child: Shape, lists: Mapping[int, list[Content]]) -> None:
    """Where they differ all rows anew, under their own keys: so rows can swap what only one may have. Nothing refers to
    them."""
    present = child_rows(child, lists)
    lists = {pk: rows for pk, rows in lists.items() if rows != present[pk]}
    if not lists:
        return
    manager = child.model._default_manager
    manager.filter(**{f"{child.parent_link}__among": list(lists)}).delete()
    pairs = [
        (child.model(pk=uuid.UUID(content["id"]), **{child.parent_link: parent}), content)
        for parent, rows in lists.items()
        for content in rows
    ]
    _fill(child, pairs)
    manager.bulk_create([row for row, _ in pairs])
