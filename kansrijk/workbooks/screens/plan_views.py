"""The items of one page of a plan as the screen shows them: changed fields old beside new, conflicts as a choice."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeGuard

from django.db.models import ForeignKey
from django.utils.safestring import mark_safe

from kansrijk.accounts.models import User
from kansrijk.publishing.describing import names_in
from kansrijk.publishing.differences import Content, Difference, Field, Kind, Name, Names, differences
from kansrijk.publishing.shapes import shape_of
from kansrijk.publishing.territory import record_models
from kansrijk.workbooks.applying.choosing import Choices, key_of
from kansrijk.workbooks.planning.records import NEW
from kansrijk.workbooks.plans.items import Item, title_of
from kansrijk.workbooks.plans.plan import RecordPlan
from kansrijk.workbooks.screens.conflict_views import (
    Changes,
    ConflictView,
    changes_of,
    is_change_of,
    without_strokes,
)
from kansrijk.workbooks.screens.fields import fields_of

Records = Callable[[Iterable[int]], Mapping[int, RecordPlan]]
"""Gives those records of the plan, by their place, that there are."""
NotTakenOver = Mapping[tuple[str, int], Sequence[str]]
"""By kind and key of a record names of fields."""
NOTHING: NotTakenOver = {}
PAGE_SIZE = 25
MOST_CHARACTERS = 45_000
"""Of texts on one page. What comes after it is named, and shown on a page of its own."""
SIDES, SIDES_AFTERWARDS = ("Nu", "In dit bestand"), ("Daarvoor", "In dit bestand")
CHOICE = re.compile(r"kies-(\d{1,9})-(\w+)", re.ASCII)
PLACE = re.compile(rf"{NEW}(0|[1-9][0-9]{{0,8}})", re.ASCII)
HEADING = re.compile(r"<(/?)h[2-4]\b")
OF_MARKUP = 400
"""Roughly what stands around a text."""


@dataclass(frozen=True)
class ItemView:
    item: Item
    kind: str
    differences: Sequence[Difference] = ()
    conflicts: Sequence[ConflictView] = ()
    cleared: Sequence[str] = ()
    """Labels of the fields that will be emptied."""
    goes_along: Sequence[str] = ()
    """Labels of fields that others changed, which publishing the file would put on the site as well."""
    left_out: Sequence[str] = ()
    """Labels of changed fields that are shown elsewhere, because there is too much on this page."""
    not_taken_over: Sequence[str] = ()
    """Names of the fields that the office left out when it reviewed the record."""
    sides = SIDES
    sides_afterwards = SIDES_AFTERWARDS


def choice_name(place: int, field: str) -> str:
    """The form field for one conflict; valid for this plan only."""
    return f"kies-{place}-{field}"


def choice_in(name: str) -> tuple[int, str] | None:
    """The place and the field of a form field for a conflict; None of any other."""
    found = CHOICE.fullmatch(name)
    return (int(found[1]), found[2]) if found else None


def views_of(
    items: Sequence[Item],
    records: Records,
    choices: Choices,
    *,
    user: User,
    not_taken_over: NotTakenOver = NOTHING,
    is_alone: bool = False,
    is_ready: bool = False,
) -> list[ItemView]:
    """In the order of the items. The number of queries depends on the kinds of record alone. Of a file that `is_ready`
    nothing is shown as emptied that was not."""
    stays = is_ready and not choices.may_clear
    names = _names(items, records)
    changes = changes_of(item.record for item in items if item.record and not item.is_waiting_row)
    left = MOST_CHARACTERS
    views: list[ItemView] = []
    for item in items:
        named = not_taken_over.get((item.kind, item.record.pk or 0), ()) if item.record else ()
        view = _view(item, choices, names, changes, user, named, stays=stays)
        left -= sum(map(_weight, _shown(view)))
        if left < 0 and views and not is_alone:
            labels = [difference.label for difference in _shown(view)]
            view = ItemView(item, view.kind, cleared=view.cleared, left_out=labels)
        views.append(view)
    return views


def _names(items: Sequence[Item], known: Records) -> Names:
    """Of everything that the records on this page refer to, also when it is new in the same file."""
    records: dict[str, list[RecordPlan]] = defaultdict(list)
    for item in items:
        if item.record and not item.is_waiting_row:
            records[item.kind].append(item.record)
    names: dict[tuple[str, str], Name] = {}
    for kind, same in records.items():
        contents = [content for record in same for content in (record.now, record.content, record.mine)]
        names |= names_in(fields_of(kind), contents)
        names |= _new_in_this_file(contents, shape_of(record_models()[kind]).references, known)
    return names


def _new_in_this_file(
    contents: Iterable[Content], references: Sequence[ForeignKey], known: Records
) -> dict[tuple[str, str], Name]:
    """Of records that have no key yet: contents refer to their place in the plan."""
    values = {content.get(reference.name) for content in contents for reference in references}
    places = {int(value[1:]) for value in values if is_place(value)}
    return {
        (record.kind, f"{NEW}{place}"): Name(f"{title_of(record)} (nieuw in dit bestand)")
        for place, record in known(places).items()
    }


def is_place(value: Any) -> TypeGuard[str]:
    """For example #12. A longer number is just a text."""
    return isinstance(value, str) and PLACE.fullmatch(value) is not None


def _view(
    item: Item,
    choices: Choices,
    names: Names,
    changes: Changes,
    user: User,
    not_taken_over: Sequence[str],
    *,
    stays: bool,
) -> ItemView:
    """`stays` tells that what was asked to be emptied is as it was."""
    record, kind = item.record, _kind_name(item.kind)
    if record is None or item.place is None or item.is_waiting_row:
        return ItemView(item, kind)
    fields = fields_of(record.kind)
    kept = {name: record.now[name] for name in record.cleared if stays and name in record.now}
    content = {**record.content, **kept}
    return ItemView(
        item,
        kind,
        differences=list(map(_with_lower_headings, differences(record.now, content, fields, names))),
        conflicts=list(_conflicts(record, item.place, choices, names, changes, user, not_taken_over)),
        cleared=[field.label for field in fields if field.name in record.cleared],
        goes_along=[field.label for field in fields if field.name in record.goes_along],
        not_taken_over=not_taken_over,
    )


def _conflicts(
    record: RecordPlan,
    place: int,
    choices: Choices,
    names: Names,
    changes: Changes,
    user: User,
    not_taken_over: Sequence[str],
) -> Iterator[ConflictView]:
    fields: Sequence[Field] = fields_of(record.kind)
    wins = choices.file_wins.get(key_of(record), ())
    for conflict in record.conflicts:
        sides: tuple[Mapping, Mapping] = {conflict.field: conflict.theirs}, {conflict.field: conflict.mine}
        change = changes.get((record.kind, record.pk or 0, conflict.field))
        for difference in differences(*sides, fields, names):
            yield ConflictView(
                without_strokes(_with_lower_headings(difference)),
                choice_name(place, conflict.field),
                file_wins=conflict.field in wins,
                change=change,
                is_own=is_change_of(change, user),
                is_not_taken_over=conflict.field in not_taken_over,
            )


def _with_lower_headings(difference: Difference) -> Difference:
    """The headings in a text stand below those of this page, of which the lowest is an h5."""
    if difference.kind != Kind.RICH:
        return difference
    old, new = (
        mark_safe(HEADING.sub(r"<\1h6", text))  # noqa: S308 - as safe as it was
        for text in (difference.old, difference.new)
    )
    return replace(difference, old=old, new=new)


def _kind_name(kind: str) -> str:
    return str(record_models()[kind]._meta.verbose_name) if kind else ""


def _shown(view: ItemView) -> list[Difference]:
    return [*view.differences, *(conflict.difference for conflict in view.conflicts)]


def _weight(difference: Difference) -> int:
    """About how many characters it takes on the page."""
    members = [*difference.old_members, *difference.new_members]
    inside = sum(_weight(one) for row in difference.rows for one in row.fields)
    names = sum(len(member.name.label) + OF_MARKUP // 4 for member in members)
    return OF_MARKUP + len(difference.old) + len(difference.new) + names + inside
