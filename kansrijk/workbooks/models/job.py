"""Work that takes longer than a request may: who has it, until when, and how far it got."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class JobState(models.TextChoices):
    WAITING = "wacht", "Wacht"
    RUNNING = "bezig", "Bezig"
    DONE = "klaar", "Klaar"
    FAILED = "mislukt", "Mislukt"


UNFINISHED = (JobState.WAITING, JobState.RUNNING)


class Job(models.Model):
    """A worker that dies lets its lease run out; the next one goes on from the cursor."""

    upload = models.ForeignKey("workbooks.Upload", on_delete=models.CASCADE, related_name="jobs")
    task = models.CharField("wat", max_length=20)
    """The name of a task in jobs/tasks.py."""
    state = models.CharField("staat", max_length=10, choices=JobState, default=JobState.WAITING)
    worker = models.CharField("wie", max_length=80, blank=True)
    lease_until = models.DateTimeField("tot", null=True)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    given_back = models.PositiveSmallIntegerField("teruggegeven", default=0)
    """How many of these attempts ended because they took too long for a page: no fault of the file."""
    cursor = models.PositiveIntegerField("hoe ver", default=0)
    """Moved on in the transaction that does the work, so that every row is done exactly once."""
    total = models.PositiveIntegerField("van hoeveel", default=0)
    doing = models.CharField("waarmee", max_length=100, blank=True)
    """In Dutch, for the progress bar."""
    message = models.TextField("melding", blank=True)
    """Why it failed, and what to do."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="voor wie",
    )
    """Who asked to take a file back. All other work is done for who sent the file."""
    reason = models.CharField("reden", max_length=300, blank=True)
    """Why it is taken back."""
    off_the_site = models.BooleanField("ook van de site", default=False)
    """Whether who asked to take it back knew that visitors see it."""
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "lease_until"], name="job_to_do")]
        constraints = [
            # Two clicks on one button are one job.
            models.UniqueConstraint(
                fields=["upload", "task"],
                condition=Q(state__in=["wacht", "bezig"]),
                name="job_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.upload_id}"
