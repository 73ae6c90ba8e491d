"""Which workbooks there are: found in the `resources` module of each app, so that no model is named here."""

from functools import lru_cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from kansrijk.resources.sheet import Workbook
from kansrijk.workbooks.declaration import BookDeclaration, SheetDeclaration
from kansrijk.workbooks.declaring import declare


@lru_cache
def books() -> dict[str, BookDeclaration]:
    """All workbooks, by name."""
    return {found.name: _declared(found) for found in _found()}


def book(name: str) -> BookDeclaration:
    return books()[name]


@lru_cache
def sheet_of(kind: str, child_set: str = "") -> SheetDeclaration:
    """The sheet of a kind of record, or of one of its child sets."""
    sheets = (sheet for one in books().values() for sheet in one.sheets)
    return next(sheet for sheet in sheets if (sheet.kind, sheet.child_set) == (kind, child_set))


def _found() -> list[Workbook]:
    found: list[Workbook] = []
    for app in apps.get_app_configs():
        if app.module and module_has_submodule(app.module, "resources"):
            found += getattr(import_module(f"{app.name}.resources"), "WORKBOOKS", ())
    return found


def _declared(found: Workbook) -> BookDeclaration:
    return BookDeclaration(found.name, found.title, tuple(declare(resource) for resource in found.sheets))
