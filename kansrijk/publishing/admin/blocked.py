"""What keeps a release from being published, as its page lists it: per record, with the place to mend it."""

from dataclasses import dataclass

from django.urls import reverse

from kansrijk.publishing.admin.links import admin_link
from kansrijk.publishing.log import titles_of
from kansrijk.publishing.models import ChangeSet, Revision
from kansrijk.publishing.obstacles import Obstacle, obstacles
from kansrijk.publishing.permissions import Actor
from kansrijk.publishing.refusals import WrongState
from kansrijk.publishing.titles import new_titles

SHOWN = 50
CHECKED_AT_ONCE = 1_000
"""Drafts that a page may check before it is shown; for a larger release the buttons do."""


@dataclass(frozen=True)
class BlockedLine:
    """A record with what is still to be done, each with a link."""

    title: str
    url: str
    todo: list[tuple[str, str]]


@dataclass(frozen=True)
class Blocked:
    lines: list[BlockedLine]
    total: int = 0
    is_too_large: bool = False
    """Nobody looked yet."""

    @property
    def more(self) -> int:
        return self.total - len(self.lines)


def blocked_lines(change_set: ChangeSet, *, by: Actor, always: bool = False) -> Blocked:
    work = change_set.revisions.open().order_by("kind", "pk")
    if not always and work.count() > CHECKED_AT_ONCE:
        return Blocked([], is_too_large=True)
    revisions = {revision.pk: revision for revision in work}
    try:
        found = obstacles(revisions.values(), by=by)
    except WrongState:
        return Blocked([])  # Something is gone; the button says so.
    first = [revisions[pk] for pk in list(found)[:SHOWN]]
    titles = titles_of(first) | new_titles(first)
    lines = [
        BlockedLine(
            titles[revision.kind, revision.object_id],
            form_url(revision),
            [(one.message, todo_url(revision, one)) for one in found[revision.pk]],
        )
        for revision in first
    ]
    return Blocked(lines, total=len(found))


def form_url(revision: Revision) -> str:
    return admin_link(f"{revision.kind.replace('.', '_')}_change", revision.object_id)


def todo_url(revision: Revision, obstacle: Obstacle) -> str:
    """A conflict is settled on the page of the proposal, everything else in the form."""
    if obstacle.is_conflict:
        return reverse("admin:publishing_review_one", args=[revision.pk])
    return f"{form_url(revision)}#id_{obstacle.field}"
