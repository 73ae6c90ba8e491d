"""Publishes what a workbook set ready, as far as it can; the rest stays a draft, in a set of its own."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from django.apps import apps
from django.db import transaction

from kansrijk.publishing.change_sets import locked_work, publish_change_set, require_unpublished
from kansrijk.publishing.models import ChangeSet, Record, Revision, SiteState
from kansrijk.publishing.models.revision import OPEN_STATES
from kansrijk.publishing.newest_work import contents_of
from kansrijk.publishing.parts import parts
from kansrijk.publishing.permissions import Actor, require_office
from kansrijk.publishing.readiness import findings
from kansrijk.publishing.refusals import HasConflicts
from kansrijk.publishing.remainders import set_aside


@transaction.atomic
def publish_ready(
    change_set: ChangeSet, *, by: Actor, with_others: Collection[tuple[str, int]] = frozenset()
) -> str:
    """Publishes the records of the set that lack nothing, in one transaction. Returns what to say of the others.

    `with_others` are records, by kind and key, that hold work of others which nobody agreed to yet: the person saw
    the changes of the file and not those. Raises as publish_change_set() does, except for conflicts.
    """
    require_office(by)
    SiteState.locked()
    require_unpublished(change_set)
    work = locked_work(change_set, OPEN_STATES)
    left = _Left({revision.pk for part in parts(work) for revision in _incomplete(part)})
    left.with_others = {one.pk for one in work if (one.kind, one.object_id) in with_others} - left.incomplete
    try:
        rest = _publish_but(left, work, change_set, by=by)
    except HasConflicts as found:
        left.in_conflict = set(found.conflicts)
        rest = _publish_but(left, work, change_set, by=by)
    return left.in_words(rest)


@dataclass
class _Left:
    """What is not published, by primary key of the revision."""

    incomplete: set[int]
    with_others: set[int] = field(default_factory=set)
    in_conflict: set[int] = field(default_factory=set)

    def all(self) -> set[int]:
        return self.incomplete | self.with_others | self.in_conflict

    def in_words(self, rest: ChangeSet) -> str:
        """Empty when all is published."""
        sentences = [
            sentence(len(pks))
            for sentence, pks in (
                (_incomplete_in_words, self.incomplete),
                (_with_others_in_words, self.with_others),
                (_in_conflict_in_words, self.in_conflict),
            )
            if pks
        ]
        if not sentences:
            return ""
        they = "Dat staat" if len(self.all()) == 1 else "Die staan"
        where = f"{they} klaar als concept en niet op de website, in het pakket ‘{rest.name}’."
        return " ".join([*sentences, where])


def _incomplete_in_words(number: int) -> str:
    who = "1 onderdeel mist" if number == 1 else f"{number} onderdelen missen"
    return f"{who} nog iets dat verplicht is."


def _with_others_in_words(number: int) -> str:
    who = "1 onderdeel" if number == 1 else f"{number} onderdelen"
    return f"Bij {who} lag al werk van iemand anders dat nog niet op de website staat."


def _in_conflict_in_words(number: int) -> str:
    who = "1 onderdeel is" if number == 1 else f"{number} onderdelen zijn"
    return f"{who} intussen ook op de website gewijzigd: daar moet iemand kiezen."


@transaction.atomic
def _publish_but(left: _Left, work: Sequence[Revision], change_set: ChangeSet, *, by: Actor) -> ChangeSet:
    """Returns the set that holds what is not published. When nothing can be, all stays together."""
    not_published = [revision for revision in work if revision.pk in left.all()]
    if len(not_published) == len(work) and work:
        return change_set
    rest = set_aside(change_set, not_published, by=by) if not_published else change_set
    publish_change_set(change_set, by=by)
    return rest


def _incomplete(work: Sequence[Revision]) -> Iterator[Revision]:
    contents = contents_of(revision.pk for revision in work)
    for revision in work:
        model: type[Record] = apps.get_model(revision.kind)
        if findings(model.readiness_rules, contents[revision.pk]):
            yield revision
