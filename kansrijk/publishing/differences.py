"""What changed between two contents of a record, field by field, ready to be shown side by side. Pure.

What the fields are called and look like comes along as data; describing.py reads it from the models.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from kansrijk.publishing.marking import marked_html, marked_text

Content = Mapping[str, Any]

EMPTY: tuple[Any, ...] = (None, "", [])
NOTHING = SafeString("")


class Kind(StrEnum):
    TEXT = "text"
    RICH = "rich"
    PLAIN = "plain"
    """Shown whole, old and new: a number, a day, a choice, an address."""
    REFERENCE = "reference"
    SET = "set"
    ROWS = "rows"


@dataclass(frozen=True)
class Field:
    name: str
    label: str
    kind: Kind
    show: Callable[[Any], str] = str
    """For a plain value: how it looks on the screen."""
    source: str = ""
    """For a reference or a set: the kind of record that it names."""
    fields: tuple["Field", ...] = ()
    """For rows: what each of them holds."""


@dataclass(frozen=True)
class Name:
    """How the screen shows a record that a content refers to."""

    label: str
    picture: str = ""
    """Address of a small version, when it is a photo."""


Names = Mapping[tuple[str, str], Name]
"""By the source of the field and the key in the content."""


@dataclass(frozen=True)
class Member:
    name: Name
    is_changed: bool


@dataclass(frozen=True)
class RowDifference:
    change: str
    """toegevoegd, weggehaald or gewijzigd: it stands on the screen."""
    title: str
    fields: tuple["Difference", ...]
    old_title: str = ""
    """What the old side calls a row that was changed."""


@dataclass(frozen=True)
class Difference:
    """One changed field. Text and plain values are in old and new, references and sets in the members."""

    name: str
    label: str
    kind: Kind
    old: SafeString = NOTHING
    new: SafeString = NOTHING
    old_members: tuple[Member, ...] = ()
    new_members: tuple[Member, ...] = ()
    rows: tuple[RowDifference, ...] = ()


def differences(old: Content, new: Content, fields: Sequence[Field], names: Names) -> list[Difference]:
    """The changed fields, in the order of `fields`. A field that `new` does not have counts as unchanged; one
    that `old` does not have was empty."""
    return [
        _difference(field, old.get(field.name), new[field.name], names)
        for field in fields
        if field.name in new and not is_same(old.get(field.name), new[field.name])
    ]


def changed_fields(old: Content, new: Content, fields: Sequence[Field]) -> list[Field]:
    """The same fields without a word about what is in them; much quicker."""
    return [f for f in fields if f.name in new and not is_same(old.get(f.name), new[f.name])]


def is_same(old: Any, new: Any) -> bool:
    return old == new or (old in EMPTY and new in EMPTY)


def _difference(field: Field, old: Any, new: Any, names: Names) -> Difference:
    this = (field.name, field.label, field.kind)
    match field.kind:
        case Kind.TEXT:
            return Difference(*this, *marked_text(old or "", new or ""))
        case Kind.RICH:
            return Difference(*this, *marked_html(old or "", new or ""))
        case Kind.PLAIN:
            return Difference(*this, _whole(field, old, "del"), _whole(field, new, "ins"))
        case Kind.REFERENCE:
            old, new = ([key] if key else [] for key in (old, new))
        case Kind.ROWS:
            return Difference(*this, rows=tuple(_rows(field, old or [], new or [], names)))
    old, new = old or [], new or []
    return Difference(
        *this,
        old_members=_members(field, old, set(new), names),
        new_members=_members(field, new, set(old), names),
    )


def _whole(field: Field, value: Any, mark: str) -> SafeString:
    if value in EMPTY:
        return NOTHING
    return mark_safe(f"<{mark}>{escape(field.show(value))}</{mark}>")  # noqa: S308 - escaped


def _members(field: Field, keys: Sequence[str], others: set[str], names: Names) -> tuple[Member, ...]:
    found = [Member(name_of(field, key, names), key not in others) for key in keys]
    return tuple(sorted(found, key=lambda member: member.name.label.casefold()))


def name_of(field: Field, key: str, names: Names) -> Name:
    return names.get((field.source, key)) or Name(f"‘{key}’ (bestaat niet meer)")


def _rows(field: Field, old: list[Content], new: list[Content], names: Names) -> Iterator[RowDifference]:
    """Rows in their new order, then those that are gone."""
    before = {row["id"]: row for row in old}
    after = {row["id"]: row for row in new}
    # The place in the list tells nothing about a row that came or went.
    without_place = [inner for inner in field.fields if inner.name != "position"]
    for key, row in after.items():
        if key not in before:
            yield RowDifference(
                "toegevoegd", _title(field, row, names), tuple(differences({}, row, without_place, names))
            )
        elif changed := differences(before[key], row, field.fields, names):
            titles = [_title(field, one, names) for one in (row, before[key])]
            yield RowDifference("gewijzigd", titles[0], tuple(changed), old_title=titles[1])
    for key, row in before.items():
        if key not in after:
            gone = differences(row, dict.fromkeys(row), without_place, names)
            yield RowDifference("weggehaald", _title(field, row, names), tuple(gone))


def _title(field: Field, row: Content, names: Names) -> str:
    """What people recognise a row by: its first two filled-in texts or names."""
    words = [
        name_of(inner, row[inner.name], names).label if inner.kind == Kind.REFERENCE else row[inner.name]
        for inner in field.fields
        if inner.kind in (Kind.TEXT, Kind.REFERENCE) and row.get(inner.name)
    ]
    return " – ".join(words[:2])
