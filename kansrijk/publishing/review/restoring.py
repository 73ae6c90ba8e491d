"""The button of the history that starts again from an older version: it asks first when somebody's draft would go."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from kansrijk.accounts.person import person
from kansrijk.accounts.scope import is_office
from kansrijk.publishing.describing import describe
from kansrijk.publishing.differences import changed_fields
from kansrijk.publishing.drafting import newest_open, restore_revision
from kansrijk.publishing.models import Record, Revision, RevisionState, SiteState
from kansrijk.publishing.refusals import Refusal
from kansrijk.publishing.review.access import (
    NOT_THERE,
    change_url,
    history_url,
    number_in,
    visible_revisions,
)


@transaction.atomic
def restore(request: HttpRequest, record: Record) -> HttpResponse:
    """`versie` becomes a new draft; `vervangt` is the draft that the user read will go for it."""
    if not admin.site.get_model_admin(type(record)).has_change_permission(request, record):
        raise PermissionDenied
    pk = number_in(request.POST.get("versie", ""))
    if pk is None:
        raise Http404(NOT_THERE)
    revision = get_object_or_404(visible_revisions(request, record).select_related("snapshot"), pk=pk)
    # Until it is replaced nobody makes another draft than the one that we ask about.
    SiteState.locked()
    goes = newest_open(record)
    # What is planned stays beside the new draft.
    is_replaced = goes is not None and goes.state != RevisionState.SCHEDULED
    if goes is not None and is_replaced and number_in(request.POST.get("vervangt", "")) != goes.pk:
        return _ask(request, record, revision, goes)
    try:
        restore_revision(record, revision, by=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(history_url(record))
    messages.success(
        request,
        f"Versie {pk} staat klaar als concept. Bezoekers zien er nog niets van. {_next_step(request)}",
    )
    return HttpResponseRedirect(change_url(record))


def _ask(request: HttpRequest, record: Record, revision: Revision, goes: Revision) -> HttpResponse:
    before = goes.base.content if goes.base else {}
    context = {
        **admin.site.each_context(request),
        "title": f"Versie {revision.pk} terughalen?",
        "opts": record._meta,
        "record": record,
        "revision": revision,
        "goes": goes,
        "changed": [f.label for f in changed_fields(before, goes.content, describe(type(record)))],
        "history_url": history_url(record),
    }
    return TemplateResponse(request, "admin/publishing/restore.html", context)


def _next_step(request: HttpRequest) -> str:
    return "Klaar? Publiceer het dan." if is_office(request.user) else "Klaar? Geef het dan ter beoordeling."
