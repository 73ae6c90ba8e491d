"""Takes several records off the site at once, after asking why. In the place of Django's bulk delete."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from kansrijk.accounts.person import person
from kansrijk.publishing.refusals import Refusal
from kansrijk.publishing.taking_down import remove
from kansrijk.publishing.typed import typed_text


@admin.action(description="Weghalen van de website", permissions=["remove"])
def remove_selected(model_admin: Any, request: HttpRequest, records: QuerySet) -> HttpResponse | None:
    chosen = list(records)
    if "reden" not in request.POST:
        return _ask(model_admin, request, chosen)
    done = 0
    for record in chosen:
        try:
            remove(record, by=person(request), reason=typed_text(request, "reden"))
            done += 1
        except Refusal as refusal:
            messages.error(request, f"{record}: {refusal}")
    if done:
        messages.success(request, f"{done} weggehaald. U kunt elk onderdeel terugzetten.")
    return None


def _ask(model_admin: Any, request: HttpRequest, chosen: list[Any]) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Weghalen van de website",
        "opts": model_admin.opts,
        "records": chosen,
        "selected": request.POST.getlist("_selected_action"),
    }
    return TemplateResponse(request, "admin/publishing/remove_selected.html", context)
