"""What a plan comes to in plain Dutch, for the page, the lists and the command alike."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps

from kansrijk.workbooks.planning.plan import Plan, RowVerdict
from kansrijk.workbooks.planning.storing import counts_of

NOTHING = "0 wijzigingen"
VERBS = ((RowVerdict.CHANGED, "gewijzigd"), (RowVerdict.NEW, "nieuw"), (RowVerdict.CONFLICT, "in botsing"))


def totals(plan: Plan) -> str:
    """For example: 3 interventies gewijzigd, 1 nieuw, 2 rijen wachten op verbetering."""
    return totals_of(counts_of(plan))


def totals_of(counts: Mapping[str, Any]) -> str:
    """The same from Upload.counts, without the plan itself."""
    changes = [
        part for kind, verdicts in counts.get("kinds", {}).items() for part in _of_kind(kind, verdicts)
    ]
    return ", ".join(
        [
            *(changes or [NOTHING]),
            *_part(counts.get("cleared", 0), "veld wordt leeggemaakt", "velden worden leeggemaakt"),
            *_part(
                counts.get("rows", {}).get(RowVerdict.REFUSED, 0),
                "rij wacht op verbetering",
                "rijen wachten op verbetering",
            ),
        ]
    )


def _of_kind(kind: str, verdicts: Mapping[str, int]) -> list[str]:
    """The noun stands in the first part only."""
    names = apps.get_model(kind)._meta
    parts: list[str] = []
    for verdict, word in VERBS:
        if number := verdicts.get(verdict, 0):
            noun = names.verbose_name if number == 1 else names.verbose_name_plural
            parts.append(f"{number} {word}" if parts else f"{number} {noun} {word}")
    return parts


def _part(number: int, one: str, more: str) -> list[str]:
    return [f"{number} {one if number == 1 else more}"] if number else []
