"""Rows inside a record, such as key figures: who may change the record may change its rows."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from kansrijk.publishing.admin.choices import RecordForm, ScopedChoices


class RowFormSet(BaseInlineFormSet):
    """A new row that nobody numbered comes last: rows with the same number have no order of their own."""

    def save_new(self, form: ModelForm, commit: bool = True) -> Model:
        if "position" in form.fields and "position" not in form.changed_data:
            taken = [other.instance.position for other in self.forms if other is not form]
            form.instance.position = max(taken, default=0) + 1
        return super().save_new(form, commit)


class RowInline(ScopedChoices, admin.StackedInline):
    """`obj` is the record that the rows belong to; None while it is being added."""

    form = RecordForm
    formset = RowFormSet
    extra = 0
    max_num = 100

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Django draws a thousand rows more than max_num when a form says that it holds so many."""
        # Of the class: on a part that this user only reads, Django sets max_num of the object to nought.
        return super().get_formset(request, obj, **({"absolute_max": type(self).max_num} | kwargs))

    def _may_edit_record(self, request: HttpRequest, obj: Any) -> bool:
        record_admin = self.admin_site.get_model_admin(self.parent_model)
        if obj is None:
            return record_admin.has_add_permission(request)
        return record_admin.has_change_permission(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.get_model_admin(self.parent_model).has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any) -> bool:  # type: ignore[override]  # Django asks with or without a record
        return self._may_edit_record(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_edit_record(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_edit_record(request, obj)
