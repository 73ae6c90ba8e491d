"""The page of one file that came in: what we are doing with it, what it would change, and what came of it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from kansrijk.accounts.models import User
from kansrijk.listing.paging import page_links
from kansrijk.publishing.permissions import require_office
from kansrijk.publishing.refusals import Refusal, WrongState
from kansrijk.publishing.review.access import number_in
from kansrijk.workbooks.applying.choosing import Choices
from kansrijk.workbooks.applying.taking_back import PUBLISHED_SINCE, at_stake
from kansrijk.workbooks.jobs.making_files import MAKING
from kansrijk.workbooks.jobs.running import start_taking_back
from kansrijk.workbooks.jobs.tasks import UNDO
from kansrijk.workbooks.models import JobState, Upload, UploadState
from kansrijk.workbooks.models.upload import BUSY
from kansrijk.workbooks.plans.counting import has_work, to_publish
from kansrijk.workbooks.plans.items import Part
from kansrijk.workbooks.plans.plan import RowVerdict
from kansrijk.workbooks.plans.selection import Selection
from kansrijk.workbooks.plans.stored import StoredPlan
from kansrijk.workbooks.screens.access import visible_upload, workbook_user
from kansrijk.workbooks.screens.consent import without_consent
from kansrijk.workbooks.screens.deciding import can_decide, decide
from kansrijk.workbooks.screens.named_fields import cleared_in, conflicts_in
from kansrijk.workbooks.screens.not_taken_over import not_taken_over
from kansrijk.workbooks.screens.outcome import (
    Outcome,
    can_be_taken_back,
    goes_off_the_site,
    is_passed_by,
    state_in_words,
    undo_form,
)
from kansrijk.workbooks.screens.plan_filter import PlanFilter
from kansrijk.workbooks.screens.plan_views import PAGE_SIZE, views_of
from kansrijk.workbooks.screens.proposals import proposals_of
from kansrijk.workbooks.screens.summing_up import totals_in_words
from kansrijk.workbooks.screens.taken_back import taken_back
from kansrijk.workbooks.screens.waiting import progress_of

ONLY_PROPOSALS = "alleen_voorstellen"
"""In a form that said so: nothing of the file was public then."""
NOTHING_LEFT = "Hier is niets meer om terug te draaien: alles is al gepubliceerd, vervangen of vervallen."


def upload_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    user = workbook_user(request)
    upload = visible_upload(user, pk)
    if request.method != "POST":
        return show(request, upload, user)
    if request.POST.get("actie") == "terugdraaien":
        return undo_it(request, upload, user)
    return decide(request, upload, user)


def undo_it(request: HttpRequest, upload: Upload, user: User) -> HttpResponse:
    """What was asked leads to the page, so that loading it again asks nothing; it tells what came of it."""
    form = undo_form(upload, user, request.POST)
    if form and not form.is_valid():
        return show(request, upload, user, undo_form=form)
    try:
        if upload.change_set and upload.change_set.published_at:
            require_office(user)
        if upload.state not in BUSY and not can_be_taken_back(upload, user):
            raise WrongState(NOTHING_LEFT)
        off_the_site = goes_off_the_site(upload, user)
        if off_the_site and ONLY_PROPOSALS in request.POST:
            raise WrongState(PUBLISHED_SINCE)
        reason = form.cleaned_data["reden"] if form else ""
        job = start_taking_back(upload, by=user, off_the_site=off_the_site, reason=reason)
        if job.state == JobState.DONE:
            messages.success(
                request, "Het bestand is teruggedraaid. Hieronder staat wat er met elk onderdeel is gebeurd."
            )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("admin:workbooks_upload", args=[upload.pk]))


def show(request: HttpRequest, upload: Upload, user: User, **more: Any) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": upload.file_name,
        "upload": upload,
        "state": state_in_words(upload),
        "is_passed_by": is_passed_by(upload),
        "is_own": upload.by_id == user.pk,
        "is_office": user.is_office,
        "taken_back": taken_back(upload, request.GET),
        **more,
    }
    job = upload.jobs.exclude(task__in=MAKING).order_by("-pk").first()
    if upload.state in BUSY:
        return TemplateResponse(request, "admin/workbooks/busy.html", context | progress_of(job))
    if not upload.seal:
        return TemplateResponse(request, "admin/workbooks/stopped.html", context)
    context |= plan_page(request, upload, user) | after_it_was_ready(upload)
    if upload.change_set:
        context |= {
            "can_be_taken_back": can_be_taken_back(upload, user),
            "is_on_site": (is_on_site := goes_off_the_site(upload, user)),
            "at_stake": at_stake([upload], [upload.pk] if is_on_site else [])[upload.pk],
            "proposals": proposals_of(upload.change_set),
            "undo_failure": job.message if job and (job.task, job.state) == (UNDO, JobState.FAILED) else "",
            "remainder": upload.change_set.remainders.first(),
        }
        context.setdefault("undo_form", undo_form(upload, user))
    return TemplateResponse(request, "admin/workbooks/plan.html", context)


def after_it_was_ready(upload: Upload) -> dict[str, bool]:
    """Which of its sentences still hold, now that others may have decided about it."""
    outcome = upload.outcome  # type: ignore[attr-defined]  # with_outcome() made it
    return {
        "is_undone": outcome == Outcome.UNDONE,
        "is_taken_out": outcome == Outcome.TAKEN_OUT,
        # Of a file that is ready it says what was not published, and where that waits.
        "has_message": upload.state != UploadState.READY or outcome in (Outcome.DRAFT, Outcome.PARTLY),
    }


def plan_page(request: HttpRequest, upload: Upload, user: User) -> dict[str, Any]:
    """One page of the plan, as the address asks, with what the person may decide about it."""
    plan = StoredPlan(upload.pieces)
    summary = plan.index.summary
    is_ready = upload.state == UploadState.READY
    chosen = PlanFilter(request.GET, plan.groups, is_ready=is_ready)
    alone = number_in(request.GET.get("onderdeel", ""))
    found: Any = Selection(plan, chosen.wish()) if alone is None else plan.item(alone)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("p"))
    choices = Choices.read(upload.choices)
    items = list(page.object_list)
    known = [(item.kind, item.record.pk) for item in items if item.record and item.record.pk]
    views = views_of(
        items,
        plan.records,
        choices,
        user=user,
        not_taken_over=not_taken_over(upload.change_set, known) if upload.change_set else {},
        is_alone=alone is not None,
        is_ready=is_ready,
    )
    query: dict[str, str | int] = {
        name: str(value) for name in chosen.fields if (value := request.GET.get(name, ""))
    }
    may_decide = can_decide(upload, user)
    cleared, conflicts = (
        upload.counts.get(name, 0) if may_decide else 0 for name in ("cleared", "conflicts")
    )
    return {
        "named_conflicts": conflicts_in(plan, conflicts),
        "named_cleared": cleared_in(plan, cleared),
        "choices_here": {conflict.name for view in views for conflict in view.conflicts},
        "file_wins": sum(map(len, choices.file_wins.values())),
        "filter": chosen,
        "is_filtered": bool(query),
        "is_alone": alone is not None,
        "tabs": chosen.tabs(),
        "page": page,
        "links": page_links(
            page.number, page.paginator.num_pages, lambda n: f"?{urlencode({**query, 'p': n})}#wijzigingen"
        ),
        "parts": grouped(views, chosen.parts),
        "totals": totals_in_words([upload])[upload.pk],
        "remarks": summary.remarks,
        "repeated": summary.repeated,
        "skipped": summary.skipped,
        "has_unread": summary.has_unread,
        "waiting_rows": upload.counts.get("rows", {}).get(RowVerdict.REFUSED, 0),
        "waiting_along": chosen.counts[Part.ALONG],
        "incomplete": summary.incomplete,
        "same": upload.counts.get("records", {}).get(RowVerdict.SAME, 0),
        "cleared": upload.counts.get("cleared", 0),
        "conflicts": upload.counts.get("conflicts", 0),
        "may_clear": choices.may_clear,
        "has_work": has_work(upload.counts),
        "to_publish": to_publish(upload.counts),
        "with_others": upload.counts.get("with_others", 0),
        "without_consent": without_consent(plan.groups),
        "may_decide": may_decide,
        "has_choices": may_decide and bool(upload.counts.get("cleared") or upload.counts.get("conflicts")),
        "seal": plan.seal,
        "is_ready": is_ready,
    }


def grouped(views: Sequence[Any], names: Mapping[Any, str]) -> list[tuple[str, list[Any]]]:
    """The views under the name of their part."""
    parts: dict[str, list[Any]] = {}
    for view in views:
        parts.setdefault(names[view.item.part], []).append(view)
    return list(parts.items())
