"""The filters above a plan: what there is to choose in this plan, and what each choice keeps."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.http import urlencode

from kansrijk.publishing.territory import record_models
from kansrijk.workbooks.planning.words import in_dutch
from kansrijk.workbooks.screens.plan_items import Item, Part

CLEARED, INCOMPLETE = "leeg", "onvolledig"
EVERYTHING = "Alles wat verandert of wacht"
PARTS = {
    Part.WRONG: "Rijen met fouten",
    Part.ALONG: "Rijen die meewachten",
    Part.CONFLICT: "Dubbel gewijzigd",
    Part.CHANGED: "Gewijzigd",
    Part.NEW: "Nieuw",
    CLEARED: "Velden leegmaken",
    INCOMPLETE: "Mist nog iets",
    Part.SAME: "Blijft gelijk",
}


@dataclass(frozen=True)
class Tab:
    """One part of the plan, as a button above it."""

    value: str
    """Of field `oordeel`."""
    label: str
    count: str
    """For example 4.948."""
    is_current: bool
    url: str
    """The same filter with this part."""


class PlanFilter(forms.Form):
    oordeel = forms.ChoiceField(label="Toon", required=False)
    soort = forms.ChoiceField(label="Soort", required=False)
    gebied = forms.ChoiceField(label="Gebied", required=False)
    zoek = forms.CharField(label="Zoek", required=False, max_length=100)

    def __init__(self, data: Any, items: Sequence[Item]) -> None:
        super().__init__(data, label_suffix="")
        self.items = items
        counts = Counter[str](item.part for item in items)
        counts[CLEARED] = sum(item.is_cleared for item in items)
        counts[INCOMPLETE] = sum(item.is_incomplete for item in items)
        self.counts = counts
        kinds = [
            (kind, model) for kind, model in record_models().items() if any(i.kind == kind for i in items)
        ]
        self._offer(
            "oordeel",
            EVERYTHING,
            [(name, f"{label} ({counts[name]})") for name, label in PARTS.items() if counts[name]],
        )
        self._offer("soort", "Alle soorten", [(kind, str(model._meta.verbose_name)) for kind, model in kinds])
        # A row may be refused just because it is about an area of somebody else.
        areas = sorted({item.area for item in items if item.area and not item.is_waiting_row})
        self._offer("gebied", "Alle gebieden", [(area, area) for area in areas])

    def _offer(self, name: str, everything: str, choices: list[tuple[str, str]]) -> None:
        """A choice between one and all is none."""
        if len(choices) < 2 and name != "oordeel":
            del self.fields[name]
        else:
            self.fields[name].choices = [("", everything), *choices]  # type: ignore[attr-defined]  # they all have

    def tabs(self) -> list[Tab]:
        """Everything and each part that there is; none when there is nothing to choose between."""
        query = {name: value for name in self.fields if (value := self.data.get(name, ""))}
        current = query.pop("oordeel", "")
        shown = [(name, label, self.counts[name]) for name, label in PARTS.items() if self.counts[name]]
        total = len(self.items) - self.counts[Part.SAME]
        known = {name for name, _label, _count in shown}
        return [
            Tab(
                name,
                label,
                in_dutch(count),
                name == (current if current in known else ""),
                _address(query, name),
            )
            for name, label, count in [("", EVERYTHING, total), *shown]
        ]

    def select(self) -> list[Item]:
        """The items that the valid choices ask for."""
        self.is_valid()
        chosen = self.cleaned_data
        part, kind, area = (chosen.get(name, "") for name in ("oordeel", "soort", "gebied"))
        text = chosen.get("zoek", "").strip().casefold()
        return [
            item
            for item in self.items
            if _is_of(item, part)
            and (not kind or item.kind == kind)
            and (not area or item.area == area)
            and (not text or item.mentions(text))
        ]


def _address(query: Mapping[str, str], part: str) -> str:
    return f"?{urlencode({**query, **({'oordeel': part} if part else {})})}#wijzigingen"


def _is_of(item: Item, part: str) -> bool:
    match part:
        case "":
            return item.part != Part.SAME
        case str() if part == CLEARED:
            return item.is_cleared
        case str() if part == INCOMPLETE:
            return item.is_incomplete
        case _:
            return item.part == part
