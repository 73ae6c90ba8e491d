"""A workbook that was made for one person at one moment. What stood in it is found by the versions it names."""

import secrets
from typing import Any

from django.conf import settings
from django.db import models

from kansrijk.publishing.packing import pack, unpack

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without what people mix up when they read it aloud: 0 and O, 1 and I."""


def new_number() -> str:
    """For example KW-7F3K-9QX2."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"KW-{letters[:4]}-{letters[4:]}"


class Export(models.Model):
    number = models.CharField("kenmerk", max_length=12, unique=True, default=new_number)
    """The only thing the file knows of it."""
    made_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="gemaakt voor",
    )
    made_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    about = models.CharField("waarover", max_length=300, blank=True)
    packed = models.BinaryField()
    """{"versions": {kind: {primary key: revision}}, "names": {source: {key: how it stood in the cells}}}"""

    class Meta:
        verbose_name = "werkboek"
        verbose_name_plural = "werkboeken"
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.number

    @property
    def base(self) -> dict[str, Any]:
        return unpack(bytes(self.packed))

    @staticmethod
    def keep(*, made_for: Any, about: str, base: dict[str, Any]) -> "Export":
        return Export.objects.create(made_for=made_for, about=about, packed=pack(base))
