"""What the seeds know of a sheet: its columns by heading, what must be filled in and what else a row holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Model

from kansrijk.resources.sheet import SheetResource
from kansrijk.resources.widgets import Cell, TextWidget, WholeNumberWidget

WORD = "Naam"
POSITION = "Volgorde"


@dataclass(frozen=True)
class SeedColumn:
    field: Field
    widget: Cell

    @property
    def is_required(self) -> bool:
        return not self.field.blank and not self.field.has_default()


@dataclass(frozen=True, eq=False)
class SeedSheet:
    """A sheet of records or of child rows; or the words of one column, each of which is a row here."""

    model: type[Model]
    columns: Mapping[str, SeedColumn]
    """By heading."""
    key: tuple[str, ...]
    """The headings that together say which row it is."""
    words_of: str = ""
    """The heading of the column of which these are the words."""

    @property
    def noun(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    @property
    def required(self) -> set[str]:
        return {heading for heading, column in self.columns.items() if column.is_required}

    def blank_row(self) -> dict[str, Any]:
        """What a new record would hold."""
        return {heading: column.field.get_default() for heading, column in self.columns.items()}

    def heading(self, name: str) -> str:
        """The heading above the column of a field; empty when there is none."""
        return next((heading for heading, column in self.columns.items() if column.field.name == name), "")


def seed_sheet(resource: type[SheetResource]) -> SeedSheet:
    model = resource._meta.model
    columns = {
        column.column_name: SeedColumn(model._meta.get_field(name), column.widget)
        for name, column in resource.columns().items()
        if not resource.is_child_set(name)
    }
    names = {column.field.name: heading for heading, column in columns.items()}
    return SeedSheet(model, columns, tuple(names[name] for name in resource.natural_key()))


def words_sheet(resource: type[SheetResource], child_set: str, parent: str) -> SeedSheet:
    """The words of a column, each as a row; `parent` is the heading of the record that they belong to."""
    relation: Any = resource._meta.model._meta.get_field(child_set)
    model: type[Model] = relation.related_model
    fields: dict[str, Any] = {field.name: field for field in model._meta.fields}
    columns = {
        parent: SeedColumn(relation.field, TextWidget()),
        WORD: SeedColumn(fields["name"], TextWidget()),
    }
    if "position" in fields:
        columns[POSITION] = SeedColumn(fields["position"], WholeNumberWidget())
    return SeedSheet(model, columns, (parent, WORD), resource.columns()[child_set].column_name)
