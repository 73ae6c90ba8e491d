"""The log of the site: who did what, when and why. Rows are added, never changed; the database sees to it."""

from django.conf import settings
from django.db import models


class Verb(models.TextChoices):
    DRAFT = "concept", "Concept opgeslagen"
    SUBMIT = "ingediend", "Ter beoordeling gegeven"
    SEND_BACK = "teruggestuurd", "Teruggestuurd"
    REMARK = "opmerking", "Opmerking gemaakt"
    PUBLISH = "gepubliceerd", "Gepubliceerd"
    SCHEDULE = "gepland", "Ingepland"
    UNSCHEDULE = "planning-weg", "Planning weggehaald"
    WITHDRAW = "ingetrokken", "Ingetrokken"
    REMOVE = "weggehaald", "Weggehaald"
    RESTORE = "teruggezet", "Teruggezet"
    UNDO = "teruggedraaid", "Teruggedraaid"
    DISCARD = "vervallen", "Concept weggegooid"
    AT_ONCE = "direct", "Direct gewijzigd"
    RENAME = "hernoemd", "Pakket een andere naam gegeven"


class Event(models.Model):
    verb = models.CharField("wat", max_length=20, choices=Verb)
    at = models.DateTimeField("wanneer", auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="wie"
    )
    """None for the site itself, when a planned publication is due."""
    kind = models.CharField("soort", max_length=60)
    """Label of the record's model, or of the change set itself."""
    object_id = models.BigIntegerField("nummer")
    title = models.CharField("titel", max_length=300)
    """As the record was called at the time."""
    revision = models.ForeignKey(
        "publishing.Revision",
        on_delete=models.PROTECT,
        null=True,
        related_name="events",
        verbose_name="versie",
    )
    change_set = models.ForeignKey(
        "publishing.ChangeSet",
        on_delete=models.PROTECT,
        null=True,
        related_name="events",
        verbose_name="pakket",
    )
    reason = models.TextField("reden", blank=True)

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "logboek"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["kind", "object_id", "-at"], name="event_of_record")]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {self.title}"
