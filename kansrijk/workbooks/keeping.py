"""How much room files take, and how long they are kept. What came of a file is history, and so is the file then."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Length
from django.utils import timezone

from kansrijk.accounts.models import User
from kansrijk.publishing.models import Event, Revision, RevisionState, Verb
from kansrijk.publishing.refusals import Refusal
from kansrijk.workbooks.models import Export, Job, MadeFile, Upload, UploadState
from kansrijk.workbooks.models.job import UNFINISHED

MOST_IN_WORK = 5
"""Jobs for files of one person that wait or are being done; who asks more would keep everybody else waiting."""
MOST_BYTES = 100 * 1024 * 1024
"""Of files of one person of which nothing came, their plans and what was made of them: the newest are kept."""
LONGEST = timedelta(days=90)
"""That such a file is kept. A corrected one follows within days, and the workbook can be made anew."""
MADE_FILES = timedelta(days=7)
"""They can be made again."""
WORKBOOKS = timedelta(days=400)
"""That we know of a workbook how the site was when it was made, if it never came back; more than a year, so that one
that somebody fills in once a year is still known."""
NOT_SET_READY = (UploadState.PLANNED, UploadState.UNREADABLE, UploadState.FAILED)
WAIT = (
    f"Er wachten al {MOST_IN_WORK} bestanden van u op verwerking. Wacht tot er een klaar is, en lees dit bestand dan in. "
    "U ziet bij ‘Eerder ingelezen’ hoe ver we zijn."
)
WAIT_TO_MAKE = (
    f"Er wachten al {MOST_IN_WORK} bestanden van dezelfde persoon op verwerking. Wacht tot er een klaar is, en download "
    "dit bestand dan opnieuw."
)
LET_GO = "Van dit bestand kwam niets op de site. Daarom bewaren we het niet langer. Lees het opnieuw in als u het nog nodig hebt."


class TooManyFiles(Refusal):
    """This person has to wait until a file is done."""


@transaction.atomic
def make_room(by: User) -> None:
    """Before another file of this person. Raises TooManyFiles."""
    _allow_a_job(by, WAIT)
    made = MadeFile.objects.filter(upload=OuterRef("pk")).order_by().values("upload")
    made_size = Coalesce(Subquery(made.annotate(size=Sum(Length("content"))).values("size")), 0)
    sizes = (
        _without_result()
        .filter(by=by)
        .annotate(size=Length("file") + Coalesce(Length("plan"), 0) + made_size)
    )
    total, beyond = 0, []
    for pk, size in sizes.order_by("-at", "-pk").values_list("pk", "size"):
        total += size
        if total > MOST_BYTES:
            beyond.append(pk)
    _let_go(_without_result().filter(pk__in=beyond))


@transaction.atomic
def may_make(upload: Upload, task: str) -> None:
    """Before a file is made of this one; who asks twice for the same waits for one job. Raises TooManyFiles."""
    if upload.by and not upload.jobs.filter(task=task, state__in=UNFINISHED).exists():
        _allow_a_job(upload.by, WAIT_TO_MAKE)


def _allow_a_job(by: User, sentence: str) -> None:
    # What is asked for at the same moment waits here for each other.
    User.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
    if Job.objects.filter(upload__by=by, state__in=UNFINISHED).count() >= MOST_IN_WORK:
        raise TooManyFiles(sentence)


def tidy_up() -> None:
    """Lets go of what was kept long enough."""
    now = timezone.now()
    _let_go(_without_result().filter(at__lt=now - LONGEST))
    MadeFile.objects.filter(made_at__lt=now - MADE_FILES).delete()
    Export.objects.filter(made_at__lt=now - WORKBOOKS, uploads=None).delete()


def _without_result() -> QuerySet[Upload]:
    """Never set ready, set ready without a single change, or taken back before any of it was published."""
    inside = Revision.objects.filter(change_set=OuterRef("change_set"))
    kept = Exists(inside.exclude(state=RevisionState.DISCARDED))
    # What was taken out of the release of the file came from it all the same.
    made = Event.objects.filter(verb=Verb.DRAFT, change_set=OuterRef("change_set"))
    goes_on = Exists(made.exclude(revision__state=RevisionState.DISCARDED))
    return Upload.objects.filter(~kept, ~goes_on, state__in=(*NOT_SET_READY, UploadState.READY))


@transaction.atomic
def _let_go(uploads: QuerySet[Upload]) -> None:
    """Who sent what when, and how many changes were in it, stays in the list."""
    pks = list(uploads.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    Upload.objects.filter(pk__in=pks).update(file=b"", plan=None, state=UploadState.LET_GO, message=LET_GO)
    MadeFile.objects.filter(upload__in=pks).delete()
