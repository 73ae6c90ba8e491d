"""A photo with everything needed to show it well and lawfully. How files are read and scaled: kansrijk/photos."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Q

from kansrijk.photos.fields import PhotoFileField
from kansrijk.publishing.consent import Consent, consent_needs_attention, valid_consent

FILE_FIELDS = frozenset({"file", "width_px", "height_px", "focal_x", "focal_y"})
"""Fields that together say which files a photo has."""


class PhotoQuerySet(models.QuerySet["Photo"]):
    def public(self) -> "PhotoQuerySet":
        """Photos a visitor may see: described or decorative, and nobody recognisable on them without consent."""
        return self.filter(~Q(alt_text="") | Q(is_decorative=True)).filter(
            Q(shows_people=False) | valid_consent()
        )

    def without_alt_text(self) -> "PhotoQuerySet":
        return self.filter(alt_text="", is_decorative=False)

    def consent_needs_attention(self) -> "PhotoQuerySet":
        return self.filter(consent_needs_attention(), shows_people=True)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Also removes the files, once the transaction stands."""
        with transaction.atomic():
            photos = list(self)
            deleted = super().delete()
            for photo in photos:
                photo.file.delete(save=False)
        return deleted

    delete.alters_data = True  # type: ignore[attr-defined]  # Django reads it from the function
    delete.queryset_only = True  # type: ignore[attr-defined]  # Django reads it from the function


class Photo(Consent):
    """The upload itself is never kept: what is stored is re-encoded, upright and without metadata."""

    scope_paths = ("area__coordinators",)

    title = models.CharField(
        "titel", max_length=200, help_text="Om de foto terug te vinden. Staat niet op de site."
    )
    file = PhotoFileField(
        "foto",
        width_field="width_px",
        height_field="height_px",
        focal_fields=("focal_x", "focal_y"),
        help_text="Een JPEG, PNG, WebP of AVIF van hooguit 15 MB. "
        "De plaats en andere verborgen gegevens in het bestand bewaren we niet.",
    )
    width_px = models.PositiveIntegerField("breedte", editable=False)
    height_px = models.PositiveIntegerField("hoogte", editable=False)
    area = models.ForeignKey(
        "areas.Area",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="photos",
        verbose_name="gebied",
        help_text="Uit welk gebied komt de foto? Laat leeg als de foto bij geen enkel gebied hoort.",
    )
    alt_text = models.CharField(
        "beschrijving voor wie de foto niet ziet",
        max_length=250,
        blank=True,
        help_text="Wat is er te zien, en waarom doet dat ertoe? Eén zin.",
    )
    is_decorative = models.BooleanField(
        "decoratief", default=False, help_text="Alleen sfeer: een schermlezer slaat de foto over."
    )
    credit = models.CharField(
        "maker", max_length=200, blank=True, help_text="De naam die bij de foto moet staan."
    )
    focal_x = models.PositiveSmallIntegerField(
        "belangrijkste punt, van links",
        default=50,
        validators=[MaxValueValidator(100)],
        help_text="In procenten: 0 is de linkerrand, 100 de rechterrand. Dit punt blijft altijd in beeld.",
    )
    focal_y = models.PositiveSmallIntegerField(
        "belangrijkste punt, van boven",
        default=50,
        validators=[MaxValueValidator(100)],
        help_text="In procenten: 0 is de bovenrand, 100 de onderrand.",
    )
    shows_people = models.BooleanField(
        "er staan mensen herkenbaar op",
        default=True,
        help_text="Dan is toestemming nodig. Zonder toestemming komt de foto niet op de site.",
    )
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    changed_at = models.DateTimeField("gewijzigd op", auto_now=True)

    objects = PhotoQuerySet.as_manager()

    class Meta(Consent.Meta):
        verbose_name = "foto"
        verbose_name_plural = "foto's"
        ordering = ["title"]
        constraints = [
            *Consent.Meta.constraints,
            models.UniqueConstraint(name="photo_has_files_of_its_own", fields=["file"]),
            models.CheckConstraint(
                name="photo_is_described_or_decorative_not_both",
                condition=Q(alt_text="") | Q(is_decorative=False),
            ),
            models.CheckConstraint(
                name="photo_focal_point_lies_on_it", condition=Q(focal_x__lte=100) & Q(focal_y__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        """The same rule as PhotoQuerySet.public(), for one photo."""
        return bool(self.alt_text or self.is_decorative) and (not self.shows_people or self.has_valid_consent)

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """The files and the row change together, or neither does."""
        if update_fields is not None and FILE_FIELDS.intersection(update_fields):
            update_fields = FILE_FIELDS.union(update_fields)
        with transaction.atomic():
            super().save(*args, update_fields=update_fields, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            deleted = super().delete(*args, **kwargs)
            self.file.delete(save=False)
        return deleted

    def clean(self) -> None:
        super().clean()
        if self.is_decorative and self.alt_text:
            raise ValidationError(
                {"is_decorative": "Kies één van beide: een beschrijving, of decoratief zonder beschrijving."}
            )
        if not self.is_decorative and not self.alt_text:
            raise ValidationError({"alt_text": "Beschrijf de foto in één zin, of vink ‘decoratief’ aan."})
