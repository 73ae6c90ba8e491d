"""What came of an upload and did not lapse, each with a link to look at it: also what was not complete, and what the
office took out of the release."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Q, When

from kansrijk.publishing.log import titles_of
from kansrijk.publishing.models import ChangeSet, Event, Revision, RevisionState, Verb
from kansrijk.publishing.models.revision import OPEN_STATES, RevisionQuerySet
from kansrijk.publishing.undone import with_undone_at
from kansrijk.workbooks.screens.not_taken_over import in_words, not_taken_over

SHOWN = 25


@dataclass(frozen=True)
class Proposal:
    revision: Revision
    title: str
    is_inside: bool
    """Whether it is still in the release of the file, or in that of what was not complete."""
    not_taken_over: Sequence[str]
    """Labels of the fields that the office left out."""

    @property
    def state(self) -> str:
        """In a few words."""
        is_undone = self.revision.published_at and self.revision.undone_at  # type: ignore[attr-defined]  # annotated
        state = "teruggedraaid" if is_undone else self.revision.get_state_display().lower()
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
    of_file = _of_file(change_set)
    # Of each record the newest: somebody may have gone on from what the file said.
    newer = of_file.filter(kind=OuterRef("kind"), object_id=OuterRef("object_id"), pk__gt=OuterRef("pk"))
    inside = with_undone_at(of_file.filter(~Exists(newer))).order_by(is_settled, "pk")
    first = list(inside.select_related("change_set")[:SHOWN])
    titles = titles_of(first)
    left_out = not_taken_over(change_set, [(one.kind, one.object_id) for one in first])
    return Proposals(
        [
            Proposal(
                one,
                titles[key],
                _is_inside(one, change_set),
                in_words(one.kind, left_out.get(key, ())),
            )
            for one in first
            if (key := (one.kind, one.object_id))
        ],
        inside.count(),
    )


def _of_file(change_set: ChangeSet) -> RevisionQuerySet:
    sets = list(ChangeSet.objects.filter(Q(pk=change_set.pk) | Q(remainder_of=change_set.pk)))
    made = Event.objects.filter(verb=Verb.DRAFT, change_set__in=sets).order_by()
    # Few or none: looked up first, so that the index on releases serves for all others.
    elsewhere = list(made.exclude(revision__change_set__in=sets).values_list("revision", flat=True))
    found = Revision.objects.filter(Q(change_set__in=sets) | Q(pk__in=elsewhere))
    return found.exclude(state=RevisionState.DISCARDED)


def _is_inside(revision: Revision, change_set: ChangeSet) -> bool:
    inside = revision.change_set
    return inside is not None and change_set.pk in (inside.pk, inside.remainder_of_id)
