"""A link with which somebody without an account reads a preview: known here, so that it can be stopped."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class ReaderLinkQuerySet(models.QuerySet["ReaderLink"]):
    def working(self) -> "ReaderLinkQuerySet":
        return self.filter(stopped_at__isnull=True, until__gt=timezone.now())


class ReaderLink(models.Model):
    revision = models.ForeignKey(
        "publishing.Revision", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="versie"
    )
    change_set = models.ForeignKey(
        "publishing.ChangeSet", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="pakket"
    )
    reader = models.CharField("lezer", max_length=100)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="gemaakt door",
    )
    until = models.DateTimeField("werkt tot")
    stopped_at = models.DateTimeField("gestopt op", null=True)

    objects = ReaderLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "link voor een lezer"
        verbose_name_plural = "links voor lezers"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="reader_link_shows_one_thing",
                condition=Q(revision__isnull=True) ^ Q(change_set__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.reader
