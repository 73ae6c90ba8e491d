"""What is on the site and yet not to be seen: first of all words of somebody whose consent is missing."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps

from kansrijk.publishing.consent import Consent
from kansrijk.publishing.models import Record, RecordState, Revision


def lacks_consent(record: Record | None) -> bool:
    """Nobody will see it when it is published."""
    return isinstance(record, Consent) and not record.has_valid_consent


def unseen(revisions: Iterable[Revision]) -> list[Record]:
    """Of what these revisions published: the records that no visitor sees yet, in one query a kind."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for revision in revisions:
        wanted[revision.kind].append(revision.object_id)
    found: list[Record] = []
    for kind, pks in wanted.items():
        objects = apps.get_model(kind)._default_manager
        seen = objects.public().order_by().values("pk")
        found += objects.filter(pk__among=pks, state=RecordState.LIVE).exclude(pk__in=seen)
    return found
