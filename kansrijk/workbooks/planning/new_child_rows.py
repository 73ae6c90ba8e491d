"""Plans rows of Kerncijfers, Links and their like that have no code of their own: new ones, unless they seem to be there
already."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten

from kansrijk.workbooks.declaration import Role
from kansrijk.workbooks.known.facts import Content
from kansrijk.workbooks.planning.another import denying
from kansrijk.workbooks.planning.asking import cell_at
from kansrijk.workbooks.planning.cells import as_text, is_empty
from kansrijk.workbooks.planning.child_edits import ChildEdits, letters_of
from kansrijk.workbooks.planning.child_rows import ChildRow, ChildSheet
from kansrijk.workbooks.planning.gathering import Gathered
from kansrijk.workbooks.planning.records import RecordWork
from kansrijk.workbooks.planning.rows import says_something
from kansrijk.workbooks.planning.sheet_rows import TWICE_NEW, places_named
from kansrijk.workbooks.planning.unclaimed import POSITION, Unclaimed
from kansrijk.workbooks.planning.waiting import PARENT_WAITS
from kansrijk.workbooks.plans.plan import EMPTY, LETTERS, RowVerdict, Verdict

ONLY_KEYS = "In deze rij staat alleen bij {noun.which} {noun} hij hoort."
MISSING = "Vul ‘{heading}’ in: een nieuwe rij kan niet zonder."
ALREADY_THERE = "Dit staat er al."
LIKE = (
    "Bestaat dit al? Dit lijkt op rij {code}: ‘{said}’. Is het {noun.same} {noun}? Zet dan {code} in {column}. "
    "Is het iets nieuws? Zet dan ‘{denying}’ in {column}."
)
THE_COLUMN, A_COLUMN = "de kolom {heading}", "een kolom met de kop {heading}"
LONGEST_SAID = 80
"""Characters of a row that a message repeats."""
UNCHANGED, USED = LETTERS[Verdict.UNCHANGED], LETTERS[Verdict.USED]
Taken = Mapping[int, set[str]]
"""By the place of a record in the plan the keys of its rows that rows of the file are about."""


@dataclass(slots=True)
class NewRow:
    sheet: ChildSheet
    row: ChildRow
    work: RecordWork
    values: Content = field(default_factory=dict)

    @property
    def edits(self) -> ChildEdits:
        return self.work.edits_of(self.sheet.child_set)

    @property
    def naming_place(self) -> int:
        """Where stands what a person knows the row by."""
        names = self.sheet.declaration.recognised_by
        readers = (reader.number for reader in self.sheet.readers if reader.column.field in names)
        return next(readers, self.sheet.places.place(Role.CODE))


def plan_new_rows(rows: Sequence[NewRow], taken: Taken, gathered: Gathered) -> None:
    """Of one child set. First those that say no more than a row that is there, so that each of the others is only
    compared with rows that none of the file is about."""
    left: list[NewRow] = []
    for new in rows:
        if _is_complete(new) and not _is_there(new, taken[new.work.place]):
            left.append(new)
        gathered.watch.row_done()
    _name_doubles(left)
    unclaimed: dict[int, Unclaimed] = {}
    for new in left:
        gathered.watch.go_on()
        place = new.work.place
        if place not in unclaimed:
            unclaimed[place] = Unclaimed(new.edits, taken[place], new.sheet.declaration)
        if not new.row.draft.is_refused:
            _plan(new, unclaimed[place])


def _is_complete(new: NewRow) -> bool:
    """Fills in the values of a row of which all can be read; says what stands in the way of the others."""
    sheet, row, draft = new.sheet, new.row, new.row.draft
    if new.work.waits:
        draft.wait(PARENT_WAITS.format(noun=sheet.noun, title=new.work.title), RowVerdict.WAITS)
        return False
    if not says_something(draft, sheet.readers):
        draft.wait(ONLY_KEYS.format(noun=sheet.noun), RowVerdict.IGNORED)
        return False
    sheet.compare(row, {}, {})
    _require(new)
    new.values = {edit.field: edit.value for edit in draft.edits}
    return not draft.is_refused


def _require(new: NewRow) -> None:
    """A new row without what it needs would be refused by the database."""
    sheet, draft = new.sheet, new.row.draft
    values = {edit.field: edit.value for edit in draft.edits}
    for column in sheet.declaration.fields:
        reader = next((one for one in sheet.readers if one.column is column), None)
        place = reader.number if reader else sheet.places.place(Role.CODE)
        is_missing = values.get(column.field) in (None, "") and not draft.is_wrong(place)
        if column.is_required and not column.may_be_emptied and is_missing:
            draft.refuse(place, column.heading, MISSING.format(heading=column.heading))


def _is_there(new: NewRow, taken: set[str]) -> bool:
    there = new.edits.row_that_says(new.values, taken)
    if there is None:
        return False
    draft = new.row.draft
    taken.add(str(there["id"]))
    new.sheet.mark_keys(new.row)
    for edit in draft.edits:
        draft.verdicts[edit.column - 1] = UNCHANGED
    draft.edits = []
    draft.message = ALREADY_THERE if new.edits.newest(str(there["id"])) else ""
    return True


def _name_doubles(rows: Sequence[NewRow]) -> None:
    """The same new row twice: one of them is enough, and nobody knows which one was meant to say something else."""
    saying: dict[tuple[int, bytes], list[NewRow]] = defaultdict(list)
    for new in rows:
        if not new.edits.has_already(new.values):
            saying[new.work.place, new.edits.said_with(new.values)].append(new)
    for same in saying.values():
        for new in same if len(same) > 1 else ():
            others = ((other.row.draft, other.naming_place) for other in same if other is not new)
            message = TWICE_NEW.format(
                noun=new.sheet.declaration.noun, others=places_named(new.row.draft, others)
            )
            new.row.draft.refuse_row(new.naming_place, _heading_at(new), message)


def _heading_at(new: NewRow) -> str:
    columns = new.sheet.found.columns
    found = columns.get(new.naming_place)
    return found.heading if found else new.sheet.places.headings[Role.CODE]


def _plan(new: NewRow, unclaimed: Unclaimed) -> None:
    row, draft = new.row, new.row.draft
    moved = unclaimed.that_moved(new.values) if row.has_version and not row.denied else None
    if moved is not None:
        unclaimed.take(str(moved["id"]))
        _move(new, letters_of(moved))
    elif new.edits.has_already(new.values):
        draft.wait(ALREADY_THERE, RowVerdict.IGNORED)
    elif (like := unclaimed.like(new.values, row.denied, has_version=row.has_version)) is not None:
        _ask(new, like)
    elif not new.sheet.refuse_state(row, new.work):
        _add(new)


def _move(new: NewRow, letters: str) -> None:
    """It says all that a row says which was exported with this file, so that row it is: only its place is another."""
    draft = new.row.draft
    before = new.edits.row_with_letters(letters)
    if before is None or new.sheet.refuse_state(new.row, new.work):
        return
    new.sheet.mark_keys(new.row)
    for edit in draft.edits:
        draft.verdicts[edit.column - 1] = UNCHANGED
    draft.edits = [edit for edit in draft.edits if edit.field == POSITION]
    draft.row_id = str(before["id"])
    new.edits.changed[draft.row_id] = {**before, **{edit.field: edit.value for edit in draft.edits}}
    draft.verdict = RowVerdict.CHANGED


def _ask(new: NewRow, like: Content) -> None:
    """A row that lost its code would otherwise stand there twice: as it was, and as the file has it."""
    sheet, places = new.sheet, new.sheet.places
    letters, code_of = letters_of(like), sheet.declaration.code.row
    code = code_of(new.work.code, letters)
    heading = places.headings[Role.ROW]
    message = LIKE.format(
        code=code,
        said=_said(sheet, like),
        noun=sheet.declaration.noun,
        column=(THE_COLUMN if places.row else A_COLUMN).format(heading=heading),
        denying=denying(code_of(new.work.code, one) for one in (*new.row.denied, letters)),
    )
    new.row.draft.refuse_row(places.place(Role.ROW), heading, message, code if places.row else "")


def _said(sheet: ChildSheet, row: Content) -> str:
    """For example 9.500, leerlingen."""
    filled = [
        column
        for column in sheet.declaration.fields
        if column.field != POSITION and row.get(column.field) not in (None, "", [])
    ]
    texts = [as_text(column.show(row[column.field], sheet.known.names)) for column in filled]
    return shorten(", ".join(texts), LONGEST_SAID, placeholder="…")


def _add(new: NewRow) -> None:
    draft, places = new.row.draft, new.sheet.places
    draft.row_id = new.work.add_row(new.sheet.child_set, new.values)
    if places.code and draft.verdicts[places.code - 1] != EMPTY:
        draft.verdicts[places.code - 1] = USED
    if places.row and not is_empty(cell_at(new.row.cells, places.row)):
        draft.verdicts[places.row - 1] = UNCHANGED
    draft.verdict = RowVerdict.NEW
