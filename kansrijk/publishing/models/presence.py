"""Who has which record open: to tell colleagues, never to lock anybody out."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

STAYS = timedelta(hours=2)
"""After this long nobody is still at a form that was opened and never saved."""


class EditorPresence(models.Model):
    kind = models.CharField("soort", max_length=60)
    object_id = models.BigIntegerField("nummer van het onderdeel")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="wie"
    )
    seen_at = models.DateTimeField("geopend op")

    class Meta:
        verbose_name = "wie heeft wat open"
        verbose_name_plural = "wie heeft wat open"
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "user"], name="editor_present_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind} {self.object_id}"

    @classmethod
    def arrive(cls, record: models.Model, user: Any) -> None:
        EditorPresence.objects.bulk_create(
            [
                EditorPresence(
                    kind=record._meta.label_lower,
                    object_id=record.pk,
                    user=user,
                    seen_at=timezone.now(),
                )
            ],
            update_conflicts=True,
            unique_fields=["kind", "object_id", "user"],
            update_fields=["seen_at"],
        )

    @classmethod
    def leave(cls, record: models.Model, user: Any) -> None:
        cls.objects.filter(kind=record._meta.label_lower, object_id=record.pk, user=user).delete()

    @classmethod
    def others(cls, record: models.Model, user: Any) -> "models.QuerySet[EditorPresence]":
        """Colleagues who opened it in the last two hours and did not save since."""
        return (
            cls.objects.filter(
                kind=record._meta.label_lower, object_id=record.pk, seen_at__gt=timezone.now() - STAYS
            )
            .exclude(user=user)
            .select_related("user")
            .order_by("seen_at")
        )
