"""A session that ran out while somebody was typing: log-in returns to the filled form. Nothing is saved by itself.

The form waits in the anonymous session of that browser. Only a form that we gave to somebody who was logged in is
kept, and only that person gets it back.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils import timezone

KEY = "kept_form"
TICKET_FIELD = "_ticket"
SALT = "kansrijk.publishing.kept_form"
TICKET_SECONDS = 24 * 3600
"""How long before the session ran out the form may have been opened."""
KEPT_SECONDS = 6 * 3600
MAX_CHARACTERS = 400_000
"""Of the whole form. The longest story with all its rows is a tenth of it."""
NEVER_KEPT = ("csrfmiddlewaretoken", "_draft", "_submit", "_publish", "_schedule", "_save", "_continue")


@dataclass(frozen=True)
class KeptForm:
    path: str
    values: QueryDict


def ticket_for(user: AbstractBaseUser | AnonymousUser) -> str:
    """For a hidden field of the form: it says to whom we gave it."""
    return signing.dumps(user.pk, salt=SALT)


def keep(request: HttpRequest) -> bool:
    """Keeps the posted form of somebody whose session is gone; False when it is not such a form, or too long."""
    ticket = request.POST.get(TICKET_FIELD, "") if request.method == "POST" else ""
    try:
        owner = signing.loads(ticket, salt=SALT, max_age=TICKET_SECONDS)
    except signing.BadSignature:
        return False
    values = request.POST.copy()
    for name in NEVER_KEPT:
        values.pop(name, None)
    text = values.urlencode()
    if len(text) > MAX_CHARACTERS:
        return False
    request.session[KEY] = {
        "path": request.path,
        "form": text,
        "owner": owner,
        "at": timezone.now().timestamp(),
    }
    return True


def kept_for(request: HttpRequest) -> KeptForm | None:
    """The form that this user left at this address, if any."""
    kept: dict[str, Any] | None = request.session.get(KEY)
    if kept is None:
        return None
    is_fresh = timezone.now().timestamp() - kept["at"] < KEPT_SECONDS
    if not is_fresh or kept["owner"] != request.user.pk:
        drop(request)
        return None
    return KeptForm(kept["path"], QueryDict(kept["form"])) if kept["path"] == request.path else None


def drop(request: HttpRequest) -> None:
    """It was saved, or its owner does not want it any more."""
    request.session.pop(KEY, None)
