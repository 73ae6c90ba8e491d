"""Content of any kind for property tests: a snapshot of every record kind that the database will hold."""

import uuid
from typing import Any

from django.db import models
from hypothesis import strategies as st

from kansrijk.publishing.shapes import Shape, key_field_of, shape_of
from kansrijk.publishing.snapshots import to_json
from kansrijk.richtext.fields import RichTextField
from kansrijk.richtext.sanitise import sanitise

LETTERS = "abzAZ09 éÏß’“€\n\t<>&\"'\\/%_\U0001f331\u200d"
"""Also what escaping, encoding and two databases may stumble over. PostgreSQL knows no NUL, so neither do we."""


def contents_of(record: models.Model) -> st.SearchStrategy[dict[str, Any]]:
    """Content for this record: new values and relations in every field, but its own keys and what constraints bind."""
    shape = shape_of(type(record))
    fixed = {"slug", "code", "intervention", "area"}
    values = {name: one for name, one in columns(shape).items() if name not in fixed}
    for field in shape.sets:
        keys = keys_of(field.related_model)
        values[field.name] = st.lists(st.sampled_from(keys), unique=True).map(sorted) if keys else st.just([])
    for name, child in shape.children.items():
        values[name] = rows_of(child)
    return st.fixed_dictionaries(values)


def keys_of(model: type[models.Model]) -> list[str]:
    return sorted(map(str, model.objects.values_list(key_field_of(model), flat=True)))


def columns(shape: Shape) -> dict[str, st.SearchStrategy]:
    values = {field.name: values_of(field) for field in shape.plain}
    for link in shape.references:
        keys = st.sampled_from(keys_of(link.related_model) or [None])
        values[link.name] = st.none() | keys if link.null else keys
    return values


def rows_of(child: Shape) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Child rows in their order. All values of a column differ, whatever of them must be unique."""
    ids = st.uuids(version=4).map(str)
    texts = [field.name for field in child.plain if isinstance(field, models.CharField)]
    unique = [lambda row: row["id"], *[lambda row, name=name: row[name] for name in texts]]
    unique += [lambda row, link=link: row[link.name] for link in child.references]
    row = st.fixed_dictionaries({"id": ids, **columns(child)})
    return st.lists(row, max_size=3, unique_by=tuple(unique)).map(
        lambda rows: sorted(rows, key=lambda row: (row.get("position") or 0, row["id"]))
    )


def values_of(field: models.Field) -> st.SearchStrategy:
    """What this column may hold, as a snapshot says it."""
    value: st.SearchStrategy
    if field.choices:
        value = st.sampled_from([choice for choice, _ in field.choices])
    elif isinstance(field, models.BooleanField):
        value = st.booleans()
    elif isinstance(field, models.IntegerField):
        value = numbers_of(field)
    elif isinstance(field, models.DecimalField):
        low, high = (50, 54) if field.name == "latitude" else (3, 8)
        value = st.decimals(low, high, places=4).map(lambda number: to_json(field, number))
    elif isinstance(field, models.DateField):
        value = st.dates().map(lambda day: to_json(field, day))
    elif isinstance(field, models.UUIDField):
        value = st.uuids().map(lambda key: to_json(field, uuid.UUID(str(key))))
    else:
        value = st.text(LETTERS, min_size=0 if field.blank else 1, max_size=min(field.max_length or 40, 40))
    if isinstance(field, RichTextField):
        value = value.map(sanitise)  # as every form does
    return st.none() | value if field.null else value


def numbers_of(field: models.IntegerField) -> st.SearchStrategy[int]:
    if not isinstance(field, models.PositiveSmallIntegerField):
        return st.integers(0, 2**31 - 1)
    # The last year of a period may not come before its first.
    return st.integers(61, 120) if field.name == "end_year" else st.integers(0, 60)
