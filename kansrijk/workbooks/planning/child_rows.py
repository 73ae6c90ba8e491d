"""The rows of a child sheet, each with the record that it belongs to; or with what stands in the way of knowing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kansrijk.resources.nearest import did_you_mean
from kansrijk.workbooks.book import Oddity, Value
from kansrijk.workbooks.declaration import Role
from kansrijk.workbooks.known.facts import Content
from kansrijk.workbooks.planning.another import denied_rows_in
from kansrijk.workbooks.planning.asking import cell_at, version_in
from kansrijk.workbooks.planning.cells import as_text, is_empty, numbered_rows
from kansrijk.workbooks.planning.columns import ColumnReader
from kansrijk.workbooks.planning.drafts import RowDraft, draft_row
from kansrijk.workbooks.planning.gathering import Gathered
from kansrijk.workbooks.planning.headings import REPEATED, FoundSheet, repeats_headings
from kansrijk.workbooks.planning.identity import (
    LAPSED,
    KeyPlaces,
    Problem,
    has_lapsed,
    near_code,
    odd_key,
    out_of_scope,
    parent_of,
)
from kansrijk.workbooks.planning.record_sheets import not_to_be_changed
from kansrijk.workbooks.planning.records import RecordWork
from kansrijk.workbooks.planning.rows import SAYS_NOTHING, compare, says_something
from kansrijk.workbooks.planning.sheet_rows import places_named
from kansrijk.workbooks.plans.plan import LETTERS, RowVerdict, Verdict

NO_ROW_CODE = "‘{code}’ is geen code van een rij. Is dit een nieuwe rij? Maak deze cel dan leeg."
NO_PARENT = "Vul in bij {noun.which} {noun} deze rij hoort: de code, of van een {noun.new} {noun} de titel."
UNKNOWN_PARENT = "Er is geen {noun} ‘{text}’. Vul de code in, of van een {noun.new} {noun} de titel."
TWO_NEW = "Er is meer dan één {noun.new} {noun} ‘{text}’ in dit bestand. Geef elk een eigen titel."
OTHER_PARENT = (
    "Deze rij hoort bij {code}, maar hier staat iets anders. Zet {code} terug. "
    "Is dit een nieuwe rij? Maak dan de cel met de code van de rij leeg."
)
TWICE = (
    "Deze rij staat er meer dan één keer: ook in {others}. Laat één staan. "
    "Is dit een nieuwe rij? Maak dan de cel met de code van de rij leeg."
)
LONGEST_TEXT = 80
"""Of what a message repeats."""


@dataclass(slots=True)
class ChildRow:
    draft: RowDraft
    cells: Sequence[Value]
    oddities: Mapping[int, Oddity]
    work: RecordWork | None = None
    letters: str = ""
    """Of the code of the row; empty for a new one."""
    denied: frozenset[str] = frozenset()
    """The letters of the rows that it says it is not, though it looks like them."""
    has_version: bool = False
    problem: Problem | None = None


class ChildSheet:
    """One sheet with what is worked out once for all its rows."""

    def __init__(self, found: FoundSheet, gathered: Gathered) -> None:
        self.found, self.gathered, self.known = found, gathered, gathered.known
        self.declaration = found.declared
        self.child_set = found.declared.child_set
        self.places = KeyPlaces.of(found)
        self.noun = gathered.nouns.get(self.declaration.kind, self.declaration.noun)
        self.readers = [
            ColumnReader(number, column, gathered)
            for number, column in found.columns.items()
            if not column.is_key
        ]

    def rows(self) -> list[ChildRow]:
        rows: list[ChildRow] = []
        for number, cells, oddities in numbered_rows(self.found.sheet, self.found.heading_row + 1):
            draft = draft_row(self.found.sheet.name, number, cells, oddities, self.gathered.watch)
            self.gathered.watch.go_on()
            if draft is not None:
                row = ChildRow(draft, cells, oddities)
                if repeats_headings(self.found, cells):
                    draft.wait(REPEATED, RowVerdict.IGNORED)
                else:
                    self._identify(row)
                rows.append(row)
        return rows

    def _identify(self, row: ChildRow) -> None:
        row.problem = odd_key(self.places, row.cells, row.oddities) or self._find(row)
        if row.problem is not None:
            row.problem.tell(row.draft, self.places)

    def _find(self, row: ChildRow) -> Problem | None:
        """Fills in the work and the letters of the row; returns what is in the way."""
        cell = cell_at(row.cells, self.places.code)
        row_cell = cell_at(row.cells, self.places.row)
        code, row.letters = "", ""
        row.denied = denied_rows_in(row_cell, self.declaration.code)
        if not is_empty(row_cell) and not row.denied:
            code, row.letters = self.declaration.code.read_row(row_cell)
            if not code:
                return Problem(Role.ROW, NO_ROW_CODE.format(code=as_text(row_cell)[:LONGEST_TEXT]))
        if is_empty(cell):
            if not code:
                return self._nothing_or_no_parent(row)
            cell = code
        same = self.gathered.new_called(self.declaration.kind, as_text(cell)) if not code else []
        record = parent_of(cell, self.declaration, self.known)
        version = version_in(cell_at(row.cells, self.places.version))
        if record is None or same:
            return self._find_new(row, as_text(cell), same, version)
        if not record.is_in_scope:
            return out_of_scope(record)
        row.has_version = version is not None
        row.work = self.gathered.work_on(self.declaration.kind, record, version)
        if code and code != record.code:
            return Problem(Role.CODE, OTHER_PARENT.format(code=code), code)
        return None

    def _nothing_or_no_parent(self, row: ChildRow) -> Problem | None:
        if says_something(row.draft, self.readers):
            return Problem(Role.CODE, NO_PARENT.format(noun=self.noun))
        row.draft.wait(SAYS_NOTHING, RowVerdict.IGNORED)
        return None

    def _find_new(
        self, row: ChildRow, text: str, same: Sequence[RecordWork], version: int | None
    ) -> Problem | None:
        """A record that is new in this file is named by its title."""
        if len(same) == 1:
            row.work = same[0]
            return None
        if len(same) > 1:
            return Problem(Role.CODE, TWO_NEW.format(noun=self.noun, text=text[:LONGEST_TEXT]))
        if has_lapsed(version, self.known.kinds[self.declaration.kind]):
            return Problem(Role.CODE, LAPSED.format(code=text[:LONGEST_TEXT]), is_skipped=True)
        near = near_code(text, self.declaration, self.known)
        message = UNKNOWN_PARENT.format(noun=self.noun, text=text[:LONGEST_TEXT])
        return Problem(Role.CODE, message + did_you_mean([near] if near else []), near)

    def compare(self, row: ChildRow, before: Content, now: Content) -> None:
        """With what was exported and with the newest work; both empty for a new row."""
        compare(
            row.draft,
            row.cells,
            row.oddities,
            self.readers,
            before,
            now,
            is_office=self.known.is_office,
            new_id=lambda child_set, word: word,
        )

    def refuse_state(self, row: ChildRow, work: RecordWork) -> bool:
        """Refuses the row when nothing may change about the record that it belongs to."""
        record = self.known.kinds[self.declaration.kind].records.get(work.pk or 0)
        refused = not_to_be_changed(record) if record else ""
        if refused:
            row.draft.refuse_row(self.places.place(Role.CODE), self.places.headings[Role.CODE], refused)
        return bool(refused)

    def mark_keys(self, row: ChildRow) -> None:
        for place in (self.places.code, self.places.row, self.places.version):
            if place and not is_empty(cell_at(row.cells, place)):
                row.draft.verdicts[place - 1] = LETTERS[Verdict.UNCHANGED]


def name_doubles(rows: Iterable[tuple[ChildSheet, ChildRow]]) -> None:
    """The same row twice: nobody knows which one is meant, so neither is used."""
    of_row: dict[tuple[int, str], list[tuple[ChildSheet, ChildRow]]] = defaultdict(list)
    for sheet, row in rows:
        if row.problem is None and row.work is not None and row.letters:
            of_row[row.work.place, row.letters].append((sheet, row))
    for same in of_row.values():
        for sheet, row in same if len(same) > 1 else ():
            others = ((other.draft, its.places.row) for its, other in same if other is not row)
            row.problem = Problem(Role.ROW, TWICE.format(others=places_named(row.draft, others)))
            row.draft.refuse_row(sheet.places.row, sheet.places.headings[Role.ROW], row.problem.message)
