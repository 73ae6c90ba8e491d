"""A numbered version of one record's content. Its content never changes; only its state moves on."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from kansrijk.publishing.inserting import insert
from kansrijk.publishing.packing import canonical, compressed, digest, unpack


class Snapshot(models.Model):
    """Content, kept once however many revisions share it."""

    digest = models.CharField(primary_key=True, max_length=64)
    packed = models.BinaryField()

    class Meta:
        verbose_name = "inhoud"
        verbose_name_plural = "inhoud"

    def __str__(self) -> str:
        return self.digest[:12]

    @property
    def content(self) -> dict[str, Any]:
        return unpack(bytes(self.packed))

    @staticmethod
    def keep_all(contents: list[dict[str, Any]]) -> list[str]:
        """Stores what is new, in two queries; returns the digest of each, in order."""
        written = [canonical(content) for content in contents]
        digests = [digest(one) for one in written]
        new = dict(zip(digests, written, strict=True))
        for known in Snapshot.objects.filter(pk__among=list(new)).values_list("pk", flat=True):
            del new[known]
        # Somebody else may store the same at the same moment.
        rows = [(digest, compressed(one)) for digest, one in new.items()]
        insert(Snapshot, ["digest", "packed"], rows, ignore_conflicts=True)
        return digests


class RevisionState(models.TextChoices):
    DRAFT = "concept", "Concept"
    SUBMITTED = "ingediend", "Ter beoordeling"
    SCHEDULED = "gepland", "Gepland"
    PUBLISHED = "gepubliceerd", "Gepubliceerd"
    SUPERSEDED = "ingehaald", "Ingehaald door een nieuwere versie"
    DISCARDED = "vervallen", "Vervallen"
    PARKED = "bewaard", "Bewaard: botste met het werk van een ander"


OPEN_STATES = (RevisionState.DRAFT, RevisionState.SUBMITTED, RevisionState.SCHEDULED)
"""Work that still can become public."""


class RevisionQuerySet(models.QuerySet["Revision"]):
    def of(self, record: models.Model) -> "RevisionQuerySet":
        return self.filter(kind=record._meta.label_lower, object_id=record.pk)

    def open(self) -> "RevisionQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def published(self) -> "RevisionQuerySet":
        return self.filter(published_at__isnull=False)

    def as_of(self, moment: datetime) -> "RevisionQuerySet":
        """What was published by then, the latest first."""
        return self.filter(published_at__lte=moment).order_by("-published_at", "-pk")


class Revision(models.Model):
    kind = models.CharField("soort", max_length=60)
    object_id = models.BigIntegerField("nummer van het onderdeel")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+", verbose_name="inhoud")
    base = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="gemaakt op basis van"
    )
    """The published revision this work began from; None for the first."""
    change_set = models.ForeignKey(
        "publishing.ChangeSet",
        on_delete=models.PROTECT,
        null=True,
        related_name="revisions",
        verbose_name="pakket",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="gemaakt door",
    )
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    reason = models.TextField("reden", blank=True)

    state = models.CharField("staat", max_length=20, choices=RevisionState, default=RevisionState.DRAFT)
    submitted_at = models.DateTimeField("ingediend op", null=True)
    publish_at = models.DateTimeField("gepland op", null=True)
    published_at = models.DateTimeField("gepubliceerd op", null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="gepubliceerd door",
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "versie"
        verbose_name_plural = "versies"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["kind", "object_id", "-id"], name="revision_of_record"),
            models.Index(fields=["kind", "object_id", "-published_at"], name="revision_as_of"),
            models.Index(fields=["kind", "object_id", "state"], name="revision_in_state"),
            # Of all states: SQLite does not use an index with a condition for a query with parameters.
            models.Index(fields=["state", "publish_at"], name="revision_open"),
            models.Index(fields=["change_set"], name="revision_of_set"),
        ]
        constraints = [
            models.CheckConstraint(
                name="scheduled_revision_has_moment",
                condition=~Q(state=RevisionState.SCHEDULED) | Q(publish_at__isnull=False),
            ),
            models.CheckConstraint(
                name="published_revision_has_moment",
                condition=~Q(state=RevisionState.PUBLISHED) | Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"versie {self.pk}"

    @property
    def content(self) -> dict[str, Any]:
        return self.snapshot.content

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class Remark(models.Model):
    """What somebody said of a revision: the office sending it back, or an outside reader."""

    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="remarks", verbose_name="versie"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="van"
    )
    reader = models.CharField("lezer", max_length=150, blank=True)
    """Name that a reader without an account gave."""
    approves = models.BooleanField("klopt", null=True)
    """An outside reader's answer; None for an ordinary remark."""
    text = models.TextField("opmerking", blank=True)
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)

    class Meta:
        verbose_name = "opmerking"
        verbose_name_plural = "opmerkingen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]
