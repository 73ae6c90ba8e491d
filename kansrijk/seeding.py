"""Brings entries of the seed files into the database. Which files there are and how they are read: seed_files.py."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from itertools import groupby
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import Model

from kansrijk.publishing.models import Record
from kansrijk.publishing.publication import adopt
from kansrijk.publishing.shapes import key_field_of
from kansrijk.publishing.snapshots import from_json
from kansrijk.resources.misread import Misread
from kansrijk.resources.names import Names, Source
from kansrijk.resources.seed_sheet import SeedColumn, SeedSheet
from kansrijk.resources.sheet import seed_key
from kansrijk.resources.widgets import is_empty
from kansrijk.seed_files import Entry, Row, SeedError


class Outcome(Enum):
    NEW = "nieuw"
    UPDATED = "bijgewerkt"
    SAME = "ongewijzigd"
    DIFFERENT = "wijkt af"
    """Somebody changed or removed it, and that is left alone."""


Report = dict[SeedSheet, Counter[Outcome]]


@transaction.atomic
def load(entries: list[Entry], *, replace: bool) -> Report:
    """Adds the records that do not exist yet, all or none; returns what happened to the rows of each sheet.

    Records that exist are left alone, with all their parts, unless `replace` brings them back to the seeds.
    What the seeds do not know is never touched. Raises SeedError.
    """
    loader = _Loader()
    for _kind, same_kind in groupby(entries, key=lambda entry: entry.kind):
        loader.known = {}
        for entry in same_kind:
            loader.load_entry(entry, replace=replace)
        # What comes next refers to this kind: its mistakes would only be repeated.
        if loader.problems:
            raise SeedError(loader.problems)
    adopt(loader.touched.values(), by=None, reason="Ingelezen uit de beginvulling")
    return loader.report


@dataclass(frozen=True)
class _Known:
    """The records of one model that rows may refer to: the seeds know them by their key and by nothing else."""

    keys: Mapping[str, int]
    source: Source


@dataclass
class _Loader:
    report: Report = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    touched: dict[tuple[type[Model], int], Record] = field(default_factory=dict)
    """Records that are new or changed, also when only a part of them is."""
    known: dict[type[Model], _Known] = field(default_factory=dict)
    """Asked once for each kind of entry: what entries refer to was loaded before."""

    def load_entry(self, entry: Entry, *, replace: bool) -> None:
        """The record, and then what belongs to it."""
        loaded = self.load(entry.record, None, may_add=True, may_change=replace)
        if loaded is None:
            return
        outcome, record = loaded
        for row in entry.parts:
            self.load(row, record, may_add=outcome == Outcome.NEW or replace, may_change=replace)

    def load(
        self, row: Row, parent: Model | None, *, may_add: bool, may_change: bool
    ) -> tuple[Outcome, Model] | None:
        """What happened to the row; None when it is wrong, and then the problem is noted."""
        try:
            values = self.values_in(row, parent)
            with transaction.atomic():
                outcome, row_model = _load_row(row.sheet, values, may_add=may_add, may_change=may_change)
        except ValidationError as error:
            self.problems += [f"{row.place}: {problem}" for problem in _sentences(error, row.sheet)]
            return None
        self.report.setdefault(row.sheet, Counter())[outcome] += 1
        if outcome in (Outcome.NEW, Outcome.UPDATED):
            record = record_of(row_model)
            self.touched[type(record), record.pk] = record
        return outcome, row_model

    def values_in(self, row: Row, parent: Model | None) -> dict[str, Any]:
        """What the attributes become, by field. Raises ValidationError for all that is not understood."""
        values: dict[str, Any] = {}
        mistakes: dict[str, Any] = {}
        for heading, column in row.sheet.columns.items():
            name = column.field.name
            if parent is not None and column.field.related_model is type(parent):
                values[name] = parent.pk
                continue
            try:
                values[name] = self.value_in(column, row.cells[heading])
            except Misread as misread:
                # A name that nobody has tells enough; other cells need their field.
                mistakes.setdefault(NON_FIELD_ERRORS if column.field.is_relation else name, []).append(
                    misread.message
                )
        if mistakes:
            raise ValidationError(mistakes)
        return values

    def value_in(self, column: SeedColumn, cell: Any) -> Any:
        field, widget = column.field, column.widget
        if is_empty(cell) or cell == []:
            return [] if field.many_to_many else field.get_default()
        if not field.is_relation:
            return from_json(field, widget.read(cell, Names({})))
        model: Any = field.related_model
        known = self.known_of(model)
        names = Names({model._meta.label_lower: known.source})
        # A list of the file is a cell with a line for each.
        read = widget.read("\n".join(map(str, cell)) if isinstance(cell, list) else cell, names)
        return [known.keys[key] for key in read] if isinstance(read, list) else known.keys[read]

    def known_of(self, model: Any) -> _Known:
        if model not in self.known:
            keys = {str(key): pk for key, pk in model._default_manager.values_list(key_field_of(model), "pk")}
            labels = {key: key for key in keys}
            source = Source(str(model._meta.verbose_name), labels, offered=tuple(labels))
            self.known[model] = _Known(keys, source)
        return self.known[model]


def record_of(row: Model) -> Record:
    """The record that a row is, or is a part of."""
    if isinstance(row, Record):
        return row
    parents = (getattr(row, field.name) for field in row._meta.fields if field.many_to_one)
    return next(p for p in parents if isinstance(p, Record) and is_part_of(row, p))


def is_part_of(row: Model, record: Record) -> bool:
    return any(record._meta.get_field(name).related_model is type(row) for name in record.child_sets)


def _load_row(
    sheet: SeedSheet, values: Mapping[str, Any], *, may_add: bool, may_change: bool
) -> tuple[Outcome, Model]:
    fields: list[Any] = [column.field for column in sheet.columns.values()]
    sets = {field.name: values[field.name] for field in fields if field.many_to_many}
    attributes = {field.attname: values[field.name] for field in fields if not field.many_to_many}
    key = [sheet.columns[heading].field.attname for heading in sheet.key]
    # Editors may give two rows the same place; the first one then is the row that is meant.
    found = sheet.model._default_manager.filter(**{name: attributes[name] for name in key}).first()
    row: Model = found or sheet.model()
    if found and _is_same(row, attributes, sets):
        return Outcome.SAME, row
    if not (may_change if found else may_add):
        return Outcome.DIFFERENT, row
    for name, value in attributes.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    for name, members in sets.items():
        getattr(row, name).set(members)
    return (Outcome.UPDATED if found else Outcome.NEW), row


def _is_same(row: Model, attributes: Mapping[str, Any], sets: Mapping[str, list[int]]) -> bool:
    return all(getattr(row, name) == value for name, value in attributes.items()) and all(
        set(getattr(row, name).values_list("pk", flat=True)) == set(members) for name, members in sets.items()
    )


def _sentences(error: ValidationError, sheet: SeedSheet) -> list[str]:
    keys = {name: seed_key(sheet.heading(name)) or name for name in error.message_dict}
    keys[NON_FIELD_ERRORS] = ""
    return [
        f"{keys[name]}: {message}".removeprefix(": ")
        for name, messages in error.message_dict.items()
        for message in messages
    ]
