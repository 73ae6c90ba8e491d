"""Drafts that belong together: a release, an import, a bulk edit."""

from django.conf import settings
from django.db import models


class ChangeSet(models.Model):
    """Previewed, planned, published and undone as one."""

    name = models.CharField("naam", max_length=150, help_text="Bijvoorbeeld: start van de periode 2026-2028.")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="gemaakt door",
    )
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    publish_at = models.DateTimeField("gepland op", null=True, blank=True)
    published_at = models.DateTimeField("gepubliceerd op", null=True, blank=True, editable=False)
    undone_at = models.DateTimeField("teruggedraaid op", null=True, blank=True, editable=False)

    remainder_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="remainders",
        verbose_name="rest van",
    )
    """The set that was published without what is in this one, since that was not complete yet."""

    undo_report = models.JSONField("wat er bij het terugdraaien gebeurde", null=True, editable=False)
    """The lists of an UndoReport, see undoing.py."""

    class Meta:
        verbose_name = "pakket"
        verbose_name_plural = "pakketten"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name
