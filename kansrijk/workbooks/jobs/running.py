"""Does a job, and makes sure that whatever goes wrong is said on its page."""

import logging
from collections.abc import Callable

from kansrijk.publishing.refusals import Refusal
from kansrijk.workbooks.book import Unreadable
from kansrijk.workbooks.jobs.leases import MOST_ATTEMPTS, LeaseLost, ask_for, extend, finish, take
from kansrijk.workbooks.jobs.tasks import TASKS
from kansrijk.workbooks.models import Job, JobState, Upload, UploadState

logger = logging.getLogger(__name__)

SOON_DONE_BYTES = 100_000
"""A file of this size is read, planned and drafted well within two seconds."""
GAVE_UP = (
    "De verwerking van dit bestand is een paar keer gestopt. Er is niets half gedaan. Probeer het later nog een keer, "
    "of verdeel het bestand in kleinere stukken."
)
WENT_WRONG = (
    "Er ging bij ons iets mis, niet in uw bestand. Er is niets half gedaan. Probeer het later nog een keer; blijft het "
    "misgaan, meld het dan aan de beheerder."
)


def start(upload: Upload, task: str) -> None:
    """Asks for the job. What is small is done here and now; the rest is for a worker."""
    if len(upload.file) <= SOON_DONE_BYTES:
        do_now(upload, task)
    else:
        ask_for(upload, task)


def do_now(upload: Upload, task: str) -> None:
    """Does the job in this process, whatever its size."""
    if mine := take(ask_for(upload, task)):
        run(mine)
    upload.refresh_from_db()


def work_once() -> bool:
    """Does the oldest waiting job, if there is one."""
    job = take()
    if job is None:
        return False
    run(job)
    return True


def run(job: Job) -> None:
    """The job is ours. Afterwards it is done, or its page says why not; only a stopped process leaves it open."""
    if job.attempts > MOST_ATTEMPTS:
        _fail(job, GAVE_UP)
        return
    try:
        TASKS[job.task](job.upload, _progress_of(job))
    except LeaseLost:
        logger.warning("Another worker went on with job %s", job.pk)
    except Unreadable as error:
        _fail(job, str(error), UploadState.UNREADABLE)
    except Refusal as refusal:
        _fail(job, str(refusal))
    except Exception:
        logger.exception("Job %s failed", job.pk)
        _fail(job, WENT_WRONG)
    else:
        finish(job, JobState.DONE)


def _progress_of(job: Job) -> "Progress":
    def progress(doing: str, cursor: int = 0, total: int = 0) -> None:
        extend(job, doing=doing, cursor=cursor, total=total)

    return progress


def _fail(job: Job, message: str, state: UploadState = UploadState.FAILED) -> None:
    Upload.objects.filter(pk=job.upload_id).update(state=state, message=message)
    finish(job, JobState.FAILED)


Progress = Callable[..., None]
"""progress(what we are doing, how far, of how many): a sign of life in the transaction that does the work."""
