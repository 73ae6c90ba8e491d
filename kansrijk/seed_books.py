"""Makes a book of entries of the seed files, so that they are planned as any workbook is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import Model

from kansrijk.publishing.models import Record
from kansrijk.publishing.shapes import key_field_of
from kansrijk.resources.seed_sheet import WORD, SeedSheet
from kansrijk.resources.sheet import seed_key
from kansrijk.resources.widgets import Kind, is_empty
from kansrijk.resources.widgets.references import BETWEEN
from kansrijk.resources.widgets.texts import written
from kansrijk.seed_files import Entry, Row
from kansrijk.workbooks.book import Book, Format, Sheet, Value
from kansrijk.workbooks.declaration import Column, Role, SheetDeclaration
from kansrijk.workbooks.plans.plan import CellFinding, Plan, Verdict
from kansrijk.workbooks.registry import books

CLEAR = "[leeg]"
"""An empty cell would leave alone what stands there; the seeds say everything."""
Key = tuple[str, ...]


@lru_cache
def declaration_of(model: type[Model]) -> SheetDeclaration:
    """The sheet on which the records, or the child rows, of this model stand."""
    sheets = (sheet for book in books().values() for sheet in book.sheets)
    return next(sheet for sheet in sheets if _model_of(sheet) is model)


def _model_of(declaration: SheetDeclaration) -> type[Model]:
    record: Any = apps.get_model(declaration.kind)
    child_set = declaration.child_set
    return record._meta.get_field(child_set).related_model if child_set else record


@dataclass
class SeedBook:
    """Entries of one kind as a book, and where each of its rows came from."""

    entries: Sequence[Entry]
    declarations: dict[str, SheetDeclaration] = field(default_factory=dict)
    lines: dict[str, list[list[Value]]] = field(default_factory=dict)
    """Both by the title of the sheet."""
    rows: dict[tuple[str, int], Row] = field(default_factory=dict)
    """By sheet and row of the book."""
    places: dict[int, tuple[str, int]] = field(default_factory=dict)
    """By the identity of the row of an entry its sheet and row in the book; of words those of their record."""
    _existing: dict[SeedSheet, Mapping[Key, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for entry in self.entries:
            for row in (entry.record, *entry.parts):
                if not row.sheet.words_of:
                    self._add(row, entry)
        for entry in self.entries:
            for row in entry.parts:
                if row.sheet.words_of:
                    self.places[id(row)] = self.places[id(entry.record)]

    @property
    def book(self) -> Book:
        return Book(Format.CSV, tuple(Sheet(title, lines) for title, lines in self.lines.items()))

    @property
    def models(self) -> list[type[Record]]:
        """Of the records in it."""
        found = (row.sheet.model for row in self.rows.values())
        return [model for model in dict.fromkeys(found) if issubclass(model, Record)]

    def problems(self, plan: Plan) -> Iterator[str]:
        """What the plan refuses, said of the file and the field that it stands in."""
        for finding in plan.findings:
            if finding.verdict == Verdict.REFUSED:
                yield self._sentence(finding)

    def _sentence(self, finding: CellFinding) -> str:
        row = self.rows[finding.sheet, finding.row]
        declaration = declaration_of(row.sheet.model)
        column = declaration.column(finding.heading)
        heading = column.heading
        if column.role == Role.CODE:
            heading = row.sheet.heading(declaration.code.field) if declaration.is_of_records else ""
        # A name that nobody has tells enough; other cells need their field.
        field = "" if column.source or not heading else f"{seed_key(heading)}: "
        return f"{row.place}: {field}{finding.message}"

    def _add(self, row: Row, entry: Entry) -> None:
        declaration = declaration_of(row.sheet.model)
        columns = [column for column in declaration.columns if column.role != Role.VERSION]
        self.declarations[declaration.title] = declaration
        lines = self.lines.setdefault(declaration.title, [[column.heading for column in columns]])
        lines.append([self._cell(column, declaration, row, entry) for column in columns])
        self.places[id(row)] = declaration.title, len(lines)
        self.rows[declaration.title, len(lines)] = row

    def _cell(self, column: Column, declaration: SheetDeclaration, row: Row, entry: Entry) -> Value:
        if column.role == Role.CODE and declaration.is_of_records:
            return self._code(declaration, row)
        if column.role == Role.ROW:
            found = self.existing(row.sheet).get(_key(row))
            return (
                declaration.code.row(str(row.cells[declaration.code_column.heading]), str(found))
                if found
                else None
            )
        if column.kind == Kind.WORDS:
            return written(self._words(column.heading, entry)) or CLEAR
        return _cell_of(row.cells[column.heading], row.sheet.columns[column.heading].field.get_default())

    def _code(self, declaration: SheetDeclaration, row: Row) -> Value:
        if declaration.code.field:
            return row.cells[row.sheet.heading(declaration.code.field)]
        pk = self.existing(row.sheet).get(_key(row))
        return declaration.code.of(pk, {}) if pk else None

    def _words(self, heading: str, entry: Entry) -> list[str]:
        """Those of the seeds, and behind them what an editor added."""
        rows = [row for row in entry.parts if row.sheet.words_of == heading]
        words = [str(row.cells[WORD]) for row in rows]
        [sheet] = {part.sheet for part in entry.kind.parts if part.sheet.words_of == heading}
        own = str(entry.record.cells[entry.kind.sheet.key[0]])
        return [
            *words,
            *(word for parent, word in self.existing(sheet) if parent == own and word not in words),
        ]

    def existing(self, sheet: SeedSheet) -> Mapping[Key, Any]:
        """By natural key the primary key of each row that is there; of two in one place the first."""
        if sheet not in self._existing:
            fields: list[Any] = [sheet.columns[heading].field for heading in sheet.key]
            paths = [
                f"{f.name}__{key_field_of(f.related_model)}" if f.is_relation else f.name for f in fields
            ]
            found: dict[Key, Any] = {}
            for pk, *values in sheet.model._default_manager.values_list("pk", *paths):
                found.setdefault(_as_key(values), pk)
            self._existing[sheet] = found
        return self._existing[sheet]


def _key(row: Row) -> Key:
    return _as_key([row.cells[heading] for heading in row.sheet.key])


def _as_key(values: Sequence[Any]) -> Key:
    return tuple("" if value is None else str(value) for value in values)


def _cell_of(value: Any, default: Any) -> Value:
    """A value of the file as it would stand in a cell; a list is a cell with all its names."""
    if isinstance(value, list):
        return BETWEEN.join(map(str, value)) or CLEAR
    if is_empty(value):
        return CLEAR if is_empty(default) else default
    return value
