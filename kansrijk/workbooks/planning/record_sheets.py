"""Plans the rows that are records themselves: on Interventies, Citaten, Gebied and the office's lists."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from kansrijk.workbooks.book import Value
from kansrijk.workbooks.declaration import Role, SheetDeclaration
from kansrijk.workbooks.known.facts import NOT_TO_BE_CHANGED, Known, KnownRecord
from kansrijk.workbooks.planning.again import ask_again
from kansrijk.workbooks.planning.another import denied_in
from kansrijk.workbooks.planning.asking import cell_at
from kansrijk.workbooks.planning.by_name import who_by_name
from kansrijk.workbooks.planning.cells import is_empty, numbered_rows
from kansrijk.workbooks.planning.columns import ColumnReader
from kansrijk.workbooks.planning.drafts import draft_row
from kansrijk.workbooks.planning.gathering import Gathered
from kansrijk.workbooks.planning.headings import FoundSheet, repeats_headings
from kansrijk.workbooks.planning.identity import KeyPlaces, Problem, who_is
from kansrijk.workbooks.planning.new_records import plan_new_records
from kansrijk.workbooks.planning.records import RecordWork
from kansrijk.workbooks.planning.rows import compare
from kansrijk.workbooks.planning.sheet_rows import SheetRow, others_named
from kansrijk.workbooks.planning.unique import refuse_taken
from kansrijk.workbooks.planning.waiting import waits_for_new
from kansrijk.workbooks.plans.plan import RowVerdict, Verdict

TWICE = (
    "{code} staat er meer dan één keer: ook in {others}. Laat één rij staan. "
    "Is dit een {noun.new} {noun}? Maak dan de cel met de code leeg."
)
VERSION_UNKNOWN = "Deze versie kennen we niet. We vergelijken de rij met wat het laatst gepubliceerd is."

MOVED = "Alleen de redactie kan {code} naar een ander gebied verplaatsen."


def plan_record_sheets(sheets: Sequence[FoundSheet], gathered: Gathered) -> None:
    of_kind: dict[str, list[FoundSheet]] = defaultdict(list)
    for found in sheets:
        of_kind[found.declared.kind].append(found)
    # A quotation may name a story that is new in the same file.
    for _kind, group in sorted(of_kind.items(), key=lambda item: _others_named(item[1], of_kind)):
        rows = _rows(group, gathered)
        _name_doubles(rows)
        new: list[SheetRow] = []
        for row in rows:
            if row.who.is_new:
                new.append(row)
            else:
                _plan_existing(row, gathered)
                gathered.watch.row_done()
        named = {row.who.record.pk for row in rows if row.who.record}
        plan_new_records(new, gathered, named)
        refuse_taken(rows, gathered)


def _others_named(group: Sequence[FoundSheet], kinds: Collection[str]) -> int:
    """How many other kinds in the file these rows can refer to."""
    return len({source for found in group for source in found.declared.sources()} & set(kinds))


def _rows(group: Sequence[FoundSheet], gathered: Gathered) -> list[SheetRow]:
    known = gathered.known
    codes = _codes_in(group)
    in_file = frozenset(codes.values())
    rows: list[SheetRow] = []
    for found in group:
        declaration = found.declared
        places = KeyPlaces.of(found)
        readers = [ColumnReader(n, c, gathered) for n, c in found.columns.items() if not c.is_key]
        for number, cells, oddities in numbered_rows(found.sheet, found.heading_row + 1):
            draft = draft_row(found.sheet.name, number, cells, oddities, gathered.watch)
            gathered.watch.go_on()
            if draft is not None:
                code = cell_at(cells, places.code)
                denied = _denied(code, declaration, known)
                is_heading = repeats_headings(found, cells)
                read = "" if denied or is_heading else codes.get(code, "")
                who = who_is(read, cells, oddities, places, declaration, known, in_file)
                if who.is_new and not is_heading and not known.may_add(declaration.kind):
                    who = who_by_name(cells, found, declaration, known, in_file)
                row = SheetRow(found, declaration, places, readers, draft, cells, oddities, who, denied)
                rows.append(row)
    return rows


def _denied(cell: Value, declaration: SheetDeclaration, known: Known) -> frozenset[str]:
    """The codes that the cell says the row does not have; of anything else than what we asked about, it says none."""
    denied = denied_in(cell, declaration.code)
    if not denied:
        return denied
    kind = known.kinds[declaration.kind]
    made = {kind.records[pk].code for pk in kind.made if pk in kind.records}
    return denied if denied <= made else frozenset()


def _codes_in(group: Sequence[FoundSheet]) -> dict[Value, str]:
    """What each cell with a code says."""
    codes: dict[Value, str] = {}
    for found in group:
        place = KeyPlaces.of(found).code
        for row in found.sheet.rows[found.heading_row :]:
            cell = cell_at(row, place)
            if cell not in codes and not is_empty(cell):
                codes[cell] = found.declared.code.read(cell)
    return codes


def _name_doubles(rows: Sequence[SheetRow]) -> None:
    """The same record twice: nobody knows which row is meant, so neither is used."""
    of_record: dict[str, list[SheetRow]] = defaultdict(list)
    for row in rows:
        if row.who.record is not None:
            of_record[row.who.record.code].append(row)
    for code, same in of_record.items():
        if len(same) > 1:
            for row in same:
                others = others_named(row, same)
                message = TWICE.format(code=code, others=others, noun=row.declaration.noun)
                row.who = replace(row.who, problem=Problem(Role.CODE, message, is_record_certain=True))


def _plan_existing(row: SheetRow, gathered: Gathered) -> None:
    record, problem = row.who.record, row.who.problem
    work = gathered.work_on(row.declaration.kind, record, row.who.version) if record else None
    if work is not None and (problem is None or problem.is_record_certain):
        _compare_with(work, row, gathered)
    if problem is not None:
        problem.tell(row.draft, row.places)
    elif record is not None and work is not None and row.draft.edits:
        if row.draft.is_used:
            _take_edits(row, record, work, gathered)
        elif moved := _moves(row, work, gathered):
            # All that is wrong at once: who mends one cell should not hear of the next only then.
            row.draft.refuse(*moved)
    gathered.keep(row.found.sheet, row.draft, work)


def _compare_with(work: RecordWork, row: SheetRow, gathered: Gathered) -> None:
    row.mark_keys()
    if row.who.is_version_unknown:
        heading = row.places.headings[Role.VERSION]
        row.draft.say(Verdict.IGNORED, row.places.version, heading, VERSION_UNKNOWN)
    compare(
        row.draft,
        row.cells,
        row.oddities,
        row.readers,
        work.base,
        work.now,
        is_office=gathered.known.is_office,
        new_id=work.new_id,
    )
    if work.is_nowhere and work.is_base_guessed and not row.draft.is_refused:
        ask_again(row, work, is_office=gathered.known.is_office)


def _take_edits(row: SheetRow, record: KnownRecord, work: RecordWork, gathered: Gathered) -> None:
    draft = row.draft
    if waits_for_new(draft, row.declaration, gathered):
        return
    if refused := not_to_be_changed(record):
        draft.refuse_row(*row.key, refused)
        return
    if moved := _moves(row, work, gathered):
        draft.refuse_row(*moved)
        return
    work.fields |= {edit.field: edit.value for edit in draft.edits}
    work.cleared |= dict.fromkeys(edit.field for edit in draft.edits if edit.clears)
    draft.verdict = RowVerdict.CHANGED


def not_to_be_changed(record: KnownRecord) -> str:
    """Why nothing may change about this record; empty when it may."""
    return next(
        (
            words.format(code=record.code)
            for state, words in NOT_TO_BE_CHANGED.items()
            if state == record.state
        ),
        "",
    )


def _moves(row: SheetRow, work: RecordWork, gathered: Gathered) -> tuple[int, str, str] | None:
    """The cell that would move the record to another area, and why that is not possible."""
    known, kind = gathered.known, row.declaration.kind
    fields = known.area_fields(kind)
    edit = next((edit for edit in row.draft.edits if edit.field in fields), None)
    if edit is None:
        return None
    mine = {**work.mine(), **{edit.field: edit.value for edit in row.draft.edits}}
    if sum(bool(mine.get(name)) for name in fields) != 1:
        return edit.column, edit.heading, one_area_field(row.declaration, fields)
    if not known.is_office and known.area_key(kind, mine) != known.area_key(kind, work.now):
        return edit.column, edit.heading, MOVED.format(code=work.code)
    return None


def one_area_field(declaration: SheetDeclaration, fields: Sequence[str]) -> str:
    headings = [f"‘{c.heading}’" for c in declaration.fields if c.field in fields]
    if len(headings) == 1:
        return f"Vul {headings[0]} in."
    return f"Vul precies één van de twee in: {' of '.join(headings)}. Zet [leeg] in de ander."
