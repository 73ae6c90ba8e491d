"""What of a plan will be set ready, but cannot be published yet. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from kansrijk.workbooks.applying.choosing import Choices, is_wanted
from kansrijk.workbooks.screens.plan_items import Item

SHOWN = 5


@dataclass(frozen=True)
class Incomplete:
    shown: Sequence[Item]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.shown)


def incomplete_in(items: Sequence[Item], choices: Choices) -> Incomplete:
    """The first of them, in the order of the page. A record of which nothing will be written says nothing here."""
    found = [item for item in items if item.is_incomplete and item.record and is_wanted(item.record, choices)]
    return Incomplete(found[:SHOWN], len(found))
