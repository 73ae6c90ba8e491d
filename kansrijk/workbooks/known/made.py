"""Loads what earlier uploads of one workbook made: the records that were new in them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localdate

from kansrijk.accounts.models import User
from kansrijk.publishing.models import Record
from kansrijk.publishing.shapes import key_field_of
from kansrijk.workbooks.models import Export, Upload

OWN_FILE = "uw eerdere bestand van {day}"
FILE_OF_OTHER = "een eerder bestand met hetzelfde kenmerk, van {day}"


class Made(NamedTuple):
    code: Any
    file: str
    """What to call the file that it was made from."""


def load_made_names(export: Export | None, user: User | None) -> dict[str, str]:
    """What others call the records that files with this export number made, whoever sent them, each with what to call
    the file for this person. Of any kind: what does not exist any more is not found later."""
    if export is None:
        return {}
    uploads = Upload.objects.filter(export=export).exclude(made={}).order_by("at")
    found: dict[str, str] = {}
    for made, at, by in uploads.values_list("made", "at", "by"):
        words = OWN_FILE if user and by == user.pk else FILE_OF_OTHER
        file = words.format(day=date_format(localdate(at), "j F Y"))
        found |= {str(name): file for name in made.values()}
    return found


def load_made(model: type[Record], code_field: str, names: Mapping[str, str]) -> dict[int, Made]:
    """By primary key each record of one kind with one of these names."""
    key = key_field_of(model)
    wanted: list[Any] = sorted(names)
    if key == "pk":
        wanted = [int(name) for name in wanted if name.isascii() and name.isdecimal()]
    if not wanted:
        return {}
    rows = model._default_manager.filter(**{f"{key}__among": wanted}).order_by()
    return {pk: Made(code, names[str(name)]) for pk, code, name in rows.values_list("pk", code_field, key)}
