"""The admin of words that stories share, such as organisations: they publish on save, and keep their history."""

from typing import Any

from django.http import HttpRequest

from kansrijk.accounts.person import person
from kansrijk.publishing.admin.records import SharedRecordAdmin
from kansrijk.publishing.admin.removing import remove_selected
from kansrijk.publishing.publication import adopt


class VocabularyAdmin(SharedRecordAdmin):
    actions = [remove_selected]
    list_filter = ["state"]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """After its rows too: the published revision holds them."""
        super().save_related(request, form, formsets, change)
        if form.has_changed() or any(formset.has_changed() for formset in formsets):
            reason = "Gewijzigd in de beheeromgeving" if change else "Toegevoegd in de beheeromgeving"
            adopt([form.instance], by=person(request), reason=reason)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Stories and their history name it."""
        return False

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]  # answers with its own entry
        """Our own log knows more."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]  # answers with its own entry
        """Our own log knows more."""
