"""What all rows about one record come to: gathered row by row, then put together with the newest work on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid5

from kansrijk.publishing.merge import Conflict, by_cell, merge
from kansrijk.publishing.readiness import findings
from kansrijk.workbooks.known.facts import Content, KnownKind
from kansrijk.workbooks.planning.child_edits import ChildEdits
from kansrijk.workbooks.plans.plan import RecordPlan, RowVerdict, Verdict

NEW_ROWS = UUID("6f1d7c1e-3c59-4d0f-9d3e-6a2f0b9a4c11")
"""Names the keys of new rows, so that the same file gives the same ones however often it is planned."""

NOTHING: Content = MappingProxyType({})
NEW = "#"
"""With its place in the plan behind it: how contents refer to a record that is new in the same file."""


@dataclass(slots=True)
class RecordWork:
    kind: KnownKind
    pk: int | None
    code: str
    area: str
    revision: int | None
    base: Content
    """What was exported."""
    now: Content
    """What the newest work holds; of a new record what every new one begins with."""
    title: str = ""
    salt: str = ""
    """With its place, instead of a primary key while there is none."""
    place: int = 0
    """In Plan.records."""
    rows: list[tuple[str, int]] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    children: dict[str, ChildEdits] = field(default_factory=dict)
    """By child set, of those that the file has rows of."""
    cleared: dict[str, None] = field(default_factory=dict)
    """Fields, in their order."""
    waits: bool = False
    """A new record whose own row is not right yet: nothing about it can go on."""
    has_refused: bool = False
    sent: Content = field(default_factory=lambda: NOTHING)
    """What an earlier file of the same person made of it."""
    unseen: frozenset[str] = frozenset()
    """Fields that others changed and that are not on the site yet."""
    is_base_guessed: bool = False
    """Nobody knows what was exported, so that the published version stands in for it."""
    is_nowhere: bool = False
    """As KnownRecord.is_nowhere: `now` is what it held last, and all of it is proposed anew or nothing is."""

    @property
    def is_new(self) -> bool:
        return self.pk is None

    @property
    def has_nothing(self) -> bool:
        """Nobody sees it or has it before them, so that everything in it is new to people."""
        return self.is_new or self.is_nowhere

    @property
    def reference(self) -> str:
        return f"{NEW}{self.place}"

    def edits_of(self, child_set: str) -> ChildEdits:
        if child_set not in self.children:
            exported, now = self.base.get(child_set) or [], self.now.get(child_set) or []
            blank = self.kind.blank_rows.get(child_set, {})
            self.children[child_set] = ChildEdits(exported, now, blank)
        return self.children[child_set]

    def add_row(self, child_set: str, values: Content) -> str:
        """A new child row; returns its key."""
        return self.edits_of(child_set).add(values, lambda about: self._made_up(child_set, about))

    def new_id(self, child_set: str, about: str) -> str:
        """The key of a new row; that of a row with this name that somebody else added in the meantime."""
        known = {row["id"] for row in self.base.get(child_set) or []}
        for row in self.now.get(child_set) or []:
            if row.get("name") == about and row["id"] not in known:
                return str(row["id"])
        return self._made_up(child_set, about)

    def _made_up(self, child_set: str, about: str) -> str:
        who = self.pk or f"{self.salt}|{self.place}"
        return str(uuid5(NEW_ROWS, f"{self.kind.kind}|{who}|{child_set}|{about}"))

    def exported(self) -> Content:
        """The base, with the child rows that count as exported."""
        wider = {
            name: edits.exported
            for name, edits in self.children.items()
            if len(edits.exported) != len(self.base.get(name) or ())
        }
        return {**self.base, **wider} if wider else self.base

    def mine(self) -> dict[str, Any]:
        """The whole content as the file wants it."""
        children = {name: edits.rows() for name, edits in self.children.items() if edits.is_touched}
        return {**self.exported(), **self.fields, **children}

    @property
    def is_touched(self) -> bool:
        return bool(self.fields) or any(edits.is_touched for edits in self.children.values())

    def let_go(self) -> None:
        """Of what the rows want, once that is settled."""
        self.fields.clear()
        self.children.clear()
        self.rows.clear()


@dataclass(frozen=True)
class Settled:
    """A record put together, and what that means for the cells that asked for it."""

    plan: RecordPlan
    mine: Content
    _rows: dict[str, tuple[Verdict, Mapping[str, Content], Mapping[str, Content]]] = field(
        default_factory=dict
    )
    """Of each child set what comes of it, and its rows now and as the file wants them."""

    def verdict_of(self, name: str, *, clears: bool) -> Verdict:
        if any(conflict.field == name for conflict in self.plan.conflicts):
            return Verdict.CONFLICT
        verdict = self._apart_from_conflicts(name)
        return Verdict.CLEARED if clears and verdict == Verdict.USED else verdict

    def _apart_from_conflicts(self, name: str) -> Verdict:
        is_same = self.plan.content.get(name) == self.plan.now.get(name)
        return Verdict.UNCHANGED if is_same and self.plan.pk is not None else Verdict.USED

    def verdict_in_row(self, child_set: str, row_id: str, name: str, *, clears: bool) -> Verdict:
        """Of a cell on a child sheet; a row that is removed has none of its cells left."""
        if (row_id, name) in self._cells_in_conflict:
            return Verdict.CONFLICT
        if child_set not in self._rows:
            rows = _by_key(self.plan.now, child_set), _by_key(self.mine, child_set)
            self._rows[child_set] = (self._apart_from_conflicts(child_set), *rows)
        whole, now, mine = self._rows[child_set]
        if whole != Verdict.USED or self.plan.pk is None or clears:
            return Verdict.CLEARED if clears and whole == Verdict.USED else whole
        before, after = now.get(row_id, {}), mine.get(row_id, {})
        return Verdict.UNCHANGED if name in before and after.get(name) == before[name] else Verdict.USED

    @cached_property
    def _cells_in_conflict(self) -> frozenset[tuple[str, str]]:
        """No two rows of a record have one key, of whatever set they are."""
        return frozenset(cell for conflict in self.plan.conflicts for cell in conflict.cells)


def _by_key(content: Content, child_set: str) -> dict[str, Content]:
    return {row["id"]: row for row in content.get(child_set) or []}


def settle(work: RecordWork) -> Settled:
    """Pure: what was exported, the file and the newest work in one."""
    if work.waits or not (work.is_touched or work.is_new):
        verdict = RowVerdict.REFUSED if work.waits or work.has_refused else RowVerdict.SAME
        return Settled(_plan(work, verdict), {})
    mine = work.mine()
    content, conflicts = _put_together(work, mine)
    is_changed = content != work.now or work.is_nowhere
    if work.is_new:
        verdict = RowVerdict.NEW
    elif conflicts:
        verdict = RowVerdict.CONFLICT
    elif is_changed:
        verdict = RowVerdict.CHANGED
    else:
        plan = _plan(work, RowVerdict.REFUSED if work.has_refused else RowVerdict.SAME)
        return Settled(plan, mine)
    plan = _plan(
        work,
        verdict,
        mine=mine,
        content=content,
        now={} if work.has_nothing else work.now,
        conflicts=conflicts,
        cleared=tuple(name for name in work.cleared if mine.get(name) != work.now.get(name)),
        missing=tuple(findings(work.kind.rules, content)),
        goes_along=tuple(name for name in content if name in work.unseen and _is_left(work, content, name)),
    )
    return Settled(plan, mine)


def _is_left(work: RecordWork, content: Content, name: str) -> bool:
    """Whether something of others is left in the field: the file may have another value, or change one row of many."""
    return name in work.children or content[name] == work.now.get(name)


def _put_together(work: RecordWork, mine: Content) -> tuple[Mapping[str, Any], tuple[Conflict, ...]]:
    base = work.exported()
    if work.is_new or base is work.now:
        return mine, ()
    merged = merge(base, work.now, mine)
    # Who sends a file once more, corrected, is not in conflict with what it said the first time.
    corrected = [c.field for c in merged.conflicts if c.field in work.sent and work.sent[c.field] == c.theirs]
    merged = by_cell(merged)
    conflicts = tuple(conflict for conflict in merged.conflicts if conflict.field not in corrected)
    return merged.settled(corrected), conflicts


def _plan(work: RecordWork, verdict: RowVerdict, **contents: Any) -> RecordPlan:
    return RecordPlan(
        kind=work.kind.kind,
        pk=work.pk,
        code=work.code,
        title=work.title,
        area=work.area,
        revision=work.revision,
        verdict=verdict,
        rows=tuple(work.rows),
        **contents,
    )
