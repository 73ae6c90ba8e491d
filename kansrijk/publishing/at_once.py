"""Fields that work at once, outside drafts: a consent that is withdrawn may not wait for anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kansrijk.publishing.drafting import newest_open
from kansrijk.publishing.log import log_revisions
from kansrijk.publishing.models import Record, Revision, SiteState, Verb
from kansrijk.publishing.permissions import Actor, require_touch
from kansrijk.publishing.snapshots import from_json, to_json

Values = dict[str, Any]


@dataclass(frozen=True)
class AtOnce:
    """What came of it: labels of the fields that changed, and of those that somebody else changed meanwhile."""

    changed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def at_once_values(record: Record) -> Values:
    """As the database has them, in the form of JSON."""
    if not record.not_drafted:
        return {}
    fields: list[Any] = [record._meta.get_field(name) for name in record.not_drafted]
    row = type(record)._default_manager.get(pk=record.pk)
    return {
        field.name: sorted(getattr(row, field.name).values_list("pk", flat=True))
        if field.many_to_many
        else to_json(field, getattr(row, field.attname))
        for field in fields
    }


@transaction.atomic
def change_at_once(record: Record, mine: Values, *, before: Mapping[str, Any], by: Actor) -> AtOnce:
    """Writes what I changed since `before`. They belong together (a consent is one thing), so when somebody else
    changed any of them meanwhile, nothing of mine is written."""
    require_touch(by, record.record_kind, [record.pk])
    SiteState.locked()
    now = at_once_values(record)
    wanted = [name for name in now if mine[name] != before.get(name) and mine[name] != now[name]]
    labels = tuple(str(record._meta.get_field(name).verbose_name) for name in wanted)  # type: ignore[union-attr]  # fields of our own
    if not wanted:
        return AtOnce()
    if any(now[name] != before.get(name) for name in now):
        return AtOnce(refused=labels)
    _write(record, {name: mine[name] for name in wanted})
    if revision := newest_open(record) or record.live_revision or Revision.objects.of(record).first():
        log_revisions(Verb.AT_ONCE, [revision], by=by, reason=f"Gewijzigd: {', '.join(labels)}")
    SiteState.bump()
    return AtOnce(changed=labels)


def _write(record: Record, values: Values) -> None:
    """All in one UPDATE: the database checks them together."""
    columns = {}
    for name, value in values.items():
        field: Any = record._meta.get_field(name)
        if field.many_to_many:
            getattr(record, name).set(value)
        else:
            columns[name] = from_json(field, value)
    if columns:
        type(record)._default_manager.filter(pk=record.pk).update(**columns)
