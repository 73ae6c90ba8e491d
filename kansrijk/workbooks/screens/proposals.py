"""What came of an upload and did not lapse, each with a link to look at it: also what was not complete, and what the
office took out of the release."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Max, Q, When

from kansrijk.publishing.log import titles_of
from kansrijk.publishing.models import ChangeSet, Event, Revision, RevisionState, Verb
from kansrijk.publishing.models.revision import OPEN_STATES, RevisionQuerySet
from kansrijk.publishing.undone import undone
from kansrijk.workbooks.screens.not_taken_over import in_words, not_taken_over

SHOWN = 25


@dataclass(frozen=True)
class Proposal:
    revision: Revision
    title: str
    is_inside: bool
    """Whether it is still in the release of the file, or in that of what was not complete."""
    is_undone: bool
    not_taken_over: Sequence[str]
    """Labels of the fields that the office left out."""

    @property
    def state(self) -> str:
        """In a few words."""
        state = "teruggedraaid" if self.is_undone else self.revision.get_state_display().lower()
        return state if self.is_inside else f"{state}, niet meer in het pakket van dit bestand"


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
    sets = list(
        ChangeSet.objects.filter(Q(pk=change_set.pk) | Q(remainder_of=change_set.pk)).values_list(
            "pk", flat=True
        )
    )
    # Of each record the newest: somebody may have gone on from what the file said. In one go: asked of each version
    # whether there is a newer one, a database that finds them by their release looks through all of it each time.
    newest = _of_file(sets).order_by().values("kind", "object_id").annotate(newest=Max("pk")).values("newest")
    inside = Revision.objects.filter(pk__in=newest).order_by(is_settled, "pk")
    first = list(inside[:SHOWN])
    titles, taken_back = titles_of(first), undone(first)
    left_out = not_taken_over(change_set, [(one.kind, one.object_id) for one in first])
    return Proposals(
        [
            Proposal(
                one,
                titles[key],
                one.change_set_id in sets,
                one.pk in taken_back,
                in_words(one.kind, left_out.get(key, ())),
            )
            for one in first
            if (key := (one.kind, one.object_id))
        ],
        inside.count(),
    )


def _of_file(sets: list[int]) -> RevisionQuerySet:
    made = Event.objects.filter(verb=Verb.DRAFT, change_set__in=sets).order_by()
    # Few or none: looked up first, so that the index on releases serves for all others.
    elsewhere = list(made.exclude(revision__change_set__in=sets).values_list("revision", flat=True))
    found = Revision.objects.filter(Q(change_set__in=sets) | Q(pk__in=elsewhere))
    return found.exclude(state=RevisionState.DISCARDED)
