"""Does a job, and makes sure that whatever goes wrong is said on its page."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import OperationalError, transaction

from kansrijk.publishing.refusals import Refusal
from kansrijk.workbooks.applying.drafting import drop_plan
from kansrijk.workbooks.book import Unreadable
from kansrijk.workbooks.jobs.leases import (
    MOST_ATTEMPTS,
    LeaseLost,
    ask_for,
    extend,
    finish,
    put_back,
    take,
)
from kansrijk.workbooks.jobs.tasks import TASKS
from kansrijk.workbooks.models import Job, JobState, Upload, UploadState

logger = logging.getLogger(__name__)

SOON_DONE_BYTES = 100_000
"""A file of this size is as a rule read, planned and drafted well within two seconds."""
SOON_DONE_CELLS = 10_000
"""Packed, a small file may hold a hundred thousand rows, and visitors would wait for them."""
GAVE_UP = (
    "De verwerking van dit bestand is een paar keer gestopt. Er is niets half gedaan. Probeer het later nog een keer, "
    "of verdeel het bestand in kleinere stukken."
)
WENT_WRONG = (
    "Er ging bij ons iets mis, niet in uw bestand. Er is niets half gedaan. Probeer het later nog een keer; blijft het "
    "misgaan, meld het dan aan de beheerder."
)
LEFT_BEHIND = "Let op: een deel van het bestand staat wel klaar als concept."


def start(upload: Upload, task: str) -> None:
    """Asks for the job. What is small is done here and now; the rest is for a worker."""
    planned = sum(upload.counts.get("cells", {}).values())
    if len(upload.file) <= SOON_DONE_BYTES and planned <= SOON_DONE_CELLS:
        do_now(upload, task, most_cells=SOON_DONE_CELLS)
    else:
        ask_for(upload, task)


def do_now(upload: Upload, task: str, *, most_cells: int | None = None) -> None:
    """Does the job in this process, whatever its size; or leaves it to a worker when the file has more cells."""
    if mine := take(ask_for(upload, task)):
        run(mine, most_cells=most_cells)
    upload.refresh_from_db()


def work_once() -> bool:
    """Does the oldest waiting job, if there is one."""
    job = take()
    if job is None:
        return False
    run(job)
    return True


def run(job: Job, *, most_cells: int | None = None) -> None:
    """The job is ours. Afterwards it is done, or its page says why not; only a stopped process leaves it open, or a
    file with more cells than this process may take."""
    try:
        failure = Failure(GAVE_UP) if job.attempts > MOST_ATTEMPTS else _do(job, most_cells)
        if failure:
            _fail(job, failure)
        else:
            finish(job, JobState.DONE)
    except LeaseLost:
        logger.warning("Another worker went on with job %s", job.pk)
    except TakesLonger:
        put_back(job)
    except OperationalError:
        # For a moment the database did not answer, or others kept it busy too long.
        logger.exception("Job %s waits for another attempt", job.pk)
        put_back(job)


def _do(job: Job, most_cells: int | None) -> "Failure | None":
    try:
        TASKS[job.task](job.upload, _progress_of(job, most_cells))
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


def _progress_of(job: Job, most_cells: int | None) -> "Progress":
    def progress(doing: str, cursor: int | None = None, total: int | None = None, *, cells: int = 0) -> None:
        if cells:
            if most_cells is not None and cells > most_cells:
                raise TakesLonger
            return
        numbers = {"cursor": cursor, "total": total}
        extend(job, doing=doing, **{name: one for name, one in numbers.items() if one is not None})

    return progress


@transaction.atomic
def _fail(job: Job, failure: "Failure") -> None:
    extend(job)
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
    finish(job, JobState.FAILED)


@dataclass(frozen=True)
class Failure:
    """How a job ended, for its page."""

    message: str
    state: UploadState = UploadState.FAILED


class TakesLonger(Exception):
    """The file has so many cells that a worker should do it."""


Progress = Callable[..., None]
"""progress(what we are doing, how far, of how many): a sign of life in the transaction that does the work. Without
numbers it is as far as it was. With cells it only hears how many the file has until now."""
