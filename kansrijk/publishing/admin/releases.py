"""Releases (pakketten): drafts put together, looked at, planned, published and undone as one."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from kansrijk.accounts.person import person
from kansrijk.accounts.scope import is_office
from kansrijk.publishing.admin.blocked import blocked_lines
from kansrijk.publishing.admin.preview_links import preview_urls
from kansrijk.publishing.admin.release_forms import STOP_LINK, NameForm, PlanForm, ReaderForm
from kansrijk.publishing.admin.release_pages import INSIDE_STATES, lists_of
from kansrijk.publishing.change_sets import (
    collect,
    publish_change_set,
    rename_change_set,
    schedule_change_set,
    take_out,
    unschedule_change_set,
)
from kansrijk.publishing.models import ChangeSet, Revision, RevisionState
from kansrijk.publishing.models.revision import OPEN_STATES
from kansrijk.publishing.previews.answers import answers_about_release
from kansrijk.publishing.previews.reader_links import links_to, stop_link
from kansrijk.publishing.previews.tokens import sign
from kansrijk.publishing.refusals import HasConflicts, NotReady, Refusal, WrongState
from kansrijk.publishing.review.telling import told_all
from kansrijk.publishing.typed import typed_text
from kansrijk.publishing.undo_form import UndoForm
from kansrijk.publishing.undo_lists import undo_lists
from kansrijk.publishing.undoing import undo
from kansrijk.publishing.uniqueness import Taken

BLOCKED = (
    "Dit pakket kan nog niet gepubliceerd of ingepland worden. Onder ‘Nodig om te publiceren’ staat per onderdeel wat "
    "u nog moet doen."
)
UNDO_ID = "%s-terug"
"""Beside the reason for publishing on the same page."""


@admin.register(ChangeSet)
class ChangeSetAdmin(admin.ModelAdmin):
    list_display = ["name", "state_in_words", "inside_count", "author", "created_at"]
    list_per_page = 50
    list_select_related = ["author"]
    search_fields = ["name"]
    form = NameForm
    fields = ["name"]

    def get_urls(self) -> list[Any]:
        return [*preview_urls(self.admin_site), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ChangeSet]:
        counted = Count("revisions", filter=Q(revisions__state__in=INSIDE_STATES))
        own = Revision.objects.filter(change_set=OuterRef("pk"))
        waiting = own.filter(state__in=OPEN_STATES)
        return (
            super()
            .get_queryset(request)
            .annotate(
                inside=counted,
                has_open=Exists(waiting),
                has_unsubmitted=Exists(waiting.exclude(state=RevisionState.SUBMITTED)),
                has_published=Exists(own.filter(state=RevisionState.PUBLISHED)),
                has_lapsed=Exists(own.filter(state=RevisionState.DISCARDED)),
            )
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Without the scripts of Django's own widgets: the list has none of these, and is smaller than they are."""
        return super().changelist_view(request, {"media": Media(), **(extra_context or {})})

    @admin.display(description="onderdelen")
    def inside_count(self, change_set: Any) -> int:
        return change_set.inside

    @admin.display(description="staat")
    def state_in_words(self, change_set: ChangeSet) -> str:
        return state_in_words(change_set)

    def save_model(self, request: HttpRequest, obj: ChangeSet, form: Any, change: bool) -> None:
        if not change:
            obj.author = person(request)
        super().save_model(request, obj, form, change)

    def response_add(
        self, request: HttpRequest, obj: ChangeSet, post_url_continue: str | None = None
    ) -> HttpResponse:
        return HttpResponseRedirect(release_url(obj))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not is_office(request.user):
            raise PermissionDenied
        change_set = self.get_object(request, object_id)
        if change_set is None:
            raise Http404("Dit pakket bestaat niet.")
        if request.method == "POST":
            return self.act(request, change_set)
        return self.show(request, change_set)

    def act(self, request: HttpRequest, change_set: ChangeSet) -> HttpResponse:
        """One button of the page; a refusal is said on the page and changes nothing."""
        action = ACTIONS.get(request.POST.get("actie", ""))
        if action is None:
            messages.error(request, "Deze knop kennen wij niet. Er is niets veranderd.")
            return HttpResponseRedirect(release_url(change_set))
        try:
            outcome = action(request, change_set)
        except Refusal as refusal:
            return self.refuse(request, change_set, refusal)
        if isinstance(outcome, dict):
            return self.show(request, change_set, **outcome)
        messages.success(request, outcome)
        # On the same page of a long list.
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponseRedirect(f"{release_url(change_set)}{query}")

    def refuse(self, request: HttpRequest, change_set: ChangeSet, refusal: Refusal) -> TemplateResponse:
        """With what was typed; of what keeps the release from being published, the page itself has a list."""
        blocked = blocked_lines(change_set, by=person(request), always=True)
        has_list = isinstance(refusal, NotReady | HasConflicts | Taken) and blocked.lines
        messages.error(request, BLOCKED if has_list else str(refusal))
        typed = PlanForm(request.POST, label_suffix="") if request.POST.get("actie") == "inplannen" else None
        forms = {"plan_form": typed} if typed else {}
        return self.show(request, change_set, blocked=blocked, reason=request.POST.get("reden", ""), **forms)

    def show(self, request: HttpRequest, change_set: ChangeSet, **more: Any) -> TemplateResponse:
        change_set.refresh_from_db()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": change_set.name,
            "original": change_set,
            "change_set": change_set,
            "state": state_in_words(change_set),
            **lists_of(change_set, request.GET),
            "undo_lists": undo_lists(change_set.undo_report or {}, request.GET),
            "others": [*change_set.remainders.all(), *filter(None, [change_set.remainder_of])],
            "name_form": NameForm(instance=change_set),
            "workbooks": workbooks_of(change_set),
            "is_decided": (is_decided := was_decided(change_set)),
            "plan_form": PlanForm(label_suffix=""),
            "reader_form": ReaderForm(),
            "undo_form": undo_form(change_set, person(request)),
            "answers": answers_about_release(change_set),
            "reader_links": links_to(change_set),
            **more,
        }
        if not is_decided:
            context.setdefault("blocked", blocked_lines(change_set, by=person(request)))
        return TemplateResponse(request, "admin/publishing/release.html", context)


def release_url(change_set: ChangeSet) -> str:
    return reverse("admin:publishing_changeset_change", args=[change_set.pk])


def state_in_words(change_set: ChangeSet) -> str:
    if change_set.undone_at:
        return "teruggedraaid"
    if change_set.published_at:
        return "gepubliceerd"
    if change_set.publish_at:
        return "gepland"
    # As get_queryset() counted.
    has_open, has_unsubmitted, has_published, has_lapsed = (
        getattr(change_set, name, False)
        for name in ("has_open", "has_unsubmitted", "has_published", "has_lapsed")
    )
    if has_open:
        return "in voorbereiding" if has_unsubmitted else "ter beoordeling"
    if has_published:
        return "beoordeeld"
    return "vervallen" if has_lapsed else "in voorbereiding"


def was_decided(change_set: ChangeSet) -> bool:
    """Whether it was published: as one, or so that nothing of it waits any more, one record after the other."""
    if change_set.published_at:
        return True
    return not change_set.revisions.open().exists() and change_set.revisions.published().exists()


def workbooks_of(change_set: ChangeSet) -> QuerySet[Any]:
    """The files that it was made of."""
    return (change_set.remainder_of or change_set).uploads.only("file_name")


def undo_form(change_set: ChangeSet, user: Any, posted: Any = None) -> UndoForm:
    is_own = not change_set.revisions.exclude(author=user).exists()
    return UndoForm(posted, is_own=is_own, auto_id=UNDO_ID)


def chosen(request: HttpRequest) -> list[Revision]:
    pks = [int(pk) for pk in request.POST.getlist("versie") if pk.isdecimal() and len(pk) < 19]
    return list(Revision.objects.open().filter(pk__in=pks))


def do_collect(request: HttpRequest, change_set: ChangeSet) -> str:
    count = collect(change_set, chosen(request), by=person(request))
    return f"{count} toegevoegd." if count else "Er was niets gekozen."


def do_take_out(request: HttpRequest, change_set: ChangeSet) -> str:
    for revision in chosen(request):
        take_out(change_set, revision, by=person(request))
    return "Uit het pakket gehaald. Het concept zelf is bewaard."


def do_rename(request: HttpRequest, change_set: ChangeSet) -> str | dict[str, Any]:
    form = NameForm(request.POST, instance=change_set)
    if not form.is_valid():
        return {"name_form": form}
    rename_change_set(change_set, form.cleaned_data["name"], by=person(request))
    return "De naam is gewijzigd. Dat staat ook in het logboek."


def do_publish(request: HttpRequest, change_set: ChangeSet) -> str:
    published = publish_change_set(change_set, by=person(request), reason=typed_text(request, "reden"))
    return told_all(published)


def do_plan(request: HttpRequest, change_set: ChangeSet) -> str | dict[str, Any]:
    form = PlanForm(request.POST, label_suffix="")
    if not form.is_valid():
        return {"plan_form": form}
    schedule_change_set(change_set, form.cleaned_data["moment"], by=person(request))
    return "Ingepland. Het pakket wordt op dat moment vanzelf gepubliceerd."


def do_unplan(request: HttpRequest, change_set: ChangeSet) -> str:
    unschedule_change_set(change_set, by=person(request))
    return "De planning is weggehaald. De concepten zijn bewaard."


def do_undo(request: HttpRequest, change_set: ChangeSet) -> str | dict[str, Any]:
    if not was_decided(change_set):
        raise WrongState("In dit pakket wacht nog iets. Beoordeel dat eerst, of haal het eruit.")
    form = undo_form(change_set, person(request), request.POST)
    if not form.is_valid():
        return {"undo_form": form}
    undo(change_set, by=person(request), reason=form.cleaned_data["reden"])
    return "Het pakket is teruggedraaid. Op deze pagina staat wat er met elk onderdeel is gebeurd."


def do_share(request: HttpRequest, change_set: ChangeSet) -> dict[str, Any]:
    form = ReaderForm(request.POST)
    if not form.is_valid():
        return {"reader_form": form}
    ticket = form.make_ticket(change_set, by=person(request))
    address = request.build_absolute_uri(reverse("preview_start", args=[sign(ticket)]))
    return {"shared": address, "shared_with": ticket.reader, "shared_until": ticket.expires_at}


def do_stop_link(request: HttpRequest, change_set: ChangeSet) -> str:
    return stop_link(change_set, request.POST.get("link", ""))


ACTIONS: dict[str, Callable[[HttpRequest, ChangeSet], str | dict[str, Any]]] = {
    "toevoegen": do_collect,
    "eruit": do_take_out,
    "naam": do_rename,
    "publiceren": do_publish,
    "inplannen": do_plan,
    "planning-weg": do_unplan,
    "terugdraaien": do_undo,
    "delen": do_share,
    STOP_LINK: do_stop_link,
}
