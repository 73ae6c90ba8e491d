"""What came of an upload, also after others decided about it; and taking it back."""

from django.db.models import Exists, OuterRef, QuerySet

from kansrijk.accounts.models import User
from kansrijk.publishing.bulk_drafting import drop_drafts
from kansrijk.publishing.log import titles_of
from kansrijk.publishing.models import Revision, RevisionState
from kansrijk.publishing.models.revision import OPEN_STATES
from kansrijk.publishing.refusals import NotAllowed, WrongState
from kansrijk.publishing.undoing import Line, UndoReport, undo
from kansrijk.workbooks.models import Upload, UploadState

UploadQuerySet = QuerySet[Upload]

BUSY = (UploadState.WAITING, UploadState.READING, UploadState.APPLYING)
"""A job has it, or will."""


def with_outcome(uploads: UploadQuerySet) -> UploadQuerySet:
    """Each with what became of its drafts, and without its file and plan."""
    inside = Revision.objects.filter(change_set=OuterRef("change_set"))
    return uploads.defer("file", "plan").annotate(
        has_open=Exists(inside.filter(state__in=OPEN_STATES)),
        has_draft_only=~Exists(inside.exclude(state=RevisionState.DRAFT)),
        has_published=Exists(inside.filter(published_at__isnull=False)),
        has_lapsed=Exists(inside.filter(state=RevisionState.DISCARDED)),
    )


def state_in_words(upload: Upload) -> str:
    """Of an upload that came with its outcome."""
    if upload.state != UploadState.READY:
        return upload.get_state_display()
    change_set = upload.change_set
    if change_set and change_set.undone_at:
        return "Teruggedraaid"
    if change_set and change_set.published_at:
        return "Gepubliceerd"
    if upload.has_open:  # type: ignore[attr-defined]
        return "Klaar als concept" if upload.has_draft_only else "Ter beoordeling"  # type: ignore[attr-defined]
    if upload.has_published:  # type: ignore[attr-defined]
        return "Beoordeeld"
    return "Teruggedraaid" if upload.has_lapsed else "Er veranderde niets"  # type: ignore[attr-defined]


def can_be_taken_back(upload: Upload, user: User) -> bool:
    """Whether there is something to take back that this user may take back."""
    change_set = upload.change_set
    if change_set is None or change_set.undone_at or upload.state in BUSY:
        return False
    if change_set.published_at:
        return user.is_office
    return bool(upload.has_open)  # type: ignore[attr-defined]


def take_back(upload: Upload, *, by: User) -> UndoReport:
    """Says of each record what happened to it. Raises NotAllowed, WrongState."""
    if not (by.is_office or upload.by_id == by.pk):
        raise NotAllowed("Alleen wie het bestand instuurde en de redactie kunnen dit terugdraaien.")
    change_set = upload.change_set
    if change_set is None:
        raise WrongState("Er is niets om terug te draaien.")
    if change_set.published_at:
        return undo(change_set, by=by)
    # Records that came with the file are gone afterwards, and their titles with them.
    titles = titles_of(change_set.revisions.filter(state__in=OPEN_STATES))
    lapsed = drop_drafts(change_set, by=by)
    return UndoReport(
        reverted=[Line(titles[one.kind, one.object_id], "Dit voorstel is vervallen.") for one in lapsed]
    )
