"""Which parts of a model are content: read once from the model itself, so that a new field needs no second line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import models

from kansrijk.publishing.models.record import Record

BOOKKEEPING = {"id", "state", "notice", "live_revision", "created_at", "changed_at"}


@dataclass(frozen=True)
class Shape:
    """The content of one table's rows. Names are those of the model's fields and relations."""

    model: type[models.Model]
    plain: tuple[models.Field, ...]
    references: tuple[models.ForeignKey, ...]
    sets: tuple[models.ManyToManyField, ...]
    children: Mapping[str, "Shape"]
    parent_link: str = ""
    """For a child: the attribute that holds the parent's id, for example intervention_id."""

    @property
    def parent_link_name(self) -> str:
        """The name of the field behind `parent_link`."""
        return self.parent_link.removesuffix("_id")

    @property
    def columns(self) -> list[models.Field]:
        return [*self.plain, *self.references]


@lru_cache
def shape_of(model: type[Record]) -> Shape:
    """The shape of a record's model."""
    left_out = {*BOOKKEEPING, *model.not_drafted}
    children = {}
    for name in model.child_sets:
        relation: Any = model._meta.get_field(name)
        link = relation.field
        children[name] = _shape(relation.related_model, {"id", link.name}, {}, link.attname)
    return _shape(model, left_out, children)


def _shape(
    model: type[models.Model], left_out: set[str], children: Mapping[str, Shape], parent_link: str = ""
) -> Shape:
    fields: Iterable[Any] = [f for f in model._meta.concrete_fields if f.name not in left_out]
    return Shape(
        model=model,
        plain=tuple(f for f in fields if not f.is_relation),
        references=tuple(f for f in fields if f.is_relation),
        sets=tuple(f for f in model._meta.many_to_many if f.name not in left_out),
        children=children,
        parent_link=parent_link,
    )


def key_field_of(model: type[models.Model]) -> str:
    """The field by which snapshots refer to rows of this model: stable, and readable in history."""
    return getattr(model, "reference_key", "pk")
