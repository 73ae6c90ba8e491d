"""What a page says while a job has the work in hand, or should have it."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from kansrijk.workbooks.jobs.leases import is_left_behind
from kansrijk.workbooks.models import Job, JobState

PATIENCE = timedelta(seconds=30)
"""After which we say that no worker comes."""


def progress_of(job: Job | None) -> dict[str, Any]:
    """What the job does and how far it is; `is_left` when nobody does it."""
    is_left = (
        job is None
        or (job.state == JobState.WAITING and job.created_at < timezone.now() - PATIENCE)
        or is_left_behind(job)
    )
    return {"job": job, "is_left": is_left}
