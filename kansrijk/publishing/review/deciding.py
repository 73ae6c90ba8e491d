"""The page on which the programme office decides about one proposal."""

from django.contrib import admin, messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from kansrijk.accounts.person import person
from kansrijk.publishing.addresses import taken_over_by, what_visitors_lose
from kansrijk.publishing.applying import VanishedReference
from kansrijk.publishing.drafting import send_back
from kansrijk.publishing.models import Revision, RevisionState
from kansrijk.publishing.proposals import Proposal, proposal_of
from kansrijk.publishing.refusals import HasConflicts, NotReady, Refusal
from kansrijk.publishing.review.access import change_url, require_office_user, visible_revision
from kansrijk.publishing.review.compare import about_revision, finding_links, site_and_proposal
from kansrijk.publishing.review.decision_form import SEND_BACK, ReviewForm
from kansrijk.publishing.review.telling import CONSENT_ANCHOR, told_one
from kansrijk.publishing.reviewing import accept
from kansrijk.publishing.showing import lacks_consent


def review_one(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the proposal with a choice at each field; POST publishes what was accepted, or sends it back."""
    require_office_user(request)
    revision, record = visible_revision(request, pk)
    if not revision.is_open:
        messages.warning(request, "Over deze versie is al beslist. Dit is wat ervan geworden is.")
        return HttpResponseRedirect(reverse("admin:publishing_compare", args=[pk]))
    proposal = proposal_of(revision, record)
    form = ReviewForm(proposal, request.POST if request.method == "POST" else None)
    problems: list[tuple[str, str]] = []
    if form.is_bound and form.is_valid():
        try:
            return _decide(request, form)
        except HasConflicts:
            # Somebody published between our look and this button: look again, with the new choice.
            proposal = proposal_of(
                get_object_or_404(Revision, pk=pk), type(record)._default_manager.get(pk=record.pk)
            )
            form = ReviewForm(proposal, request.POST)
            form.is_valid()
        except (Refusal, VanishedReference, IntegrityError) as refusal:
            problems = _problems(proposal, refusal)
    old = taken_over_by(record, proposal.content)
    context = {
        **admin.site.each_context(request),
        **about_revision(request, revision, record),
        "title": f"Beoordelen: {record}",
        "queue_url": _queue_url(request),
        "form": form,
        "choices": list(form.choices()),
        "sides": site_and_proposal(proposal),
        "findings": finding_links(proposal),
        "problems": problems,
        "goes_alone": _goes_alone(revision),
        "is_submitted": revision.state == RevisionState.SUBMITTED,
        "is_first": proposal.is_first,
        "takes_address": what_visitors_lose(old) if old else "",
        "consent_url": change_url(record, CONSENT_ANCHOR) if lacks_consent(record) else "",
        # Of what is on the site already, the office may leave out the field that is not right yet.
        "must_wait": proposal.is_first and bool(proposal.findings),
    }
    return TemplateResponse(request, "admin/publishing/review.html", context)


def _decide(request: HttpRequest, form: ReviewForm) -> HttpResponse:
    revision, chosen = form.proposal.revision, form.cleaned_data
    by = person(request)
    title = str(form.proposal.record)
    if chosen["action"] == SEND_BACK:
        send_back(revision, by=by, remark=chosen["remark"])
        messages.success(request, f"‘{title}’ is teruggestuurd, met uw opmerking.")
    else:
        published = accept(
            revision,
            by=by,
            accepted=form.accepted,
            settled=form.proposal.conflicts,
            remark=chosen["remark"],
            reason=chosen["reason"],
        )
        left_out = f" Niet overgenomen: {', '.join(form.refused)}." if form.refused else ""
        messages.success(request, format_html("{}{}", told_one(title, published), left_out))
    return HttpResponseRedirect(_queue_url(request))


def _goes_alone(revision: Revision) -> bool:
    """Whether it belongs to a release of which more still waits, that goes on the site together."""
    release = revision.change_set
    return release is not None and release.revisions.open().exclude(pk=revision.pk).exists()


def _queue_url(request: HttpRequest) -> str:
    """The queue as it was filtered when the proposal was opened."""
    return reverse("admin:publishing_review", query=request.GET)


def _problems(proposal: Proposal, refusal: Exception) -> list[tuple[str, str]]:
    """Why it did not work, each with where to mend it, when that is known."""
    if isinstance(refusal, NotReady):
        return [
            (finding.message, change_url(proposal.record, finding.anchor))
            for found in refusal.findings.values()
            for finding in found
        ]
    if isinstance(refusal, IntegrityError):
        return [
            ("Dit botst met iets dat al op de site staat, bijvoorbeeld dezelfde naam of hetzelfde adres.", "")
        ]
    return [(str(refusal), "")]
