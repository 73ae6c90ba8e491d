"""The history of one record: every version with who, when, why and what changed; compare two, or start again from one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from kansrijk.accounts.scope import may_touch
from kansrijk.publishing.describing import describe
from kansrijk.publishing.differences import Field, changed_fields
from kansrijk.publishing.models import Event, Record, Remark, Revision, Verb
from kansrijk.publishing.models.revision import RevisionQuerySet
from kansrijk.publishing.review.access import history_url, number_in, visible_record, visible_revisions
from kansrijk.publishing.review.restoring import restore

PAGE_SIZE = 25


@dataclass(frozen=True)
class Version:
    """One line of the history."""

    revision: Revision
    changed: Sequence[str]
    """What the screen calls the fields that differ from what stood on the site when the work began."""
    events: Sequence[Event]
    remarks: Sequence[Remark]
    is_beginning: bool
    """Nothing of it was on the site when it was made."""
    is_live: bool
    """It is what the row of the record holds: shown, unless the page was removed."""
    publish_reason: str
    """Why it was published, when that says more than why it was written."""
    may_restore: bool


def history(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """GET lists a page of versions, or with `oud` and `nieuw` compares two; POST restores one as a new draft."""
    record = visible_record(request, kind, pk)
    if request.method == "POST":
        return restore(request, record)
    if "oud" in request.GET or "nieuw" in request.GET:
        return _compare_chosen(request, record)
    revisions = visible_revisions(request, record)
    before = number_in(request.GET.get("voor", ""))
    page = list(_with_contents(revisions.filter(pk__lt=before) if before else revisions)[: PAGE_SIZE + 1])
    versions = _versions(request, record, page[:PAGE_SIZE])
    context = {
        **admin.site.each_context(request),
        "title": f"Geschiedenis: {record}",
        "opts": record._meta,
        "record": record,
        "versions": versions,
        "old": versions[1].revision.pk if len(versions) > 1 else None,
        "new": versions[0].revision.pk if versions else None,
        "is_first_page": before is None,
        "history_url": history_url(record),
        "older_url": f"?voor={versions[-1].revision.pk}" if len(page) > PAGE_SIZE else "",
    }
    return TemplateResponse(request, "admin/publishing/history.html", context)


def _with_contents(revisions: RevisionQuerySet) -> RevisionQuerySet:
    return revisions.select_related("snapshot", "base__snapshot", "author", "published_by", "change_set")


def _versions(request: HttpRequest, record: Record, revisions: list[Revision]) -> list[Version]:
    touches = may_touch(request.user, record)
    pks = [revision.pk for revision in revisions]
    events: dict[int, list[Event]] = {pk: [] for pk in pks}
    remarks: dict[int, list[Remark]] = {pk: [] for pk in pks}
    reasons: dict[int, str] = {}
    if touches:
        told = Event.objects.filter(revision__in=pks).exclude(verb__in=[Verb.DRAFT, Verb.REMARK])
        for event in told.select_related("by").order_by("pk"):
            pk = cast(int, event.revision_id)
            # Who published and when stands in the line itself already.
            if event.verb == Verb.PUBLISH:
                reasons[pk] = event.reason
            else:
                events[pk].append(event)
        for remark in Remark.objects.filter(revision__in=pks).select_related("by"):
            remarks[remark.revision_id].append(remark)
    fields = describe(type(record))
    return [
        Version(
            revision=revision,
            changed=_changed(revision, fields),
            is_beginning=revision.base is None,
            events=events[revision.pk],
            remarks=remarks[revision.pk],
            is_live=revision.pk == record.live_revision_id,
            publish_reason=_publish_reason(revision, reasons.get(revision.pk, "")),
            may_restore=touches and revision.pk != record.live_revision_id and not revision.is_open,
        )
        for revision in revisions
    ]


def _publish_reason(revision: Revision, reason: str) -> str:
    said = (revision.reason, revision.change_set.name if revision.change_set else "")
    return "" if reason in said else reason


def _changed(revision: Revision, fields: Sequence[Field]) -> list[str]:
    before = revision.base.content if revision.base else {}
    return [field.label for field in changed_fields(before, revision.content, fields)]


def _compare_chosen(request: HttpRequest, record: Record) -> HttpResponse:
    old, new = (number_in(request.GET.get(name, "")) for name in ("oud", "nieuw"))
    if old is None or new is None or old == new:
        messages.warning(request, "Kies twee verschillende versies om te vergelijken.")
        return HttpResponseRedirect(history_url(record))
    return HttpResponseRedirect(reverse("admin:publishing_compare", args=[new], query={"met": old}))
