"""The buttons under the form of a record: each first keeps what was typed, then does its own step."""

from enum import StrEnum

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from kansrijk.accounts.person import person
from kansrijk.accounts.scope import is_office
from kansrijk.publishing.addresses import taken_over_by, what_visitors_lose
from kansrijk.publishing.admin.release_forms import PlanForm
from kansrijk.publishing.applying import VanishedReference
from kansrijk.publishing.drafting import submit
from kansrijk.publishing.models import OldAddress, Revision, RevisionState
from kansrijk.publishing.publication import publish, schedule
from kansrijk.publishing.records import record_of
from kansrijk.publishing.refusals import HasConflicts, NotReady, Refusal
from kansrijk.publishing.review.telling import todo
from kansrijk.publishing.typed import typed_text

PLAN_PREFIX = "plan"


class Button(StrEnum):
    """Names of the buttons in the form."""

    DRAFT = "_draft"
    SUBMIT = "_submit"
    PUBLISH = "_publish"
    SCHEDULE = "_schedule"


OFFICE_BUTTONS = (Button.PUBLISH, Button.SCHEDULE)


def pressed(request: HttpRequest) -> Button:
    """Without a known button: keep as draft. Raises PermissionDenied for one that this user does not have."""
    for button in reversed(Button):
        if button in request.POST:
            if button in OFFICE_BUTTONS and not is_office(request.user):
                raise PermissionDenied("Alleen de redactie kan publiceren.")
            return button
    return Button.DRAFT


def press(button: Button, request: HttpRequest, draft: Revision) -> bool:
    """Does the step and says what came of it. False when the site changed in the same fields: somebody must choose.

    What was typed is kept before this, so a refusal here loses nothing.
    """
    if button in OFFICE_BUTTONS and (old := _unread_address(request, draft)):
        messages.warning(
            request,
            f"Uw werk is bewaard als concept, maar nog niet gepubliceerd of ingepland. {what_visitors_lose(old)} "
            "Is dat de bedoeling? Kies dan nog een keer dezelfde knop. Kies anders een ander adres.",
        )
        return True
    try:
        done = _do(button, request, draft)
    except HasConflicts:
        return False
    except NotReady:
        messages.error(
            request,
            "Uw werk is bewaard als concept. Publiceren kan nog niet: er ontbreekt iets. "
            "De lijst bovenaan zegt wat.",
        )
    except (Refusal, VanishedReference) as refusal:
        messages.error(request, f"Uw werk is bewaard als concept. {refusal}")
    else:
        messages.success(request, done)
    return True


def _unread_address(request: HttpRequest, draft: Revision) -> OldAddress | None:
    """The address of another page that the draft would take; None when the form said so already."""
    record = record_of(draft)
    old = taken_over_by(record, draft.content) if record else None
    return None if old is None or request.POST.get("_address") == old.path else old


def _do(button: Button, request: HttpRequest, draft: Revision) -> str:
    user, reason = person(request), typed_text(request, "_reason")
    match button:
        case Button.SUBMIT:
            if draft.state == RevisionState.DRAFT:
                submit(draft, by=user)
            return "Bewaard en ter beoordeling gegeven. De redactie bekijkt het."
        case Button.PUBLISH:
            publish([draft], by=user, reason=reason)
            record = record_of(draft)
            if record is not None and record.hidden_because:
                return format_html("Gepubliceerd, maar nog niet te zien. {}", todo(record))
            return "Gepubliceerd. Bezoekers zien het nu zo."
        case Button.SCHEDULE:
            return _plan(request, draft, reason)
        case _ if draft.state == RevisionState.SCHEDULED and draft.publish_at:
            moment = date_format(timezone.localtime(draft.publish_at), r"j F Y \o\m H:i \u\u\r")
            return f"Bewaard in de planning. Het komt vanzelf op de website op {moment}."
        case _:
            return "Bewaard als concept. Bezoekers zien dit nog niet."


def _plan(request: HttpRequest, draft: Revision, reason: str) -> str:
    form = PlanForm(request.POST, prefix=PLAN_PREFIX)
    if not form.is_valid():
        raise Refusal(" ".join(str(error) for errors in form.errors.values() for error in errors))
    schedule(draft, form.cleaned_data["moment"], by=person(request), reason=reason)
    return "Bewaard en ingepland. Het komt vanzelf op de website."
