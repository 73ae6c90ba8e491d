"""What there is to look through in a plan, in the order in which it asks for attention. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kansrijk.workbooks.planning.drafts import WAITS
from kansrijk.workbooks.plans.plan import CellFinding, Plan, RecordPlan, RowPlan, RowVerdict, Verdict

CLEARED, INCOMPLETE = "leeg", "onvolledig"
"""What somebody may ask for beside a part: records of any part of which this is so."""
MOST_SEARCHED = 1_000
"""Characters of a title in which words are looked for: the title of a quotation is all of its text."""
BETWEEN_WORDS = "\x1f"
"""Nobody looks for it, so that nothing is found that begins in one text and ends in another."""


class Part(StrEnum):
    """The parts of the list, in their order."""

    WRONG = "fout"
    ALONG = "wachtmee"
    """RowVerdict.WAITS."""
    CONFLICT = "botst"
    CHANGED = "gewijzigd"
    NEW = "nieuw"
    SAME = "ongewijzigd"


WAITING_PARTS = (Part.WRONG, Part.ALONG)
"""Of rows of the file, of which nothing is done now; the other parts are of records."""

PART_OF = {
    RowVerdict.CONFLICT: Part.CONFLICT,
    RowVerdict.CHANGED: Part.CHANGED,
    RowVerdict.NEW: Part.NEW,
    RowVerdict.SAME: Part.SAME,
}


class Group(NamedTuple):
    """Items that the filter cannot tell apart, but for their words."""

    part: str
    kind: str
    area: str
    is_cleared: bool
    is_incomplete: bool


@dataclass(frozen=True)
class Item:
    """A row that waits, or a record that changes or stays as it is."""

    part: Part
    kind: str
    area: str
    title: str
    """As people know it: code and title, as far as there are any."""
    place: int | None = None
    """Of the record in the plan."""
    record: RecordPlan | None = None
    """None for a row that waits: nothing of the record is shown there."""
    row: RowPlan | None = None
    findings: tuple[CellFinding, ...] = ()

    @property
    def is_waiting_row(self) -> bool:
        return self.part in WAITING_PARTS

    @property
    def group(self) -> Group:
        record = None if self.is_waiting_row else self.record
        return Group(
            str(self.part),
            self.kind,
            self.area,
            is_cleared=bool(record and record.cleared),
            is_incomplete=bool(record and record.missing),
        )

    @property
    def says_of_row(self) -> str:
        """What there is to say of the row as a whole, unless one of its cells says it or it only waits for them."""
        message = self.row.message if self.row else ""
        is_said = message == WAITS or any(found.message == message for found in self.findings)
        return "" if self.findings and is_said else message

    def said(self) -> str:
        """The words on the screen in which somebody may look for something, whatever their case; one line."""
        said = [self.title[:MOST_SEARCHED], self.area]
        if self.row:
            said += [self.row.sheet, self.row.message]
        for found in self.findings:
            said += [found.cell, found.heading, found.message, str(found.value)]
        return BETWEEN_WORDS.join(said).replace("\n", " ").casefold()


@dataclass(frozen=True)
class Wish:
    """Which items somebody wants to see; what is empty leaves them all in."""

    part: str = ""
    kind: str = ""
    area: str = ""
    text: str = ""

    def includes(self, group: Group) -> bool:
        return (
            self._has_part(group)
            and (not self.kind or group.kind == self.kind)
            and (not self.area or group.area == self.area)
        )

    def _has_part(self, group: Group) -> bool:
        match self.part:
            case "":
                return group.part != Part.SAME
            case str() if self.part == CLEARED:
                return group.is_cleared
            case str() if self.part == INCOMPLETE:
                return group.is_incomplete
            case _:
                return group.part == self.part


def item_of(place: int, record: RecordPlan) -> Item | None:
    """None for a record of which nothing is shown but its rows."""
    part = PART_OF.get(record.verdict)
    return Item(part, record.kind, record.area, title_of(record), place, record) if part else None


def title_of(record: RecordPlan) -> str:
    """For example ZAA-003 Taalcafé."""
    return f"{record.code} {record.title}".strip() or "zonder naam"


def waiting_rows(plan: Plan, kinds: Mapping[str, str]) -> Iterator[Item]:
    """Each row that waits once, with all that is wrong in it. `kinds` gives the kind of each declared sheet."""
    wrong: dict[tuple[str, int], list[CellFinding]] = defaultdict(list)
    for found in plan.findings:
        if found.verdict == Verdict.REFUSED:
            wrong[found.sheet, found.row].append(found)
    titles = {sheet.name: kinds.get(sheet.title, "") for sheet in plan.sheets}
    for row in plan.rows:
        findings = tuple(wrong.get((row.sheet, row.row), ()))
        is_along = row.verdict == RowVerdict.WAITS
        if not (findings or is_along or row.verdict == RowVerdict.REFUSED):
            continue
        record = None if row.record is None else plan.records[row.record]
        yield Item(
            Part.ALONG if is_along and not findings else Part.WRONG,
            record.kind if record else titles.get(row.sheet, ""),
            record.area if record else "",
            title_of(record) if record else "",
            row.record,
            row=row,
            findings=findings,
        )
