"""Which published versions were taken off the site again, with the release in which they came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models.fields.json import KeyTextTransform

from kansrijk.publishing.models import ChangeSet, Event, Revision, Verb


@dataclass(frozen=True)
class Undone:
    at: datetime
    reason: str
    """Why, as far as somebody wrote it down."""


def undone(revisions: Iterable[Revision]) -> dict[int, Undone]:
    """By primary key, of the revisions of one page; left out is what still counts, also when its release was undone but
    this was edited since. Two queries, asked by release: a report of thousands of lines is not read for each of them."""
    published = [one for one in revisions if one.published_at and one.change_set_id]
    releases = ChangeSet.objects.filter(pk__in={one.change_set_id for one in published})
    reasons = dict(
        releases.filter(undone_at__isnull=False)
        .order_by()
        .values_list("pk", KeyTextTransform("reason", "undo_report"))
    )
    inside = [one for one in published if one.change_set_id in reasons]
    events = Event.objects.filter(
        verb=Verb.UNDO, change_set__in=list(reasons), object_id__among={one.object_id for one in inside}
    )
    rows = events.order_by("pk").values_list("change_set", "kind", "object_id", "at")
    moments = {(release, kind, pk): at for release, kind, pk, at in rows} if inside else {}
    return {
        one.pk: Undone(moments[key], reasons[one.change_set_id] or "")
        for one in inside
        if (key := (one.change_set_id, one.kind, one.object_id)) in moments
    }
