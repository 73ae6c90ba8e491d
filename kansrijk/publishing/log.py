"""Writes the log of the site."""

from collections.abc import Iterable

from django.apps import apps

from kansrijk.publishing.inserting import insert
from kansrijk.publishing.models import ChangeSet, Event, Revision, Verb
from kansrijk.publishing.parts import parts
from kansrijk.publishing.permissions import Actor
from kansrijk.richtext.fields import RichTextField


def log_revisions(
    verb: Verb,
    revisions: Iterable[Revision],
    *,
    by: Actor,
    reason: str = "",
    change_set: ChangeSet | None = None,
) -> None:
    """One line for each revision, in a few queries for a thousand."""
    by_pk = by.pk if by else None
    for part in parts(list(revisions)):
        titles = titles_of(part)
        insert(
            Event,
            ["verb", "by", "kind", "object_id", "title", "revision", "change_set", "reason"],
            (
                (
                    verb,
                    by_pk,
                    revision.kind,
                    revision.object_id,
                    titles[revision.kind, revision.object_id],
                    revision.pk,
                    change_set.pk if change_set else revision.change_set_id,
                    reason,
                )
                for revision in part
            ),
        )


def log_change_set(verb: Verb, change_set: ChangeSet, *, by: Actor, reason: str = "") -> None:
    """What happened to the set itself and not to what is in it."""
    Event.objects.create(
        verb=verb,
        by=by,
        kind=ChangeSet._meta.label_lower,
        object_id=change_set.pk,
        title=change_set.name,
        change_set=change_set,
        reason=reason,
    )


def titles_of(revisions: Iterable[Revision]) -> dict[tuple[str, int], str]:
    """What each record is called now, in one query a kind."""
    wanted: dict[str, set[int]] = {}
    for revision in revisions:
        wanted.setdefault(revision.kind, set()).add(revision.object_id)
    titles: dict[tuple[str, int], str] = {}
    for kind, pks in wanted.items():
        model = apps.get_model(kind)
        long_texts = [field.name for field in model._meta.fields if isinstance(field, RichTextField)]
        found = model._default_manager.defer(*long_texts).filter(pk__among=pks)
        rows = {row.pk: row for row in found}
        titles |= {(kind, pk): str(rows[pk])[:300] if pk in rows else f"{kind} {pk}" for pk in pks}
    return titles
