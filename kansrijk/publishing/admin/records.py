"""The admin of a record: who sees and changes which, its address, and the notice when its page is removed."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest
from django.db import transaction
from django.db.models import Field, Model, QuerySet
from django.http import Http404, HttpRequest

from kansrijk.accounts.scope import is_office, may_touch, scope
from kansrijk.publishing.addresses import leave_notices, site_address, withdraw_notice
from kansrijk.publishing.admin.attention import Attention, AttentionFilter
from kansrijk.publishing.admin.choices import ScopedChoices, is_key
from kansrijk.publishing.admin.deletion import DeletionInWords
from kansrijk.publishing.admin.messages import SavedMessages
from kansrijk.richtext.admin import RichTextAdminMixin


class RecordList(ChangeList):
    """Fetches what the columns need for all rows at once."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet:
        records = super().get_queryset(request, exclude_parameters)
        return records.prefetch_related(*self.model_admin.list_prefetch_related)  # type: ignore[attr-defined]


class RecordAdmin(ScopedChoices, SavedMessages, DeletionInWords, RichTextAdminMixin):
    """Every door of the admin asks scope(): list, form, history, delete, autocomplete and the choices of forms."""

    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    empty_value_display = "–"
    delete_confirmation_max_display = 10

    attention: Sequence[Attention] = ()
    list_prefetch_related: Sequence[str] = ()
    office_only_fields: Sequence[str] = ()
    """Fields that a coordinator sees but does not change."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return scope(request.user, super().get_queryset(request))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """As Django does, but the same 404 for what is not there and what is somebody else's."""
        record = super().get_object(request, object_id, from_field)
        if record is None:
            raise Http404("Dit onderdeel bestaat niet, of u mag het niet bekijken.")
        return record

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) and (obj is None or may_touch(request.user, obj))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or may_touch(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or may_touch(request.user, obj))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RecordList

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return [*([AttentionFilter] if self.attention else []), *super().get_list_filter(request)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """The address of a page never changes: links elsewhere would break."""
        fixed = ["slug"] if obj and _has_field(obj, "slug") else []
        theirs = (
            [] if is_office(request.user) else [name for name in self.office_only_fields if name not in fixed]
        )
        return [*super().get_readonly_fields(request, obj), *fixed, *theirs]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "slug" and field:
            field.error_messages["unique"] = "Er is al een pagina met dit adres. Kies een ander adres."
        return field

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        return site_address(obj) if obj else None

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        withdraw_notice(obj)

    def response_action(self, request: HttpRequest, queryset: QuerySet, *args: Any, **kwargs: Any) -> Any:
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(is_key(self.model, value) for value in chosen):
            raise BadRequest("The rows chosen have keys that no record can have.")
        return super().response_action(request, queryset, *args, **kwargs)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with transaction.atomic():
            leave_notices([obj])
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        with transaction.atomic():
            leave_notices(queryset)
            super().delete_queryset(request, queryset)


class SharedRecordAdmin(RecordAdmin):
    """Words that all stories share: who may view them sees them all, so that a form can offer them."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return admin.ModelAdmin.get_queryset(self, request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_view_permission(self, request, obj)


def _has_field(record: Model, name: str) -> bool:
    return any(field.name == name for field in record._meta.fields)
