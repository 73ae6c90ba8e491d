"""Plans rows without a code: new records, unless they seem to be there already."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from kansrijk.publishing.merge import row_order
from kansrijk.workbooks.declaration import Column, Role
from kansrijk.workbooks.known.facts import Known, KnownRecord, title_key
from kansrijk.workbooks.planning.again import take_again
from kansrijk.workbooks.planning.asking import cell_at, naming_column
from kansrijk.workbooks.planning.by_address import ask_by_address
from kansrijk.workbooks.planning.by_name import is_it_yours
from kansrijk.workbooks.planning.cells import as_text
from kansrijk.workbooks.planning.drafts import Edit
from kansrijk.workbooks.planning.earlier import Earlier, ask_whether_the_same, earlier_of
from kansrijk.workbooks.planning.gathering import Gathered
from kansrijk.workbooks.planning.headings import REPEATED, repeats_headings
from kansrijk.workbooks.planning.identity import VERSION_OF_ANOTHER
from kansrijk.workbooks.planning.records import RecordWork
from kansrijk.workbooks.planning.rows import SAYS_NOTHING, compare, says_something
from kansrijk.workbooks.planning.sheet_rows import TWICE_NEW, SheetRow, others_named
from kansrijk.workbooks.planning.sums import IS_SUM, is_sum
from kansrijk.workbooks.planning.waiting import waits_for_new
from kansrijk.workbooks.plans.plan import LETTERS, RowVerdict, Verdict

MAY_NOT_ADD = "Alleen de redactie kan een {noun} toevoegen."
NOT_OWN_AREA = "U werkt niet voor gebied {area}. Kies {own}."
OF_OTHER_AREA = "{code} hoort bij gebied {area}. Kies een {noun} van uw eigen gebied."
MISSING = "Vul ‘{heading}’ in: een {noun.new} {noun} kan niet zonder."
ALREADY = (
    "Bestaat dit al? {code} heeft (bijna) dezelfde tekst bij ‘{heading}’. Is dit {noun.same} {noun}? "
    "Zet dan {code} in {column}. Zo niet, geef deze dan een andere tekst bij ‘{heading}’."
)
ALREADY_MADE = (
    "{code} is gemaakt uit {file} en heeft (bijna) dezelfde tekst bij ‘{heading}’. Wilt u {noun.this} {noun} verbeteren? "
    "Zet dan {code} in {column}. Is het een andere? Geef die dan een andere tekst bij ‘{heading}’."
)
ALREADY_THERE = "Dit staat er al als {code}."


def plan_new_records(rows: Sequence[SheetRow], gathered: Gathered, named: Collection[int]) -> None:
    """Of one kind; `named` are the records that other rows are about. Every row stands on its own until it is known
    which ones are called the same."""
    called: dict[tuple[str, str], list[SheetRow]] = defaultdict(list)
    for row in rows:
        if reason := _no_record(row):
            row.draft.wait(reason, RowVerdict.IGNORED)
            gathered.keep(row.found.sheet, row.draft, None)
            gathered.watch.row_done()
        else:
            _compare(row, gathered.known)
            gathered.watch.row_done()
            called[_title_key(row, gathered.known)].append(row)
    earlier = earlier_of(rows, called, gathered.known, named)
    # Let go of one by one: of a large file they need room, while the records take theirs.
    for key in list(called):
        title, same = key[1], called.pop(key)
        for row in same:
            gathered.watch.go_on()
            alike = same if title and not gathered.known.gives_codes else [row]
            _plan_new(row, alike, earlier, gathered, named)


def _no_record(row: SheetRow) -> str:
    """Why the row is no record at all; empty when it is one."""
    if repeats_headings(row.found, row.cells):
        return REPEATED
    if not says_something(row.draft, row.readers):
        return SAYS_NOTHING
    return IS_SUM.format(noun=row.declaration.noun) if is_sum(row) else ""


def _compare(row: SheetRow, known: Known) -> None:
    compare(
        row.draft,
        row.cells,
        row.oddities,
        row.readers,
        {},
        {},
        is_office=known.is_office,
        # Replaced by keys of their own when the record is known; words of one cell never are the same.
        new_id=lambda child_set, word: f"{child_set}:{word}",
    )
    if row.who.given:
        heading, field = row.places.headings[Role.CODE], row.declaration.code.field
        row.draft.edits.append(Edit(row.places.code, heading, field, row.who.given, clears=False))
    if row.who.is_version_unknown:
        heading = row.places.headings[Role.VERSION]
        row.draft.say(Verdict.IGNORED, row.places.version, heading, VERSION_OF_ANOTHER)
    if row.denied:
        row.draft.verdicts[row.places.code - 1] = LETTERS[Verdict.UNCHANGED]


def _values(row: SheetRow, known: Known) -> dict[str, Any]:
    """What the row says, with the one area of who has only one."""
    values = {edit.field: edit.value for edit in row.draft.edits}
    fields = known.area_fields(row.declaration.kind)
    if len(fields) == 1 and len(known.own_areas) == 1 and not values.get(fields[0]):
        values[fields[0]] = next(iter(known.own_areas))
    return values


def _title_key(row: SheetRow, known: Known) -> tuple[str, str]:
    values = _values(row, known)
    return title_key(known.area_key(row.declaration.kind, values), _title(row, values))


def _title(row: SheetRow, values: dict[str, Any]) -> Any:
    column = naming_column(row.declaration)
    return values.get(column.field, "") if column else ""


def _plan_new(
    row: SheetRow,
    same: Sequence[SheetRow],
    earlier: Earlier | None,
    gathered: Gathered,
    named: Collection[int],
) -> None:
    known, declaration, draft = gathered.known, row.declaration, row.draft
    kind = known.kinds[declaration.kind]
    values = _values(row, known)
    area, title = _title_key(row, known)
    is_asked = bool(title) and not known.gives_codes
    code = kind.titles.get((area, _title(row, values))) or kind.titles.get((area, title), "")
    record = kind.record(code) if is_asked else None
    if not known.may_add(declaration.kind):
        # What else is odd about cells of a row that cannot be there, is no help.
        draft.findings = [found for found in draft.findings if found.verdict == Verdict.REFUSED]
        message = MAY_NOT_ADD.format(noun=declaration.noun)
        draft.refuse_row(*row.key, message + is_it_yours(declaration, known, named))
        gathered.keep(row.found.sheet, draft, None)
        return
    if record is not None and record.is_in_scope and _says_the_same(record, values):
        _keep_as_same(row, record, gathered)
        return
    if draft.is_refused:
        # All that is wrong at once: who mends one cell should not hear of the next only then.
        _check_fields(row, values, known)
    elif not waits_for_new(draft, declaration, gathered):
        _check(row, values, same, record, known)
        if earlier is not None and not draft.is_refused:
            ask_whether_the_same(row, earlier.like(values, area, row.denied), known)
        ask_by_address(row, known, named)
    work = _work(row, values, gathered)
    gathered.keep(row.found.sheet, draft, work)


def _says_the_same(record: KnownRecord, values: dict[str, Any]) -> bool:
    """The row was taken over before: the same file is sent a second time."""
    return all(_plain(record.now.get(name)) == _plain(value) for name, value in values.items())


def _plain(value: Any) -> Any:
    """Child rows without what only the database knows of them."""
    rows = isinstance(value, list) and value and isinstance(value[0], dict)
    return [row.get("name") for row in value] if rows else value


def _keep_as_same(row: SheetRow, record: KnownRecord, gathered: Gathered) -> None:
    draft, work = row.draft, gathered.work_on(row.declaration.kind, record)
    if work.is_nowhere:
        take_again(row, record, work)
    else:
        for edit in draft.edits:
            draft.verdicts[edit.column - 1] = LETTERS[Verdict.UNCHANGED]
        draft.edits = []
        draft.message = ALREADY_THERE.format(code=record.code)
    gathered.keep(row.found.sheet, draft, work)


def _check(
    row: SheetRow,
    values: dict[str, Any],
    same: Sequence[SheetRow],
    record: KnownRecord | None,
    known: Known,
) -> None:
    declaration, draft = row.declaration, row.draft
    _check_fields(row, values, known)
    named = naming_column(declaration)
    if draft.is_refused or named is None:
        return
    if len(same) > 1:
        message = TWICE_NEW.format(noun=declaration.noun, others=others_named(row, same))
        draft.refuse_row(_place(row, named), named.heading, message)
    elif record is not None:
        file = known.kinds[declaration.kind].made.get(record.pk, "")
        words = ALREADY_MADE if file else ALREADY
        message = words.format(
            code=record.code, noun=declaration.noun, heading=named.heading, file=file, column=row.code_column
        )
        draft.refuse_row(*row.key, message, record.code)


def _check_fields(row: SheetRow, values: dict[str, Any], known: Known) -> None:
    """What must be there, apart from cells that were refused already."""
    for column in row.declaration.fields:
        is_missing = values.get(column.field) in (None, "", []) and not row.draft.is_wrong(
            _place(row, column)
        )
        if column.is_required and not column.may_be_emptied and is_missing:
            message = MISSING.format(heading=column.heading, noun=row.declaration.noun)
            row.draft.refuse(_place(row, column), column.heading, message)
    _check_area(row, values, known)


def _check_area(row: SheetRow, values: dict[str, Any], known: Known) -> None:
    """It belongs to exactly one area, and to one that this person works for."""
    fields = known.area_fields(row.declaration.kind)
    columns = [column for column in row.declaration.fields if column.field in fields]
    filled = [column for column in columns if values.get(column.field)]
    if not columns or any(row.draft.is_wrong(_place(row, column)) for column in columns):
        return
    if len(filled) != 1:
        headings = " of ".join(f"‘{column.heading}’" for column in columns)
        column = filled[-1] if filled else columns[0]
        row.draft.refuse(_place(row, column), column.heading, f"Vul precies één van de twee in: {headings}.")
        return
    area = known.area_key(row.declaration.kind, values)
    if not known.works_for(area):
        message = _not_own(filled[0], values[filled[0].field], area, known)
        row.draft.refuse(_place(row, filled[0]), filled[0].heading, message)


def _not_own(column: Column, chosen: str, area: str, known: Known) -> str:
    """What to choose instead: an area, or what belongs to one."""
    name = known.area_name(area)
    if chosen != area:
        return OF_OTHER_AREA.format(code=chosen, area=name, noun=known.names.of(column.source).noun)
    own = [f"‘{known.area_name(key)}’" for key in known.own_areas]
    return NOT_OWN_AREA.format(area=name, own=own[0] if len(own) == 1 else "een van uw eigen gebieden")


def _place(row: SheetRow, column: Column) -> int:
    return next((reader.number for reader in row.readers if reader.column is column), row.key[0])


def _work(row: SheetRow, values: dict[str, Any], gathered: Gathered) -> RecordWork:
    known, kind = gathered.known, row.declaration.kind
    named = naming_column(row.declaration)
    shown = as_text(cell_at(row.cells, _place(row, named))) if named else ""
    work = gathered.new_work(kind, shown)
    area = known.area_key(kind, values)
    work.area = known.area_name(area)
    work.waits = not row.draft.is_used
    if not work.waits:
        row.draft.verdict = RowVerdict.NEW
        work.fields = {name: _with_keys(work, name, value) for name, value in values.items()}
    gathered.add_new(work, area, row.who.given)
    return work


def _with_keys(work: RecordWork, name: str, value: Any) -> Any:
    """Rows made of words get keys that no other record has."""
    if name not in work.kind.blank_rows:
        return value
    rows = [{**row, "id": work.new_id(name, row["name"])} for row in value]
    return sorted(rows, key=row_order)
