"""What there is to look through in a plan, in the order in which it asks for attention. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kansrijk.workbooks.planning.drafts import WAITS
from kansrijk.workbooks.planning.plan import CellFinding, Plan, RecordPlan, RowPlan, RowVerdict, Verdict
from kansrijk.workbooks.planning.words import waits_along


class Part(StrEnum):
    """The parts of the list, in their order."""

    WRONG = "fout"
    ALONG = "wachtmee"
    """Nothing is wrong with the row itself; it goes on once the new record that it belongs to is right."""
    CONFLICT = "botst"
    CHANGED = "gewijzigd"
    NEW = "nieuw"
    SAME = "ongewijzigd"


PART_OF = {
    RowVerdict.CONFLICT: Part.CONFLICT,
    RowVerdict.CHANGED: Part.CHANGED,
    RowVerdict.NEW: Part.NEW,
    RowVerdict.SAME: Part.SAME,
}


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
    row: RowPlan | None = None
    findings: tuple[CellFinding, ...] = ()

    @property
    def is_waiting_row(self) -> bool:
        """A row of the file, of which nothing is done now."""
        return self.part in (Part.WRONG, Part.ALONG)

    @property
    def is_cleared(self) -> bool:
        return not self.is_waiting_row and bool(self.record and self.record.cleared)

    @property
    def is_incomplete(self) -> bool:
        return not self.is_waiting_row and bool(self.record and self.record.missing)

    @property
    def says_of_row(self) -> str:
        """What there is to say of the row as a whole, unless one of its cells says it or it only waits for them."""
        message = self.row.message if self.row else ""
        is_said = message == WAITS or any(found.message == message for found in self.findings)
        return "" if self.findings and is_said else message

    def mentions(self, text: str) -> bool:
        """Whether one of the words on the screen holds this text, whatever its case."""
        said = [self.title, self.area]
        if self.row:
            said += [self.row.sheet, self.row.message]
        for found in self.findings:
            said += [found.cell, found.heading, found.message, str(found.value)]
        return any(text in one.casefold() for one in said)


def items_of(plan: Plan, kinds: Mapping[str, str]) -> list[Item]:
    """Rows with errors and rows that wait for them, conflicts, changes, what is new, what stays. `kinds` gives the kind of each declared sheet."""
    parts: dict[Part, list[Item]] = {part: [] for part in Part}
    for place, record in enumerate(plan.records):
        if part := PART_OF.get(record.verdict):
            parts[part].append(Item(part, record.kind, record.area, title_of(record), place, record))
    for item in _waiting_rows(plan, kinds):
        parts[item.part].append(item)
    return [item for part in Part for item in parts[part]]


def title_of(record: RecordPlan) -> str:
    """For example ZAA-003 Taalcafé."""
    return f"{record.code} {record.title}".strip() or "zonder naam"


def _waiting_rows(plan: Plan, kinds: Mapping[str, str]) -> Iterator[Item]:
    """Each row that waits once, with all that is wrong in it."""
    wrong: dict[tuple[str, int], list[CellFinding]] = defaultdict(list)
    for found in plan.findings:
        if found.verdict == Verdict.REFUSED:
            wrong[found.sheet, found.row].append(found)
    titles = {sheet.name: kinds.get(sheet.title, "") for sheet in plan.sheets}
    for row in plan.rows:
        findings = tuple(wrong.get((row.sheet, row.row), ()))
        is_along = waits_along(row)
        if not (findings or is_along or row.verdict == RowVerdict.REFUSED):
            continue
        record = None if row.record is None else plan.records[row.record]
        yield Item(
            Part.ALONG if is_along and not findings else Part.WRONG,
            record.kind if record else titles.get(row.sheet, ""),
            record.area if record else "",
            title_of(record) if record else "",
            row.record,
            record,
            row,
            findings,
        )
