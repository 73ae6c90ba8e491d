"""The drafts that came of an upload and did not lapse, each with a link to look at it: also what was not complete."""

from dataclasses import dataclass

from django.db.models import Case, When

from kansrijk.publishing.log import titles_of
from kansrijk.publishing.models import ChangeSet, Revision, RevisionState
from kansrijk.publishing.models.revision import OPEN_STATES
from kansrijk.workbooks.screens.outcome import of_release

SHOWN = 25


@dataclass(frozen=True)
class Proposal:
    revision: Revision
    title: str


@dataclass(frozen=True)
class Proposals:
    shown: list[Proposal]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.shown)


def proposals_of(change_set: ChangeSet) -> Proposals:
    """The first of them: what still waits for somebody, then the others; both in the order in which they were made."""
    is_settled = Case(When(state__in=OPEN_STATES, then=0), default=1)
    found = Revision.objects.filter(of_release(change_set.pk)).exclude(state=RevisionState.DISCARDED)
    inside = found.order_by(is_settled, "pk")
    first = list(inside[:SHOWN])
    titles = titles_of(first)
    return Proposals([Proposal(one, titles[one.kind, one.object_id]) for one in first], inside.count())
