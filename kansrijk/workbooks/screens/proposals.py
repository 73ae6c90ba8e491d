"""The drafts that came of an upload and did not lapse, each with a link to look at it."""

from dataclasses import dataclass

from kansrijk.publishing.log import titles_of
from kansrijk.publishing.models import ChangeSet, Revision, RevisionState

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
    """The first of them, in the order in which they were made."""
    inside = change_set.revisions.exclude(state=RevisionState.DISCARDED).order_by("pk")
    first = list(inside[:SHOWN])
    titles = titles_of(first)
    return Proposals([Proposal(one, titles[one.kind, one.object_id]) for one in first], inside.count())
