"""Two people changed the same fields: both versions side by side, and a choice for each."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from kansrijk.accounts.person import person
from kansrijk.publishing.admin.links import record_link
from kansrijk.publishing.describing import compare
from kansrijk.publishing.editing import Collision, collision_of, labels, settle
from kansrijk.publishing.models import Record, Revision, RevisionState
from kansrijk.publishing.refusals import Refusal
from kansrijk.publishing.typed import posted_number

CHOOSABLE = (
    RevisionState.PARKED,
    RevisionState.DRAFT,
    RevisionState.SUBMITTED,
    RevisionState.SCHEDULED,
)
SIDES = ("hun", "mijn")


def collision_view(model_admin: Any, request: HttpRequest, object_id: str, revision_id: int) -> HttpResponse:
    record = model_admin.get_object(request, object_id)
    if not model_admin.has_change_permission(request, record):
        raise PermissionDenied
    revision = get_object_or_404(
        Revision.objects.of(record).select_related("snapshot", "base__snapshot", "author"), pk=revision_id
    )
    form_address = record_link(record, "change")
    if revision.state not in CHOOSABLE:
        messages.info(request, "Over deze versie is al gekozen.")
        return HttpResponseRedirect(form_address)
    collision = collision_of(record, revision)
    if request.method == "POST" and _settled(request, record, revision, collision):
        return HttpResponseRedirect(form_address)
    missing = _unchosen(request, collision) if request.method == "POST" else []
    return TemplateResponse(
        request,
        "admin/publishing/collision.html",
        {
            **model_admin.admin_site.each_context(request),
            "title": "Kies wat blijft staan",
            "opts": model_admin.opts,
            "record": record,
            "revision": revision,
            "collision": collision,
            **_names(request, collision),
            "differences": _differences(record, collision),
            "missing": missing,
            # A refusal means that the sides may have changed: then a choice of before says nothing.
            "chosen": {side: _chosen(request, collision, side) if missing else [] for side in SIDES},
            "merged_fields": labels(record, collision.merged.from_theirs),
        },
    )


def _names(request: HttpRequest, collision: Collision) -> dict[str, str]:
    """Who the other is, and what the two versions are called."""
    author = collision.their_revision.author if collision.their_revision else None
    if author == request.user:
        name, of = "u", "De versie die u eerder bewaarde"
    else:
        name = str((author and author.get_full_name()) or author or "iemand anders")
        of = f"De versie van {name}"
    if collision.mine_is_open:
        return {"their_name": name, "their_side": "Wat op de website staat", "my_side": "Het concept"}
    return {"their_name": name, "their_side": of, "my_side": "Uw versie"}


def _differences(record: Record, collision: Collision) -> list[Any]:
    """Only the fields about which somebody must choose: theirs as old, mine as new."""
    names = {conflict.field for conflict in collision.conflicts}
    theirs, mine = (
        {name: content.get(name) for name in names} for content in (collision.theirs, collision.mine)
    )
    return compare(type(record), theirs, mine)


def _unchosen(request: HttpRequest, collision: Collision) -> list[str]:
    return [
        conflict.field
        for conflict in collision.conflicts
        if request.POST.get(f"keus-{conflict.field}") not in SIDES
    ]


def _chosen(request: HttpRequest, collision: Collision, side: str) -> list[str]:
    """The fields of which this side was chosen."""
    return [
        conflict.field
        for conflict in collision.conflicts
        if request.POST.get(f"keus-{conflict.field}") == side
    ]


def _settled(request: HttpRequest, record: Record, revision: Revision, collision: Collision) -> bool:
    if _unchosen(request, collision):
        messages.error(request, "Kies bij elk onderdeel wat blijft staan.")
        return False
    try:
        settle(
            record,
            revision,
            keep_mine=_chosen(request, collision, "mijn"),
            against=posted_number(request, "tegen"),
            by=person(request),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, "Uw keuze is bewaard als nieuw concept. Bezoekers zien dit nog niet.")
    return True
