"""/voorbeeld/<token>/…: the site with drafts in it, and the answer of an outside reader."""

from collections.abc import Callable
from functools import wraps

from django.core.signing import BadSignature
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from kansrijk.publishing.addresses import site_address
from kansrijk.publishing.log import log_revisions, titles_of
from kansrijk.publishing.models import Remark, Revision, Verb
from kansrijk.publishing.previews.forms import AnswerForm
from kansrijk.publishing.previews.rendering import PreviewBar, keep_private, render_preview
from kansrijk.publishing.previews.tokens import ExpiredPreview, StoppedPreview, Ticket, read
from kansrijk.publishing.projecting import Projection, projected
from kansrijk.publishing.records import are_touchable, record_of

MOST_ANSWERS = 50
"""To one revision, from all readers together: a link that leaks does not fill the database."""


def with_ticket(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view the ticket and what it shows; says so when its time is over or nothing is left to show."""

    @wraps(view)
    def wrapped(request: HttpRequest, token: str, **kwargs: str) -> HttpResponse:
        try:
            ticket = open_ticket(request, token)
        except ExpiredPreview:
            return over(request, why="De tijd van deze link is voorbij.")
        except StoppedPreview:
            return over(request, why="Deze link is gestopt door de redactie of de coördinator.")
        revisions = ticket.revisions()
        if not revisions:
            return over(request, page_url=page_of_now(ticket))
        return view(request, token, ticket, revisions, **kwargs)

    return wrapped


@with_ticket
def preview(
    request: HttpRequest, token: str, ticket: Ticket, revisions: list[Revision], path: str
) -> HttpResponse:
    prefix = reverse("preview_home", args=[token])
    answer_url = reverse("preview_answer", args=[token]) if ticket.is_for_reader else ""
    is_replaced = not all(revision.is_open for revision in revisions)
    bar = PreviewBar(title_of(ticket, revisions), ticket, answer_url, is_replaced)
    return render_preview(request, f"/{path}", prefix, revisions, bar)


@with_ticket
def begin(request: HttpRequest, token: str, ticket: Ticket, revisions: list[Revision]) -> HttpResponse:
    """Sends on to the page that the preview is about."""
    response = HttpResponseRedirect(reverse("preview_home", args=[token]) + start_path(ticket, revisions))
    keep_private(response)
    return response


def open_ticket(request: HttpRequest, token: str) -> Ticket:
    """The ticket, when it holds for this person. Raises ExpiredPreview, StoppedPreview, and Http404 for what is not theirs:
    a guess learns nothing."""
    try:
        ticket = read(token)
    except BadSignature as error:
        raise Http404("Dit is geen geldig voorbeeld.") from error
    if not ticket.is_for_reader and not are_touchable(request.user, ticket.records()):
        raise Http404("Dit voorbeeld is van iemand anders.")
    return ticket


def start_path(ticket: Ticket, revisions: list[Revision]) -> str:
    """Where a preview begins: at the one record, or at the list for a release. Without the leading slash."""
    if ticket.change_set_id:
        return reverse("interventions:list").lstrip("/")
    with projected([Projection(r.kind, r.object_id, r.content) for r in revisions], as_public=True):
        record = record_of(revisions[0])
        address = site_address(record) if record else None
    return (address or reverse("home")).lstrip("/")


def title_of(ticket: Ticket, revisions: list[Revision]) -> str:
    if ticket.change_set_id and revisions[0].change_set:
        return revisions[0].change_set.name
    return titles_of(revisions)[revisions[0].kind, revisions[0].object_id]


def page_of_now(ticket: Ticket) -> str:
    """Where visitors see what the ticket was about; empty for a release and for what they do not see."""
    revision = Revision.objects.filter(pk=ticket.revision_id).first()
    record = record_of(revision) if revision else None
    return (site_address(record) or "") if record else ""


def over(request: HttpRequest, *, why: str = "", page_url: str = "") -> HttpResponse:
    context = {
        "why": why or "Wat hier te zien was, is intussen gepubliceerd of vervallen.",
        "page_url": page_url,
    }
    response = render(request, "publishing/preview_over.html", context, status=410)
    keep_private(response)
    return response


# The token itself proves that the form came from the link: there is no session that a stranger could misuse.
@csrf_exempt
@with_ticket
def answer(request: HttpRequest, token: str, ticket: Ticket, revisions: list[Revision]) -> HttpResponse:
    if not ticket.is_for_reader:
        raise Http404("Wie een account heeft, schrijft een opmerking bij het voorstel.")
    form = AnswerForm(request.POST or None, initial={"name": ticket.reader})
    is_full = False
    if request.method == "POST" and form.is_valid():
        if keep_answer(revisions, form):
            return thanks(request)
        is_full = True
    title = title_of(ticket, revisions)
    status = 200 if request.method != "POST" else 400
    response = render(
        request,
        "publishing/preview_answer.html",
        {
            "form": form,
            "is_full": is_full,
            "title": title,
            "back_url": reverse("preview_start", args=[token]),
        },
        status=status,
    )
    keep_private(response)
    return response


@transaction.atomic
def keep_answer(revisions: list[Revision], form: AnswerForm) -> bool:
    """The answer becomes a remark on what was shown; False when there are too many already."""
    first = revisions[0]
    if first.remarks.exclude(reader="").count() >= MOST_ANSWERS:
        return False
    approves = form.cleaned_data["verdict"] == "klopt"
    text = form.cleaned_data["text"]
    answered = {"reader": form.cleaned_data["name"], "approves": approves, "text": text}
    # A phone that sends twice says nothing new.
    if first.remarks.filter(**answered).exists():
        return True
    Remark.objects.create(revision=first, **answered)
    words = f"{form.cleaned_data['name']}: {'klopt' if approves else 'er moet iets anders'}. {text}".strip()
    log_revisions(Verb.REMARK, [first], by=None, reason=words)
    return True


def thanks(request: HttpRequest) -> HttpResponse:
    response = render(request, "publishing/preview_thanks.html")
    keep_private(response)
    return response
