"""Brings entries of the seed files into the database, planned and set ready as a workbook is.

Which files there are and how they are read: seed_files.py; how they become a book: seed_books.py.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils import timezone

from kansrijk.publishing.drift import drifted
from kansrijk.publishing.models import ChangeSet, Record, RecordState, SiteState
from kansrijk.publishing.publication import adopt, publish
from kansrijk.publishing.refusals import Refusal
from kansrijk.resources.names import Names, Source
from kansrijk.resources.seed_sheet import WORD, SeedSheet
from kansrijk.seed_books import SeedBook
from kansrijk.seed_files import Entry, Row, SeedError
from kansrijk.workbooks.applying.batches import Wanted, batches, write_batch
from kansrijk.workbooks.applying.choosing import Choices, is_wanted
from kansrijk.workbooks.known.facts import NOT_TO_BE_CHANGED, Known
from kansrijk.workbooks.known.loading import load_known
from kansrijk.workbooks.planning.planner import plan
from kansrijk.workbooks.plans.plan import Plan, RecordPlan, RowVerdict, Verdict

NAME, REASON = "Beginvulling", "Ingelezen uit de beginvulling"
FILES_WIN = Choices(may_clear=True)


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
    loader = _Loader(replace=replace)
    # What comes next refers to this kind by names that must be known then.
    for kind, same_kind in groupby(entries, key=lambda entry: entry.kind):
        try:
            loader.load_kind(list(same_kind))
        except Refusal as refusal:
            raise SeedError([f"{kind.files}: {refusal}"]) from refusal
    loader.finish()
    return loader.report


@dataclass
class _Loader:
    replace: bool
    report: Report = field(default_factory=lambda: defaultdict(Counter))

    @cached_property
    def change_set(self) -> ChangeSet:
        return ChangeSet.objects.create(name=NAME)

    def load_kind(self, entries: Sequence[Entry]) -> None:
        book = SeedBook(entries)
        if self.replace:
            _keep_what_drifted(book.models)
        declarations = tuple(book.declarations.values())
        known = load_known(book.book, declarations, user=None)
        planned = _Planned(
            book, plan(book.book, declarations, _beside_the_site(known)), known, may_change=self.replace
        )
        if problems := list(book.problems(planned.plan)):
            raise SeedError(problems)
        made = self._write(planned.wanted())
        planned.set_undrafted(made)
        self._publish()
        for sheet, outcome in planned.outcomes():
            self.report[sheet][outcome] += 1

    def _write(self, wanted: list[Wanted]) -> dict[str, str]:
        """Drafts of these records; returns what the new ones are called."""
        made: dict[str, str] = {}
        for batch in batches(wanted):
            made |= write_batch(batch, FILES_WIN, made, self.change_set, by=None, reason=REASON)
        return made

    def _publish(self) -> None:
        if "change_set" in vars(self) and (drafts := self.change_set.revisions.open()):
            # A site may begin with records that still lack something.
            publish(drafts, by=None, reason=REASON, change_set=self.change_set, must_be_ready=False)

    def finish(self) -> None:
        if "change_set" in vars(self):
            ChangeSet.objects.filter(pk=self.change_set.pk).update(published_at=timezone.now())


def _beside_the_site(known: Known) -> Known:
    """Seeds are laid beside what visitors see, know records by their keys only, and give new ones their codes."""
    kinds = {
        name: replace(
            kind,
            records={
                pk: replace(record, now=record.live, state=RecordState.LIVE)
                for pk, record in kind.records.items()
            },
        )
        for name, kind in known.kinds.items()
    }
    keys = {name: {key: key for key in source.labels} for name, source in known.names.sources.items()}
    sources = {
        name: Source(source.noun, keys[name], offered=tuple(keys[name]), code=source.code)
        for name, source in known.names.sources.items()
    }
    return replace(known, gives_codes=True, kinds=kinds, names=Names(sources))


def _keep_what_drifted(models: Collection[type[Record]]) -> None:
    """What was changed around the history gets into it, so that it can be found there when the seeds replace it."""
    records = (record for model in models for record, _fields in drifted(model))
    if found := [record for record in records if record.state == RecordState.LIVE]:
        adopt(found, by=None, reason="Buiten de geschiedenis om gewijzigd")


class _Planned:
    """The plan of the entries of one kind, and what of it may be done."""

    def __init__(self, book: SeedBook, plan: Plan, known: Known, *, may_change: bool) -> None:
        self.book, self.plan, self.known = book, plan, known
        self.may_change = may_change
        self._rows = {(row.sheet, row.row): row for row in plan.rows}
        self._touched: dict[tuple[str, int], set[str]] = defaultdict(set)
        for found in plan.findings:
            if found.verdict in (Verdict.USED, Verdict.CLEARED):
                self._touched[found.sheet, found.row].add(found.heading)
        self._undrafted: set[int] = set()
        """Identities of rows of which such a field differed."""

    def wanted(self) -> list[Wanted]:
        places = {self._place(row) for entry, row in self._all() if self._may_write(entry, row)}
        wanted = [(place, self.plan.records[place]) for place in sorted(places)]
        return [(place, record) for place, record in wanted if is_wanted(record, FILES_WIN)]

    def set_undrafted(self, made: dict[str, str]) -> None:
        """Fields that work at once and without a draft, such as a consent; `made` says what new records are called."""
        for entry, row in self._all():
            model: Any = row.sheet.model
            columns = [
                c for c in row.sheet.columns.values() if c.field.name in getattr(model, "not_drafted", ())
            ]
            record, reference = self._record(row), made.get(f"#{self._place(row)}")
            if not columns or (record.pk is None and reference is None):
                continue
            headings = {c.field.name: row.sheet.heading(c.field.name) for c in columns}
            values = {
                c.field.name: c.widget.read(row.cells[headings[c.field.name]], Names({})) for c in columns
            }
            key = {"pk": record.pk} if record.pk else {model.reference_key: reference}
            different = model._default_manager.filter(**key).exclude(**values)
            if different.update(**values) if self._may_write(entry, row) else different.exists():
                self._undrafted.add(id(row))
        if self._undrafted:
            SiteState.bump()

    def outcomes(self) -> Iterator[tuple[SeedSheet, Outcome]]:
        for entry, row in self._all():
            is_new, differs = self._word(row) if row.sheet.words_of else self._row(entry, row)
            if not differs:
                yield row.sheet, Outcome.SAME
            elif not self._may_write(entry, row):
                yield row.sheet, Outcome.DIFFERENT
            else:
                yield row.sheet, Outcome.NEW if is_new else Outcome.UPDATED

    def _all(self) -> Iterator[tuple[Entry, Row]]:
        for entry in self.book.entries:
            for row in (entry.record, *entry.parts):
                yield entry, row

    def _place(self, row: Row) -> int:
        """Of its record, in the plan."""
        place = self._rows[self.book.places[id(row)]].record
        if place is None:
            raise LookupError(f"{row.place} has no record in the plan")
        return place

    def _record(self, row: Row) -> RecordPlan:
        return self.plan.records[self._place(row)]

    def _may_write(self, entry: Entry, row: Row) -> bool:
        """An entry that exists is left alone with all its parts, and so is what somebody took off the site."""
        records = [self._record(entry.record), self._record(row)]
        if records[0].pk is not None and not self.may_change:
            return False
        states = [self.known.kinds[one.kind].records[one.pk].state for one in records if one.pk is not None]
        return not any(state in NOT_TO_BE_CHANGED for state in states)

    def _row(self, entry: Entry, row: Row) -> tuple[bool, bool]:
        """Whether it is new, and whether it differs from what is there."""
        place = self.book.places[id(row)]
        is_new = self._rows[place].verdict == RowVerdict.NEW
        words = {part.sheet.words_of for part in entry.kind.parts}
        return is_new, is_new or bool(self._touched[place] - words) or id(row) in self._undrafted

    def _word(self, row: Row) -> tuple[bool, bool]:
        """The same of one of the words in a cell."""
        record, name = self._record(row), row.cells[WORD]
        declaration = self.book.declarations[self.book.places[id(row)][0]]
        child_set = declaration.column(row.sheet.words_of).field
        there = self.known.kinds[record.kind].records[record.pk].live if record.pk is not None else {}
        before = {one["name"]: one for one in there.get(child_set, ())}
        after = {one["name"]: one for one in record.mine.get(child_set, before.values())}
        return name not in before, after[name] != before.get(name)
