"""What records are called: how a reference stands in a cell, and which record a name in a cell means.

Names holds plain data, so that cells are read without the database; load_names() fills it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from string import Formatter
from typing import Any

from django.apps import apps
from django.db.models import Model

from kansrijk.accounts.models import User
from kansrijk.accounts.scope import is_office, scope
from kansrijk.publishing.models import Record, RecordState
from kansrijk.publishing.models.record import SHOWN_STATES
from kansrijk.publishing.newest_work import nowhere
from kansrijk.publishing.shapes import key_field_of
from kansrijk.resources.codes import Code
from kansrijk.resources.misread import Misread
from kansrijk.resources.nearest import Nearest, did_you_mean
from kansrijk.resources.sheet import resource_of
from kansrijk.resources.texts import folded, unaccented

MOST_NAMED = 15
"""A longer list of choices nobody reads in a message."""


@dataclass(frozen=True)
class Source:
    """The names of all records of one model."""

    noun: str
    """In Dutch, for messages: thema."""
    labels: Mapping[str, str]
    """How each key stands in a cell; no two are the same."""
    other_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Per key what it may be called as well."""
    offered: tuple[str, ...] = ()
    """The keys that this user may choose, in the order of the list."""
    removed: frozenset[str] = frozenset()
    """Keys of what was taken off the site: it stays where it stands, but nobody can choose it anew."""
    code: Code | None = None
    """When the key is a code: what follows it in a cell does not count, since a title may have changed."""

    @cached_property
    def keys_by_label(self) -> dict[str, str]:
        return {label: key for key, label in self.labels.items()}

    @cached_property
    def by_name(self) -> dict[str, tuple[str, ...]]:
        """Every way to write a name, folded, with the keys it may mean. What stands in cells comes first."""
        by_label: dict[str, dict[str, bool]] = defaultdict(dict)
        by_other: dict[str, dict[str, bool]] = defaultdict(dict)
        for key, label in self.labels.items():
            for name in (key, label):
                by_label[folded(name)][key] = True
                by_other[unaccented(name)][key] = True
            for name in self.other_names.get(key, ()):
                by_other[folded(name)][key] = True
                by_other[unaccented(name)][key] = True
        found = {**by_other, **by_label}
        return {name: tuple(keys) for name, keys in found.items() if name}

    @cached_property
    def nearest(self) -> Nearest:
        names = [self.labels[key] for key in self.offered]
        for key in self.offered:
            also = (*self.other_names.get(key, ()), key)
            names += [name for name in also if name not in self.labels[key]]
        return Nearest(names)

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys that a name may mean; none when it is unknown."""
        if name in self.keys_by_label:
            return (self.keys_by_label[name],)
        if self.code and (code := self.code.read(name)) in self.labels:
            return (code,)
        return self.by_name.get(folded(name)) or self.by_name.get(unaccented(name)) or ()

    def near(self, name: str) -> tuple[str, ...]:
        """How the nearest records stand in a cell."""
        labels = (self.labels[self.keys(near)[0]] for near in self.nearest.to(name))
        return tuple(dict.fromkeys(labels))

    def advice(self) -> str:
        """What to do when nothing is near."""
        choices = [f"‘{self.labels[key]}’" for key in self.offered]
        if 1 < len(choices) <= MOST_NAMED:
            return f"Kies uit {', '.join(choices[:-1])} of {choices[-1]}."
        if len(choices) == 1:
            return f"Hier kunt u alleen {choices[0]} kiezen."
        return f"Kies een {self.noun} uit de lijst bij de cel." if choices else ""


NOBODY = Source("onderdeel", {})


class Names:
    """The names of all models that cells refer to."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources

    def of(self, source: str) -> Source:
        return self.sources.get(source, NOBODY)

    def label(self, source: str, key: str) -> str:
        """How the record stands in a cell; its key when it is unknown."""
        return self.of(source).labels.get(key, key)

    def offered(self, source: str) -> list[str]:
        """What a drop-down holds."""
        found = self.of(source)
        return [found.labels[key] for key in found.offered]

    def key(self, source: str, name: str) -> str:
        """The key of the record with this name. Raises Misread when there is none, or more than one."""
        found = self.of(source)
        keys = found.keys(name)
        if len(keys) == 1:
            return keys[0]
        if keys:
            labels = [found.labels[key] for key in keys]
            raise Misread(f"‘{name}’ kan meer dan één ding zijn.{did_you_mean(labels)}")
        near = found.near(name)
        wrong = f"Er is geen {found.noun} ‘{name}’.{did_you_mean(near)}"
        raise Misread(wrong, near[0] if near else "", advice="" if near else found.advice())


def load_names(models: Iterable[str], *, user: User | None = None) -> Names:
    """The names of all records of these models (by label); one query for each model, one for other names, and one when
    it has records that were never shown.

    With a user, what a drop-down offers is limited to what that user may choose. What is neither on the site nor
    proposed for it keeps its name, but is not offered.
    """
    return Names({label: _source(apps.get_model(label), user) for label in dict.fromkeys(models)})


def _source(model: type[Model], user: User | None) -> Source:
    resource = resource_of(model)
    first, *others = resource.known_by()
    code, key_field = resource.code(), key_field_of(model)
    own = [pattern for pattern in others if not _follows_relation(pattern)]
    fields = {name for pattern in (first, *own) for name in _fields(pattern)}
    has_state = any(f.name == "state" for f in model._meta.fields)
    wanted = {"pk", key_field, *fields, *(["state"] if has_state else [])}
    labels: dict[str, str] = {}
    other_names: dict[str, list[str]] = defaultdict(list)
    removed: set[str] = set()
    offered: list[str] = []
    allowed = _allowed(model, user)
    never_shown: dict[int, str] = {}
    # One object for each key, so that 20,000 contents with the same reference share it.
    for row in model._default_manager.values(*sorted(wanted)):
        key = str(row[key_field])
        is_secret = _is_secret(row, allowed)
        labels[key] = key if is_secret else first.format_map(row)
        other_names[key] += [] if is_secret else [pattern.format_map(row) for pattern in own]
        if row.get("state") == RecordState.REMOVED:
            removed.add(key)
        elif allowed is None or row["pk"] in allowed:
            offered.append(key)
        if row.get("state") == RecordState.NEW:
            never_shown[row["pk"]] = key
    gone = _nowhere(model, never_shown)
    for pattern in others:
        if _follows_relation(pattern):
            [path] = _fields(pattern)
            named = model._default_manager.filter(**{f"{path}__isnull": False}).order_by(path)
            for key, name in named.values_list(key_field, path):
                other_names[str(key)].append(name)
    return Source(
        noun=str(model._meta.verbose_name),
        labels=_distinct(labels, gone),
        other_names={key: tuple(names) for key, names in other_names.items()},
        offered=tuple(key for key in offered if key not in gone),
        removed=frozenset(removed),
        code=code if code.field == key_field and code.digits > 1 else None,
    )


def _nowhere(model: type[Model], keys: Mapping[int, str]) -> set[str]:
    """Of these keys, by primary key, those of what was taken off the site again; asks nobody when there are none."""
    return {keys[pk] for pk in nowhere(model, keys)} if keys and issubclass(model, Record) else set()


def _allowed(model: type[Model], user: User | None) -> set[int] | None:
    """The primary keys that this user may choose; None for all. Words that everybody shares have no scope."""
    if user is None or is_office(user) or not getattr(model, "scope_paths", ()):
        return None
    return set(scope(user, model._default_manager.all()).values_list("pk", flat=True))


def _is_secret(row: Mapping[str, Any], allowed: set[int] | None) -> bool:
    """Of what visitors do not see, nobody who works elsewhere learns the name; not by guessing it either."""
    return allowed is not None and row["pk"] not in allowed and row.get("state") not in SHOWN_STATES


def _fields(pattern: str) -> list[str]:
    return [name for _text, name, _spec, _conversion in Formatter().parse(pattern) if name]


def _follows_relation(pattern: str) -> bool:
    return any("__" in name for name in _fields(pattern))


def _distinct(labels: dict[str, str], gone: Collection[str]) -> dict[str, str]:
    """Two records with one name get their key behind it; one that is gone leaves the other its name."""
    keys: dict[Any, list[str]] = defaultdict(list)
    for key, label in labels.items():
        keys[folded(label)].append(key)
    doubles: set[str] = set()
    for same in keys.values():
        shown = [key for key in same if key not in gone]
        if len(same) > 1:
            doubles.update(same if len(shown) > 1 else set(same).difference(shown))
    return {key: f"{label} ({key})" if key in doubles else label for key, label in labels.items()}
