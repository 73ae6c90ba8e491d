"""What a person decides about a plan: choices at conflicts, the tick for emptying, and which button."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from kansrijk.accounts.models import User
from kansrijk.workbooks.applying.choosing import Choices, key_of
from kansrijk.workbooks.applying.nothing import why_nothing
from kansrijk.workbooks.jobs.running import start
from kansrijk.workbooks.jobs.tasks import DRAFT
from kansrijk.workbooks.models import Upload
from kansrijk.workbooks.models.upload import DECIDABLE
from kansrijk.workbooks.plans.counting import has_work
from kansrijk.workbooks.plans.stored import StoredPlan
from kansrijk.workbooks.screens.plan_filter import PlanFilter
from kansrijk.workbooks.screens.plan_views import PAGE_SIZE, Records, choice_in

SET_READY, PUBLISH, KEEP, FILTER = "klaarzetten", "publiceren", "bewaren", "filter"
GO_TO, ALONE, PART, EVERYTHING = "ga", "toon", "deel", "alles"
"""Buttons that lead to another view of the plan."""
FILE_WINS = "bestand"


def can_decide(upload: Upload, user: User) -> bool:
    """Only who sent it: it was planned with what that person may do, and is set ready in that name."""
    return upload.by_id == user.pk and upload.state in DECIDABLE and bool(upload.seal)


def decide(request: HttpRequest, upload: Upload, user: User) -> HttpResponse:
    """Keeps the choices of the page that was posted; then shows another page, or does what the button says."""
    if upload.by_id != user.pk:
        raise PermissionDenied
    page = HttpResponseRedirect(reverse("admin:workbooks_upload", args=[upload.pk]))
    action = request.POST.get("actie", "")
    if not can_decide(upload, user) or request.POST.get("plan") != upload.seal:
        messages.warning(
            request, "Dit bestand is intussen opnieuw nagekeken of al verwerkt. Er is nu niets gedaan."
        )
        return page
    if action == PUBLISH and not user.is_office:
        raise PermissionDenied
    plan = StoredPlan(upload.pieces)
    choices = posted_choices(request.POST, Choices.read(upload.choices), plan.records)
    kept = Upload.objects.filter(pk=upload.pk, state__in=DECIDABLE).update(
        choices={**choices.stored(), "publish": action == PUBLISH},
        # Who chooses something has read that nothing was chosen.
        message="" if upload.message == why_nothing(upload.counts) else upload.message,
    )
    if action in (SET_READY, PUBLISH) and not has_work(upload.counts):
        messages.warning(request, why_nothing(upload.counts))
        return page
    if kept and action in (SET_READY, PUBLISH):
        upload.refresh_from_db()
        start(upload, DRAFT)
        return page
    if kept and action == KEEP:
        messages.success(request, "Uw keuzes zijn bewaard.")
    return HttpResponseRedirect(f"{request.path}{_view(request)}")


def posted_choices(posted: QueryDict, before: Choices, records: Records) -> Choices:
    """What was chosen before, with what this page says on top; only conflicts of this plan count."""
    said: dict[int, dict[str, bool]] = {}
    for name in posted:
        if choice := choice_in(name):
            place, field = choice
            said.setdefault(place, {})[field] = posted[name] == FILE_WINS
    wins = dict(before.file_wins)
    # No page shows more records, so whoever sends choices for more made them up.
    for place, record in records(sorted(said)[:PAGE_SIZE]).items():
        key = key_of(record)
        won = wins.pop(key, ())
        fields = tuple(c.field for c in record.conflicts if said[place].get(c.field, c.field in won))
        if fields:
            wins[key] = fields
    return Choices(wins, may_clear=bool(posted.get("leegmaken")))


def _view(request: HttpRequest) -> str:
    """The part of the address that says which view of the plan was asked for; the same one when none was."""
    posted, query = request.POST, request.GET.copy()
    if posted.get("actie") == FILTER or PART in posted:
        chosen = {name: posted.get(name, "").strip() for name in PlanFilter.base_fields}
        chosen["oordeel"] = posted.get(PART, chosen["oordeel"])
        query = QueryDict(urlencode({name: value for name, value in chosen.items() if value}), mutable=True)
    elif EVERYTHING in posted:
        query.clear()
    elif number := posted.get(GO_TO):
        query["p"] = number
    elif place := posted.get(ALONE):
        query = QueryDict(urlencode({"onderdeel": place}), mutable=True)
    else:
        return f"?{query.urlencode()}" if query else ""
    return f"?{query.urlencode()}#wijzigingen"
