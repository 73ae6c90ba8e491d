"""Brings entries of the seed files into the database. Which files there are and how they are read: seed_files.py."""

from collections import Counter
from copy import deepcopy
from enum import Enum
from itertools import groupby
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import Model

from kansrijk.publishing.models import Record
from kansrijk.publishing.publication import adopt
from kansrijk.resources.sheet import SheetResource, seed_key
from kansrijk.seed_files import Entry, Row, SeedError


class Outcome(Enum):
    NEW = "nieuw"
    UPDATED = "bijgewerkt"
    SAME = "ongewijzigd"
    DIFFERENT = "wijkt af"
    """Somebody changed or removed it, and that is left alone."""


Report = dict[type[SheetResource], Counter[Outcome]]


@transaction.atomic
def load(entries: list[Entry], *, replace: bool) -> Report:
    """Adds the records that do not exist yet, all or none; returns what happened to the rows of each sheet.

    Records that exist are left alone, with all their parts, unless `replace` brings them back to the seeds.
    What the seeds do not know is never touched. Raises SeedError.
    """
    loader = _Loader()
    for _kind, same_kind in groupby(entries, key=lambda entry: entry.kind):
        for entry in same_kind:
            is_new = loader.load(entry.record, may_add=True, may_change=replace) == Outcome.NEW
            for row in entry.parts:
                loader.load(row, may_add=is_new or replace, may_change=replace)
        # What comes next refers to this kind: its mistakes would only be repeated.
        if loader.problems:
            raise SeedError(loader.problems)
    adopt(loader.touched.values(), by=None, reason="Ingelezen uit de beginvulling")
    return loader.report


class _Loader:
    def __init__(self) -> None:
        self.resources: dict[type[SheetResource], SheetResource] = {}
        self.report: Report = {}
        self.problems: list[str] = []
        self.touched: dict[tuple[type[Model], int], Record] = {}
        """Records that are new or changed, also when only a part of them is."""

    def load(self, row: Row, *, may_add: bool, may_change: bool) -> Outcome | None:
        """What happened to the row; None when it is wrong, and then the problem is noted."""
        resource = self.resources.setdefault(row.resource, row.resource())
        try:
            with transaction.atomic():
                outcome, row_model = _load_row(resource, row.cells, may_add=may_add, may_change=may_change)
        except (ValidationError, ValueError) as error:
            self.problems += [f"{row.place}: {problem}" for problem in _sentences(error, resource)]
            return None
        self.report.setdefault(row.resource, Counter())[outcome] += 1
        if outcome in (Outcome.NEW, Outcome.UPDATED):
            record = record_of(row_model)
            self.touched[type(record), record.pk] = record
        return outcome


def record_of(row: Model) -> Record:
    """The record that a row is, or is a part of."""
    if isinstance(row, Record):
        return row
    parents = (getattr(row, field.name) for field in row._meta.fields if field.many_to_one)
    return next(p for p in parents if isinstance(p, Record) and is_part_of(row, p))


def is_part_of(row: Model, record: Record) -> bool:
    return any(record._meta.get_field(name).related_model is type(row) for name in record.child_sets)


def _load_row(
    resource: SheetResource, cells: dict[str, Any], *, may_add: bool, may_change: bool
) -> tuple[Outcome, Model]:
    """The steps of import-export's own row import, which would overwrite without asking."""
    instance_loader = resource._meta.instance_loader_class(resource)
    instance, is_new = resource.get_or_init_instance(instance_loader, cells)
    original = deepcopy(instance)
    mistakes: dict[str, Any] = {}
    try:
        resource.import_instance(instance, cells)
    except ValidationError as error:
        mistakes = error.update_error_dict({})
    if not is_new and resource.skip_row(instance, original, cells, mistakes):
        return Outcome.SAME, instance
    if not mistakes and not (may_add if is_new else may_change):
        return Outcome.DIFFERENT, instance
    resource.validate_instance(instance, mistakes)
    resource.save_instance(instance, is_new, cells)
    resource.save_m2m(instance, cells)
    return (Outcome.NEW if is_new else Outcome.UPDATED), instance


def _sentences(error: ValidationError | ValueError, resource: SheetResource) -> list[str]:
    if not isinstance(error, ValidationError):
        return [str(error)]
    keys = {field.attribute: seed_key(field.column_name) for field in resource.fields.values()}
    keys[NON_FIELD_ERRORS] = ""
    return [
        f"{keys.get(name, name)}: {message}".removeprefix(": ")
        for name, messages in error.message_dict.items()
        for message in messages
    ]
