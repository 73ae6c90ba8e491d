"""How one cell is read and written. Strict: what is not understood raises ValueError with a Dutch sentence."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from django.db.models import Choices, Manager, Model
from import_export import widgets

from kansrijk.richtext.markup import html_from_markup

WHOLE_NUMBER = re.compile(r"-?(\d+|\d{1,3}(\.\d{3})+)")


def is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def did_you_mean(value: str, known: Iterable[str]) -> str:
    """A sentence with the nearest known values, nearest first; empty when nothing is near."""
    nearest = get_close_matches(value, list(known), n=3, cutoff=0.5)
    return f" Bedoelt u {' of '.join(f'‘{name}’' for name in nearest)}?" if nearest else ""


class TextWidget(widgets.CharWidget):
    """Plain text without white space around it; a whole number counts as text, as spreadsheets make numbers of codes."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        if value is None:
            return ""
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise ValueError(f"Hier hoort tekst te staan, geen {_dutch_kind(value)}.")
        return str(value).strip()


class MarkupWidget(TextWidget):
    """Body text in the light markup of kansrijk/richtext/markup.py."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return html_from_markup(super().clean(value, row, **kwargs))


class WholeNumberWidget(widgets.IntegerWidget):
    """9500, "9500" and "9.500" are the same number; an empty cell is no number."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        if is_empty(value):
            return None
        if isinstance(value, float) and value.is_integer():
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, str) and WHOLE_NUMBER.fullmatch(value.strip()):
            return int(value.strip().replace(".", ""))
        raise ValueError(f"‘{value}’ is geen heel getal.")


class DegreesWidget(widgets.DecimalWidget):
    """A place on the map: 52.437, "52.437" or "52,437"."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Decimal | None:
        if is_empty(value):
            return None
        try:
            number = Decimal(str(value).strip().replace(",", "."))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise ValueError(f"‘{value}’ is geen getal. Schrijf het zoals 52.437.")
        return number


class DayWidget(widgets.DateWidget):
    """A date, or text such as 2026-05-01 or 1-5-2026."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> date | None:
        if is_empty(value):
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        for pattern in ("%Y-%m-%d", "%d-%m-%Y"):
            try:
                return datetime.strptime(str(value).strip(), pattern).date()
            except ValueError:
                continue
        raise ValueError(f"‘{value}’ is geen datum. Schrijf de datum zoals 2026-05-01.")


class YesNoWidget(widgets.BooleanWidget):
    """True and false, ja and nee."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        answer = {"ja": True, "nee": False}.get(str(value).strip().lower(), value)
        if not isinstance(answer, bool):
            raise ValueError(f"‘{value}’ is geen ‘ja’ of ‘nee’.")
        return answer

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "ja" if value else "nee"


class ChoiceWidget(widgets.CharWidget):
    """One of a fixed list, by its code or by the words on the screen."""

    def __init__(self, choices: type[Choices]) -> None:
        super().__init__()
        self.choices = choices

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        if is_empty(value):
            return ""
        text = str(value).strip()
        code = {label: code for code, label in self.choices.choices}.get(text, text)
        if code not in self.choices.values:
            raise ValueError(f"‘{text}’ staat niet in de lijst.{did_you_mean(text, self.choices.values)}")
        return str(code)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return str(self.choices(value).label) if value else ""


class ReferenceWidget(widgets.ForeignKeyWidget):
    """One record, by its slug or code."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Model | None:
        return None if is_empty(value) else _find(self.model, self.field, [str(value).strip()])[0]


class ReferencesWidget(widgets.ManyToManyWidget):
    """Several records, by their slugs or codes: a list, or text with commas between."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[Model]:
        parts = (value or "").split(self.separator) if isinstance(value, str | None) else value
        if not isinstance(parts, list | tuple):
            raise ValueError(f"Hier hoort een lijst te staan, geen {_dutch_kind(value)}.")
        names = [str(part).strip() for part in parts if not is_empty(part)]
        return _find(self.model, self.field, list(dict.fromkeys(names)))

    def render(self, value: Manager | None, obj: Any = None, **kwargs: Any) -> str:
        names = [] if value is None else value.order_by(self.field).values_list(self.field, flat=True)
        return f"{self.separator} ".join(names)


def _find(model: type[Model], field: str, names: list[str]) -> list[Model]:
    """The records in the order of `names`; raises ValueError for the names that no record has."""
    records = {
        str(getattr(record, field)): record
        for record in model._default_manager.filter(**{f"{field}__in": names})
    }
    unknown = [name for name in names if name not in records]
    if unknown:
        known = [str(name) for name in model._default_manager.values_list(field, flat=True)]
        noun = model._meta.verbose_name
        raise ValueError(
            " ".join(f"Er is geen {noun} ‘{name}’.{did_you_mean(name, known)}" for name in unknown)
        )
    return [records[name] for name in names]


def _dutch_kind(value: Any) -> str:
    kinds = {
        bool: "ja of nee",
        float: "getal",
        Decimal: "getal",
        int: "getal",
        str: "tekst",
        list: "lijst",
        dict: "tabel",
    }
    return kinds.get(type(value), "datum")
