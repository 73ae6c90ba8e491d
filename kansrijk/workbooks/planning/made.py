"""Loads what earlier uploads of one workbook made: the records that were new in them."""

from collections.abc import Collection
from typing import Any

from kansrijk.publishing.models import Record
from kansrijk.publishing.shapes import key_field_of
from kansrijk.workbooks.models import Export, Upload


def load_made_names(export: Export | None) -> frozenset[str]:
    """What others call the records that files with this export number made, whoever sent them. Of any kind: what does
    not exist any more is not found later."""
    if export is None:
        return frozenset()
    made = Upload.objects.filter(export=export).exclude(made={}).order_by().values_list("made", flat=True)
    return frozenset(str(name) for one in made for name in one.values())


def load_made(model: type[Record], code_field: str, names: Collection[str]) -> dict[int, Any]:
    """By primary key the code of each record of one kind with one of these names."""
    key = key_field_of(model)
    wanted: list[Any] = sorted(names)
    if key == "pk":
        wanted = [int(name) for name in wanted if name.isascii() and name.isdecimal()]
    if not wanted:
        return {}
    rows = model._default_manager.filter(**{f"{key}__among": wanted}).order_by()
    return dict(rows.values_list("pk", code_field))
