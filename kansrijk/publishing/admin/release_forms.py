"""The small forms around a release or a draft: when, and for whom."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from kansrijk.accounts.models import User
from kansrijk.publishing.models import ChangeSet, Revision
from kansrijk.publishing.moments import dutch_moment
from kansrijk.publishing.previews.tokens import READER_DAYS, Ticket, ticket_for


class NameForm(forms.ModelForm):
    class Meta:
        model = ChangeSet
        fields = ["name"]
        error_messages = {"name": {"required": "Vul een naam in."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)


class PlanForm(forms.Form):
    """A day and a time in the Netherlands; `moment` in the cleaned data is aware."""

    day = forms.DateField(
        label="Dag",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Kies een dag.", "invalid": "Schrijf de dag als dag-maand-jaar."},
    )
    time = forms.TimeField(
        label="Tijd (in Nederland)",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": "Kies een tijd.",
            "invalid": "Schrijf de tijd als uren:minuten, zoals 11:00.",
        },
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("day") and cleaned.get("time"):
            try:
                cleaned["moment"] = dutch_moment(cleaned["day"], cleaned["time"])
            except ValidationError as error:
                self.add_error("time", error)
            else:
                if cleaned["moment"] <= timezone.now():
                    self.add_error("day", "Dit moment is al voorbij. Kies een later moment, of publiceer nu.")
        return cleaned


STOP_LINK = "link-stoppen"
"""Value of the button that stops a link."""


class ReaderForm(forms.Form):
    """For whom a link is made, and how long it works."""

    reader = forms.CharField(
        label="Voor wie is de link?",
        max_length=100,
        help_text="Bijvoorbeeld de naam van de school. Die naam staat bij het antwoord.",
        error_messages={"required": "Vul in voor wie de link is."},
    )
    days = forms.ChoiceField(
        label="Hoelang werkt de link?",
        choices=[(days, "1 dag" if days == 1 else f"{days} dagen") for days in READER_DAYS],
        initial=7,
    )

    def make_ticket(self, subject: Revision | ChangeSet, *, by: User) -> Ticket:
        reader, days = self.cleaned_data["reader"], int(self.cleaned_data["days"])
        return ticket_for(subject, reader=reader, days=days, by=by)
