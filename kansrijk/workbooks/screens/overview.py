"""The first page about workbooks: make one, take one in, and what was taken in before."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from kansrijk.accounts.models import User
from kansrijk.listing.paging import paginate
from kansrijk.publishing.review.access import number_in
from kansrijk.publishing.undo_form import UndoForm
from kansrijk.workbooks.applying.taking_back import at_stake
from kansrijk.workbooks.keeping import TooManyFiles
from kansrijk.workbooks.models import Upload
from kansrijk.workbooks.screens.access import visible_uploads, workbook_user
from kansrijk.workbooks.screens.making import MakeForm
from kansrijk.workbooks.screens.outcome import (
    STATES,
    UploadQuerySet,
    can_be_taken_back,
    goes_off_the_site,
    is_passed_by,
    state_in_words,
    undo_form,
)
from kansrijk.workbooks.screens.summing_up import totals_in_words
from kansrijk.workbooks.screens.taking_in import TakeInForm, take_in

PAGE_SIZE = 25


@dataclass(frozen=True)
class Earlier:
    """A line of the list."""

    upload: Upload
    totals: str
    state: str
    can_be_taken_back: bool
    at_stake: int
    """Records that taking it back is about."""
    is_on_site: bool
    """Whether visitors see it when it is taken back."""
    undo_form: UndoForm | None
    is_passed_by: bool
    """The same workbook was read in again later on."""


class EarlierFilter(forms.Form):
    zoek = forms.CharField(label="Bestandsnaam", required=False, max_length=100)
    staat = forms.ChoiceField(label="Staat", required=False, choices=[("", "Alles"), *STATES.items()])
    wie: Any = forms.ModelChoiceField(None, label="Wie", required=False, empty_label="Iedereen")

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data, label_suffix="")
        if user.is_office:
            self.fields["wie"].queryset = User.objects.filter(  # type: ignore[attr-defined]  # a choice of records
                pk__in=Upload.objects.order_by().values("by")
            )
        else:
            del self.fields["wie"]

    def select(self, uploads: UploadQuerySet) -> UploadQuerySet:
        """Keeps what the valid choices ask for."""
        self.is_valid()
        chosen = self.cleaned_data
        if text := chosen.get("zoek"):
            uploads = uploads.filter(file_name__icontains=text)
        if state := chosen.get("staat"):
            uploads = uploads.filter(outcome=state)  # type: ignore[misc]  # with_outcome() made it
        if who := chosen.get("wie"):
            uploads = uploads.filter(by=who)
        return uploads


def overview(request: HttpRequest) -> HttpResponse:
    """GET shows the page; POST takes a file in."""
    user = workbook_user(request)
    is_sent = request.method == "POST"
    form = TakeInForm(request.POST, request.FILES) if is_sent else TakeInForm()
    if is_sent and form.is_valid():
        try:
            upload = take_in(form.cleaned_data["bestand"], by=user)
            return HttpResponseRedirect(reverse("admin:workbooks_upload", args=[upload.pk]))
        except TooManyFiles as refusal:
            form.add_error("bestand", str(refusal))
    chosen = EarlierFilter(request.GET, user=user)
    query: dict[str, str | int] = {
        name: str(value) for name in chosen.fields if (value := request.GET.get(name, ""))
    }
    page = paginate(
        chosen.select(visible_uploads(user)),
        number_in(request.GET.get("p", "1")) or 1,
        PAGE_SIZE,
        lambda number: f"?{urlencode({**query, 'p': number})}#eerder",
    )
    totals = totals_in_words(page.items)
    off_the_site = {one.pk for one in page.items if goes_off_the_site(one, user)}
    stakes = at_stake(page.items, off_the_site)
    context = {
        **admin.site.each_context(request),
        "title": "Werkboek",
        "take_in_form": form,
        "make_form": MakeForm(user=user, initial={"boek": request.GET.get("boek", "")}),
        "filter": chosen,
        "is_filtered": bool(query),
        "page": page,
        "earlier": [
            Earlier(
                one,
                totals[one.pk],
                state_in_words(one),
                can_be_taken_back(one, user),
                stakes[one.pk],
                one.pk in off_the_site,
                undo_form(one, user),
                is_passed_by(one),
            )
            for one in page.items
        ],
        "is_office": user.is_office,
    }
    return TemplateResponse(request, "admin/workbooks/overview.html", context)
