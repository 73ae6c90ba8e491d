"""Addresses that once were public. Records, revisions and change sets will live here too."""

from django.db import models


class RemovedAddress(models.Model):
    """A path whose page was removed: it answers 410 with an explanation instead of 404."""

    path = models.CharField("adres", max_length=300, unique=True)
    title = models.CharField("titel van de pagina", max_length=300)
    removed_at = models.DateTimeField("verwijderd op", auto_now_add=True)

    class Meta:
        verbose_name = "verwijderd adres"
        verbose_name_plural = "verwijderde adressen"
        ordering = ["path"]

    def __str__(self) -> str:
        return self.path
