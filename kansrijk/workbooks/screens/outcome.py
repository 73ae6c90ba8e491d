"""What came of an upload, also after others decided about it, and whether it can be taken back."""

from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, TextChoices, Value, When

from kansrijk.accounts.models import User
from kansrijk.publishing.bulk_drafting import WAITING_STATES
from kansrijk.publishing.models import ChangeSet, Event, Revision, RevisionState, Verb
from kansrijk.publishing.models.revision import OPEN_STATES
from kansrijk.publishing.undo_form import UndoForm
from kansrijk.workbooks.models import Upload, UploadState
from kansrijk.workbooks.models.upload import BUSY, DECIDABLE

UploadQuerySet = QuerySet[Upload]


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
