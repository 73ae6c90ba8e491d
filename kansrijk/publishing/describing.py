"""Reads from the models what differences.py has to know: what fields are called, and the names behind keys."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.formats import date_format, localize

from kansrijk.photos.fields import PhotoFileField
from kansrijk.publishing.differences import Content, Difference, Field, Kind, Name, Names, differences
from kansrijk.publishing.models import Record
from kansrijk.publishing.shapes import Shape, key_field_of, shape_of
from kansrijk.publishing.snapshots import from_json
from kansrijk.richtext.fields import RichTextField


def compare(model: type[Record], old: Content, new: Content) -> list[Difference]:
    """The changed fields of a record of this model. The number of queries depends on the model alone."""
    fields = describe(model)
    return differences(old, new, fields, names_in(fields, [old, new]))


@lru_cache
def describe(model: type[Record]) -> tuple[Field, ...]:
    """The fields of a record, in the order in which the model declares them; its rows come last."""
    shape = shape_of(model)
    rows = [
        Field(name, _capital(child.model._meta.verbose_name_plural), Kind.ROWS, fields=_fields(child))
        for name, child in shape.children.items()
    ]
    return (*_fields(shape), *rows)


def _fields(shape: Shape) -> tuple[Field, ...]:
    declared: list[Any] = [*shape.columns, *shape.sets]
    return tuple(_field(field) for field in sorted(declared, key=lambda field: field.creation_counter))


def _field(field: Any) -> Field:
    this = (field.name, _capital(field.verbose_name))
    if field.many_to_many or field.is_relation:
        kind = Kind.SET if field.many_to_many else Kind.REFERENCE
        return Field(*this, kind, source=field.related_model._meta.label_lower)
    if isinstance(field, RichTextField):
        return Field(*this, Kind.RICH)
    is_prose = isinstance(field, models.CharField | models.TextField) and not field.choices
    if is_prose and not isinstance(field, models.URLField | models.SlugField):
        return Field(*this, Kind.TEXT)
    return Field(*this, Kind.PLAIN, show=_how_to_show(field))


def _capital(label: Any) -> str:
    return str(label)[:1].upper() + str(label)[1:]


def _how_to_show(field: models.Field) -> Callable[[Any], str]:
    if field.choices:
        choices = dict(field.flatchoices)
        return lambda value: str(choices.get(value, value))
    if isinstance(field, models.BooleanField):
        return lambda value: "ja" if value else "nee"
    if isinstance(field, models.DateField):
        return lambda value: date_format(from_json(field, value), "j F Y")
    return lambda value: str(localize(from_json(field, value)))


def names_in(fields: Sequence[Field], contents: Iterable[Content]) -> Names:
    """The names of everything that the contents refer to, in one query for each kind of record named."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for content in contents:
        for source, key in _keys(fields, content):
            wanted[source].add(key)
    names: dict[tuple[str, str], Name] = {}
    for source, keys in wanted.items():
        model = apps.get_model(source)
        key_field = key_field_of(model)
        for record in model._default_manager.filter(**{f"{key_field}__in": keys}):
            names[source, str(getattr(record, key_field))] = Name(str(record), _picture(record))
    return names


def _keys(fields: Sequence[Field], content: Content) -> Iterator[tuple[str, str]]:
    for field in fields:
        value = content.get(field.name)
        if field.kind == Kind.REFERENCE and value:
            yield field.source, value
        elif field.kind == Kind.SET:
            yield from ((field.source, key) for key in value or ())
        elif field.kind == Kind.ROWS:
            for row in value or ():
                yield from _keys(field.fields, row)


def _picture(record: models.Model) -> str:
    """The address of the small version of a photo."""
    for field in record._meta.concrete_fields:
        if isinstance(field, PhotoFileField):
            return str(getattr(record, field.attname).url)
    return ""
