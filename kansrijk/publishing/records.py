"""From a revision to the record it is about."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps

from kansrijk.accounts.scope import scope
from kansrijk.publishing.models import Record, Revision


def record_of(revision: Revision) -> Record | None:
    """The row as it stands now; None when it is gone."""
    model: type[Record] = apps.get_model(revision.kind)
    return model._default_manager.filter(pk=revision.object_id).first()


def are_touchable(user: Any, records: Iterable[tuple[str, int]]) -> bool:
    """Whether each of these (kind, number) is there and may be touched by this user, in one query a kind."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for kind, pk in records:
        wanted[kind].add(pk)
    return all(
        scope(user, apps.get_model(kind)._default_manager.filter(pk__among=pks)).count() == len(pks)
        for kind, pks in wanted.items()
    )
