"""What a page says about a plan as a whole; worked out once, when the plan is stored. Pure."""

from dataclasses import asdict, dataclass
from typing import Any

from kansrijk.workbooks.plans.incomplete import Incomplete, incomplete_in
from kansrijk.workbooks.plans.plan import Plan
from kansrijk.workbooks.plans.skipped import Skipped, repeated_errors_in, skipped_in
from kansrijk.workbooks.plans.words import has_unread, in_dutch, remarks_of

MOST_REMARKS = 50
"""A file may give thousands of them, of which nobody reads more."""


@dataclass(frozen=True)
class Summary:
    remarks: list[str]
    """About the file, its sheets and its columns."""
    repeated: list[Skipped]
    """Errors that stand in many cells."""
    skipped: list[Skipped]
    """What was not used, per reason."""
    has_unread: bool
    """Whether there is a column or a sheet of somebody's own that nobody looked into."""
    incomplete: Incomplete

    def stored(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def read(stored: dict[str, Any]) -> "Summary":
        return Summary(
            stored["remarks"],
            [Skipped(**one) for one in stored["repeated"]],
            [Skipped(**one) for one in stored["skipped"]],
            stored["has_unread"],
            Incomplete(**stored["incomplete"]),
        )


def summary_of(plan: Plan) -> Summary:
    remarks = remarks_of(plan)
    more = len(remarks) - MOST_REMARKS
    if more > 0:
        remarks[MOST_REMARKS:] = [f"En nog {in_dutch(more)} andere opmerkingen."]
    return Summary(
        remarks, repeated_errors_in(plan), skipped_in(plan), has_unread(plan), incomplete_in(plan.records)
    )
