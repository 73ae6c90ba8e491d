"""A word that stands nowhere else in every field of a record, to see where its content turns up."""

import re
import uuid
from itertools import count
from typing import Any

from django.db import models

from kansrijk.publishing.models import RecordState
from kansrijk.publishing.shapes import Shape, key_field_of, shape_of
from kansrijk.publishing.snapshots import snapshot_of


class Markers:
    """Makes content full of markers and finds them again; `places` says of each where it was put."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}
        self._numbers = count(101)

    def in_every_field(
        self, record: models.Model, sets: dict[str, list[str]] | None = None
    ) -> dict[str, Any]:
        """The content of the record with markers in its fields and in one new row of each kind of child."""
        shape = shape_of(type(record))
        content = {**snapshot_of(record), **self._fields(shape)}
        if record.state == RecordState.NEW and hasattr(record, "slug"):
            # The row of what was never published follows its draft: tests go on finding it by its address.
            content["slug"] = record.slug
        for name, child in shape.children.items():
            links = {
                link.name: str(getattr(link.related_model.objects.last(), key_field_of(link.related_model)))
                for link in child.references
            }
            content[name] = [{"id": str(uuid.uuid4()), "position": 0, **self._fields(child), **links}]
            content[name][0] = {
                k: v for k, v in content[name][0].items() if k in {"id", *column_names(child)}
            }
        for name, keys in (sets or {}).items():
            if name in content:
                content[name] = sorted({*content[name], *keys})
        return content

    def _fields(self, shape: Shape) -> dict[str, Any]:
        return {
            field.name: value for field in shape.plain if (value := self._value(shape, field)) is not None
        }

    def _value(self, shape: Shape, field: models.Field) -> Any:
        """None for what has no room for a marker, such as a choice or a position."""
        number = next(self._numbers)
        place = f"{shape.model._meta.label_lower}.{field.name}"
        word = f"zq{number}x"
        if field.choices or field.name in ("position", "speaker_age"):
            return None
        if isinstance(field, models.CharField | models.TextField) and (field.max_length or 99) >= 10:
            self.places[word] = place
            if isinstance(field, models.URLField):
                return f"https://voorbeeld.nl/{word}"
            return f"<p>{word}</p>" if type(field).__name__ == "RichTextField" else word
        if isinstance(field, models.IntegerField):
            value = 19_000 + number if "year" in field.name else 91_000_000 + number
            self.places[str(value)] = place
            return value
        return None

    def seen_in(self, text: str) -> set[str]:
        """The markers in this text, also where a number has its thousands apart."""
        words = set(re.findall(r"zq\d+x", text))
        numbers = set(
            re.findall(r"19\d{3}(?!\d)|91\d{6}", re.sub(r"(?<=\d)[.\s\u00a0\u202f](?=\d{3})", "", text))
        )
        return (words | numbers) & self.places.keys()


def column_names(shape: Shape) -> set[str]:
    return {field.name for field in shape.columns}
