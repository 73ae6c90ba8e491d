"""What all rows about one record come to: gathered row by row, then put together with the newest work on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from kansrijk.publishing.merge import Conflict, merge, row_order
from kansrijk.publishing.packing import canonical
from kansrijk.publishing.readiness import findings
from kansrijk.workbooks.planning.facts import Content, KnownKind
from kansrijk.workbooks.planning.plan import RecordPlan, RowVerdict, Verdict

NEW_ROWS = UUID("6f1d7c1e-3c59-4d0f-9d3e-6a2f0b9a4c11")
"""Names the keys of new rows, so that the same file gives the same ones however often it is planned."""


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
    """Instead of a primary key while there is none."""
    place: int = 0
    """In Plan.records."""
    rows: list[tuple[str, int]] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    child_rows: dict[str, dict[str, Content]] = field(default_factory=dict)
    """By child set the rows that are new or changed, by key."""
    removed: dict[str, set[str]] = field(default_factory=dict)
    cleared: dict[str, None] = field(default_factory=dict)
    """Fields, in their order."""
    waits: bool = False
    """A new record whose own row is not right yet: nothing about it can go on."""
    has_refused: bool = False
    is_base_guessed: bool = False
    """Nobody knows what was exported, so that the published version stands in for it."""

    @property
    def is_new(self) -> bool:
        return self.pk is None

    def knows_row(self, child_set: str, row: Content) -> None:
        """A row that is younger than what was exported counts as exported with it."""
        self.base = {**self.base, child_set: [*(self.base.get(child_set) or []), row]}

    def new_id(self, child_set: str, about: str) -> str:
        """The key of a new row; that of a row with this name that somebody else added in the meantime."""
        known = {row["id"] for row in self.base.get(child_set) or []}
        for row in self.now.get(child_set) or []:
            if row.get("name") == about and row["id"] not in known:
                return str(row["id"])
        return self._made_up(child_set, about)

    def _made_up(self, child_set: str, about: str) -> str:
        return str(uuid5(NEW_ROWS, f"{self.kind.kind}|{self.pk or self.salt}|{child_set}|{about}"))

    def row_that_says(self, child_set: str, values: Content, taken: set[str]) -> Content | None:
        """A row of the newest work with these values that no other row of the file is about."""
        for row in self.now.get(child_set) or []:
            if row["id"] not in taken and all(row.get(name) == value for name, value in values.items()):
                return row
        return None

    def add_row(self, child_set: str, values: Content) -> str:
        """Adds a row at the end, unless it says where it stands; returns its key."""
        rows = self.child_rows.setdefault(child_set, {})
        about = canonical(values).decode()
        key = self._made_up(child_set, about)
        while key in rows:
            about += "+"
            key = self._made_up(child_set, about)
        blank = dict(self.kind.blank_rows.get(child_set, {}))
        if "position" in blank:
            present = [*(self.base.get(child_set) or []), *(self.now.get(child_set) or []), *rows.values()]
            blank["position"] = max((row.get("position") or 0 for row in present), default=0) + 1
        rows[key] = {**blank, **values, "id": key}
        return key

    def mine(self) -> dict[str, Any]:
        """The whole content as the file wants it."""
        content = {**self.base, **self.fields}
        for name in {**self.child_rows, **self.removed}:
            rows = {row["id"]: row for row in content.get(name) or []} | self.child_rows.get(name, {})
            gone = self.removed.get(name, set())
            content[name] = sorted((row for key, row in rows.items() if key not in gone), key=row_order)
        return content

    @property
    def is_touched(self) -> bool:
        return bool(self.fields or self.child_rows or self.removed)


@dataclass(frozen=True, slots=True)
class Settled:
    """A record put together, and what that means for the cells that asked for it."""

    plan: RecordPlan
    mine: Content

    def verdict_of(self, name: str, *, clears: bool) -> Verdict:
        if any(conflict.field == name for conflict in self.plan.conflicts):
            return Verdict.CONFLICT
        if self.plan.content.get(name) == self.plan.now.get(name) and self.plan.pk is not None:
            return Verdict.UNCHANGED
        return Verdict.CLEARED if clears else Verdict.USED

    def verdict_in_row(self, child_set: str, row_id: str, name: str, *, clears: bool) -> Verdict:
        """Of a cell on a child sheet; a row that is removed has none of its cells left."""
        whole = self.verdict_of(child_set, clears=clears)
        if whole != Verdict.USED or self.plan.pk is None:
            return whole
        now, mine = (row_with_key(content, child_set, row_id) for content in (self.plan.now, self.mine))
        return Verdict.UNCHANGED if name in now and mine.get(name) == now[name] else Verdict.USED


def row_with_key(content: Content, child_set: str, row_id: str) -> Content:
    """Empty when there is no such row."""
    return next((row for row in content.get(child_set) or [] if row["id"] == row_id), {})


def settle(work: RecordWork) -> Settled:
    """Pure: what was exported, the file and the newest work in one."""
    if work.waits or not (work.is_touched or work.is_new):
        verdict = RowVerdict.REFUSED if work.waits or work.has_refused else RowVerdict.SAME
        return Settled(_plan(work, verdict), {})
    mine = work.mine()
    content, conflicts = _put_together(work, mine)
    is_changed = content != work.now
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
        now={} if work.is_new else work.now,
        conflicts=conflicts,
        cleared=tuple(name for name in work.cleared if mine.get(name) != work.now.get(name)),
        missing=tuple(findings(work.kind.rules, content)),
    )
    return Settled(plan, mine)


def _put_together(work: RecordWork, mine: Content) -> tuple[Mapping[str, Any], tuple[Conflict, ...]]:
    if work.is_new or work.base is work.now:
        return mine, ()
    merged = merge(work.base, work.now, mine)
    return merged.snapshot, merged.conflicts


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
