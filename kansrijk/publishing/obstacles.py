"""What keeps drafts from being published, record by record: said before anybody presses a button."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db import transaction

from kansrijk.publishing.describing import describe
from kansrijk.publishing.models import Record, Revision
from kansrijk.publishing.outcome import outcome_of
from kansrijk.publishing.permissions import Actor
from kansrijk.publishing.publication import publish
from kansrijk.publishing.uniqueness import clashes, sentences


@dataclass(frozen=True)
class Obstacle:
    message: str
    field: str
    """Where it can be mended."""
    is_conflict: bool = False
    """The site changed in the same field, so somebody has to choose."""


def obstacles(revisions: Iterable[Revision], *, by: Actor) -> dict[int, Sequence[Obstacle]]:
    """By revision, in their order; only of those that have any. Raises WrongState when a record is gone."""
    newest = {(revision.kind, revision.object_id): revision for revision in revisions}
    outcome = outcome_of(list(newest.values()), {}, {})
    found: dict[int, list[Obstacle]] = defaultdict(list)
    for pk, missing in outcome.missing.items():
        found[pk] += [Obstacle(finding.message, finding.field) for finding in missing]
    for revision in newest.values():
        for conflict in outcome.conflicts.get(revision.pk, ()):
            label = _label(apps.get_model(revision.kind), conflict.field)
            message = f"‘{label}’ is intussen ook op de website gewijzigd. Kies wat blijft staan."
            found[revision.pk].append(Obstacle(message, conflict.field, is_conflict=True))
    for kind, contents in outcome.different.items():
        model: type[Record] = apps.get_model(kind)
        clashing = clashes(model, contents)
        for clash, sentence in zip(clashing, sentences(model, clashing, by=by), strict=True):
            found[newest[kind, clash.pk].pk].append(Obstacle(sentence, clash.field))
    return {revision.pk: found[revision.pk] for revision in newest.values() if revision.pk in found}


def _label(model: type[Record], name: str) -> str:
    return next((field.label for field in describe(model) if field.name == name), name)


def require_publishable(revisions: Iterable[Revision], *, by: Actor) -> None:
    """Publishes them and takes that back at once: so it raises exactly what publish() would."""
    with transaction.atomic():
        try:
            publish(revisions, by=by)
        finally:
            transaction.set_rollback(True)
