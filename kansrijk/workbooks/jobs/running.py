"""Does a job, and makes sure that whatever goes wrong is said on its page."""

import logging
from dataclasses import dataclass

from django.db import OperationalError, transaction

from kansrijk.accounts.models import User
from kansrijk.publishing.refusals import Refusal
from kansrijk.workbooks.applying.drafting import drop_plan
from kansrijk.workbooks.applying.taking_back import at_stake
from kansrijk.workbooks.book import Unreadable
from kansrijk.workbooks.jobs.leases import (
    LeaseLost,
    ask_for,
    ask_to_take_back,
    extend,
    finish,
    has_failed_too_often,
    put_back,
    take,
)
from kansrijk.workbooks.jobs.making_files import MAKING
from kansrijk.workbooks.jobs.progress import JobProgress
from kansrijk.workbooks.jobs.tasks import DRAFT, TASKS, UNDO
from kansrijk.workbooks.models import Job, JobState, Upload, UploadState
from kansrijk.workbooks.plans.counting import WRITTEN
from kansrijk.workbooks.progress import TakesLonger

logger = logging.getLogger(__name__)

SOON_DONE_BYTES = 100_000
"""A file of this size is as a rule read, planned and drafted well within two seconds."""
SOON_DONE_CELLS = 10_000
"""Packed, a small file may hold a hundred thousand rows, and visitors would wait for them."""
SOON_DONE_RECORDS = 300
"""Drafted and published well within two seconds, which nobody can interrupt."""
PATIENCE_SECONDS = 2.0
"""How long a page may take; what is not done by then, whatever the file does, is for a worker."""
GAVE_UP = (
    "De verwerking van dit bestand is een paar keer gestopt. Er is niets half gedaan. Probeer het later nog een keer, "
    "of verdeel het bestand in kleinere stukken."
)
GAVE_UP_UNDOING = (
    "Het terugdraaien is een paar keer gestopt. Er is niets teruggedraaid. Probeer het later nog een keer; blijft het "
    "misgaan, meld het dan aan de beheerder."
)
WENT_WRONG = (
    "Er ging bij ons iets mis, niet in uw bestand. Er is niets half gedaan. Probeer het later nog een keer; blijft het "
    "misgaan, meld het dan aan de beheerder."
)
LEFT_BEHIND = "Let op: een deel van het bestand staat wel klaar als concept."


def start(upload: Upload, task: str) -> None:
    """Asks for the job. What is small is done here and now; the rest is for a worker."""
    job = ask_for(upload, task)
    if _is_small(upload, task):
        _do_soon(job)
    upload.refresh_from_db()


def start_taking_back(upload: Upload, *, by: User, off_the_site: bool, reason: str) -> Job:
    """As start(); the job as it is now. Raises WrongState."""
    job = ask_to_take_back(upload, by=by, off_the_site=off_the_site, reason=reason)
    if at_stake([upload], [upload.pk] if off_the_site else [])[upload.pk] <= SOON_DONE_RECORDS:
        _do_soon(job)
    job.refresh_from_db()
    return job


def _do_soon(job: Job) -> None:
    if mine := take(job):
        run(mine, most_cells=SOON_DONE_CELLS, seconds=PATIENCE_SECONDS)


def do_now(upload: Upload, task: str) -> None:
    """Does the job in this process, whatever its size."""
    if mine := take(ask_for(upload, task)):
        run(mine)
    upload.refresh_from_db()


def _is_small(upload: Upload, task: str) -> bool:
    cells, records = (upload.counts.get(part, {}) for part in ("cells", "records"))
    to_write = sum(records.get(verdict, 0) for verdict in WRITTEN)
    # The file last: of a large plan it need not be read from the database.
    return (
        sum(cells.values()) <= SOON_DONE_CELLS
        and (task != DRAFT or to_write <= SOON_DONE_RECORDS)
        and len(upload.file) <= SOON_DONE_BYTES
    )


def work_once() -> bool:
    """Does the waiting job whose turn it is, if there is one."""
    job = take()
    if job is None:
        return False
    run(job)
    return True


def run(job: Job, *, most_cells: int | None = None, seconds: float | None = None) -> None:
    """The job is ours. Afterwards it is done, or its page says why not; only a stopped process leaves it open, or a
    file that asks more than this process may give."""
    try:
        if has_failed_too_often(job):
            failure: Failure | None = Failure(GAVE_UP_UNDOING if job.task == UNDO else GAVE_UP)
        else:
            failure = _do(job, JobProgress(job, most_cells=most_cells, seconds=seconds))
        if failure:
            _fail(job, failure)
        else:
            finish(job, JobState.DONE)
    except LeaseLost:
        logger.warning("Another worker went on with job %s", job.pk)
    except TakesLonger:
        put_back(job, is_failure=False)
    except OperationalError:
        # For a moment the database did not answer, or others kept it busy too long.
        logger.exception("Job %s waits for another attempt", job.pk)
        put_back(job)


def _do(job: Job, progress: JobProgress) -> "Failure | None":
    try:
        TASKS[job.task](job.upload, progress)
    except (LeaseLost, OperationalError, TakesLonger):
        raise
    except Unreadable as error:
        return Failure(str(error), UploadState.UNREADABLE)
    except Refusal as refusal:
        return Failure(str(refusal))
    except Exception:
        logger.exception("Job %s failed", job.pk)
        return Failure(WENT_WRONG)
    return None


@transaction.atomic
def _fail(job: Job, failure: "Failure") -> None:
    extend(job)
    if job.task == UNDO:
        taking_back = Upload.objects.filter(pk=job.upload_id, state=UploadState.TAKING_BACK)
        if not taking_back.update(state=UploadState.READY):
            finish(job, JobState.DONE)
            return
    elif job.task not in MAKING:
        _fail_upload(job, failure)
    finish(job, JobState.FAILED, failure.message)


def _fail_upload(job: Job, failure: "Failure") -> None:
    """All of it stands ready, or nothing."""
    message = failure.message
    try:
        with transaction.atomic():
            drop_plan(job.upload)
    except OperationalError:
        raise
    except Exception:
        logger.exception("What job %s had set ready could not be taken back", job.pk)
        message = f"{message} {LEFT_BEHIND}"
    Upload.objects.filter(pk=job.upload_id).update(state=failure.state, message=message)


@dataclass(frozen=True)
class Failure:
    """How a job ended, for its page."""

    message: str
    state: UploadState = UploadState.FAILED
