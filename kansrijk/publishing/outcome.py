"""What publishing a set of revisions comes to, worked out before anything is written."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

from kansrijk.publishing.log import titles_of
from kansrijk.publishing.merge import Conflict, merge
from kansrijk.publishing.models import Record, Revision
from kansrijk.publishing.readiness import findings
from kansrijk.publishing.refusals import NotReady, WrongState
from kansrijk.publishing.snapshots import Content, snapshots_of


@dataclass
class Outcome:
    contents: dict[str, dict[int, Content]] = field(default_factory=lambda: defaultdict(dict))
    """By kind and record: what its row is going to hold."""
    conflicts: dict[int, tuple[Conflict, ...]] = field(default_factory=dict)
    """By revision: about which nobody chose."""
    same: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """By kind the records whose rows hold that content already."""


def outcome_of(
    revisions: list[Revision], accepted: Mapping[int, Iterable[str]], keep_mine: Mapping[int, Iterable[str]]
) -> Outcome:
    """The work of each revision merged with what is on the site now. For `accepted` and `keep_mine` see publish()."""
    outcome = Outcome()
    by_kind: dict[str, list[Revision]] = defaultdict(list)
    for revision in revisions:
        by_kind[revision.kind].append(revision)
    for kind, same_kind in by_kind.items():
        live = snapshots_of(apps.get_model(kind), [revision.object_id for revision in same_kind])
        for revision in same_kind:
            now = live.get(revision.object_id)
            if now is None:
                raise WrongState("Een van de onderdelen bestaat niet meer.")
            base = revision.base.content if revision.base else now
            mine = revision.content
            if revision.pk in accepted:
                fields = set(accepted[revision.pk])
                mine = {name: value if name in fields else base.get(name) for name, value in mine.items()}
            merged = merge(base, now, mine)
            chosen = set(keep_mine.get(revision.pk, ()))
            if revision.pk not in keep_mine and merged.conflicts:
                outcome.conflicts[revision.pk] = merged.conflicts
            content = merged.settled(list(chosen))
            is_same = content == now
            # Of two that are equal one is kept: a large release then needs half the memory.
            outcome.contents[kind][revision.object_id] = now if is_same else content
            if is_same:
                outcome.same[kind].add(revision.object_id)
    return outcome


def require_ready(revisions: list[Revision], outcome: Outcome) -> None:
    """Raises NotReady when something that visitors need is missing."""
    titles = titles_of(revisions)
    found: dict[str, Any] = {}
    for kind, contents in outcome.contents.items():
        model: type[Record] = apps.get_model(kind)
        for pk, content in contents.items():
            if missing := findings(model.readiness_rules, content):
                found[titles[kind, pk]] = missing
    if found:
        raise NotReady(found)
