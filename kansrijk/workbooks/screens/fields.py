"""How the values of a record look on the page of a plan: as in the file itself."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from kansrijk.publishing.describing import describe
from kansrijk.publishing.differences import Field
from kansrijk.publishing.territory import record_models
from kansrijk.resources.widgets import Kind
from kansrijk.workbooks.declaration import Column, SheetDeclaration
from kansrijk.workbooks.plans.words import in_dutch
from kansrijk.workbooks.registry import books

FROM_HERE_DOTS = 10_000
"""A year never gets them."""


@lru_cache
def fields_of(kind: str) -> tuple[Field, ...]:
    """Those of describe(), with values as in the file: who looks through a plan has that beside it."""
    sheets = {
        sheet.child_set: sheet for book in books().values() for sheet in book.sheets if sheet.kind == kind
    }
    return tuple(
        replace(field, fields=tuple(_as_in_file(field.fields, sheets[field.name])))
        if field.name in sheets
        else field
        for field in _as_in_file(describe(record_models()[kind]), sheets.get(""))
    )


def _as_in_file(fields: Iterable[Field], sheet: SheetDeclaration | None) -> Iterable[Field]:
    columns = {column.field: column for column in sheet.fields} if sheet else {}
    for field in fields:
        column = columns.get(field.name)
        yield replace(field, show=_show(field, column)) if column else field


def _show(field: Field, column: Column) -> Callable[[Any], str]:
    shows = {Kind.NUMBER: _number, Kind.DEGREES: _degrees}
    return shows.get(column.kind, field.show)


def _number(value: int) -> str:
    """For example 47.500."""
    return in_dutch(value) if abs(value) >= FROM_HERE_DOTS else str(value)


def _degrees(value: Any) -> str:
    """For example 51,992: a cell does not show the last zeros either."""
    return f"{float(value):.15g}".replace(".", ",")
