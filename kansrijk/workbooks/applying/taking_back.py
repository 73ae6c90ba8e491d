"""Takes back what came of a file, all of it in one transaction, and keeps what happened to each record."""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q
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
OF_SOMEBODY_ELSE = "Dit is werk van {who}. Het blijft staan, los van dit bestand."
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
    own = Q(author=F("change_set__uploads__by")) | Q(author=F("change_set__remainder_of__uploads__by"))
    counted = Q(own, state__in=WAITING_STATES) | Q(
        Q(change_set__in=public) | Q(change_set__remainder_of__in=public), state=RevisionState.PUBLISHED
    )
    numbers = dict(
        found.filter(counted)
        .order_by()
        .values_list(Coalesce("change_set__remainder_of", "change_set"))
        .annotate(Count("pk", distinct=True))
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
    if change_set.published_at and not off_the_site:
        raise WrongState(PUBLISHED_SINCE)
    kept = _let_go_of_others(upload, change_set)
    if off_the_site:
        undo(change_set, by=by, reason=reason, kept=kept)
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
        kept=kept,
        back=lines_of(dropped.back),
    )
    _keep(upload, report)


def _let_go_of_others(upload: Upload, change_set: ChangeSet) -> list[Line]:
    """What others wrote is not this file's to take back: it goes on outside the set."""
    inside = Revision.objects.filter(Q(change_set=change_set) | Q(change_set__remainder_of=change_set))
    others = list(inside.filter(state__in=WAITING_STATES).exclude(author=upload.by).select_related("author"))
    titles = titles_of(others)
    Revision.objects.filter(pk__among=[one.pk for one in others]).update(change_set=None)
    return [
        Line(titles[one.kind, one.object_id], OF_SOMEBODY_ELSE.format(who=name_of(one.author)))
        for one in others
    ]


def _keep(upload: Upload, report: UndoReport) -> None:
    """Behind those of before."""
    before = Upload.objects.values_list("taken_back", flat=True).get(pk=upload.pk) or []
    now = {"at": timezone.now().isoformat(), **asdict(report)}
    Upload.objects.filter(pk=upload.pk).update(taken_back=[*before, now])
