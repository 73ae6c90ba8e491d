"""What every sheet shares: one column a heading, and what the columns and the model say of it.

The heading of a column is what the forms call its field, so that people meet one word. Its key in the seed files is
the heading in lower case, with underscores for spaces and without apostrophes: "Lokaal programma" is
`lokaal_programma` there, "Thema's" is `themas`.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from django.db.models import Model
from django.utils.text import capfirst
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import Widget

from kansrijk.publishing.labels import label_of
from kansrijk.resources.codes import Code
from kansrijk.resources.noun import Noun


class SheetColumn(Field):
    """A column for the model field or child set that has the name it is assigned to."""

    def __init__(
        self,
        widget: Widget,
        *,
        aliases: Sequence[str] = (),
        help: str = "",
        office_only: bool = False,
        may_wait: bool = False,
    ) -> None:
        super().__init__(widget=widget)
        self.aliases = tuple(aliases)
        """Other headings: those it had before, and what people call it."""
        self.help = help
        """Instead of the help text of the model field."""
        self.office_only = office_only
        """A coordinator sees it but does not change it, in a workbook as in the admin."""
        self.may_wait = may_wait
        """A draft may lack it, but what is published may not."""


column = SheetColumn


def seed_key(heading: str) -> str:
    return heading.lower().replace(" ", "_").replace("'", "")


class SheetResource(ModelResource):
    """A declaration: the columns in the order of the sheet, the model and its natural key. Nothing that is not
    declared is read or written."""

    class Meta:
        model: ClassVar[type[Model]]
        fields: ClassVar[list[str]]
        article = "de"
        """Before the name of the model: de or het."""
        sheet = ""
        """The name of the sheet in a workbook; without it the plural of the model."""
        code = Code("slug")
        """By which people know a record."""
        known_by = ("{name}", "{slug}")
        """How a record is called in cells of other sheets, as format strings of its fields; the first one is shown."""
        recognised_by: Sequence[str] = ()
        """Of rows inside a record: fields by which a person knows one again, whatever else was changed in it."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for name, field in cls.fields.items():
            field.attribute = name
            field.column_name = capfirst(label_of(cls.Meta.model, name))
        # import-export adds every other field of the model unless it is told which ones are meant.
        cls.Meta.fields = list(cls.fields)

    @classmethod
    def columns(cls) -> dict[str, SheetColumn]:
        """The columns by the name of their field, in the order of the sheet."""
        return {name: cls.fields[name] for name in cls.Meta.fields}

    @classmethod
    def is_child_set(cls, name: str) -> bool:
        return bool(cls._meta.model._meta.get_field(name).one_to_many)

    @classmethod
    def code(cls) -> Code:
        return cls._meta.code

    @classmethod
    def noun(cls) -> Noun:
        """One row, as sentences call it."""
        return Noun(str(cls._meta.model._meta.verbose_name), cls._meta.article)

    @classmethod
    def known_by(cls) -> tuple[str, ...]:
        return cls._meta.known_by

    @classmethod
    def recognised_by(cls) -> tuple[str, ...]:
        return tuple(cls._meta.recognised_by)

    @classmethod
    def office_only_fields(cls) -> list[str]:
        """For the admin: fields that a coordinator sees but does not change."""
        return [n for n, c in cls.columns().items() if c.office_only and not cls.is_child_set(n)]

    @classmethod
    def fields_that_wait(cls) -> list[str]:
        """For the admin: fields that a draft may lack."""
        return [name for name, column in cls.columns().items() if column.may_wait]

    @classmethod
    def natural_key(cls) -> list[str]:
        """The fields that together say which record a row of the seeds is about."""
        return list(cls._meta.import_id_fields)


def resource_of(model: type[Model]) -> type[SheetResource]:
    """The sheet on which the records of this model stand."""
    return next(r for r in SheetResource.__subclasses__() if r._meta.model is model)


class Workbook(NamedTuple):
    """Which sheets go together in one file; an app lists its workbooks in WORKBOOKS of its module `resources`."""

    name: str
    title: str
    sheets: tuple[type[SheetResource], ...]
