"""What an intervention consists of besides its text, in the order an editor gives: key figures, links, photos."""

import uuid

from django.db import models
from django.db.models import Q

from areas.models import Photo
from interventions.models.intervention import Intervention


class KeyFigure(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    intervention = models.ForeignKey(
        Intervention, on_delete=models.CASCADE, related_name="key_figures", verbose_name="interventie"
    )
    value = models.CharField(
        "cijfer", max_length=40, help_text="Zoals het groot op de pagina staat, bijvoorbeeld 9.500."
    )
    label = models.CharField(
        "wat het telt", max_length=120, help_text="Bijvoorbeeld: leerlingen krijgen extra leertijd."
    )
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "kerncijfer"
        verbose_name_plural = "kerncijfers"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(name="key_figure_is_complete", condition=~Q(value="") & ~Q(label=""))
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.label}"


class Link(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    intervention = models.ForeignKey(
        Intervention, on_delete=models.CASCADE, related_name="links", verbose_name="interventie"
    )
    label = models.CharField("tekst van de link", max_length=150, help_text="Zeg waar de link heen gaat.")
    url = models.URLField("webadres", max_length=500)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "link"
        verbose_name_plural = "links"
        ordering = ["position", "id"]
        constraints = [models.CheckConstraint(name="link_is_complete", condition=~Q(label="") & ~Q(url=""))]

    def __str__(self) -> str:
        return self.label


class PhotoPlacement(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    intervention = models.ForeignKey(
        Intervention, on_delete=models.CASCADE, related_name="photo_placements", verbose_name="interventie"
    )
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="placements", verbose_name="foto")
    caption = models.CharField("bijschrift", max_length=250, blank=True)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "foto bij het verhaal"
        verbose_name_plural = "foto's bij het verhaal"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["intervention", "photo"], name="photo_once_per_intervention"),
        ]

    def __str__(self) -> str:
        return self.caption or str(self.photo)
