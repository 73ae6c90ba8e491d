"""Values that only one may have, such as an address: who would take whose, found before the database refuses it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction

from kansrijk.accounts.scope import may_touch
from kansrijk.publishing.labels import label_of
from kansrijk.publishing.models import Record, RecordState
from kansrijk.publishing.permissions import Actor
from kansrijk.publishing.refusals import WrongState
from kansrijk.publishing.shapes import Shape, key_field_of, shape_of
from kansrijk.publishing.snapshots import Content

NAMED = 3
"""How many records a sentence about a whole set names."""
Key = tuple[str, ...]
"""Names of the fields that together may have each value once."""


@dataclass(frozen=True)
class Clash:
    """A value in the content of one record that another has or is to have."""

    pk: int
    other: int
    """The same as `pk` when one record has two child rows alike."""
    field: str
    """The field of the record, or the name of its child rows."""
    key: Key
    value: tuple[Any, ...]
    """Of the columns in `key`."""
    held: Any = None
    """What the field of the record holds now."""
    row_id: str = ""
    """Of the child row."""


class Taken(WrongState):
    """Two records would have what only one may have."""


@dataclass(frozen=True)
class _Candidate:
    """A row as it would be: a record, or a child row with the record that it is part of."""

    pk: int
    row: Content
    is_new: bool
    """It does not have these values yet, so it is the one that has to give way."""


def require_free(model: type[Record], contents: Mapping[int, Content], *, by: Actor) -> None:
    """Raises Taken, with a sentence for each clash."""
    if found := clashes(model, contents):
        raise Taken(" ".join(dict.fromkeys(sentences(model, found, by=by))))


@contextmanager
def refusing(model: type[Record], contents: Mapping[int, Content], *, by: Actor) -> Iterator[None]:
    """Around writing these contents to their rows: what the database would not take becomes a Refusal."""
    require_free(model, contents, by=by)
    with refusing_contradictions(model, contents):
        yield


@contextmanager
def refusing_contradictions(model: type[Record], contents: Mapping[int, Content]) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        rows = model._default_manager.in_bulk(list(contents)[:NAMED])
        names = ", ".join(f"‘{row}’" for row in rows.values())
        more = f" of een van de {len(contents) - NAMED} andere onderdelen" if len(contents) > NAMED else ""
        raise WrongState(
            f"De gegevens van {names}{more} spreken elkaar tegen, bijvoorbeeld een laatste jaar vóór het eerste. "
            "Kijk ze na en probeer het opnieuw."
        ) from error


def clashes(model: type[Record], contents: Mapping[int, Content]) -> list[Clash]:
    """Where these contents cannot all be written to their rows, in a number of queries that depends on the kind only."""
    shape = shape_of(model)
    names = [name for (name,) in _keys(shape)]
    held = {
        row["pk"]: row for row in model._default_manager.filter(pk__among=list(contents)).values("pk", *names)
    }
    found: list[Clash] = []
    for name in names:
        candidates = [
            _Candidate(pk, content, content[name] != held[pk][name])
            for pk, content in contents.items()
            if pk in held and name in content
        ]
        for candidate, other, value in _clashing(shape, candidates, (name,), set(contents)):
            found.append(Clash(candidate.pk, other, name, (name,), value, held[candidate.pk][name]))
    for name, child in shape.children.items():
        written = {pk for pk, content in contents.items() if name in content}
        candidates = [
            _Candidate(pk, {**row, child.parent_link_name: pk}, True)
            for pk, content in contents.items()
            for row in content.get(name, ())
        ]
        for key in _keys(child):
            for candidate, other, value in _clashing(child, candidates, key, written):
                found.append(Clash(candidate.pk, other, name, key, value, row_id=candidate.row["id"]))
    return found


def _keys(shape: Shape) -> list[Key]:
    """What the tables of our records know: single columns, and for child rows also columns beside their parent."""
    constraints = [c for c in shape.model._meta.constraints if isinstance(c, models.UniqueConstraint)]
    return [
        *[(field.name,) for field in shape.columns if field.unique],
        *[tuple(one.fields) for one in constraints if one.fields and one.condition is None],
    ]


def _clashing(
    shape: Shape, candidates: Iterable[_Candidate], key: Key, written: set[int]
) -> Iterator[tuple[_Candidate, int, tuple[Any, ...]]]:
    """Candidates whose values another has, with that other's record and the values. `written` are the records whose
    rows get what the candidates say, whatever they hold now."""
    first: dict[tuple[Any, ...], _Candidate] = {}
    for candidate in sorted(candidates, key=lambda one: one.is_new):
        value = tuple(candidate.row.get(name) for name in key)
        if None in value:
            continue
        if value in first:
            yield candidate, first[value].pk, value
        first.setdefault(value, candidate)
    if shape.parent_link_name in key:
        return
    # All other keys are single columns.
    wanted = {value: candidate for (value,), candidate in first.items() if candidate.is_new}
    for value, other in _held_by_others(shape, key[0], list(wanted), written):
        yield wanted[value], other, (value,)


def _held_by_others(shape: Shape, name: str, values: list[Any], pks: set[int]) -> Iterable[tuple[Any, int]]:
    if not values:
        return ()
    owner = shape.parent_link or "pk"
    rows = shape.model._default_manager.filter(**{f"{name}__in": values})
    return rows.exclude(**{f"{owner}__in": list(pks)}).values_list(name, owner)


def without_clashes(model: type[Record], contents: Mapping[int, Content]) -> dict[int, Content]:
    """The same contents, where each field that clashes stays as it is, and child rows that clash are left out."""
    cleaned = dict(contents)
    while found := clashes(model, cleaned):
        for clash in found:
            content = cleaned[clash.pk]
            kept = (
                [row for row in content[clash.field] if row["id"] != clash.row_id]
                if clash.row_id
                else clash.held
            )
            cleaned[clash.pk] = {**content, clash.field: kept}
    return cleaned


def sentences(model: type[Record], found: Iterable[Clash], *, by: Actor) -> Iterator[str]:
    """What is wrong and what to do, naming both records as far as this person may know of them."""
    found = list(found)
    rows = model._default_manager.in_bulk({pk for clash in found for pk in (clash.pk, clash.other)})
    for clash in found:
        record, other = rows[clash.pk], rows[clash.other]
        label = label_of(record, clash.field)
        value = ", ".join(map(str, _readable(model, clash)))
        if clash.other == clash.pk:
            yield f"Bij ‘{record}’ staat in ‘{label}’ twee keer ‘{value}’. Haal er één weg."
        elif by is None or other.is_readable or may_touch(by, other):
            gone = " (weggehaald)" if other.state == RecordState.REMOVED else ""
            yield (
                f"Bij ‘{record}’ en bij ‘{other}’{gone} staat hetzelfde in ‘{label}’: ‘{value}’. "
                "Dat mag maar bij één van de twee. Wijzig het bij een van beide."
            )
        else:
            yield f"Bij ‘{record}’ staat in ‘{label}’ ‘{value}’. Dat is al van iets anders. Kies iets anders."


def _readable(model: type[Record], clash: Clash) -> Iterator[Any]:
    """The values without the record itself; a reference by what it is called."""
    shape = shape_of(model)
    part = shape.children.get(clash.field, shape)
    for name, value in zip(clash.key, clash.value, strict=True):
        if name == part.parent_link_name:
            continue
        related: Any = part.model._meta.get_field(name).related_model
        yield (related and related._default_manager.filter(**{key_field_of(related): value}).first()) or value
