"""What came of an upload, also after others decided about it; and taking it back."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, TextChoices, Value, When
from django.db.models.functions import Coalesce

from kansrijk.accounts.models import User
from kansrijk.publishing.bulk_drafting import WAITING_STATES, drop_drafts
from kansrijk.publishing.log import titles_of
from kansrijk.publishing.models import ChangeSet, Event, Revision, RevisionState, Verb
from kansrijk.publishing.models.revision import OPEN_STATES
from kansrijk.publishing.refusals import NotAllowed, WrongState
from kansrijk.publishing.undo_form import UndoForm
from kansrijk.publishing.undoing import Line, UndoReport, lines_of, name_of, undo
from kansrijk.workbooks.models import Upload, UploadState
from kansrijk.workbooks.models.upload import BUSY, DECIDABLE
from kansrijk.workbooks.screens.taken_back import keep

UploadQuerySet = QuerySet[Upload]
PLANNED = "Dit is ingepland en blijft staan. De redactie kan de planning weghalen."


class Outcome(TextChoices):
    """What became of a file after it was set ready."""

    DRAFT = "concept", "Klaar als concept"
    IN_REVIEW = "beoordeling", "Ter beoordeling"
    PLANNED = "gepland", "Ingepland"
    PUBLISHED = "gepubliceerd", "Gepubliceerd"
    PARTLY = "deels", "Deels gepubliceerd"
    DECIDED = "beoordeeld", "Beoordeeld"
    UNDONE = "teruggedraaid", "Teruggedraaid"
    REPLACED = "vervangen", "Vervangen door later werk"
    TAKEN_OUT = "eruit", "Uit het pakket gehaald"
    """All of it: each record goes on by itself, or in another release."""
    NOTHING = "niets", "Er veranderde niets"


STATES: dict[str, str] = {
    **{str(state.value): str(state.label) for state in UploadState if state != UploadState.READY},
    **{str(outcome.value): str(outcome.label) for outcome in Outcome},
}
"""What the list and its filter call them."""

OUTCOMES = (
    When(~Q(state=UploadState.READY), then=F("state")),
    When(change_set__undone_at__isnull=False, then=Value(Outcome.UNDONE)),
    When(change_set__published_at__isnull=False, has_open=True, then=Value(Outcome.PARTLY)),
    When(change_set__published_at__isnull=False, then=Value(Outcome.PUBLISHED)),
    When(has_submitted=True, then=Value(Outcome.IN_REVIEW)),
    When(has_waiting=True, then=Value(Outcome.DRAFT)),
    When(has_open=True, then=Value(Outcome.PLANNED)),
    When(has_published=True, then=Value(Outcome.DECIDED)),
    When(has_lapsed=True, then=Value(Outcome.UNDONE)),
    When(has_any=True, then=Value(Outcome.REPLACED)),
    When(has_drafted=True, then=Value(Outcome.TAKEN_OUT)),
)
"""The first that fits."""


def with_outcome(uploads: UploadQuerySet) -> UploadQuerySet:
    """Each with what became of it and of its drafts, and without its file, its plan and what was taken back of
    it."""
    # Twice outward: of the upload, and not of the version that is looked at.
    release = OuterRef(OuterRef("change_set"))
    both = ChangeSet.objects.filter(Q(pk=release) | Q(remainder_of=release)).order_by()
    # By way of the sets, so that the index on them is used.
    inside = Revision.objects.filter(change_set__in=both.values("pk"))
    return uploads.defer("file", "plan", "taken_back").annotate(
        has_open=Exists(inside.filter(state__in=OPEN_STATES)),
        has_waiting=Exists(inside.filter(state__in=WAITING_STATES)),
        has_planned=Exists(inside.filter(state=RevisionState.SCHEDULED)),
        has_submitted=Exists(inside.filter(state=RevisionState.SUBMITTED)),
        has_published=Exists(inside.filter(published_at__isnull=False)),
        has_lapsed=Exists(inside.filter(state=RevisionState.DISCARDED)),
        has_any=Exists(inside),
        read_again=_read_again(),
        has_drafted=Exists(Event.objects.filter(verb=Verb.DRAFT, change_set=OuterRef("change_set"))),
        outcome=Case(*OUTCOMES, default=Value(Outcome.NOTHING)),
    )


def _read_again() -> Subquery:
    """The last time that the same person sent the same workbook later on; None where there was no such time."""
    later = Upload.objects.filter(by=OuterRef("by"), export=OuterRef("export"), at__gt=OuterRef("at"))
    return Subquery(later.order_by("-at").values("pk")[:1])


def is_passed_by(upload: Upload) -> bool:
    """Whether it was never set ready, and the same workbook was read in again later on."""
    return upload.state in DECIDABLE and upload.read_again is not None  # type: ignore[attr-defined]  # with_outcome() made it


def state_in_words(upload: Upload) -> str:
    """Of an upload that came with its outcome."""
    return STATES[upload.outcome]  # type: ignore[attr-defined]  # with_outcome() made it


def can_be_taken_back(upload: Upload, user: User) -> bool:
    """Whether there is something to take back that this user may take back."""
    change_set = upload.change_set
    if change_set is None or change_set.undone_at or upload.state in BUSY:
        return False
    if goes_off_the_site(upload, user):
        return True
    return not change_set.published_at and bool(upload.has_waiting)  # type: ignore[attr-defined]  # with_outcome() made it


def goes_off_the_site(upload: Upload, user: User) -> bool:
    """Whether visitors see it when this user takes it back: published as one, or by the office one after the other.
    What is planned stays, so then only what waits is taken back."""
    change_set = upload.change_set
    if change_set is None or change_set.undone_at or not user.is_office:
        return False
    is_in_parts = upload.has_published and not upload.has_planned  # type: ignore[attr-defined]  # as above
    return bool(change_set.published_at or is_in_parts)


def undo_form(upload: Upload, user: User, data: Any = None) -> UndoForm | None:
    """For the reason, which is asked of what visitors see; None when there is nothing to ask."""
    if not (can_be_taken_back(upload, user) and goes_off_the_site(upload, user)):
        return None
    return UndoForm(data, is_own=upload.by_id == user.pk, auto_id=f"%s-{upload.pk}")


def at_stake(uploads: Iterable[Upload], user: User) -> dict[UUID, int]:
    """Of each upload how many records taking it back is about, when this user does. One query for all."""
    uploads = list(uploads)
    sets = [one.change_set_id for one in uploads if one.change_set_id]
    off_the_site = [one.change_set_id for one in uploads if goes_off_the_site(one, user)]
    found = Revision.objects.filter(Q(change_set__in=sets) | Q(change_set__remainder_of__in=sets))
    counted = Q(state__in=WAITING_STATES) | Q(
        Q(change_set__in=off_the_site) | Q(change_set__remainder_of__in=off_the_site),
        state=RevisionState.PUBLISHED,
    )
    numbers = dict(
        found.filter(counted)
        .order_by()
        .values_list(Coalesce("change_set__remainder_of", "change_set"))
        .annotate(Count("pk"))
    )
    return {one.pk: numbers.get(one.change_set_id, 0) for one in uploads}


@transaction.atomic
def take_back(upload: Upload, *, by: User, reason: str = "") -> None:
    """Keeps of each record what happened to it; taken_back() tells. Raises NotAllowed, WrongState."""
    if not (by.is_office or upload.by_id == by.pk):
        raise NotAllowed("Alleen wie het bestand instuurde en de redactie kunnen dit terugdraaien.")
    change_set = upload.change_set
    if change_set is None:
        raise WrongState("Er is niets om terug te draaien.")
    if change_set.published_at or goes_off_the_site(upload, by):
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
    keep(upload, report)
