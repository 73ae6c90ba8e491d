"""The first fields of a plan about which a person decides, by name: a number alone does not say which they are."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kansrijk.workbooks.plans.items import CLEARED, Item, Part, Wish
from kansrijk.workbooks.plans.plan import RecordPlan
from kansrijk.workbooks.plans.selection import Selection
from kansrijk.workbooks.plans.stored import StoredPlan
from kansrijk.workbooks.screens.fields import fields_of
from kansrijk.workbooks.screens.plan_views import choice_name

MOST_NAMED = 5


@dataclass(frozen=True)
class NamedField:
    title: str
    """Of the record: code and title."""
    label: str
    place: int
    """Of the record in the plan."""
    choice: str
    """The form field of a conflict, which is also where it stands on the page."""


@dataclass(frozen=True)
class NamedFields:
    first: Sequence[NamedField]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.first)


def conflicts_in(plan: StoredPlan, total: int) -> NamedFields:
    return _named(plan, Part.CONFLICT, total, lambda record: [one.field for one in record.conflicts])


def cleared_in(plan: StoredPlan, total: int) -> NamedFields:
    return _named(plan, CLEARED, total, lambda record: record.cleared)


def _named(
    plan: StoredPlan, part: str, total: int, names: Callable[[RecordPlan], Iterable[str]]
) -> NamedFields:
    items = Selection(plan, Wish(part))[:MOST_NAMED] if total else []
    first = [one for item in items for one in _of_item(item, names)]
    return NamedFields(first[:MOST_NAMED], total)


def _of_item(item: Item, names: Callable[[RecordPlan], Iterable[str]]) -> list[NamedField]:
    if item.record is None or item.place is None:
        return []
    wanted = set(names(item.record))
    return [
        NamedField(item.title, field.label, item.place, choice_name(item.place, field.name))
        for field in fields_of(item.kind)
        if field.name in wanted
    ]
