"""A field that was changed in the file and on the site, as a choice: who changed it on the site, and both texts."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from kansrijk.accounts.models import User
from kansrijk.publishing.differences import Difference, Member
from kansrijk.publishing.merge import Conflict
from kansrijk.publishing.models import Revision, RevisionState
from kansrijk.workbooks.plans.plan import RecordPlan

SIDES = ("Het nieuwste werk", "In dit bestand")
NEVER_COUNTED = (RevisionState.DISCARDED, RevisionState.PARKED)
MOST_VERSIONS = 500
"""Of all records of one kind on a page together; of who changed what longer ago we say less."""
MARKS = re.compile(r"<(/?)(?:del|ins)>")


@dataclass(frozen=True)
class Change:
    """The newest change of a field on the site."""

    by_id: int | None
    at: datetime


@dataclass(frozen=True)
class ConflictView:
    difference: Difference
    """The newest work beside the file."""
    name: str
    """Of the form field."""
    file_wins: bool
    change: Change | None
    is_own: bool
    """Who looks made that change, perhaps with another file."""
    is_not_taken_over: bool
    """The office left it out, whatever was chosen."""
    sides = SIDES


Changes = Mapping[tuple[str, int, str], Change]
"""By kind, key and field."""


def changes_of(records: Iterable[RecordPlan]) -> Changes:
    """Who brought in what stands there now, for each field in conflict. One query for each kind of record."""
    in_conflict: dict[str, list[RecordPlan]] = defaultdict(list)
    for record in records:
        if record.conflicts and record.pk is not None:
            in_conflict[record.kind].append(record)
    changes: dict[tuple[str, int, str], Change] = {}
    for kind, same in in_conflict.items():
        versions = _versions(kind, [record.pk for record in same if record.pk is not None])
        for record in same:
            known = _known_to(record, versions)
            for conflict in record.conflicts:
                if record.pk is not None and (change := _newest(conflict, known)):
                    changes[kind, record.pk, conflict.field] = change
    return changes


def _known_to(record: RecordPlan, versions: Mapping[int, Sequence[Revision]]) -> list[Revision]:
    """The versions that there were when the plan was made: it says nothing of later ones."""
    newest = record.revision or 0
    return [version for version in versions.get(record.pk or 0, ()) if version.pk <= newest]


def _versions(kind: str, pks: Sequence[int]) -> dict[int, list[Revision]]:
    """Of each record the newest first."""
    found = Revision.objects.filter(kind=kind, object_id__among=pks).exclude(state__in=NEVER_COUNTED)
    versions: dict[int, list[Revision]] = defaultdict(list)
    for one in found.select_related("snapshot").order_by("-pk")[:MOST_VERSIONS]:
        versions[one.object_id].append(one)
    return versions


def _newest(conflict: Conflict, versions: Iterable[Revision]) -> Change | None:
    """The first version with the value of now: later ones may be about other fields."""
    change, theirs = None, _at_stake(conflict, conflict.theirs)
    for version in versions:
        if _at_stake(conflict, version.snapshot.content.get(conflict.field)) != theirs:
            break
        change = Change(version.author_id, version.created_at)
    return change


def _at_stake(conflict: Conflict, value: Any) -> Any:
    """Of the value of the field what somebody chooses about: all of it, or the cells in it that both changed."""
    if not conflict.cells:
        return value
    rows = {row["id"]: row for row in value or ()}
    return [rows.get(row, {}).get(name) for row, name in conflict.cells]


def is_change_of(change: Change | None, user: User) -> bool:
    return change is not None and change.by_id == user.pk


def without_strokes(difference: Difference) -> Difference:
    """Neither text is gone until somebody chose: what differs is marked, and not struck out."""
    return replace(
        difference,
        old=_marked(difference.old),
        new=_marked(difference.new),
        old_members=_unchanged(difference.old_members),
        new_members=_unchanged(difference.new_members),
        rows=tuple(replace(row, fields=tuple(map(without_strokes, row.fields))) for row in difference.rows),
    )


def _marked(text: SafeString) -> SafeString:
    return mark_safe(MARKS.sub(r"<\1mark>", text))  # noqa: S308 - as safe as it was


def _unchanged(members: Iterable[Member]) -> tuple[Member, ...]:
    return tuple(replace(member, is_changed=False) for member in members)
