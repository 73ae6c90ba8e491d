"""The filters above a plan: what there is to choose in this plan, and what each choice keeps."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.http import urlencode

from kansrijk.publishing.territory import record_models
from kansrijk.workbooks.plans.items import CLEARED, INCOMPLETE, WAITING_PARTS, Group, Part, Wish
from kansrijk.workbooks.plans.words import in_dutch

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
EVERYTHING_AFTERWARDS = "Alles wat veranderde of niet meeging"
PARTS_AFTERWARDS = PARTS | {
    Part.ALONG: "Rijen die niet meegingen",
    INCOMPLETE: "Miste nog iets",
    Part.SAME: "Bleef gelijk",
}
"""Of a file that was set ready nothing waits any more."""


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

    def __init__(self, data: Any, groups: Mapping[Group, int], *, is_ready: bool) -> None:
        """`groups` says how many items of the plan are in each."""
        super().__init__(data, label_suffix="")
        self.total = sum(groups.values())
        self.parts = PARTS_AFTERWARDS if is_ready else PARTS
        self.everything = EVERYTHING_AFTERWARDS if is_ready else EVERYTHING
        counts = Counter[str]()
        for group, count in groups.items():
            counts[group.part] += count
            counts[CLEARED] += count if group.is_cleared else 0
            counts[INCOMPLETE] += count if group.is_incomplete else 0
        self.counts = counts
        there = {group.kind for group in groups}
        kinds = [(kind, model) for kind, model in record_models().items() if kind in there]
        self._offer(
            "oordeel",
            self.everything,
            [(name, f"{label} ({counts[name]})") for name, label in self.parts.items() if counts[name]],
        )
        self._offer("soort", "Alle soorten", [(kind, str(model._meta.verbose_name)) for kind, model in kinds])
        # A row may be refused just because it is about an area of somebody else.
        areas = sorted({group.area for group in groups if group.area and group.part not in WAITING_PARTS})
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
        shown = [(name, label, self.counts[name]) for name, label in self.parts.items() if self.counts[name]]
        total = self.total - self.counts[Part.SAME]
        known = {name for name, _label, _count in shown}
        return [
            Tab(
                name,
                label,
                in_dutch(count),
                name == (current if current in known else ""),
                _address(query, name),
            )
            for name, label, count in [("", self.everything, total), *shown]
        ]

    def wish(self) -> Wish:
        """What the valid choices ask for."""
        self.is_valid()
        part, kind, area, text = (
            self.cleaned_data.get(name, "") for name in ("oordeel", "soort", "gebied", "zoek")
        )
        return Wish(part, kind, area, text.strip().casefold())


def _address(query: Mapping[str, str], part: str) -> str:
    return f"?{urlencode({**query, **({'oordeel': part} if part else {})})}#wijzigingen"
