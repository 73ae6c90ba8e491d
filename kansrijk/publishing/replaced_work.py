"""Work that a change set replaced: it is the newest work again once the set is taken back, as it was before."""

from collections.abc import Iterable
from dataclasses import dataclass

from kansrijk.publishing.applying import apply_snapshots
from kansrijk.publishing.log import log_revisions
from kansrijk.publishing.models import ChangeSet, Event, Record, RecordState, Revision, RevisionState, Verb
from kansrijk.publishing.models.revision import OPEN_STATES
from kansrijk.publishing.permissions import Actor
from kansrijk.publishing.uniqueness import without_clashes


@dataclass(frozen=True)
class Before:
    """What there was of the records of a set when the set came."""

    replaced: dict[int, int]
    """By record the version that was worked on then, and that nobody went on from since."""
    came_along: set[int]
    """Records that were made with the set."""


def before(
    model: type[Record], pks: Iterable[int], change_set: ChangeSet, *, is_published: bool = False
) -> Before:
    """Ask it before the set is taken back. What is published of a published set goes with it; of any other it stays,
    and then nothing of before it comes back."""
    family = {change_set.pk, change_set.remainder_of_id} - {None}
    history = Revision.objects.filter(kind=model._meta.label_lower, object_id__among=list(pks))
    versions = list(history.order_by("pk").values_list("pk", "object_id", "state", "change_set"))
    first: dict[int, int] = {}
    for pk, record, state, inside in versions:
        # What lapsed already was taken back then; what it had replaced came back.
        if inside in family and state != RevisionState.DISCARDED:
            first.setdefault(record, pk)
    newest: dict[int, tuple[int, str]] = {}
    moved_on: set[int] = set()
    for pk, record, state, inside in versions:
        began, is_ours = first.get(record, 0), inside in family
        if pk < began and not is_ours and state != RevisionState.PARKED:
            newest[record] = pk, state
        elif pk >= began and (
            (state == RevisionState.PUBLISHED and not (is_ours and is_published))
            or (state in OPEN_STATES and not is_ours)
        ):
            moved_on.add(record)
    wanted = first.keys() - moved_on
    if is_published:
        # The others were somebody's ordinary work, that was put into the set when it was done.
        made_in_it = Event.objects.filter(
            verb=Verb.DRAFT, revision__among=list(first.values()), change_set__in=family
        )
        wanted &= set(made_in_it.order_by().values_list("object_id", flat=True))
    return Before(
        {r: pk for r, (pk, state) in newest.items() if r in wanted and state == RevisionState.SUPERSEDED},
        first.keys() - moved_on - newest.keys(),
    )


def bring_back(model: type[Record], replaced: dict[int, int], *, by: Actor) -> list[Revision]:
    """The work as it was: a proposal waits for the office since the same moment, in the same set; a draft is a draft."""
    if not replaced:
        return []
    rows = model._default_manager.filter(pk__among=list(replaced)).exclude(state=RecordState.REMOVED)
    never_shown = dict(rows.order_by().values_list("pk", "live_revision"))
    found = Revision.objects.filter(pk__among=list(replaced.values())).select_related(
        "snapshot", "change_set"
    )
    former = [one for one in found.order_by("pk") if one.object_id in never_shown]
    waiting = _waited_for_the_office(former)
    back = Revision.objects.bulk_create(_again(one, is_submitted=one.pk in waiting) for one in former)
    log_revisions(Verb.RESTORE, back, by=by)
    contents = {one.object_id: one.content for one in former if never_shown[one.object_id] is None}
    apply_snapshots(model, without_clashes(model, contents))
    return back


def _waited_for_the_office(former: Iterable[Revision]) -> set[int]:
    """A version that was planned and then no more is a draft, and keeps the moment at which it was handed in."""
    submitted = {one.pk for one in former if one.submitted_at}
    moves = Event.objects.filter(revision__among=list(submitted), verb__in=[Verb.SUBMIT, Verb.UNSCHEDULE])
    last = dict(moves.order_by("pk").values_list("revision", "verb"))
    return {pk for pk in submitted if last.get(pk) != Verb.UNSCHEDULE}


def _again(former: Revision, *, is_submitted: bool) -> Revision:
    # A closed version never opens again, so history keeps it and this goes on from it.
    is_gone = former.change_set is None or former.change_set.published_at
    return Revision(
        kind=former.kind,
        object_id=former.object_id,
        snapshot_id=former.snapshot_id,
        base_id=former.base_id,
        change_set_id=None if is_gone else former.change_set_id,
        author_id=former.author_id,
        reason=former.reason,
        state=RevisionState.SUBMITTED if is_submitted else RevisionState.DRAFT,
        submitted_at=former.submitted_at if is_submitted else None,
    )


def said_of(back: Revision) -> str:
    """What a report says of work that came back."""
    author = back.author
    whose = f" van {author.get_full_name() or author}" if author else ""
    if back.state == RevisionState.SUBMITTED:
        return f"Het voorstel{whose} van daarvoor wacht weer op de redactie."
    return f"Het concept{whose} van daarvoor staat er weer."
