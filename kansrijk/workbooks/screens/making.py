"""Making a workbook: of everything, of an area, or of a list as somebody filtered it. It keeps an Export, so by POST."""

from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any

from django import forms
from django.contrib import admin
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse

from kansrijk.accounts.models import User
from kansrijk.publishing.review.access import number_in
from kansrijk.publishing.territory import own_areas
from kansrijk.workbooks.declaration import BookDeclaration
from kansrijk.workbooks.registry import book
from kansrijk.workbooks.screens.access import books_for, is_about_areas, workbook_user
from kansrijk.workbooks.screens.lists import FilteredList, asked_list, in_words
from kansrijk.workbooks.writing.filling import fill
from kansrijk.workbooks.writing.formats import FORMATS, file_name
from kansrijk.workbooks.writing.selecting import Selection, everything, in_file_name, of_areas

ABOUT_ALL = "Alles wat u mag wijzigen"
FOR_WHOM = {"csv": "CSV (voor programma's, niet om zelf in te werken)"}
"""Behind a form that most people have never heard of: what it is for."""


class MakeForm(forms.Form):
    boek = forms.ChoiceField(label="Wat wilt u wijzigen?")
    gebied: Any = forms.ModelChoiceField(
        None,
        label="Gebied",
        required=False,
        empty_label="Alle gebieden",
        error_messages={"invalid_choice": "Kies een gebied uit de lijst."},
    )
    formaat = forms.ChoiceField(
        label="Voor welk programma?",
        choices=[(name, FOR_WHOM.get(name, output.label)) for name, output in FORMATS.items()],
        initial="xlsx",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een programma.", "invalid_choice": "Kies een programma."},
    )

    def __init__(
        self, data: Any = None, *, user: User, listed: FilteredList | None = None, initial: Any = None
    ) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        self.user, self.listed = user, listed
        offered = books_for(user)
        area: Any = self.fields["gebied"]
        area.queryset = own_areas(user)
        self.fields["boek"].choices = [(one.name, one.title) for one in offered]  # type: ignore[attr-defined]  # it has choices
        if listed or len(offered) == 1:
            del self.fields["boek"]
        if listed or area.queryset.count() < 2:
            del self.fields["gebied"]

    @property
    def declaration(self) -> BookDeclaration:
        """Of a valid form, or of one that asked nothing."""
        if self.listed:
            return self.listed.declaration
        chosen = self.cleaned_data.get("boek") if self.is_bound else ""
        return book(chosen) if chosen else books_for(self.user)[0]

    def selection(self) -> tuple[Selection, str]:
        """Which records, and what the workbook says it is about."""
        if self.listed:
            return self.listed.selection, self.listed.about
        area = self.cleaned_data.get("gebied")
        if area and is_about_areas(self.declaration):
            return of_areas(self.declaration, self.user, [area.pk]), str(area)
        return everything(self.declaration, self.user), ABOUT_ALL


@dataclass(frozen=True)
class AskedArea:
    """The area from whose form somebody came, with what its workbook comes to."""

    name: str
    counts: list[str]


def asked_area(request: HttpRequest, user: User) -> AskedArea | None:
    """None when the address names none, or one of somebody else."""
    pk = number_in(request.GET.get("gebied", ""))
    area = own_areas(user).filter(pk=pk).first() if pk else None
    declaration = next(filter(is_about_areas, books_for(user)), None)
    if area is None or declaration is None:
        return None
    return AskedArea(str(area), in_words(of_areas(declaration, user, [area.pk])))


def make(request: HttpRequest) -> HttpResponseBase:
    """GET asks for a form of file, and says what a list would come to; POST gives the file."""
    user = workbook_user(request)
    listed = asked_list(request, user)
    initial = {name: request.GET.get(name, "") for name in ("boek", "gebied")}
    form = MakeForm(
        request.POST if request.method == "POST" else None, user=user, listed=listed, initial=initial
    )
    if form.is_bound and form.is_valid():
        return _download(form, user)
    context = {
        **admin.site.each_context(request),
        "title": "Werkboek maken",
        "form": form,
        "listed": listed,
        "asked_area": None if listed else asked_area(request, user),
    }
    return TemplateResponse(request, "admin/workbooks/make.html", context)


def _download(form: MakeForm, user: User) -> FileResponse:
    output = FORMATS[form.cleaned_data["formaat"]]
    selection, about = form.selection()
    filled = fill(form.declaration, user, selection, about=about)
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    output.write(filled, file)
    file.seek(0)
    name = file_name(filled, output, in_file_name(form.declaration, selection))
    return FileResponse(file, as_attachment=True, filename=name, content_type=output.media_type)
