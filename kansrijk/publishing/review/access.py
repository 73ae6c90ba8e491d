"""Which records and versions a user of the admin may look at: the same 404 for what is not there and what is not theirs."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse

from kansrijk.accounts.scope import is_office, may_touch
from kansrijk.publishing.models import Record, Revision
from kansrijk.publishing.models.revision import RevisionQuerySet
from kansrijk.publishing.territory import record_models

NOT_THERE = "Dit onderdeel bestaat niet, of u mag het niet bekijken."


def visible_record(request: HttpRequest, kind: str, pk: int) -> Record:
    """Asks the admin of the model, as its list and form do."""
    model = record_models().get(kind)
    if model is None:
        raise Http404(NOT_THERE)
    model_admin: Any = admin.site.get_model_admin(model)
    record = model_admin.get_queryset(request).filter(pk=pk).first()
    if record is None:
        raise Http404(NOT_THERE)
    if not model_admin.has_view_permission(request, record):
        raise PermissionDenied
    return record


def visible_revisions(request: HttpRequest, record: Record) -> RevisionQuerySet:
    """All work on it for who may touch it; for others only what visitors could read."""
    revisions = Revision.objects.of(record)
    return revisions if may_touch(request.user, record) else revisions.published()


def visible_revision(request: HttpRequest, pk: int) -> tuple[Revision, Record]:
    """With the content of the revision and of the one it began from."""
    known = Revision.objects.filter(pk=pk).values_list("kind", "object_id").first()
    if known is None:
        raise Http404(NOT_THERE)
    record = visible_record(request, *known)
    revisions = visible_revisions(request, record).select_related(
        "snapshot", "base__snapshot", "author", "published_by", "change_set"
    )
    revision = revisions.filter(pk=pk).first()
    if revision is None:
        raise Http404(NOT_THERE)
    return revision, record


def require_office_user(request: HttpRequest) -> None:
    if not is_office(request.user):
        raise PermissionDenied


def change_url(record: Record, anchor: str = "") -> str:
    """The form of the record, at one of its fields."""
    address = reverse(f"admin:{record.record_kind.replace('.', '_')}_change", args=[record.pk])
    return f"{address}#{anchor}" if anchor else address


def history_url(record: Record) -> str:
    return reverse("admin:publishing_history", args=[record.record_kind, record.pk])


def release_url(request: HttpRequest, revision: Revision) -> str:
    """The release that it belongs to; empty when there is none, or for who may not see releases."""
    if revision.change_set_id is None or not is_office(request.user):
        return ""
    return reverse("admin:publishing_changeset_change", args=[revision.change_set_id])


def number_in(value: str) -> int | None:
    """A number from an address or a form; None for anything else."""
    return int(value) if value.isdecimal() and value.isascii() and len(value) < 19 else None
