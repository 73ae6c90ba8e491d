"""Two versions of a record side by side: what is live, or was before, beside what somebody made of it."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from kansrijk.accounts.scope import is_office, may_touch
from kansrijk.publishing.describing import compare
from kansrijk.publishing.models import Record, Remark, Revision
from kansrijk.publishing.own_work import about_work
from kansrijk.publishing.proposals import Proposal, proposal_of
from kansrijk.publishing.review.access import (
    NOT_THERE,
    change_url,
    number_in,
    release_url,
    visible_revision,
    visible_revisions,
)


def compare_revisions(request: HttpRequest, pk: int) -> HttpResponse:
    """`?met=` names the other version. Without it, open work is laid beside the site, history beside what it replaced."""
    revision, record = visible_revision(request, pk)
    if other := request.GET.get("met"):
        compared = _beside_another(request, revision, record, other)
    elif revision.is_open:
        proposal = proposal_of(revision, record)
        compared = {
            "sides": site_and_proposal(proposal),
            "differences": proposal.differences,
            "findings": finding_links(proposal),
            "conflicts": [proposal.label_of(name) for name in sorted(proposal.conflicts)],
        }
    else:
        compared = {
            "sides": ("Wat er daarvoor stond", f"Versie {revision.pk}"),
            "differences": compare(
                type(record), revision.base.content if revision.base else {}, revision.content
            ),
        }
    context = {
        **admin.site.each_context(request),
        **about_revision(request, revision, record),
        "title": f"Vergelijken: {record}",
        **compared,
    }
    return TemplateResponse(request, "admin/publishing/compare.html", context)


def _beside_another(request: HttpRequest, revision: Revision, record: Record, other: str) -> dict[str, Any]:
    pk = number_in(other)
    if pk is None:
        raise Http404(NOT_THERE)
    beside = get_object_or_404(visible_revisions(request, record).select_related("snapshot"), pk=pk)
    return {
        "sides": (f"Versie {beside.pk}", f"Versie {revision.pk}"),
        "differences": compare(type(record), beside.content, revision.content),
    }


def about_revision(request: HttpRequest, revision: Revision, record: Record) -> dict[str, Any]:
    """What a page about one version says above the differences: who, when, why, what others wrote."""
    touches = may_touch(request.user, record)
    return {
        "opts": record._meta,
        "record": record,
        "revision": revision,
        "remarks": Remark.objects.filter(about_work(revision)).select_related("by") if touches else [],
        "change_url": change_url(record) if touches else "",
        "release_url": release_url(request, revision),
        "may_review": is_office(request.user) and revision.is_open,
    }


def site_and_proposal(proposal: Proposal) -> tuple[str, str]:
    """What stands above the two columns."""
    return ("Stond nog niet op de website" if proposal.is_first else "Nu op de website", "In dit voorstel")


def finding_links(proposal: Proposal) -> list[tuple[str, str]]:
    """What is missing, each with the place in the form where one can mend it."""
    return [(finding.message, change_url(proposal.record, finding.anchor)) for finding in proposal.findings]
