"""Which records go into a workbook: those of some areas, or those around a list that somebody filtered."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils.text import slugify

from kansrijk.accounts.models import User
from kansrijk.accounts.scope import scope
from kansrijk.publishing.models import Record
from kansrijk.publishing.shapes import shape_of
from kansrijk.publishing.territory import area_model, own_areas, within_areas
from kansrijk.workbooks.declaration import BookDeclaration

Selection = dict[str, list[int]]
"""Primary keys by kind."""


def everything(declaration: BookDeclaration, user: User) -> Selection:
    """All that the user may touch."""
    models = {kind: apps.get_model(kind) for kind in declaration.kinds}
    return {kind: _pks(scope(user, model._default_manager.all())) for kind, model in models.items()}


def of_areas(declaration: BookDeclaration, user: User, areas: Iterable[int]) -> Selection:
    """All of these areas, as far as the user may touch them."""
    wanted = set(areas) & set(own_areas(user).values_list("pk", flat=True))
    return {kind: _of_areas(apps.get_model(kind), wanted) for kind in declaration.kinds}


def around(declaration: BookDeclaration, kind: str, pks: Iterable[int]) -> Selection:
    """These records, with what refers to them and what they refer to."""
    chosen, model = list(pks), apps.get_model(kind)
    selection: Selection = {kind: chosen}
    for other_kind in declaration.kinds:
        if other_kind != kind:
            other = apps.get_model(other_kind)
            selection[other_kind] = _referring(other, model, chosen) + _referred(model, other, chosen)
    return selection


def in_file_name(declaration: BookDeclaration, selection: Selection) -> str:
    """What the workbook is about, in letters that every disk takes: its area, or alle-gebieden, or selectie; of lists
    that belong to no area the name of the workbook."""
    areas = area_model()._default_manager
    chosen = set(selection.get(area_model()._meta.label_lower, ()))
    if area_model()._meta.label_lower not in declaration.kinds:
        return declaration.name
    if len(chosen) == 1:
        return slugify(str(areas.get(pk__in=chosen)))
    return "alle-gebieden" if chosen and len(chosen) == areas.count() else "selectie"


def _of_areas(model: type[Record], areas: set[int]) -> list[int]:
    return _pks(model._default_manager.filter(within_areas(model, areas)))


def _referring(model: type[Record], to: type[Record], pks: list[int]) -> list[int]:
    links = [field.name for field in shape_of(model).references if field.related_model is to]
    return [pk for link in links for pk in _pks(model._default_manager.filter(**{f"{link}__in": pks}))]


def _referred(model: type[Record], to: type[Record], pks: list[int]) -> list[int]:
    links = [field.attname for field in shape_of(model).references if field.related_model is to]
    rows = model._default_manager.filter(pk__in=pks)
    return [pk for link in links for pk in rows.order_by().values_list(link, flat=True).distinct() if pk]


def _pks(records: Any) -> list[int]:
    return list(records.order_by("pk").values_list("pk", flat=True))
