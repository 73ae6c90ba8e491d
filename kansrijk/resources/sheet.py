"""What every sheet shares: one column a heading, strict reading, and which cells must be filled.

A sheet has Dutch headings. The key of a column in the seed files is its heading in lower case, with underscores for
spaces and without apostrophes: "Programma website" is `programma_website` there, "Thema's" is `themas`.
"""

from typing import Any, ClassVar

from django.db.models import Field as ModelField
from django.db.models import Model
from import_export.fields import Field
from import_export.instance_loaders import ModelInstanceLoader
from import_export.resources import ModelResource
from import_export.widgets import Widget


def column(heading: str, widget: Widget) -> Field:
    """A column for the model field that has the name it is assigned to."""
    return Field(column_name=heading, widget=widget)


def seed_key(heading: str) -> str:
    return heading.lower().replace(" ", "_").replace("'", "")


class FirstMatchLoader(ModelInstanceLoader):
    """Editors may give two rows the same place; the first one then is the row that is meant."""

    def get_instance(self, row: dict[str, Any]) -> Model | None:
        key = [self.resource.fields[name] for name in self.resource.get_import_id_fields()]
        return self.get_queryset().filter(**{field.attribute: field.clean(row) for field in key}).first()


class SheetResource(ModelResource):
    """A declaration: the columns in the order of the sheet, the model and its natural key. Nothing that is not
    declared is read or written."""

    class Meta:
        fields: ClassVar[list[str]]
        instance_loader_class = FirstMatchLoader
        skip_unchanged = True
        clean_model_instances = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for name, field in cls.fields.items():
            field.attribute = name
        # import-export adds every other field of the model unless it is told which ones are meant.
        cls.Meta.fields = list(cls.fields)

    @classmethod
    def model_field(cls, field: Field) -> ModelField:
        return cls._meta.model._meta.get_field(field.attribute)

    @classmethod
    def headings(cls) -> list[str]:
        return [cls.fields[name].column_name for name in cls.Meta.fields]

    @classmethod
    def key_headings(cls) -> list[str]:
        """The columns that together say which record a row is about."""
        return [cls.fields[name].column_name for name in cls._meta.import_id_fields]

    @classmethod
    def required_headings(cls) -> set[str]:
        """The columns in which every row must have a value."""
        model_fields = {field.column_name: cls.model_field(field) for field in cls.fields.values()}
        return {name for name, field in model_fields.items() if not field.blank and not field.has_default()}

    @classmethod
    def blank_row(cls) -> dict[str, Any]:
        """A row in which every cell says what a new record would hold."""
        return {field.column_name: cls.model_field(field).get_default() for field in cls.fields.values()}
