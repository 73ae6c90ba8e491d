"""From the admin to a preview: the office's own, and a link for a reader without an account."""

from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from kansrijk.accounts.person import person
from kansrijk.accounts.scope import may_touch
from kansrijk.publishing.admin.release_forms import STOP_LINK, ReaderForm
from kansrijk.publishing.consent import Consent
from kansrijk.publishing.models import ChangeSet, Revision
from kansrijk.publishing.previews.answers import answers_about
from kansrijk.publishing.previews.reader_links import links_to, stop_link
from kansrijk.publishing.previews.tokens import sign, ticket_for
from kansrijk.publishing.records import record_of


def touchable_revision(request: HttpRequest, pk: int) -> Revision:
    """Raises Http404 for a revision of somebody else's record, as for one that does not exist."""
    revision = get_object_or_404(Revision, pk=pk)
    record = record_of(revision)
    if record is None or not may_touch(request.user, record):
        raise Http404("Deze versie bestaat niet, of u mag haar niet bekijken.")
    return revision


def preview_revision(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponseRedirect(
        reverse("preview_start", args=[sign(ticket_for(touchable_revision(request, pk)))])
    )


def preview_change_set(request: HttpRequest, pk: int) -> HttpResponse:
    change_set = get_object_or_404(ChangeSet, pk=pk)
    if not request.user.has_perm("publishing.view_changeset"):
        raise PermissionDenied
    return HttpResponseRedirect(reverse("preview_start", args=[sign(ticket_for(change_set))]))


def share_revision(request: HttpRequest, pk: int) -> HttpResponse:
    """A page that makes a link for an outside reader, stops one, and shows what readers answered."""
    revision = touchable_revision(request, pk)
    record = record_of(revision)
    if request.POST.get("actie") == STOP_LINK:
        messages.success(request, stop_link(revision, request.POST.get("link", "")))
        return HttpResponseRedirect(request.path)
    form = ReaderForm(request.POST or None)
    context = {
        **admin.site.each_context(request),
        "title": f"‘{record}’ laten lezen",
        "lacks_consent": isinstance(record, Consent) and not record.has_valid_consent,
        "revision": revision,
        "form": form,
        "answers": answers_about(revision),
        "reader_links": links_to(revision),
    }
    if request.method == "POST" and form.is_valid():
        ticket = form.make_ticket(revision, by=person(request))
        context["shared"] = request.build_absolute_uri(reverse("preview_start", args=[sign(ticket)]))
        context["shared_with"], context["shared_until"] = ticket.reader, ticket.expires_at
    return TemplateResponse(request, "admin/publishing/share.html", context)


def preview_urls(site: AdminSite) -> list[URLPattern]:
    """Addresses in the admin, each for staff only; the views look at the record themselves."""
    staff = site.admin_view
    return [
        path("voorbeeld/<int:pk>/", staff(preview_revision), name="publishing_preview"),
        path("voorbeeld/pakket/<int:pk>/", staff(preview_change_set), name="publishing_preview_release"),
        path("laten-lezen/<int:pk>/", staff(share_revision), name="publishing_share"),
    ]
