"""Loads who has the values that only one record may have."""

from collections.abc import Set

from kansrijk.publishing.models import Record
from kansrijk.publishing.shapes import Shape, shape_of
from kansrijk.resources.codes import Code

Taken = dict[str, dict[str, str]]


def load_taken(model: type[Record], code: Code, fields: Set[str]) -> Taken:
    """As KnownKind.taken, for those of the fields of which a value may stand once; one query for each."""
    shape = shape_of(model)
    paths = {field.name: field.name for field in shape.plain if field.unique}
    paths |= {name: f"{name}__name" for name, child in shape.children.items() if _has_unique_name(child)}
    # A code that another record has is no new code, so only those in the file itself can be alike.
    taken: Taken = {code.field: {}} if code.field else {}
    for name in sorted(fields & paths.keys()):
        rows = model._default_manager.order_by().values_list(paths[name], code.field or "pk")
        taken[name] = {value: code.of(key, {code.field: key}) for value, key in rows if value}
    return taken


def _has_unique_name(child: Shape) -> bool:
    return any(field.name == "name" and field.unique for field in child.plain)
