"""Paths that once were public: a moved page redirects for ever, a removed one explains itself."""

from django.db import models


class OldAddress(models.Model):
    """A path that no longer shows its page itself.

    It names the record, not where the record went: so a chain of moves is one step, whatever comes later.
    """

    path = models.CharField("adres", max_length=300, unique=True)
    kind = models.CharField("soort", max_length=60)
    """Label of the record's model, for example interventions.intervention."""
    object_id = models.BigIntegerField("nummer van het onderdeel")
    title = models.CharField("titel van de pagina", max_length=300)
    is_removed = models.BooleanField("weggehaald", default=False)
    changed_at = models.DateTimeField("sinds", auto_now=True)

    class Meta:
        verbose_name = "oud adres"
        verbose_name_plural = "oude adressen"
        ordering = ["path"]
        indexes = [models.Index(fields=["kind", "object_id"], name="old_address_of_record")]

    def __str__(self) -> str:
        return self.path
