"""What a job of a workbook is doing, as its page and the database tell it, and how long each step takes."""

import time
from collections import defaultdict
from typing import Any

from kansrijk.workbooks.models import Job, JobState, Upload

FIRST_GUESS_SECONDS = 0.3


class Stopwatch:
    """How long each step took the last time that it was seen from its beginning to its end."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(lambda: FIRST_GUESS_SECONDS)
        self.begin_anew()

    def begin_anew(self) -> None:
        """We may come in the middle of a step, so the one that is seen next does not count."""
        self.step, self.since, self.is_whole = "", time.monotonic(), False

    def see(self, step: str) -> None:
        if step == self.step:
            return
        now = time.monotonic()
        if self.is_whole:
            self.seconds[self.step] = now - self.since
        self.step, self.since, self.is_whole = step, now, bool(step)


def newest_job(upload: Upload | None) -> Job | None:
    return upload.jobs.order_by("-pk").first() if upload else None


def has_jobs_left(upload: Upload) -> bool:
    """A job is noted as done just after its upload."""
    return upload.jobs.filter(state__in=[JobState.WAITING, JobState.RUNNING]).exists()


def process_of(job: Job | None) -> int | None:
    return int(job.worker.split(":")[-2]) if job and job.worker else None


def where(upload: Any, *, was_busy: bool = True) -> str:
    """How far the work was, as the database says just after the kill."""
    if upload is None:
        return "before it was kept"
    if not was_busy:
        return "after the answer"
    job = newest_job(upload)
    if job is None or not has_jobs_left(upload):
        return "between two jobs"
    return f"{job.doing or 'just begun'}{' (done in part)' if 0 < job.cursor < job.total else ''}"
