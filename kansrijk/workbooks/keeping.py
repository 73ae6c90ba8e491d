"""How much room files take, and how long they are kept. What came of a file is history, and so is the file then."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Length
from django.utils import timezone

from kansrijk.accounts.models import User
from kansrijk.publishing.models import Revision, RevisionState
from kansrijk.publishing.refusals import Refusal
from kansrijk.workbooks.models import MadeFile, Upload, UploadState
from kansrijk.workbooks.models.upload import BUSY

MOST_IN_WORK = 5
"""Files of one person that wait or are being worked on; who sends more would keep everybody else waiting."""
MOST_BYTES = 100 * 1024 * 1024
"""Of files and plans of one person of which nothing came: the newest are kept."""
LONGEST = timedelta(days=90)
"""That such a file is kept. A corrected one follows within days, and the workbook can be made anew."""
MADE_FILES = timedelta(days=7)
"""They can be made again."""
NOT_SET_READY = (UploadState.PLANNED, UploadState.UNREADABLE, UploadState.FAILED)
WAIT = (
    f"Er wachten al {MOST_IN_WORK} bestanden van u op verwerking. Wacht tot er een klaar is, en lees dit bestand dan in. "
    "U ziet bij ‘Eerder ingelezen’ hoe ver we zijn."
)
LET_GO = "Van dit bestand kwam niets op de site. Daarom bewaren we het niet langer. Lees het opnieuw in als u het nog nodig hebt."


class TooManyFiles(Refusal):
    """This person has to wait until a file is done."""


@transaction.atomic
def make_room(by: User) -> None:
    """Before another file of this person. Raises TooManyFiles."""
    # Files that are sent at the same moment wait here for each other.
    User.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
    if Upload.objects.filter(by=by, state__in=BUSY).count() >= MOST_IN_WORK:
        raise TooManyFiles(WAIT)
    sizes = _without_result().filter(by=by).annotate(size=Length("file") + Coalesce(Length("plan"), 0))
    total, beyond = 0, []
    for pk, size in sizes.order_by("-at", "-pk").values_list("pk", "size"):
        total += size
        if total > MOST_BYTES:
            beyond.append(pk)
    _let_go(_without_result().filter(pk__in=beyond))


def tidy_up() -> None:
    """Lets go of what was kept long enough."""
    now = timezone.now()
    _let_go(_without_result().filter(at__lt=now - LONGEST))
    MadeFile.objects.filter(made_at__lt=now - MADE_FILES).delete()


def _without_result() -> QuerySet[Upload]:
    """Never set ready, or taken back before any of it was published."""
    inside = Revision.objects.filter(change_set=OuterRef("change_set"))
    lapsed, other = (
        Exists(inside.filter(state=RevisionState.DISCARDED)),
        Exists(inside.exclude(state=RevisionState.DISCARDED)),
    )
    return Upload.objects.filter(~other, Q(state__in=NOT_SET_READY) | (Q(state=UploadState.READY) & lapsed))


@transaction.atomic
def _let_go(uploads: QuerySet[Upload]) -> None:
    """Who sent what when, and how many changes were in it, stays in the list."""
    pks = list(uploads.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    Upload.objects.filter(pk__in=pks).update(file=b"", plan=None, state=UploadState.LET_GO, message=LET_GO)
    MadeFile.objects.filter(upload__in=pks).delete()
