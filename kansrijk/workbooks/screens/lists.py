"""A list of the admin, as somebody filtered it, as the contents of a workbook."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse

from kansrijk.accounts.models import User
from kansrijk.accounts.scope import scope
from kansrijk.publishing.territory import record_models
from kansrijk.workbooks.declaration import BookDeclaration
from kansrijk.workbooks.screens.access import books_for
from kansrijk.workbooks.writing.selecting import Selection, around

PARAMETER = "lijst"


@dataclass(frozen=True)
class FilteredList:
    declaration: BookDeclaration
    selection: Selection
    counts: list[str]
    """For example: 12 interventies."""
    about: str
    url: str
    """Back to the list."""

    @property
    def is_empty(self) -> bool:
        return not self.counts


def asked_list(request: HttpRequest, user: User) -> FilteredList | None:
    """The list that the address names, with its filter; None when it names none."""
    kind = request.GET.get(PARAMETER, "")
    if not kind:
        return None
    declaration = book_with(kind, user)
    if declaration is None:
        raise Http404("Van deze lijst maken wij geen werkboek.")
    records, query = _filtered(request, kind)
    selection = _within_scope(around(declaration, kind, records.values_list("pk", flat=True)), user)
    plural = str(record_models()[kind]._meta.verbose_name_plural)
    return FilteredList(
        declaration=declaration,
        selection=selection,
        counts=in_words(selection),
        about=f"{plural[:1].upper()}{plural[1:]}, gefilterd" if query else f"Alle {plural}",
        url=f"{reverse(_changelist(kind))}{f'?{query}' if query else ''}",
    )


def book_with(kind: str, user: User) -> BookDeclaration | None:
    """The workbook in which these records have a sheet of their own, if this user may have it."""
    return next((book for book in books_for(user) if kind in book.kinds), None)


def _filtered(request: HttpRequest, kind: str) -> tuple[Any, str]:
    """What the list itself would show on all its pages together, and its part of the address."""
    model_admin = admin.site.get_model_admin(record_models()[kind])
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    whole, own = request.GET, request.GET.copy()
    del own[PARAMETER]
    own.pop("p", None)
    # Django's list takes every parameter for a filter.
    request.GET = own  # type: ignore[assignment]  # the copy could be changed
    try:
        records = model_admin.get_changelist_instance(request).queryset
    except IncorrectLookupParameters as error:
        raise Http404("Dit filter kennen wij niet.") from error
    finally:
        request.GET = whole
    return records.order_by("pk"), own.urlencode()


def _within_scope(selection: Selection, user: User) -> Selection:
    return {
        kind: list(
            scope(user, apps.get_model(kind)._default_manager.filter(pk__in=pks)).values_list("pk", flat=True)
        )
        for kind, pks in selection.items()
    }


def in_words(selection: Selection) -> list[str]:
    """How many there are of each kind, for example: 12 interventies."""
    return [_in_words(kind, len(pks)) for kind, pks in selection.items() if pks]


def _in_words(kind: str, count: int) -> str:
    names = record_models()[kind]._meta
    return f"{count} {names.verbose_name if count == 1 else names.verbose_name_plural}"


def _changelist(kind: str) -> str:
    return f"admin:{kind.replace('.', '_')}_changelist"
