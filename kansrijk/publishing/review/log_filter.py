"""The filters of the site's log: what there is to choose for a user, and what each choice keeps."""

from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils.timezone import make_aware

from kansrijk.accounts.models import User
from kansrijk.accounts.scope import is_office
from kansrijk.publishing.models import Event, Verb
from kansrijk.publishing.territory import of_area, own_areas, record_models, within_scope

DAY: dict[str, Any] = {
    "required": False,
    "widget": forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    # Outside these, a day has no moment that a computer can count from.
    "validators": [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2100, 1, 1))],
}


class LogFilter(forms.Form):
    zoek = forms.CharField(label="Titel", required=False, max_length=100)
    wie: Any = forms.ModelChoiceField(None, label="Wie", required=False, empty_label="Iedereen")
    wat = forms.ChoiceField(label="Wat", required=False, choices=[("", "Alles"), *Verb.choices])
    vanaf = forms.DateField(label="Vanaf", **DAY)
    tot = forms.DateField(label="Tot en met", **DAY)
    soort = forms.ChoiceField(label="Soort", required=False)
    gebied: Any = forms.ModelChoiceField(None, label="Gebied", required=False, empty_label="Alle gebieden")

    def __init__(self, data: Any, *, user: Any) -> None:
        super().__init__(data, label_suffix="")
        self.events = Event.objects.filter(within_scope(user))
        who, area, kind = (cast(Any, self.fields[name]) for name in ("wie", "gebied", "soort"))
        who.queryset = (
            User.objects.all()
            if is_office(user)
            else User.objects.filter(pk__in=self.events.order_by().values("by"))
        )
        area.queryset = own_areas(user)
        kinds = [(label, str(model._meta.verbose_name)) for label, model in record_models().items()]
        kind.choices = [("", "Alle soorten"), *kinds]

    def select(self) -> QuerySet[Event]:
        """The lines that the valid choices ask for, of those that this user may see."""
        self.is_valid()
        chosen = self.cleaned_data
        events = self.events
        if text := chosen.get("zoek"):
            events = events.filter(title__icontains=text)
        if who := chosen.get("wie"):
            events = events.filter(by=who)
        if verb := chosen.get("wat"):
            events = events.filter(verb=verb)
        if kind := chosen.get("soort"):
            events = events.filter(kind=kind)
        if area := chosen.get("gebied"):
            events = events.filter(of_area(area))
        if start := chosen.get("vanaf"):
            events = events.filter(at__gte=midnight(start))
        if end := chosen.get("tot"):
            events = events.filter(at__lt=midnight(end + timedelta(days=1)))
        return events


def midnight(day: date) -> datetime:
    """The start of the day in the Netherlands."""
    return make_aware(datetime.combine(day, time()))
