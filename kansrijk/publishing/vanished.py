"""A draft may name what was deleted since, such as a photo. Then it is opened without."""

from django.db import models

from kansrijk.publishing.models import Record
from kansrijk.publishing.shapes import Shape, key_field_of, shape_of
from kansrijk.publishing.snapshots import Content


def without_vanished(model: type[Record], content: Content) -> Content:
    """The content without references to rows that no longer exist; child rows that need one are left out."""
    shape = shape_of(model)
    cleaned = _row(shape, content)
    for field in shape.sets:
        if field.name in content:
            present = _present(field.related_model, content[field.name])
            cleaned[field.name] = [key for key in content[field.name] if key in present]
    for name, child in shape.children.items():
        if name in content:
            rows = [(row, _row(child, row)) for row in content[name]]
            cleaned[name] = [new for old, new in rows if _is_complete(child, old, new)]
    return cleaned


def _row(shape: Shape, row: Content) -> Content:
    cleaned = dict(row)
    for link in shape.references:
        key = row.get(link.name)
        if key is not None and key not in _present(link.related_model, [key]):
            cleaned[link.name] = None
    return cleaned


def _is_complete(shape: Shape, old: Content, new: Content) -> bool:
    return all(link.null or new.get(link.name) == old.get(link.name) for link in shape.references)


def _present(model: type[models.Model], keys: list[str]) -> set[str]:
    key_field = key_field_of(model)
    found = model._default_manager.filter(**{f"{key_field}__in": keys}).values_list(key_field, flat=True)
    return {str(key) for key in found}
