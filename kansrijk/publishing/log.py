"""Writes the log of the site."""

from collections.abc import Iterable

from django.apps import apps

from kansrijk.publishing.models import ChangeSet, Event, Revision, Verb
from kansrijk.publishing.permissions import Actor


def log_revisions(
    verb: Verb,
    revisions: Iterable[Revision],
    *,
    by: Actor,
    reason: str = "",
    change_set: ChangeSet | None = None,
) -> None:
    """One line for each revision, in one query besides those that read the titles."""
    revisions = list(revisions)
    titles = titles_of(revisions)
    Event.objects.bulk_create(
        Event(
            verb=verb,
            by=by,
            kind=revision.kind,
            object_id=revision.object_id,
            title=titles[revision.kind, revision.object_id],
            revision=revision,
            change_set=change_set or revision.change_set,
            reason=reason,
        )
        for revision in revisions
    )


def titles_of(revisions: Iterable[Revision]) -> dict[tuple[str, int], str]:
    """What each record is called now, in one query a kind."""
    wanted: dict[str, set[int]] = {}
    for revision in revisions:
        wanted.setdefault(revision.kind, set()).add(revision.object_id)
    titles: dict[tuple[str, int], str] = {}
    for kind, pks in wanted.items():
        rows = apps.get_model(kind)._default_manager.in_bulk(list(pks))
        titles |= {(kind, pk): str(rows[pk])[:300] if pk in rows else f"{kind} {pk}" for pk in pks}
    return titles
