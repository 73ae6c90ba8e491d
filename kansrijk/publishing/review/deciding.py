"""The queue of the programme office, and the page on which it decides about one proposal."""

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from kansrijk.accounts.models import User
from kansrijk.publishing.applying import VanishedReference
from kansrijk.publishing.drafting import send_back
from kansrijk.publishing.log import titles_of
from kansrijk.publishing.models import Revision, RevisionState
from kansrijk.publishing.models.revision import RevisionQuerySet
from kansrijk.publishing.proposals import Proposal, proposal_of
from kansrijk.publishing.refusals import HasConflicts, NotReady, Refusal
from kansrijk.publishing.review.access import change_url, require_office_user, visible_revision
from kansrijk.publishing.review.compare import about_revision, finding_links, site_and_proposal
from kansrijk.publishing.review.decision_form import SEND_BACK, ReviewForm
from kansrijk.publishing.reviewing import accept
from kansrijk.publishing.territory import area_model, area_names, of_area, record_models

SHOWN_AT_ONCE = 100


@dataclass(frozen=True)
class Waiting:
    """A proposal in the queue."""

    revision: Revision
    title: str
    kind: str
    area: str


class QueueFilter(forms.Form):
    area: Any = forms.ModelChoiceField(None, label="Gebied", required=False, empty_label="Alle gebieden")
    author: Any = forms.ModelChoiceField(None, label="Indiener", required=False, empty_label="Iedereen")

    def __init__(self, data: Any) -> None:
        super().__init__(data, label_suffix="")
        authors = submitted().order_by().values("author")
        area, author = (cast(forms.ModelChoiceField, self.fields[name]) for name in ("area", "author"))
        area.queryset = area_model()._default_manager.all()
        author.queryset = User.objects.filter(pk__in=authors)

    def select(self, revisions: RevisionQuerySet) -> RevisionQuerySet:
        """Keeps what the valid choices ask for."""
        self.is_valid()
        chosen = self.cleaned_data
        if area := chosen.get("area"):
            revisions = revisions.filter(of_area(area))
        if author := chosen.get("author"):
            revisions = revisions.filter(author=author)
        return revisions


def submitted() -> RevisionQuerySet:
    """What waits for the programme office."""
    return Revision.objects.filter(state=RevisionState.SUBMITTED)


def review_queue(request: HttpRequest) -> HttpResponse:
    require_office_user(request)
    chosen = QueueFilter(request.GET)
    found = chosen.select(submitted())
    oldest_first = found.select_related("author", "change_set").order_by("submitted_at", "pk")
    context = {
        **admin.site.each_context(request),
        "title": "Ter beoordeling",
        "filter": chosen,
        "is_filtered": any(request.GET.values()),
        "waiting": waiting(list(oldest_first[:SHOWN_AT_ONCE])),
        "total": found.count(),
    }
    return TemplateResponse(request, "admin/publishing/review_queue.html", context)


def waiting(revisions: list[Revision]) -> list[Waiting]:
    """What the queue says of each, in a number of queries that does not depend on how many."""
    titles = titles_of(revisions)
    areas = area_names(titles)
    return [
        Waiting(
            revision,
            titles[key],
            str(record_models()[revision.kind]._meta.verbose_name),
            areas.get(key, ""),
        )
        for revision in revisions
        if (key := (revision.kind, revision.object_id))
    ]


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
    context = {
        **admin.site.each_context(request),
        **about_revision(request, revision, record),
        "title": f"Beoordelen: {record}",
        "form": form,
        "choices": list(form.choices()),
        "sides": site_and_proposal(proposal),
        "findings": finding_links(proposal),
        "problems": problems,
        "is_submitted": revision.state == RevisionState.SUBMITTED,
        "is_first": proposal.is_first,
    }
    return TemplateResponse(request, "admin/publishing/review.html", context)


def _decide(request: HttpRequest, form: ReviewForm) -> HttpResponse:
    revision, chosen = form.proposal.revision, form.cleaned_data
    by = cast(User, request.user)
    title = str(form.proposal.record)
    if chosen["action"] == SEND_BACK:
        send_back(revision, by=by, remark=chosen["remark"])
        messages.success(request, f"‘{title}’ is teruggestuurd, met uw opmerking.")
    else:
        accept(
            revision,
            by=by,
            accepted=form.accepted,
            settled=form.proposal.conflicts,
            remark=chosen["remark"],
            reason=chosen["reason"],
        )
        left_out = f" Niet overgenomen: {', '.join(form.refused)}." if form.refused else ""
        messages.success(request, f"‘{title}’ is gepubliceerd. Bezoekers zien het nu.{left_out}")
    return HttpResponseRedirect(reverse("admin:publishing_review"))


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
