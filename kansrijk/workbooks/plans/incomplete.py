"""What of a plan will be set ready, but cannot be published yet. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from kansrijk.workbooks.plans.items import title_of
from kansrijk.workbooks.plans.plan import RecordPlan

SHOWN = 5


@dataclass(frozen=True)
class Incomplete:
    shown: Sequence[tuple[str, str]]
    """The first of them: what it is called, and what is missing."""
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.shown)


def incomplete_in(records: Sequence[RecordPlan]) -> Incomplete:
    """In the order of the plan."""
    found = [record for record in records if record.missing]
    shown = [(title_of(one), " ".join(lack.message for lack in one.missing)) for one in found[:SHOWN]]
    return Incomplete(shown, len(found))
