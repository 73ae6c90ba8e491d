"""Takes back what came of a file, all of it in one transaction, and keeps what happened to each record."""

from collections.abc import Iterable
from dataclasses import asdict
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from kansrijk.publishing.bulk_drafting import WAITING_STATES, drop_drafts
from kansrijk.publishing.log import titles_of
from kansrijk.publishing.models import ChangeSet, Revision, RevisionState, SiteState
from kansrijk.publishing.models.revision import OPEN_STATES
from kansrijk.publishing.permissions import Actor
from kansrijk.publishing.refusals import NotAllowed, WrongState
from kansrijk.publishing.undoing import Line, UndoReport, lines_of, name_of, undo
from kansrijk.workbooks.models import Upload

PLANNED = "Dit is ingepland en blijft staan. De redactie kan de planning weghalen."
PUBLISHED_SINCE = (
    "Dit bestand is gepubliceerd nadat u op de knop drukte. Er is niets teruggedraaid. Bezoekers zien het nu: kijk of u "
    "het dan nog wilt terugdraaien."
)


def at_stake(uploads: Iterable[Upload]) -> dict[UUID, int]:
    """Of each upload how many records taking it back is about. One query for all."""
    uploads = list(uploads)
    sets = [one.change_set_id for one in uploads if one.change_set_id]
    found = Revision.objects.filter(Q(change_set__in=sets) | Q(change_set__remainder_of__in=sets))
    counted = Q(state__in=WAITING_STATES) | Q(
        state=RevisionState.PUBLISHED, change_set__published_at__isnull=False
    )
    numbers = dict(
        found.filter(counted)
        .order_by()
        .values_list(Coalesce("change_set__remainder_of", "change_set"))
        .annotate(Count("pk"))
    )
    return {one.pk: numbers.get(one.change_set_id, 0) for one in uploads}


@transaction.atomic
def take_back(upload: Upload, *, by: Actor, reason: str = "") -> None:
    """Without a reason only what is not published: who gave none did not know that visitors see it. Raises NotAllowed,
    WrongState."""
    if by is None or not (by.is_office or upload.by_id == by.pk):
        raise NotAllowed("Alleen wie het bestand instuurde en de redactie kunnen dit terugdraaien.")
    SiteState.locked()
    change_set = ChangeSet.objects.filter(uploads=upload).first()
    if change_set is None:
        raise WrongState("Er is niets om terug te draaien.")
    if change_set.published_at:
        if not reason:
            raise WrongState(PUBLISHED_SINCE)
        undo(change_set, by=by, reason=reason)
        return
    # Records that came with the file are gone afterwards, and their titles with them.
    titles = titles_of(change_set.revisions.filter(state__in=OPEN_STATES))
    dropped = drop_drafts(change_set, by=by)
    report = UndoReport(
        by=name_of(by),
        reverted=[
            Line(titles[one.kind, one.object_id], "Dit voorstel is vervallen.") for one in dropped.lapsed
        ],
        impossible=[
            Line(titles[one.kind, one.object_id], PLANNED)
            for one in change_set.revisions.filter(state=RevisionState.SCHEDULED)
        ],
        back=lines_of(dropped.back),
    )
    _keep(upload, report)


def _keep(upload: Upload, report: UndoReport) -> None:
    """Behind those of before."""
    before = Upload.objects.values_list("taken_back", flat=True).get(pk=upload.pk) or []
    now = {"at": timezone.now().isoformat(), **asdict(report)}
    Upload.objects.filter(pk=upload.pk).update(taken_back=[*before, now])
