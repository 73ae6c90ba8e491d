"""The form of a record shows and makes drafts.

The ordinary form of Django runs with the draft's content in the rows, and the rows are rolled back: so relations and
child rows are part of the draft by themselves. See kansrijk.publishing.projecting.
"""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import SimpleTemplateResponse
from django.urls import URLPattern, path

from kansrijk.accounts.person import person
from kansrijk.accounts.scope import is_office
from kansrijk.publishing import kept_forms
from kansrijk.publishing.admin import address_field
from kansrijk.publishing.admin.buttons import press, pressed
from kansrijk.publishing.admin.collisions import collision_view
from kansrijk.publishing.admin.links import record_link
from kansrijk.publishing.admin.records import RecordAdmin, RecordList
from kansrijk.publishing.admin.removing import remove_selected
from kansrijk.publishing.admin.sheet import posted_at_once, posted_base, sheet_of
from kansrijk.publishing.admin.steps import step_view
from kansrijk.publishing.admin.telling import tell_left, tell_merged
from kansrijk.publishing.admin.work_state import WorkStateFilter, state_in_words, with_work
from kansrijk.publishing.applying import VanishedReference
from kansrijk.publishing.at_once import at_once_values, change_at_once
from kansrijk.publishing.drafting import newest_open, park, save_draft
from kansrijk.publishing.editing import content_to_edit, keep_work
from kansrijk.publishing.models import EditorPresence, Record, RecordState
from kansrijk.publishing.projecting import Projection, is_projecting, projected
from kansrijk.publishing.refusals import WrongState
from kansrijk.publishing.snapshots import Content, snapshot_of
from kansrijk.publishing.uniqueness import clashes, sentences, without_clashes
from kansrijk.publishing.vanished import without_vanished

SAVED = "?bewaard"
"""On the address of the form after saving: nobody is typing there until it is opened again."""


class FormTaken(HttpResponse):
    """Instead of an answer: what the form would have made of the record, read before the roll-back."""

    def __init__(self, content: Content, at_once: dict[str, Any]) -> None:
        super().__init__()
        self.taken, self.at_once = content, at_once


class DraftList(RecordList):
    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet:
        return with_work(super().get_queryset(request, exclude_parameters))


class DraftedAdmin(RecordAdmin):
    change_form_template = "admin/publishing/record_form.html"
    add_form_template = "admin/publishing/record_form.html"
    actions = [remove_selected]

    def get_urls(self) -> list[URLPattern]:
        def name(view: str) -> str:
            return f"{self.opts.app_label}_{self.opts.model_name}_{view}"

        site = self.admin_site
        step = site.admin_view(lambda request, object_id: step_view(self, request, object_id))
        collision = site.admin_view(lambda request, **ids: collision_view(self, request, **ids))
        return [
            path("<path:object_id>/stap/", step, name=name("step")),
            path("<path:object_id>/kiezen/<int:revision_id>/", collision, name=name("collision")),
            *super().get_urls(),
        ]

    # --- Lists ---------------------------------------------------------------------------------------------

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return DraftList

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        first, *rest = [*super().get_list_filter(request), None]
        found = [first, WorkStateFilter, *rest] if self.attention else [WorkStateFilter, first, *rest]
        return [one for one in found if one is not None]

    @admin.display(description="staat")
    def work_state(self, record: Any) -> str:
        return state_in_words(record)

    # --- Who may -------------------------------------------------------------------------------------------

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """A draft may move a record to another area; who may touch it was asked of the row as it really stands."""
        if is_projecting():
            return self.model._default_manager.get(pk=unquote(object_id))
        return super().get_object(request, object_id, from_field)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was removed is only to look at; what was being typed at that moment is still taken in."""
        is_gone = obj is not None and obj.state == RecordState.REMOVED and request.method == "GET"
        return super().has_change_permission(request, obj) and not is_gone

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """History stays: what leaves the site is removed by its own verb."""
        return False

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        return None if is_projecting() else super().get_view_on_site_url(obj)

    # --- The form ------------------------------------------------------------------------------------------

    def edit_view(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra: dict[str, Any]
    ) -> HttpResponse:
        if object_id is None:
            return super().edit_view(request, object_id, form_url, extra)
        record = self.get_object(request, unquote(object_id))
        if request.method != "POST" or hasattr(request, "kept_form"):
            return self._show(request, record, form_url, extra)
        return self._keep(request, record, form_url, extra)

    def _show(
        self, request: HttpRequest, record: Record, form_url: str, extra: dict[str, Any]
    ) -> HttpResponse:
        may_change = self.has_change_permission(request, record)
        sheet = sheet_of(request, record, may_change=may_change)
        if may_change and SAVED[1:] not in request.GET:
            EditorPresence.arrive(record, request.user)
        extra = {**extra, "sheet": sheet}
        if sheet.is_as_its_row and request.method == "GET":
            return super().edit_view(request, str(record.pk), form_url, extra)
        response, _shown = self._with(sheet.content, request, record, form_url, extra)
        return response

    def _with(
        self,
        content: Content,
        request: HttpRequest,
        record: Record,
        form_url: str,
        extra: dict[str, Any],
    ) -> tuple[HttpResponse, Content]:
        """Django's own view while the rows hold this content; also returns what it could be shown as."""
        # Asked of the real row, and remembered for the rest of this request.
        self.has_view_or_change_permission(request, record)
        content = self._without_what_others_have(content, request, record)
        try:
            return self._run(content, request, record, form_url, extra), content
        except VanishedReference as vanished:
            messages.warning(request, f"{vanished} Het is daarom uit dit concept gehaald.")
            content = without_vanished(type(record), content)
            return self._run(content, request, record, form_url, extra), content

    def _without_what_others_have(self, content: Content, request: HttpRequest, record: Record) -> Content:
        """A draft may want an address that another page got meanwhile: it opens with its own, and says so."""
        model = type(record)
        found = clashes(model, {record.pk: content})
        if request.method == "GET":
            for sentence in sentences(model, found, by=person(request)):
                messages.warning(request, f"{sentence} In dit formulier staat het daarom niet.")
        return without_clashes(model, {record.pk: content})[record.pk] if found else content

    def _run(
        self,
        content: Content,
        request: HttpRequest,
        record: Record,
        form_url: str,
        extra: dict[str, Any],
    ) -> HttpResponse:
        with projected([Projection(record.record_kind, record.pk, content)]):
            response = super().edit_view(request, str(record.pk), form_url, extra)
            if isinstance(response, SimpleTemplateResponse):
                response.render()
        return response

    def _keep(
        self, request: HttpRequest, record: Record, form_url: str, extra: dict[str, Any]
    ) -> HttpResponse:
        """What was typed becomes a draft; then the button that was pressed does its step."""
        button = pressed(request)
        sheet = sheet_of(request, record, may_change=True)
        base = posted_base(request, record)
        shown = content_to_edit(record, base)
        response, shown = self._with(shown, request, record, form_url, {**extra, "sheet": sheet})
        if not isinstance(response, FormTaken):
            return response
        user = person(request)
        try:
            kept = keep_work(record, response.taken, before=shown, base=base, by=user)
        except WrongState as refusal:
            parked = park(record, response.taken, by=user, base=base)
            messages.error(
                request, f"{refusal} Wat u typte, staat als versie {parked.pk} in de geschiedenis."
            )
            return HttpResponseRedirect(record_link(record, "change") + SAVED)
        self._keep_at_once(request, record, response.at_once)
        EditorPresence.leave(record, user)
        kept_forms.drop(request)
        if kept.is_parked and kept.revision:
            return HttpResponseRedirect(record_link(record, "collision", kept.revision.pk))
        tell_merged(request, record, kept)
        if kept.revision is None:
            messages.info(request, "Er is niets gewijzigd: dit staat al zo op de website.")
        elif not press(button, request, kept.revision):
            return HttpResponseRedirect(record_link(record, "collision", kept.revision.pk))
        tell_left(request, kept)
        self._remark_on_draft(request, record)
        return HttpResponseRedirect(record_link(record, "change") + SAVED)

    def _remark_on_draft(self, request: HttpRequest, record: Record) -> None:
        """What this kind of record says after saving, about the newest draft as its rows would be."""
        draft = newest_open(record)
        shown = [Projection(record.record_kind, record.pk, draft.content)] if draft else []
        with projected(shown):
            record.refresh_from_db()
            self._remark(request, record)

    def _keep_at_once(self, request: HttpRequest, record: Record, mine: dict[str, Any]) -> None:
        before = posted_at_once(request, record)
        outcome = change_at_once(record, mine, before=before, by=person(request))
        if outcome.changed:
            messages.success(request, f"Direct gewijzigd, ook op de website: {', '.join(outcome.changed)}.")
        if outcome.refused:
            messages.error(
                request,
                f"Niet gewijzigd: {', '.join(outcome.refused)}. Iemand anders wijzigde deze gegevens intussen. "
                "Kijk na wat er nu staat.",
            )

    # --- The address ---------------------------------------------------------------------------------------

    def may_change_address(self, request: HttpRequest) -> bool:
        return is_office(request.user)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name == address_field.FIELD:
            field.help_text = address_field.HELP
        return field

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Once the record exists, a folded part of its own warns what a new address does."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.may_change_address(request):
            return fieldsets
        return address_field.with_address_apart(fieldsets)

    # --- Django's form, turned into a draft ----------------------------------------------------------------

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]  # answers with its own entry
        """Our own log knows more."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]  # answers with its own entry
        """Our own log knows more."""

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return FormTaken(snapshot_of(obj), at_once_values(obj))

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """A new record has its first draft from the start."""
        draft = save_draft(obj, snapshot_of(obj), by=person(request))
        kept_forms.drop(request)
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        press(pressed(request), request, draft)
        obj.refresh_from_db()
        self._remark(request, obj)
        return HttpResponseRedirect(record_link(obj, "change") + SAVED)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        return super().render_change_form(
            request, {"is_office": is_office(request.user), **context}, *args, **kwargs
        )
