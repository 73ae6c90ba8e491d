"""Takes back what came of a file, all of it in one transaction, and keeps what happened to each record."""

from collections.abc import Collection, Iterable
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
    "Dit bestand is intussen gepubliceerd. Er is niets teruggedraaid. Bezoekers zien het nu: kijk of u "
    "het dan nog wilt terugdraaien."
)


def at_stake(uploads: Iterable[Upload], off_the_site: Collection[UUID]) -> dict[UUID, int]:
    """Of each upload how many records taking it back is about; of those named also what is on the site. One query for
    all."""
    uploads = list(uploads)
    sets = [one.change_set_id for one in uploads if one.change_set_id]
    public = [one.change_set_id for one in uploads if one.pk in off_the_site]
    found = Revision.objects.filter(Q(change_set__in=sets) | Q(change_set__remainder_of__in=sets))
    counted = Q(state__in=WAITING_STATES) | Q(
        Q(change_set__in=public) | Q(change_set__remainder_of__in=public), state=RevisionState.PUBLISHED
    )
    numbers = dict(
        found.filter(counted)
        .order_by()
        .values_list(Coalesce("change_set__remainder_of", "change_set"))
        .annotate(Count("pk"))
    )
    return {one.pk: numbers.get(one.change_set_id, 0) for one in uploads}


@transaction.atomic
def take_back(upload: Upload, *, by: Actor, off_the_site: bool, reason: str = "") -> None:
    """With `off_the_site` also what visitors see; without it only proposals: who asked did not know of more. Raises
    NotAllowed, WrongState."""
    if by is None or not (by.is_office or upload.by_id == by.pk):
        raise NotAllowed("Alleen wie het bestand instuurde en de redactie kunnen dit terugdraaien.")
    SiteState.locked()
    change_set = ChangeSet.objects.filter(uploads=upload).first()
    if change_set is None:
        raise WrongState("Er is niets om terug te draaien.")
    if off_the_site:
        undo(change_set, by=by, reason=reason)
        return
    if change_set.published_at:
        raise WrongState(PUBLISHED_SINCE)
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
