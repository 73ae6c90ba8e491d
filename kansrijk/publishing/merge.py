"""One merge for every meeting of two people's work: forms, proposals, workbooks. Pure; knows no model.

A snapshot maps field names to values. A value is a scalar (text, number, yes or no, day, nothing), a list of
texts (a set of references) or a list of rows (child records, each a mapping with an "id").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

Value = Any
Snapshot = Mapping[str, Value]


@dataclass(frozen=True)
class Conflict:
    """A field that both sides changed, each in its own way."""

    field: str
    base: Value
    theirs: Value
    mine: Value
    cells: tuple[tuple[str, str], ...] = ()
    """Only after by_cell(), for a list of rows: the key of the row and the name of each value that both changed. All
    else is put together already, in `theirs` as well as in `mine`."""


@dataclass(frozen=True)
class Merged:
    """What comes of two people's work. Where they conflict, `snapshot` holds theirs: nothing is overwritten."""

    snapshot: dict[str, Value]
    from_mine: tuple[str, ...]
    """Fields that only I changed."""
    from_theirs: tuple[str, ...]
    """Fields that only they changed."""
    conflicts: tuple[Conflict, ...]

    def settled(self, keep_mine: Sequence[str]) -> dict[str, Value]:
        """The snapshot once somebody chose: mine for the fields named, theirs for the other conflicts."""
        chosen = {c.field: c.mine for c in self.conflicts if c.field in keep_mine}
        return {**self.snapshot, **chosen}


def merge(base: Snapshot, theirs: Snapshot, mine: Snapshot) -> Merged:
    """Takes what one side changed; sets and child rows are merged by their members; the rest is a conflict.

    A field that a side does not have counts as unchanged by it; one that the base does not have was empty then.
    """
    result: dict[str, Value] = {}
    from_mine, from_theirs, conflicts = [], [], []
    for field in dict.fromkeys((*base, *theirs, *mine)):
        before = base[field] if field in base else unset(theirs, mine, field)
        their, my = theirs.get(field, before), mine.get(field, before)
        if my in (their, before):
            result[field] = their
            if their not in (before, my):
                from_theirs.append(field)
        elif their == before:
            result[field] = my
            from_mine.append(field)
        else:
            merged = merge_members(before, their, my)
            result[field] = their if merged is None else merged
            if merged is None:
                conflicts.append(Conflict(field, before, their, my))
            else:
                from_mine.append(field)
                from_theirs.append(field)
    return Merged(result, tuple(from_mine), tuple(from_theirs), tuple(conflicts))


def unset(theirs: Snapshot, mine: Snapshot, field: str) -> Value:
    """What a field was before the model had it: whatever it is on the side that never filled it in."""
    empty = [side[field] for side in (theirs, mine) if field in side and not side[field]]
    return empty[0] if len(empty) == 1 else None


def merge_members(base: Value, theirs: Value, mine: Value) -> list[Value] | None:
    """The members of a set or the rows of a child list put together; None when that is not possible."""
    if not all(isinstance(value, list) for value in (base or [], theirs, mine)):
        return None
    members = [*(base or []), *theirs, *mine]
    if all(isinstance(member, str) for member in members):
        return merge_references(base or [], theirs, mine)
    if all(isinstance(member, dict) for member in members):
        return merge_rows(base or [], theirs, mine)
    return None


def merge_references(base: list[str], theirs: list[str], mine: list[str]) -> list[str]:
    """Added by either side: in. Dropped by either side: out. Order does not matter, so it is made plain."""
    dropped = set(base) - (set(theirs) & set(mine))
    return sorted((set(theirs) | set(mine)) - dropped)


def merge_rows(base: list[dict], theirs: list[dict], mine: list[dict]) -> list[dict] | None:
    """Row by row on the key "id"; None when both changed the same row differently, or one dropped what the
    other changed."""
    both = merge_rows_twice(base, theirs, mine)
    return None if both.cells else both.theirs


@dataclass(frozen=True)
class BothWays:
    """Rows put together twice, which differ in nothing but the values that both sides changed, each in its own way."""

    theirs: list[dict]
    mine: list[dict]
    cells: tuple[tuple[str, str], ...]
    """Of each such value the key of its row and its name; of a row that only one side has, each value."""


def merge_rows_twice(base: list[dict], theirs: list[dict], mine: list[dict]) -> BothWays:
    before, their, my = ({row["id"]: row for row in rows} for rows in (base, theirs, mine))
    with_theirs: list[dict] = []
    with_mine: list[dict] = []
    cells: list[tuple[str, str]] = []
    for key in dict.fromkeys((*before, *their, *my)):
        b, t, m = before.get(key), their.get(key), my.get(key)
        if m in (t, b):
            m = t
        elif t == b:
            t = m
        elif b is None or t is None or m is None:
            cells += [(key, name) for name in _differing(t or {}, m or {})]
        else:
            inner = merge(b, t, m)
            names = [conflict.field for conflict in inner.conflicts]
            cells += [(key, name) for name in names]
            t, m = inner.snapshot, inner.settled(names)
        with_theirs += [t] if t is not None else []
        with_mine += [m] if m is not None else []
    return BothWays(
        sorted(with_theirs, key=row_order), sorted(with_mine, key=row_order), tuple(sorted(cells))
    )


def _differing(one: Snapshot, other: Snapshot) -> list[str]:
    return [
        name
        for name in dict.fromkeys((*one, *other))
        if name not in one or name not in other or one[name] != other[name]
    ]


def by_cell(merged: Merged) -> Merged:
    """The same, where a conflict about rows is one about the values in them that both changed: who chooses a side there
    loses nothing else. For whoever shows conflicts cell by cell; elsewhere a list of rows is one field."""
    snapshot, conflicts = dict(merged.snapshot), list(merged.conflicts)
    for place, found in enumerate(conflicts):
        lists = [found.base or [], found.theirs, found.mine]
        if all(isinstance(rows, list) and all(isinstance(row, dict) for row in rows) for rows in lists):
            both = merge_rows_twice(*lists)
            conflicts[place] = Conflict(found.field, found.base, both.theirs, both.mine, both.cells)
            snapshot[found.field] = both.theirs
    return replace(merged, snapshot=snapshot, conflicts=tuple(conflicts))


def row_order(row: Mapping[str, Any]) -> tuple[int, str]:
    """Rows stand in the order of their position; equal positions by key, so that the result is always the same."""
    return (row.get("position") or 0, str(row["id"]))
