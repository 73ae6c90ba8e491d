"""Values that only one record may have, such as a name or another spelling: refused at the cell that claims them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from kansrijk.workbooks.planning.drafts import Edit
from kansrijk.workbooks.planning.gathering import Gathered
from kansrijk.workbooks.planning.records import RecordWork
from kansrijk.workbooks.planning.sheet_rows import SheetRow, places_named

TAKEN = "‘{value}’ is al van {code}. Kies bij ‘{heading}’ iets anders."
TWICE = "‘{value}’ staat ook in {others}. Bij ‘{heading}’ mag dat maar één keer voorkomen."

Unique = tuple[str, str]
"""A field and a value of it."""
Claim = tuple[SheetRow, Edit]


def refuse_taken(rows: Sequence[SheetRow], gathered: Gathered) -> None:
    """Of the rows of one kind: what one of them gives up, another may have."""
    claims: dict[Unique, list[Claim]] = defaultdict(list)
    given_up: set[Unique] = set()
    for row in rows:
        now = row.who.record.now if row.who.record else {}
        for edit in _edits(row, gathered):
            wanted, held = _values(edit.value), _values(now.get(edit.field))
            given_up |= {(edit.field, value) for value in held - wanted}
            for value in wanted - held:
                claims[edit.field, value].append((row, edit))
    if not claims:
        return
    works = {id(draft): work for kept in gathered.drafts.values() for draft, work in kept}
    for claim, claiming in claims.items():
        for row, edit in claiming:
            if message := _objection(
                claim, row, edit, claiming, is_free=claim in given_up, gathered=gathered
            ):
                _refuse(row, edit, message, works[id(row.draft)])


def _edits(row: SheetRow, gathered: Gathered) -> Iterator[Edit]:
    taken = gathered.known.kinds[row.declaration.kind].taken
    if row.draft.is_used:
        yield from (edit for edit in row.draft.edits if edit.field in taken)


def _values(content: Any) -> set[str]:
    """What the field holds; of rows made of words, each word."""
    if isinstance(content, list):
        return {row["name"] for row in content}
    return {content} - {None, ""}


def _objection(
    claim: Unique,
    row: SheetRow,
    edit: Edit,
    claiming: Sequence[Claim],
    *,
    is_free: bool,
    gathered: Gathered,
) -> str:
    """Why the row cannot have this value; empty when it can."""
    name, value = claim
    holder = gathered.known.kinds[row.declaration.kind].taken[name].get(value, "")
    own = row.who.record.code if row.who.record else ""
    if holder not in ("", own) and not is_free:
        return TAKEN.format(value=value, code=holder, heading=edit.heading)
    others = ((other.draft, it.column) for other, it in claiming if other is not row)
    named = places_named(row.draft, others)
    if not named:
        return ""
    return TWICE.format(value=value, others=named, heading=edit.heading)


def _refuse(row: SheetRow, edit: Edit, message: str, work: RecordWork | None) -> None:
    """Nothing of the row counts, though the work was told of it already."""
    row.draft.refuse(edit.column, edit.heading, message)
    if work is None:
        return
    work.has_refused = True
    work.waits = work.is_new
    for one in row.draft.edits:
        work.fields.pop(one.field, None)
        work.cleared.pop(one.field, None)
