"""Who does which job. A lease runs out by itself, so work goes on when a worker was stopped in the middle."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from kansrijk.accounts.models import User
from kansrijk.publishing.refusals import WrongState
from kansrijk.workbooks.jobs.tasks import DRAFT, UNDO
from kansrijk.workbooks.jobs.workers import has_stopped, worker_name
from kansrijk.workbooks.models import Job, JobState, Upload, UploadState
from kansrijk.workbooks.models.job import UNFINISHED

LEASE = timedelta(seconds=60)
"""Longer than it takes to read a file, or to draft a batch."""
RECORDS_A_SECOND = 50
"""Of steps that cannot give a sign of life, such as the transaction that publishes: tens of times slower than measured,
so that it holds on a slow machine as well. Only of a worker on another machine, which we cannot see stop, does somebody
have to wait this out."""
TURNS = timedelta(hours=1)
"""Within this, who asked for fewer jobs goes first. Whoever waited longer than this goes before everybody."""
MOST_ATTEMPTS = 4
"""A job that stopped its worker this often would stop the next one too."""


class LeaseLost(Exception):
    """Somebody else went on with the job; whatever this worker still held must be rolled back."""


def ask_for(upload: Upload, task: str) -> Job:
    """The job that does this with the file; the one that is already there when somebody clicks twice.

    From the moment that a plan is to be set ready nobody decides about it any more.
    """
    waiting = Job.objects.filter(upload=upload, task=task, state__in=UNFINISHED)
    decided = Upload.objects.filter(pk=upload.pk, state__in=[UploadState.PLANNED, UploadState.FAILED])
    with transaction.atomic():
        # Whoever asks next waits here, and then finds the job.
        Upload.objects.select_for_update().only("pk").get(pk=upload.pk)
        if job := waiting.first():
            return job
        if task == DRAFT:
            decided.update(state=UploadState.APPLYING)
        return Job.objects.create(upload=upload, task=task)


def ask_to_take_back(upload: Upload, *, by: User, off_the_site: bool, reason: str) -> Job:
    """The job that takes back what came of the file; the one that is already there when somebody clicks twice. Raises
    WrongState."""
    with transaction.atomic():
        # As in ask_for().
        Upload.objects.select_for_update().only("pk").get(pk=upload.pk)
        if job := Job.objects.filter(upload=upload, task=UNDO, state__in=UNFINISHED).first():
            return job
        ready = Upload.objects.filter(pk=upload.pk, state=UploadState.READY)
        if not ready.update(state=UploadState.TAKING_BACK):
            raise WrongState("Dit bestand is nu niet terug te draaien: wij zijn er nog mee bezig.")
        return Job.objects.create(
            upload=upload,
            task=UNDO,
            by=by,
            off_the_site=off_the_site,
            reason=reason,
            doing="Het terugdraaien begint zo.",
        )


def take(job: Job | None = None) -> Job | None:
    """The job whose turn it is, or this one if nobody does it; it is now ours. None when there is none.

    People take turns: the first job of each, then the second of each, and so on; the oldest goes first.
    """
    now, name = timezone.now(), worker_name()
    free = Q(state=JobState.WAITING) | Q(state=JobState.RUNNING, lease_until__lt=now)
    free |= Q(state=JobState.RUNNING, worker__in=_stopped_here())
    jobs = Job.objects.filter(free) if job is None else Job.objects.filter(free, pk=job.pk)
    before = Job.objects.filter(
        upload__by=OuterRef("upload__by"), pk__lt=OuterRef("pk"), created_at__gte=now - TURNS
    )
    count = before.order_by().values("upload__by").annotate(count=Count("pk")).values("count")
    for candidate in jobs.annotate(before=Coalesce(Subquery(count), 0)).order_by("before", "pk")[:10]:
        # The condition on attempts makes that of all workers that saw it here only one gets it.
        same = Job.objects.filter(free, pk=candidate.pk, attempts=candidate.attempts)
        if same.update(
            state=JobState.RUNNING, worker=name, lease_until=now + LEASE, attempts=F("attempts") + 1
        ):
            return (
                Job.objects.select_related("upload")
                .defer("upload__file", "upload__plan")
                .get(pk=candidate.pk)
            )
    return None


def extend(job: Job, *, records: int = 0, **progress: object) -> None:
    """A sign of life, with how far it is; enough for a step that does so many records at once. Raises LeaseLost when the
    job is not ours any more."""
    ours = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, worker=job.worker, attempts=job.attempts)
    lease = LEASE + timedelta(seconds=records / RECORDS_A_SECOND)
    if not ours.update(lease_until=timezone.now() + lease, **progress):
        raise LeaseLost
    for name, value in progress.items():
        setattr(job, name, value)


def finish(job: Job, state: JobState, message: str = "") -> None:
    Job.objects.filter(pk=job.pk, worker=job.worker, attempts=job.attempts).update(
        state=state, lease_until=None, doing="", message=message
    )


def is_left_behind(job: Job) -> bool:
    """Whether it was begun and nobody does it any more."""
    is_over = job.lease_until is not None and job.lease_until < timezone.now()
    return job.state == JobState.RUNNING and (is_over or has_stopped(job.worker))


def put_back(job: Job, *, is_failure: bool = True) -> None:
    """For the next worker, which goes on from the cursor."""
    ours = Job.objects.filter(pk=job.pk, worker=job.worker, attempts=job.attempts)
    ours.update(
        state=JobState.WAITING,
        lease_until=None,
        given_back=F("given_back") if is_failure else F("given_back") + 1,
    )


def has_failed_too_often(job: Job) -> bool:
    return job.attempts - job.given_back > MOST_ATTEMPTS


def _stopped_here() -> list[str]:
    """Workers of this machine that do not run any more: nobody has to wait for their leases."""
    names = Job.objects.filter(state=JobState.RUNNING).order_by().values_list("worker", flat=True).distinct()
    return [name for name in names if has_stopped(name)]
