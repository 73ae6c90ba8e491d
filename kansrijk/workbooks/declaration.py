"""What planner, writer and remarks know of a sheet. Made from the resources; plain data, but for their widgets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db.models import Field

from kansrijk.resources.codes import Code
from kansrijk.resources.misread import Misread
from kansrijk.resources.names import Names
from kansrijk.resources.noun import Noun
from kansrijk.resources.widgets import Cell, Kind, words_of
from kansrijk.workbooks.book import Value
from kansrijk.workbooks.words import rows_of_words


class Role(StrEnum):
    CODE = "code"
    """Which record the row is about, or for a child row: which record it belongs to."""
    VERSION = "versie"
    """The revision whose content stood in the row."""
    ROW = "rij"
    """Which child row it is; empty for a new one."""
    FIELD = "veld"


@dataclass(frozen=True)
class Column:
    """One heading."""

    heading: str
    role: Role
    field: str
    """Its name in the content of a snapshot, or in a child row there; empty for a key."""
    widget: Cell
    aliases: frozenset[str]
    """Everything it may be called, as letters_only() leaves it."""
    help: str = ""
    is_required: bool = False
    """What is published must have it."""
    may_be_emptied: bool = True
    """A draft may lack it, so [leeg] may stand in it."""
    max_length: int | None = None
    source: str = ""
    """The model whose records it names, by label."""
    options: tuple[str, ...] = ()
    """What may be chosen, when the list is fixed."""
    is_office_only: bool = False
    has_order: bool = False
    """Of words: whether their order means something."""
    model_field: Field | None = None
    """Whose rules hold for what stands here. Of words the field of their name; of a code the field that holds it."""

    @property
    def kind(self) -> Kind:
        return self.widget.kind

    @property
    def is_multiple(self) -> bool:
        return self.kind in (Kind.CHOICES, Kind.WORDS)

    @property
    def is_key(self) -> bool:
        return self.role != Role.FIELD

    @property
    def identifies(self) -> bool:
        """Says which record or row a row of the file is about."""
        return self.role in (Role.CODE, Role.ROW)

    def is_locked_for(self, *, is_office: bool) -> bool:
        """Whether this person may not change it: of keys nobody may."""
        return self.is_key or (self.is_office_only and not is_office)

    @property
    def empty(self) -> Any:
        """What a snapshot holds when there is nothing."""
        return list(self.widget.empty) if isinstance(self.widget.empty, tuple) else self.widget.empty

    def read(self, value: Value, names: Names) -> Any:
        """What a cell that is not empty says. Of words the list of names, which content_of() makes rows of; of all
        others the content. Raises Misread."""
        content = self.widget.read(value, names)
        if self.model_field is not None:
            for one in content if self.kind == Kind.WORDS else [content]:
                self._check(self.model_field, one)
        return content

    def show(self, content: Any, names: Names) -> Value:
        """How the content stands in a cell."""
        return self.widget.show(content, names)

    def content_of(self, read: Any, before: Any, new_id: Callable[[str], Any] = lambda _word: uuid4()) -> Any:
        """The content after read(), where `before` is the content that it replaces."""
        if self.kind != Kind.WORDS:
            return read
        return rows_of_words(read, before or [], has_order=self.has_order, new_id=new_id)

    def is_same(self, read: Any, content: Any) -> bool:
        """Whether what was read is what stands there."""
        if self.kind != Kind.WORDS:
            return bool(read == content)
        words = words_of(content)
        return words == read if self.has_order else sorted(words) == sorted(read)

    def _check(self, field: Field, content: Any) -> None:
        """The rules of the model field itself."""
        if field.is_relation or isinstance(content, list):
            return
        if self.max_length and len(content) > self.max_length:
            raise Misread(f"Dit telt {len(content)} tekens. Er passen er {self.max_length}.")
        try:
            value = field.to_python(content)
            if value not in field.empty_values:
                field.run_validators(value)
        except ValidationError as error:
            raise Misread(" ".join(error.messages)) from error


@dataclass(frozen=True)
class SheetDeclaration:
    """One sheet: the records of one kind, or the rows of one child set of them."""

    title: str
    kind: str
    """The label of the record's model, for child rows too."""
    child_set: str
    """The name of the set in the record's content; empty when the rows are the records themselves."""
    columns: tuple[Column, ...]
    """Keys first."""
    code: Code
    """How the record's code is written and read."""
    aliases: frozenset[str]
    """What the sheet may be called, as letters_only() leaves it."""
    noun: Noun
    """One row, in Dutch: interventie."""
    title_field: str = ""
    """The field by which people know a record that has no code yet; empty where there is none."""
    area_field: str = ""
    """The field that says which area a record belongs to."""
    recognised_by: tuple[str, ...] = ()
    """Of child rows: the fields by which a person knows one again."""

    @property
    def is_of_records(self) -> bool:
        return not self.child_set

    @cached_property
    def fields(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if not column.is_key)

    @property
    def code_column(self) -> Column:
        return self.columns[0]

    def column(self, heading: str) -> Column:
        return next(column for column in self.columns if column.heading == heading)

    def field(self, name: str) -> Column:
        return next(column for column in self.columns if column.field == name)

    def sources(self) -> Iterator[str]:
        """The models of which names must be known to read or show the rows."""
        yield from (column.source for column in self.columns if column.source)


@dataclass(frozen=True)
class BookDeclaration:
    """The sheets that go together in one file."""

    name: str
    title: str
    sheets: tuple[SheetDeclaration, ...]

    def sheet(self, title: str) -> SheetDeclaration:
        return next(sheet for sheet in self.sheets if sheet.title == title)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of record, each once, in the order of the sheets."""
        return tuple(dict.fromkeys(sheet.kind for sheet in self.sheets))

    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(source for sheet in self.sheets for source in sheet.sources()))
