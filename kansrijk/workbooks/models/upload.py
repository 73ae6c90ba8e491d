"""A file that somebody sent, its plan, and what came of it: that it was sent is kept for ever, so that every import can
be explained; how long the file itself is, says keeping.py."""

import uuid
from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models.functions import Substr

from kansrijk.workbooks.plans.sealing import SEAL_LENGTH


class UploadState(models.TextChoices):
    WAITING = "wacht", "Wacht op verwerking"
    READING = "leest", "Wordt nagekeken"
    UNREADABLE = "onleesbaar", "Kon niet gelezen worden"
    PLANNED = "nagekeken", "Nagekeken"
    APPLYING = "verwerkt", "Wordt klaargezet"
    READY = "klaar", "Klaargezet"
    TAKING_BACK = "terug", "Wordt teruggedraaid"
    """Afterwards it is ready again, whatever came of it."""
    FAILED = "mislukt", "Mislukt"
    LET_GO = "opgeruimd", "Opgeruimd"
    """Of the file and its plan only the line in the list is left: keeping.py says when."""


BUSY = (UploadState.WAITING, UploadState.READING, UploadState.APPLYING, UploadState.TAKING_BACK)
"""A job has it, or will."""
DECIDABLE = (UploadState.PLANNED, UploadState.FAILED)
"""It was looked through, and nothing was done with it yet."""


class Upload(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.BinaryField("bestand")
    """As it came in; in the database, so that every server and every worker has it."""
    file_name = models.CharField("bestandsnaam", max_length=255)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="wie"
    )
    at = models.DateTimeField("wanneer", auto_now_add=True)
    state = models.CharField("staat", max_length=20, choices=UploadState, default=UploadState.WAITING)
    message = models.TextField("melding", blank=True)
    """Why it could not be read or done, and what to do."""
    export = models.ForeignKey(
        "workbooks.Export",
        on_delete=models.PROTECT,
        null=True,
        related_name="uploads",
        verbose_name="werkboek",
    )
    plan = models.BinaryField("plan", null=True)
    """Packed; plans/storing.py reads and writes it."""
    counts = models.JSONField("aantallen", default=dict)
    """Of the plan, for lists, as plans/counting.py makes them; and with which rights it was made."""
    choices = models.JSONField("keuzes", default=dict)
    """{"conflicts": {"kind:pk": [fields where the file wins]}, "clear": true, "publish": true}"""
    made = models.JSONField("gemaakt", default=dict)
    """By "#place in the plan" the key of each record that was new in the file: later batches may refer to it."""
    change_set = models.ForeignKey(
        "publishing.ChangeSet",
        on_delete=models.PROTECT,
        null=True,
        related_name="uploads",
        verbose_name="pakket",
    )
    taken_back = models.JSONField("teruggedraaid", null=True)
    """What happened each time that proposals of it were taken back before they were published, the first one first:
    [{"at": "2026-11-29T15:00:00+00:00", and the lists of an UndoReport}]. That of a published release it keeps itself."""

    class Meta:
        verbose_name = "ingelezen bestand"
        verbose_name_plural = "ingelezen bestanden"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["by", "-at"], name="upload_of_person")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def seal(self) -> str:
        """Tells this plan from a later one for the same file; empty when there is none."""
        [seal] = self.pieces([(0, SEAL_LENGTH)])
        return seal.decode()

    def pieces(self, ranges: Sequence[tuple[int, int]]) -> list[bytes]:
        """Of the plan, each from where it begins and as long as it is in bytes. Where the plan was left in the database,
        the rest of it stays there."""
        if "plan" not in self.get_deferred_fields():
            return [bytes(self.plan or b"")[start : start + length] for start, length in ranges]
        field = models.BinaryField()
        parts = [Substr("plan", start + 1, length, output_field=field) for start, length in ranges]
        found = Upload.objects.filter(pk=self.pk).values_list(*parts).get()
        return [bytes(part or b"") for part in found]
