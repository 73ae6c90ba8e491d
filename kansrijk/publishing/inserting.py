"""INSERTs of many rows without an object for each, which is where bulk_create() spends its time."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connections, models, router
from django.db.models.constants import OnConflict
from django.utils import timezone

from kansrijk.richtext.fields import RichTextField
from kansrijk.richtext.sanitise import still_clean

STORED_AS_THEY_ARE = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.BooleanField,
    models.AutoField,
)
"""Fields of which both databases take the Python value."""


def insert(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    ignore_conflicts: bool = False,
) -> None:
    """Adds rows with these values of the fields in `names`, of a reference its key; all other fields get their
    default. Keys that the database gives out are not told: ask for them. Raises IntegrityError."""
    connection = connections[router.db_for_write(model)]
    given: list[Any] = [model._meta.get_field(name) for name in names]
    others = [
        f for f in model._meta.concrete_fields if f not in given and not isinstance(f, models.AutoField)
    ]
    constants = [_prepared(field, connection)(_default(field)) for field in others]
    how = [_prepared(field, connection) for field in given]
    conflict = OnConflict.IGNORE if ignore_conflicts else None
    columns = [connection.ops.quote_name(str(field.column)) for field in (*given, *others)]
    statement = " ".join(
        [
            connection.ops.insert_statement(on_conflict=conflict),
            connection.ops.quote_name(model._meta.db_table),
            f"({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})",
            connection.ops.on_conflict_suffix_sql(given, conflict, [], []),
        ]
    )
    values = [
        (*(prepare(value) for prepare, value in zip(how, row, strict=True)), *constants) for row in rows
    ]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)


def _default(field: models.Field) -> Any:
    is_stamp = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    return timezone.now() if is_stamp else field.get_default()


def _prepared(field: models.Field, connection: Any) -> Callable[[Any], Any]:
    if isinstance(field, RichTextField):
        return still_clean
    if isinstance(field, models.ForeignKey):
        return _prepared(field.target_field, connection)
    if isinstance(field, STORED_AS_THEY_ARE) and type(field).get_prep_value in KNOWN_PREPARATIONS:
        return _as_it_is
    return lambda value: field.get_db_prep_save(value, connection)


def _as_it_is(value: Any) -> Any:
    return value


KNOWN_PREPARATIONS = {
    kind.get_prep_value for kind in (*STORED_AS_THEY_ARE, models.SlugField, models.URLField)
}
"""A field with a preparation of its own keeps it."""
