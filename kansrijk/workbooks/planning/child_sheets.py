"""Plans the rows of Kerncijfers, Links and their like: each is part of a record that stands elsewhere."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kansrijk.resources.texts import folded
from kansrijk.workbooks.book import Oddity, Value, cell_name
from kansrijk.workbooks.declaration import Role, SheetDeclaration
from kansrijk.workbooks.planning.asking import cell_at
from kansrijk.workbooks.planning.cells import as_text, asks_to_clear, is_empty, numbered_rows
from kansrijk.workbooks.planning.columns import ColumnReader
from kansrijk.workbooks.planning.facts import Content, Known
from kansrijk.workbooks.planning.gathering import Gathered
from kansrijk.workbooks.planning.headings import FoundSheet
from kansrijk.workbooks.planning.identity import (
    KeyPlaces,
    Problem,
    near_code,
    odd_key,
    out_of_scope,
    parent_of,
)
from kansrijk.workbooks.planning.plan import EMPTY, LETTERS, RowVerdict, Verdict
from kansrijk.workbooks.planning.record_sheets import not_to_be_changed
from kansrijk.workbooks.planning.records import RecordWork, row_with_key
from kansrijk.workbooks.planning.rows import Edit, RowDraft, compare, draft_row

UNCHANGED, IGNORED = LETTERS[Verdict.UNCHANGED], LETTERS[Verdict.IGNORED]
NO_ROW_CODE = "‘{code}’ is geen code van een rij. Is dit een nieuwe rij? Maak deze cel dan leeg."
NO_PARENT = "Vul in bij welke {noun} deze rij hoort: de code, of van een nieuwe {noun} de titel."
UNKNOWN_PARENT = "Er is geen {noun} ‘{text}’. Vul de code in, of van een nieuwe {noun} de titel."
TWO_NEW = "Er is meer dan één nieuwe {noun} ‘{text}’ in dit bestand. Geef elk een eigen titel."
OTHER_PARENT = "Deze rij hoort bij {code}, maar hier staat iets anders. Zet {code} terug. "
NEW_ROW = "Is dit een nieuwe rij? Maak dan de cel met de code van de rij leeg."
ROW_GONE = "Deze rij is er niet meer bij {code}. Is het een nieuwe rij? Maak deze cel dan leeg."
TWICE = "Deze rij staat er meer dan één keer: ook in {others}. Laat één staan. " + NEW_ROW
ONLY_KEYS = "In deze rij staat alleen bij welke {noun} hij hoort."
PARENT_WAITS = "Deze rij wacht op de nieuwe {noun} ‘{title}’, waar nog iets aan verbeterd moet worden."
MISSING = "Vul ‘{heading}’ in: een nieuwe rij kan niet zonder."
ALREADY_THERE = "Deze rij staat er al."


@dataclass(slots=True)
class _Row:
    draft: RowDraft
    cells: Sequence[Value]
    oddities: Mapping[int, Oddity]
    work: RecordWork | None = None
    letters: str = ""
    """Of the code of the row; empty for a new one."""
    problem: Problem | None = None


def plan_child_sheet(found: FoundSheet, gathered: Gathered) -> None:
    sheet = _ChildSheet(found, found.declared, gathered)
    rows = sheet.rows()
    sheet.name_doubles(rows)
    taken: dict[int, set[str]] = defaultdict(set)
    able = [(row, row.work) for row in rows if row.problem is None and row.work is not None]
    for row, work in able:
        if row.letters:
            sheet.plan_known_row(row, work, taken[work.place])
    for row, work in able:
        if not row.letters:
            sheet.plan_new_row(row, work, taken[work.place])
    for row in rows:
        gathered.keep(found.sheet, row.draft, row.work)


class _ChildSheet:
    """One sheet with what is worked out once for all its rows."""

    def __init__(self, found: FoundSheet, declaration: SheetDeclaration, gathered: Gathered) -> None:
        self.found, self.declaration, self.gathered = found, declaration, gathered
        self.known: Known = gathered.known
        self.places = KeyPlaces.of(found)
        self.noun = gathered.nouns.get(declaration.kind, declaration.noun)
        self.readers = [
            ColumnReader(number, column, self.known)
            for number, column in found.columns.items()
            if not column.is_key
        ]

    def rows(self) -> list[_Row]:
        rows: list[_Row] = []
        for number, cells, oddities in numbered_rows(self.found.sheet, self.found.heading_row + 1):
            draft = draft_row(self.found.sheet.name, number, cells, oddities)
            if draft is not None:
                row = _Row(draft, cells, oddities)
                self._identify(row)
                rows.append(row)
        return rows

    def _identify(self, row: _Row) -> None:
        row.problem = odd_key(self.places, row.oddities) or self._find(row)
        if row.problem is not None:
            role = row.problem.role
            heading = self.places.headings.get(role, "")
            place = self.places.place(role)
            row.draft.refuse_row(place, heading, row.problem.message, row.problem.suggestion)

    def _find(self, row: _Row) -> Problem | None:
        """Fills in the work and the letters of the row; returns what is in the way."""
        cell = cell_at(row.cells, self.places.code)
        row_cell = cell_at(row.cells, self.places.row)
        code, row.letters = "", ""
        if not is_empty(row_cell):
            code, row.letters = self.declaration.code.read_row(row_cell)
            if not code:
                return Problem(Role.ROW, NO_ROW_CODE.format(code=as_text(row_cell)[:40]))
        if is_empty(cell):
            if not code:
                return self._nothing_or_no_parent(row)
            cell = code
        record = parent_of(cell, self.declaration, self.known)
        if record is None:
            return self._find_new(row, as_text(cell), is_new_row=not code)
        if not record.is_in_scope:
            return out_of_scope(record)
        row.work = self.gathered.work_on(self.declaration.kind, record)
        if code and code != record.code:
            return Problem(Role.CODE, OTHER_PARENT.format(code=code) + NEW_ROW, code)
        return None

    def _nothing_or_no_parent(self, row: _Row) -> Problem | None:
        if self._says_something(row):
            return Problem(Role.CODE, NO_PARENT.format(noun=self.noun))
        row.draft.wait("In de kolommen die we kennen, staat niets in deze rij.", RowVerdict.IGNORED)
        return None

    def _says_something(self, row: _Row) -> bool:
        letters = row.draft.letters
        return any(r.number <= len(letters) and letters[r.number - 1] != EMPTY for r in self.readers)

    def _find_new(self, row: _Row, text: str, *, is_new_row: bool) -> Problem | None:
        """A record that is new in this file is named by its title."""
        same = self.gathered.new.get((self.declaration.kind, folded(text)), [])
        if len(same) == 1 and is_new_row:
            row.work = same[0]
            return None
        if len(same) > 1:
            return Problem(Role.CODE, TWO_NEW.format(noun=self.noun, text=text[:80]))
        near = near_code(text, self.declaration, self.known)
        message = UNKNOWN_PARENT.format(noun=self.noun, text=text[:80])
        return Problem(Role.CODE, message + (f" Bedoelde u {near}?" if near else ""), near)

    def name_doubles(self, rows: Sequence[_Row]) -> None:
        of_row: dict[tuple[int, str], list[_Row]] = defaultdict(list)
        for row in rows:
            if row.problem is None and row.work is not None and row.letters:
                of_row[row.work.place, row.letters].append(row)
        for same in of_row.values():
            for row in same if len(same) > 1 else ():
                others = " en ".join(
                    cell_name(other.draft.row, self.places.row) for other in same if other is not row
                )
                row.problem = Problem(Role.ROW, TWICE.format(others=others[:200]))
                row.draft.refuse_row(self.places.row, self.places.headings[Role.ROW], row.problem.message)

    def plan_known_row(self, row: _Row, work: RecordWork, taken: set[str]) -> None:
        draft = row.draft
        before = self._row_of(work, row.letters)
        if before is None:
            message = ROW_GONE.format(code=work.code)
            draft.refuse_row(self.places.row, self.places.headings[Role.ROW], message)
            return
        draft.row_id = str(before["id"])
        taken.add(draft.row_id)
        self._mark_keys(row)
        if self._asks_to_remove(row):
            self._remove(row, work, before)
            return
        self._compare(row, before, row_with_key(work.now, self.declaration.child_set, draft.row_id))
        if draft.edits and draft.is_used and not self._refuse_state(row, work):
            changed = {**before, **{edit.field: edit.value for edit in draft.edits}}
            work.child_rows.setdefault(self.declaration.child_set, {})[draft.row_id] = changed
            draft.verdict = RowVerdict.CHANGED

    def _row_of(self, work: RecordWork, letters: str) -> Content | None:
        name = self.declaration.child_set
        for content in (work.base, work.now):
            for row in content.get(name) or []:
                if str(row["id"]).replace("-", "").startswith(letters):
                    if content is not work.base:
                        work.knows_row(name, row)
                    return row
        return None

    def _asks_to_remove(self, row: _Row) -> bool:
        """[leeg] in every cell that a row cannot do without, and nothing else in the others."""
        cells = {reader: cell_at(row.cells, reader.number) for reader in self.readers}
        needed = [reader for reader in self.readers if not reader.column.may_be_emptied]
        says = [asks_to_clear(cell) or is_empty(cell) for cell in cells.values()]
        cleared = [asks_to_clear(cells[reader]) for reader in needed or self.readers]
        return bool(cleared) and all(cleared) and all(says) and not row.oddities

    def _remove(self, row: _Row, work: RecordWork, before: Content) -> None:
        name = self.declaration.child_set
        for reader in self.readers:
            if asks_to_clear(cell_at(row.cells, reader.number)):
                row.draft.edits.append(
                    Edit(reader.number, reader.column.heading, reader.column.field, None, clears=True)
                )
        if self._refuse_state(row, work):
            return
        work.removed.setdefault(name, set()).add(str(before["id"]))
        work.cleared[name] = None
        row.draft.verdict = RowVerdict.CHANGED

    def _refuse_state(self, row: _Row, work: RecordWork) -> bool:
        record = self.known.kinds[self.declaration.kind].records.get(work.pk or 0)
        refused = not_to_be_changed(record) if record else ""
        if refused:
            row.draft.refuse_row(self.places.place(Role.CODE), self.places.headings[Role.CODE], refused)
        return bool(refused)

    def _mark_keys(self, row: _Row) -> None:
        for place in (self.places.code, self.places.row):
            if place and not is_empty(cell_at(row.cells, place)):
                row.draft.letters[place - 1] = UNCHANGED

    def _compare(self, row: _Row, before: Content, now: Content) -> None:
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

    def plan_new_row(self, row: _Row, work: RecordWork, taken: set[str]) -> None:
        draft, name = row.draft, self.declaration.child_set
        if work.waits:
            draft.wait(PARENT_WAITS.format(noun=self.noun, title=work.title), RowVerdict.IGNORED)
            return
        if not self._says_something(row):
            draft.wait(ONLY_KEYS.format(noun=self.noun), RowVerdict.IGNORED)
            return
        self._compare(row, {}, {})
        self._require(row)
        if draft.is_refused:
            return
        values: dict[str, Any] = {edit.field: edit.value for edit in draft.edits}
        there = work.row_that_says(name, values, taken)
        if there is not None:
            taken.add(str(there["id"]))
            self._keep_as_there(row)
        elif not self._refuse_state(row, work):
            draft.row_id = work.add_row(name, values)
            if self.places.code and draft.letters[self.places.code - 1] != EMPTY:
                draft.letters[self.places.code - 1] = LETTERS[Verdict.USED]
            draft.verdict = RowVerdict.NEW

    def _require(self, row: _Row) -> None:
        values = {edit.field: edit.value for edit in row.draft.edits}
        if row.draft.is_refused:
            return
        for column in self.declaration.fields:
            if column.is_required and not column.may_be_emptied and values.get(column.field) in (None, ""):
                reader = next((one for one in self.readers if one.column is column), None)
                place = reader.number if reader else self.places.place(Role.CODE)
                row.draft.refuse(place, column.heading, MISSING.format(heading=column.heading))

    def _keep_as_there(self, row: _Row) -> None:
        self._mark_keys(row)
        for edit in row.draft.edits:
            row.draft.letters[edit.column - 1] = UNCHANGED
        row.draft.edits = []
        row.draft.message = ALREADY_THERE
