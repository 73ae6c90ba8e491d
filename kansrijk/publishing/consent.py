"""Consent of a person to be quoted or shown: the record of it, and what "valid" means."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localdate

NOTICE_DAYS = 60
"""How long before its last day a consent asks for attention."""


class ConsentGround(models.TextChoices):
    """Why we may show this person."""

    ASKED = "gevraagd", "Toestemming gevraagd en gekregen"
    PUBLISHED_BEFORE = "eerder-gepubliceerd", "Eerder door het programma gepubliceerd"


def valid_consent(on: date | None = None) -> Q:
    """Matches the records whose consent holds on day `on` (today in the Netherlands when left out)."""
    on = on or localdate()
    return (
        ~Q(consent_ground="")
        & Q(consent_withdrawn_on__isnull=True)
        & (Q(consent_until__isnull=True) | Q(consent_until__gte=on))
    )


def consent_needs_attention(on: date | None = None) -> Q:
    """Matches the records whose consent is missing, is over, or ends within sixty days of day `on`.

    Withdrawn consent is a decision, not an omission: nobody has to act on it.
    """
    soon = (on or localdate()) + timedelta(days=NOTICE_DAYS)
    return Q(consent_withdrawn_on__isnull=True) & (Q(consent_ground="") | Q(consent_until__lte=soon))


CONSENT_FIELDS = (
    "consent_ground",
    "consent_given_by",
    "consent_given_on",
    "consent_use",
    "consent_until",
    "consent_withdrawn_on",
)
"""These work at once, without a draft: a withdrawal may not wait for anybody."""


class Consent(models.Model):
    """Fields of a record that shows a person. The data never leave the admin."""

    consent_ground = models.CharField(
        "grond",
        max_length=30,
        choices=ConsentGround,
        blank=True,
        help_text="Waarom mogen we dit laten zien? Zonder grond komt het niet op de site.",
    )
    consent_given_by = models.CharField(
        "wie gaf toestemming",
        max_length=200,
        blank=True,
        help_text="De naam van de persoon. Bij een kind onder de zestien: de naam van de ouder of voogd.",
    )
    consent_given_on = models.DateField(
        "toestemming gegeven op", null=True, blank=True, help_text="De datum op het formulier of in de mail."
    )
    consent_use = models.CharField(
        "waarvoor",
        max_length=200,
        blank=True,
        help_text="Waar mag het voor gebruikt worden? Bijvoorbeeld: deze website en drukwerk van het programma.",
    )
    consent_until = models.DateField(
        "geldig tot en met",
        null=True,
        blank=True,
        help_text="Na deze dag verdwijnt het vanzelf van de site. Laat leeg als er geen einddatum is afgesproken.",
    )
    consent_withdrawn_on = models.DateField(
        "ingetrokken op",
        null=True,
        blank=True,
        help_text="Vul hier een datum in en het staat direct nergens meer op de site.",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_asked_consent_names_giver",
                condition=~Q(consent_ground=ConsentGround.ASKED)
                | (~Q(consent_given_by="") & Q(consent_given_on__isnull=False) & ~Q(consent_use="")),
            ),
        ]

    @property
    def has_valid_consent(self) -> bool:
        """The same rule as valid_consent(), for one record."""
        return (
            bool(self.consent_ground)
            and self.consent_withdrawn_on is None
            and (self.consent_until is None or self.consent_until >= localdate())
        )

    @property
    def consent_state(self) -> str:
        """In words, for lists in the admin: geldig, ontbreekt, ingetrokken, afgelopen or until when."""
        if self.consent_withdrawn_on:
            return "ingetrokken"
        if not self.consent_ground:
            return "ontbreekt"
        if not self.consent_until:
            return "geldig"
        until = date_format(self.consent_until, "j F Y")
        return f"geldig tot en met {until}" if self.has_valid_consent else f"afgelopen op {until}"

    def clean(self) -> None:
        super().clean()
        if self.consent_ground == ConsentGround.ASKED:
            missing: dict[str, Any] = {
                name: "Vul dit in: u geeft aan dat er toestemming is gevraagd."
                for name in ("consent_given_by", "consent_given_on", "consent_use")
                if not getattr(self, name)
            }
            if missing:
                raise ValidationError(missing)
