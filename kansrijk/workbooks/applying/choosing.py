"""What a person decided about a plan: which conflicts the file wins, and whether fields may be emptied. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kansrijk.publishing.merge import row_order
from kansrijk.workbooks.plans.plan import RecordPlan, RowVerdict

WAITING = (RowVerdict.REFUSED, RowVerdict.IGNORED, RowVerdict.SAME)
"""Records of which nothing is written."""


@dataclass(frozen=True)
class Choices:
    file_wins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By key_of() the record: the fields in conflict where the file wins."""
    may_clear: bool = False

    @staticmethod
    def read(stored: Mapping[str, Any]) -> "Choices":
        """From Upload.choices."""
        wins = {key: tuple(fields) for key, fields in stored.get("conflicts", {}).items()}
        return Choices(wins, bool(stored.get("clear")))

    def stored(self) -> dict[str, Any]:
        return {
            "conflicts": {key: list(fields) for key, fields in self.file_wins.items()},
            "clear": self.may_clear,
        }


def key_of(record: RecordPlan) -> str:
    """For forms and storage, for example interventions.intervention:12."""
    return f"{record.kind}:{record.pk}"


def all_conflicts(records: Iterable[RecordPlan]) -> dict[str, tuple[str, ...]]:
    """For Choices.file_wins: wherever there is something to choose, the file."""
    return {
        key_of(record): tuple(conflict.field for conflict in record.conflicts)
        for record in records
        if record.conflicts
    }


def chosen_content(record: RecordPlan, choices: Choices) -> dict[str, Any]:
    """The content to write: the newest work stays where the file did not win or may not empty a field."""
    wins = choices.file_wins.get(key_of(record), ())
    content = dict(record.content)
    content |= {conflict.field: conflict.mine for conflict in record.conflicts if conflict.field in wins}
    if not choices.may_clear:
        content |= {
            name: _with_what_was_there(content.get(name), record.now[name])
            for name in record.cleared
            if name in record.now
        }
    return content


def _with_what_was_there(wanted: Any, now: Any) -> Any:
    """Instead of clearing: rows that were to go stay, beside what the file does with the others."""
    if not isinstance(wanted, list) or not all(isinstance(row, dict) for row in [*wanted, *now]):
        return now
    kept = {row["id"] for row in wanted}
    return sorted([*wanted, *(row for row in now if row["id"] not in kept)], key=row_order)


def is_wanted(record: RecordPlan, choices: Choices) -> bool:
    """Whether there is something to write for it."""
    if record.verdict in WAITING:
        return False
    return record.pk is None or chosen_content(record, choices) != record.now
