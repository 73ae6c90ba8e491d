"""Which records a form offers, and what stays valid although it is not offered."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from kansrijk.publishing.admin.numbers import WholeNumberField
from kansrijk.publishing.models import Record, RecordState
from kansrijk.resources.texts import TURNS


class RecordForm(forms.ModelForm):
    """Keeps the value that stands in a record valid, also where this user could not have chosen it."""

    may_wait: Sequence[str] = ()
    """Fields that a draft may lack; the readiness rules ask for them before it is published."""
    only_shows = False
    """Shows what was typed before somebody had to log in again; nothing is saved by itself."""

    def is_valid(self) -> bool:
        return not self.only_shows and super().is_valid()

    def full_clean(self) -> None:
        """The fields that may wait are marked as required on the screen, but an empty one is no error."""
        waiting = [self.fields[name] for name in self.may_wait if name in self.fields]
        for field in waiting:
            field.required = False
        super().full_clean()
        for field in waiting:
            field.required = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        for name in self.may_wait:
            if name in self.fields:
                self.fields[name].required = True
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                # A browser cuts a text that is pasted, and tells nobody. The form checks the length, and tells.
                field.widget.attrs.pop("maxlength", None)
        if self.instance._state.adding:
            return
        for name, field in self.fields.items():
            present = self.initial.get(name)
            if isinstance(field, forms.ModelChoiceField) and field.queryset is not None and present:
                values = present if isinstance(present, list) else [present]
                offered, kept = (
                    field.queryset.order_by().values("pk"),
                    [getattr(value, "pk", value) for value in values],
                )
                field.queryset = field.queryset.model._default_manager.filter(
                    Q(pk__in=offered) | Q(pk__in=kept)
                )

    def clean(self) -> dict[str, Any]:
        """Takes out of what was typed what turns the direction of reading, as in the cells of a workbook."""
        cleaned = super().clean() or self.cleaned_data
        typed = {name: cleaned[name] for name in self.changed_data if isinstance(cleaned.get(name), str)}
        return {**cleaned, **{name: TURNS.sub("", text) for name, text in typed.items()}}


class KnownKeys(AutocompleteMixin):
    """Leaves out what cannot be a key: Django asks the database for it all the same, and that is an exception."""

    def format_value(self, value: Any) -> Any:
        values = super().format_value(value)  # type: ignore[misc]  # of the widget that this is mixed into
        return [one for one in values if not one or is_key(self.field.remote_field.model, one)]


class KnownKey(KnownKeys, AutocompleteSelect):
    pass


class KnownKeyMultiple(KnownKeys, AutocompleteSelectMultiple):
    pass


class ScopedChoices(BaseModelAdmin):
    """A form offers what the user sees in the list of the other model, and nothing else."""

    form = RecordForm
    fields_with_add_button: tuple[str, ...] = ()
    """Choices of which the missing one is often made on the spot."""
    formfield_overrides = {
        models.URLField: {"assume_scheme": "https"},
        # The browser's own calendar, in the reader's language: Django's is a page of links to nowhere.
        models.DateField: {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})},
        models.IntegerField: {"form_class": WholeNumberField, "widget": WholeNumberField.widget},
        models.BigIntegerField: {"form_class": WholeNumberField, "widget": WholeNumberField.widget},
    }

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("queryset", self._choices(db_field, request))
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownKey(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("queryset", self._choices(db_field, request))
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownKeyMultiple(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Beside a choice no buttons that change or delete the chosen record itself: one slip and it is gone."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_delete_related = False
            field.widget.can_view_related = False
            field.widget.can_add_related &= db_field.name in self.fields_with_add_button
        return field

    def _choices(self, db_field: Any, request: HttpRequest) -> QuerySet:
        model = db_field.remote_field.model
        offered = self.admin_site.get_model_admin(model).get_queryset(request)
        return offered.exclude(state=RecordState.REMOVED) if issubclass(model, Record) else offered


def is_key(model: type[models.Model], value: str) -> bool:
    """Whether a record of `model` could have this key; says nothing about whether there is one."""
    try:
        model._meta.pk.to_python(value)
    except ValidationError:
        return False
    return True
