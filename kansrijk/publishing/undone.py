"""Which published versions were taken off the site again, with the release in which they came."""

from django.db.models import OuterRef, Subquery
from django.db.models.fields.json import KeyTextTransform

from kansrijk.publishing.models import Event, Verb
from kansrijk.publishing.models.revision import RevisionQuerySet


def with_undone_at(revisions: RevisionQuerySet) -> RevisionQuerySet:
    """Each with when that was, as `undone_at`, and with `undo_reason`; None for what still counts, also when its
    release was undone but this was edited since."""
    undone = Event.objects.filter(
        verb=Verb.UNDO,
        change_set=OuterRef("change_set"),
        kind=OuterRef("kind"),
        object_id=OuterRef("object_id"),
    )
    return revisions.annotate(
        undone_at=Subquery(undone.order_by("-pk").values("at")[:1]),
        undo_reason=KeyTextTransform("reason", "change_set__undo_report"),
    )
