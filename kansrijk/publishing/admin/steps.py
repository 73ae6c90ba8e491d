"""Steps that need nothing from the form itself: take off the site, put back, drop a draft, take off the schedule."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from kansrijk.accounts.person import person
from kansrijk.publishing.admin.links import record_link
from kansrijk.publishing.drafting import discard, newest_open, planned_version
from kansrijk.publishing.models import Record, Revision, RevisionState
from kansrijk.publishing.publication import unschedule
from kansrijk.publishing.refusals import NotAllowed, Refusal, WrongState
from kansrijk.publishing.taking_down import remove, restore, withdraw
from kansrijk.publishing.typed import typed_text


def step_view(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """One of STEPS, by the name in the form; the verbs themselves say who may do it."""
    record = model_admin.get_object(request, object_id)
    if not model_admin.has_change_permission(request, record):
        raise PermissionDenied
    step = STEPS.get(request.POST.get("stap", ""))
    if request.method == "POST" and step:
        try:
            messages.success(request, step(request, record))
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            messages.error(request, str(refusal))
    return HttpResponseRedirect(record_link(record, "change"))


def _withdraw(request: HttpRequest, record: Record) -> str:
    is_planned = Revision.objects.of(record).filter(state=RevisionState.SCHEDULED).exists()
    withdraw(record, by=person(request), notice=typed_text(request, "uitleg"))
    done = "Ingetrokken. De pagina blijft leesbaar, met uw uitleg erboven, en staat niet meer in lijsten."
    return f"{done} Wat gepland was, is weer een concept." if is_planned else done


def _remove(request: HttpRequest, record: Record) -> str:
    remove(record, by=person(request), reason=typed_text(request, "reden"))
    gone = "Op het adres staat nu dat de pagina er niet meer is. " if record.live_revision_id else ""
    return f"Weggehaald. {gone}U kunt dit terugzetten."


def _restore(request: HttpRequest, record: Record) -> str:
    restore(record, by=person(request))
    if record.live_revision_id is None:
        return "Teruggezet als concept. Bezoekers zien dit nog niet."
    return "Teruggezet. Het staat weer op de website zoals het er het laatst stond."


def _discard(request: HttpRequest, record: Record) -> str:
    discard(_shown(request, record), by=person(request))
    return "Het concept is weggegooid. U vindt het nog in de geschiedenis."


def _unschedule(request: HttpRequest, record: Record) -> str:
    planned = planned_version(record)
    if planned is None or str(planned.pk) != request.POST.get("versie"):
        raise WrongState("Iemand anders heeft de planning intussen gewijzigd. Bekijk die eerst opnieuw.")
    unschedule(planned, by=person(request))
    return "De planning is weggehaald. Het is weer een concept."


def _shown(request: HttpRequest, record: Record) -> Revision:
    """The open revision that stood on the page; a newer one may hold work that this user has not seen."""
    newest = newest_open(record)
    if newest is None or str(newest.pk) != request.POST.get("versie"):
        raise WrongState("Iemand anders heeft het concept intussen gewijzigd. Bekijk het eerst opnieuw.")
    return newest


STEPS: dict[str, Callable[[HttpRequest, Record], str]] = {
    "intrekken": _withdraw,
    "weghalen": _remove,
    "terugzetten": _restore,
    "weggooien": _discard,
    "planning-weg": _unschedule,
}
