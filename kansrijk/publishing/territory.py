"""Which revisions and log lines belong to which area: both name a record by kind and number, not by relation."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import F, Model, Q, QuerySet

from kansrijk.accounts.models import User
from kansrijk.accounts.scope import is_office, scope
from kansrijk.publishing.models import Record

TO_COORDINATORS = "coordinators"


@lru_cache
def record_models() -> dict[str, type[Record]]:
    """Every kind of record, by its label."""
    return {m._meta.label_lower: m for m in apps.get_models() if issubclass(m, Record)}


def area_model() -> type[Model]:
    """The model of what a coordinator works for."""
    return User._meta.get_field("areas").related_model


def own_areas(user: Any) -> QuerySet:
    """The areas that this user may touch."""
    return scope(user, area_model()._default_manager.all())


def _paths(model: type[Record]) -> Iterator[str]:
    """How a record of this kind leads to its area, as queries write it; pk for an area itself."""
    for path in getattr(model, "scope_paths", ()):
        yield path.removesuffix(TO_COORDINATORS).removesuffix("__") or "pk"


def within_areas(model: type[Record], areas: Iterable[int]) -> Q:
    """Matches the records of this kind that belong to one of these areas; none for what belongs to no area."""
    pks = list(areas)
    return Q(*[(f"{path}__in", pks) for path in _paths(model)], _connector=Q.OR) if pks else Q(pk__in=[])


def of_area(area: Model) -> Q:
    """Matches the revisions or log lines about records of this area."""
    found = Q(pk__in=[])
    for kind, model in record_models().items():
        if paths := list(_paths(model)):
            about = Q(*[(path, area.pk) for path in paths], _connector=Q.OR)
            found |= Q(kind=kind, object_id__in=model._default_manager.filter(about).values("pk"))
    return found


def within_scope(user: Any) -> Q:
    """Matches the revisions or log lines about records that this user may touch."""
    if is_office(user):
        return Q()
    found = Q(pk__in=[])
    for kind, model in record_models().items():
        if getattr(model, "scope_paths", ()):
            found |= Q(kind=kind, object_id__in=scope(user, model._default_manager.all()).values("pk"))
    return found


def area_names(records: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The area of each record (kind, number) that has one; as many queries as there are kinds and ways to an area."""
    wanted: dict[str, set[int]] = {}
    for kind, pk in records:
        wanted.setdefault(kind, set()).add(pk)
    area_of: dict[tuple[str, int], int] = {}
    for kind, pks in wanted.items():
        model = record_models()[kind]
        for path in _paths(model):
            rows = model._default_manager.filter(pk__in=pks, **{f"{path}__isnull": False})
            area_of |= {(kind, pk): area for pk, area in rows.order_by().values_list("pk", F(path))}
    names = {
        pk: str(area) for pk, area in area_model()._default_manager.in_bulk(set(area_of.values())).items()
    }
    return {record: names[area] for record, area in area_of.items()}
