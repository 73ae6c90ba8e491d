"""What publishing a set of revisions comes to, worked out before anything is written."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.apps import apps

from kansrijk.publishing.log import titles_of
from kansrijk.publishing.merge import Conflict, merge
from kansrijk.publishing.models import Record, Revision
from kansrijk.publishing.newest_work import contents_of
from kansrijk.publishing.parts import parts
from kansrijk.publishing.readiness import Finding, findings
from kansrijk.publishing.refusals import NotReady, WrongState
from kansrijk.publishing.snapshots import Content, snapshots_of


@dataclass
class Outcome:
    """Holds the contents that somebody has to do something with, and no others: a large release has thousands."""

    records: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """By kind all of them."""
    different: dict[str, dict[int, Content]] = field(default_factory=lambda: defaultdict(dict))
    """By kind and record what its row is going to hold, where that is not what it holds already."""
    merged: dict[int, Content] = field(default_factory=dict)
    """By revision what is published instead of its own content."""
    conflicts: dict[int, tuple[Conflict, ...]] = field(default_factory=dict)
    """By revision: about which nobody chose."""
    missing: dict[int, list[Finding]] = field(default_factory=dict)
    """By revision what visitors need and is not there."""


def outcome_of(
    revisions: Sequence[Revision],
    accepted: Mapping[int, Iterable[str]],
    keep_mine: Mapping[int, Iterable[str]],
) -> Outcome:
    """The work of each revision merged with what is on the site now. For `accepted` and `keep_mine` see publish()."""
    outcome = Outcome()
    by_kind: dict[str, list[Revision]] = defaultdict(list)
    for revision in revisions:
        by_kind[revision.kind].append(revision)
    for kind, same_kind in by_kind.items():
        for part in parts(same_kind):
            _add_part(outcome, kind, part, accepted, keep_mine)
    return outcome


def _add_part(
    outcome: Outcome,
    kind: str,
    revisions: Sequence[Revision],
    accepted: Mapping[int, Iterable[str]],
    keep_mine: Mapping[int, Iterable[str]],
) -> None:
    model: type[Record] = apps.get_model(kind)
    live = snapshots_of(model, [revision.object_id for revision in revisions])
    contents = contents_of(pk for revision in revisions for pk in (revision.pk, revision.base_id) if pk)
    for revision in revisions:
        now, own = live.get(revision.object_id), contents[revision.pk]
        if now is None:
            raise WrongState("Een van de onderdelen bestaat niet meer.")
        base = contents[revision.base_id] if revision.base_id else now
        mine = own
        if revision.pk in accepted:
            fields = set(accepted[revision.pk])
            mine = {name: value if name in fields else base.get(name) for name, value in mine.items()}
        merged = merge(base, now, mine)
        if revision.pk not in keep_mine and merged.conflicts:
            outcome.conflicts[revision.pk] = merged.conflicts
        content = merged.settled(list(keep_mine.get(revision.pk, ())))
        outcome.records[kind].append(revision.object_id)
        if content != now:
            outcome.different[kind][revision.object_id] = content
        if content != own:
            outcome.merged[revision.pk] = content
        if missing := findings(model.readiness_rules, content):
            outcome.missing[revision.pk] = missing


def require_ready(revisions: Iterable[Revision], outcome: Outcome) -> None:
    """Raises NotReady when something that visitors need is missing."""
    incomplete = [revision for revision in revisions if revision.pk in outcome.missing]
    if incomplete:
        titles = titles_of(incomplete)
        raise NotReady({titles[one.kind, one.object_id]: outcome.missing[one.pk] for one in incomplete})
