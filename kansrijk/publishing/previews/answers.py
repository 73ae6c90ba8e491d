"""What outside readers answered about the work that still can become public."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from kansrijk.publishing.models import ChangeSet, Remark, Revision
from kansrijk.publishing.territory import within_scope


def answered_work(user: Any) -> QuerySet[Revision]:
    """Open work of this user's areas that a reader answered about, the newest answer first."""
    about_it = _answers().filter(
        revision__kind=OuterRef("kind"),
        revision__object_id=OuterRef("object_id"),
        revision__pk__gt=Coalesce(OuterRef("base"), Value(0)),
        revision__pk__lte=OuterRef("pk"),
    )
    return (
        Revision.objects.open()
        .filter(within_scope(user))
        .annotate(answer=Subquery(about_it.order_by("-pk").values("pk")[:1]))
        .filter(answer__isnull=False)
        .order_by("-answer")
    )


def answers_about(revision: Revision) -> QuerySet[Remark]:
    """Also about the earlier drafts that this one goes on from."""
    return _answers().filter(
        revision__kind=revision.kind,
        revision__object_id=revision.object_id,
        revision__pk__gt=revision.base_id or 0,
        revision__pk__lte=revision.pk,
    )


def answers_about_release(change_set: ChangeSet) -> QuerySet[Remark]:
    return _answers().filter(revision__change_set=change_set)


def _answers() -> QuerySet[Remark]:
    return Remark.objects.exclude(reader="")
