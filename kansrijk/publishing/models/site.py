"""The site as a whole: which version it is, and when the next planned publication is due."""

from datetime import datetime

from django.db import models
from django.db.models import F


class SiteState(models.Model):
    """One row. Everything derived from public content is keyed by `version`, and so never stale."""

    version = models.PositiveBigIntegerField(default=1)
    next_due_at = models.DateTimeField(null=True, blank=True)
    """The first planned publication still to come; None when nothing is planned."""

    class Meta:
        constraints = [models.CheckConstraint(name="there_is_one_site", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return f"versie {self.version}"

    @classmethod
    def locked(cls) -> "SiteState":
        """The row, locked until the transaction ends: publications happen one after another."""
        state, _created = cls.objects.select_for_update().get_or_create(pk=1)
        return state

    @classmethod
    def current_version(cls) -> int:
        return cls.objects.filter(pk=1).values_list("version", flat=True).first() or 1

    @classmethod
    def next_due(cls) -> datetime | None:
        return cls.objects.filter(pk=1).values_list("next_due_at", flat=True).first()

    @classmethod
    def bump(cls) -> None:
        """Something public changed."""
        cls.objects.filter(pk=1).update(version=F("version") + 1)
