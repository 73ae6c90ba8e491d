"""The filters above a plan: what there is to choose in this plan, and what each choice keeps."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms

from kansrijk.publishing.territory import record_models
from kansrijk.workbooks.screens.plan_items import Item, Part

CLEARED, INCOMPLETE = "leeg", "onvolledig"
PARTS = {
    Part.WRONG: "Rijen met fouten",
    Part.CONFLICT: "Botsingen",
    Part.CHANGED: "Gewijzigd",
    Part.NEW: "Nieuw",
    CLEARED: "Wordt leeggemaakt",
    INCOMPLETE: "Mist nog iets",
    Part.SAME: "Blijft gelijk",
}


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
        kinds = [
            (kind, model) for kind, model in record_models().items() if any(i.kind == kind for i in items)
        ]
        self._offer(
            "oordeel",
            "Alles wat verandert of wacht",
            [(name, f"{label} ({counts[name]})") for name, label in PARTS.items() if counts[name]],
        )
        self._offer("soort", "Alle soorten", [(kind, str(model._meta.verbose_name)) for kind, model in kinds])
        areas = sorted({item.area for item in items if item.area})
        self._offer("gebied", "Alle gebieden", [(area, area) for area in areas])

    def _offer(self, name: str, everything: str, choices: list[tuple[str, str]]) -> None:
        """A choice between one and all is none."""
        if len(choices) < 2 and name != "oordeel":
            del self.fields[name]
        else:
            self.fields[name].choices = [("", everything), *choices]  # type: ignore[attr-defined]

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
