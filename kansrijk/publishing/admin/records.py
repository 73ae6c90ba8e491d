"""The admin of a record: who sees and changes which, its address, and the notice when its page is removed."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Model, QuerySet
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import SimpleTemplateResponse

from kansrijk.accounts.scope import is_office, may_touch, scope
from kansrijk.publishing import kept_forms
from kansrijk.publishing.addresses import site_address
from kansrijk.publishing.admin.attention import Attention, AttentionFilter
from kansrijk.publishing.admin.choices import ScopedChoices, is_key
from kansrijk.publishing.admin.deletion import DeletionInWords
from kansrijk.publishing.admin.links import admin_link
from kansrijk.publishing.admin.messages import SavedMessages
from kansrijk.publishing.models import Record
from kansrijk.richtext.admin import RichTextAdminMixin

LIST_MEDIA = Media(js=["admin/js/actions.js"])


class RecordList(ChangeList):
    """Fetches what the columns need for all rows at once."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet:
        records = super().get_queryset(request, exclude_parameters)
        return records.prefetch_related(*self.model_admin.list_prefetch_related)  # type: ignore[attr-defined]  # of RecordAdmin


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
    may_wait: Sequence[str] = ()
    """Fields that a draft may lack, but what is published may not."""

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

    def has_remove_permission(self, request: HttpRequest) -> bool:
        return is_office(request.user)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """With the script of its check boxes alone: those of forms weigh more than the list itself."""
        return super().changelist_view(request, {"media": LIST_MEDIA, **(extra_context or {})})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Shows again what was typed before the session ran out; otherwise the form as it stands."""
        if "vergeet" in request.GET:
            kept_forms.drop(request)
        kept = kept_forms.kept_for(request) if request.method == "GET" else None
        extra = {"ticket": kept_forms.ticket_for(request.user), **(extra_context or {})}
        if kept is None:
            return self.edit_view(request, object_id, form_url, extra)
        # Read first: Django fills POST anew when it is asked for the files for the first time.
        request.FILES  # noqa: B018 - reading it does something
        request.kept_form, request.POST, request.method = kept, kept.values, "POST"  # type: ignore[attr-defined,assignment]  # as if it was sent
        response = self.edit_view(request, object_id, form_url, {**extra, "is_refill": True})
        if isinstance(response, SimpleTemplateResponse):
            response.render()
        request.method = "GET"
        return response

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Of a record that has revisions: these say more than Django's list of changes."""
        record = self.get_object(request, unquote(object_id))
        history = admin_link("publishing_history", record._meta.label_lower, record.pk)
        if not (history and isinstance(record, Record)):
            return super().history_view(request, object_id, extra_context)
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        return HttpResponseRedirect(history)

    def edit_view(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra: dict[str, Any]
    ) -> HttpResponse:
        """Django's own form, for what works without drafts."""
        return super().changeform_view(request, object_id, form_url, extra)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.may_wait = self.may_wait
        form.only_shows = hasattr(request, "kept_form")
        return form

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RecordList

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return [*([AttentionFilter] if self.attention else []), *super().get_list_filter(request)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """The address of a page does not follow its title: links elsewhere would break. The office may change it."""
        fixed = ["slug"] if obj and _has_field(obj, "slug") and not self.may_change_address(request) else []
        theirs = (
            [] if is_office(request.user) else [name for name in self.office_only_fields if name not in fixed]
        )
        return [*super().get_readonly_fields(request, obj), *fixed, *theirs]

    def may_change_address(self, request: HttpRequest) -> bool:
        return False

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        return site_address(obj) if obj else None

    def response_action(self, request: HttpRequest, queryset: QuerySet, *args: Any, **kwargs: Any) -> Any:
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(is_key(self.model, value) for value in chosen):
            raise BadRequest("The rows chosen have keys that no record can have.")
        return super().response_action(request, queryset, *args, **kwargs)


class SharedRecordAdmin(RecordAdmin):
    """Words that all stories share: who may view them sees them all, so that a form can offer them."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return admin.ModelAdmin.get_queryset(self, request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_view_permission(self, request, obj)


def _has_field(record: Model, name: str) -> bool:
    return any(field.name == name for field in record._meta.fields)
