"""Somebody's words, with who said them and the consent to show them."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator

from areas.models import Area
from interventions.models.intervention import Intervention
from interventions.models.vocabulary import Organisation
from kansrijk.publishing.consent import CONSENT_FIELDS, Consent, consent_needs_attention, valid_consent
from kansrijk.publishing.models import Record, RecordQuerySet
from kansrijk.publishing.models.record import SHOWN_STATES
from kansrijk.publishing.readiness import one_of, required
from kansrijk.resources.languages import LanguageField

ONE_SUBJECT = "Kies een interventie of een gebied, precies één van de twee."
NO_WORDS = "(nog zonder tekst)"


class QuoteQuerySet(RecordQuerySet["Quote"]):
    def public(self) -> "QuoteQuerySet":
        """What a visitor may see: live, with consent that holds today, and not about a hidden story."""
        about_shown = Q(intervention__isnull=True) | Q(intervention__state__in=SHOWN_STATES)
        return super().public().filter(valid_consent(), about_shown)

    def of_area(self, area: Area) -> "QuoteQuerySet":
        """About the area itself or about one of its stories."""
        return self.filter(Q(area=area) | Q(intervention__area=area))

    def consent_needs_attention(self) -> "QuoteQuerySet":
        return self.filter(consent_needs_attention())

    def with_card_relations(self) -> "QuoteQuerySet":
        """Everything a quotation shows, in one query."""
        return self.select_related("intervention", "intervention__area", "area", "organisation").defer(
            "intervention__body", "intervention__area__introduction", "area__introduction"
        )


class Quote(Record, Consent):
    reference_key = "pk"
    not_drafted = CONSENT_FIELDS
    readiness_rules = (
        required("text", "Schrijf op wat er gezegd is."),
        required("speaker", "Vul in wie dit zegt."),
        one_of("intervention", "area", ONE_SUBJECT),
    )
    scope_paths = ("area__coordinators", "intervention__area__coordinators")

    text = models.TextField(
        "citaat", max_length=1000, help_text="Letterlijk wat iemand zei, zonder aanhalingstekens eromheen."
    )
    speaker = models.CharField(
        "spreker", max_length=150, help_text="Naam, of een omschrijving zoals: een leerling."
    )
    speaker_role = models.CharField("rol", max_length=150, blank=True, help_text="Bijvoorbeeld: directeur.")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quotes",
        verbose_name="organisatie",
    )
    speaker_age = models.PositiveSmallIntegerField(
        "leeftijd",
        null=True,
        blank=True,
        validators=[MaxValueValidator(120)],
        help_text="Alleen als het ertoe doet.",
    )
    intervention = models.ForeignKey(
        Intervention,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="quotes",
        verbose_name="interventie",
        help_text="Over welke interventie gaat het citaat?",
    )
    area = models.ForeignKey(
        Area,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="quotes",
        verbose_name="gebied",
        help_text="Kies een gebied als het citaat niet over één interventie gaat.",
    )
    language = LanguageField(
        "taal",
        max_length=10,
        default="nl",
        help_text="Code van de taal: nl, bg, tr, en. Een schermlezer leest het citaat dan goed voor.",
    )
    source = models.TextField("bron", blank=True, help_text="Waar staat of stond dit citaat?")
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    changed_at = models.DateTimeField("gewijzigd op", auto_now=True)

    objects = QuoteQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = "citaat"
        verbose_name_plural = "citaten"
        ordering = ["position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            *Consent.Meta.constraints,
            # A draft may lack words, speaker and subject; the readiness rules keep it off the site until then.
            models.CheckConstraint(
                name="quote_age_is_plausible", condition=Q(speaker_age__isnull=True) | Q(speaker_age__lte=120)
            ),
        ]

    def __str__(self) -> str:
        words = Truncator(self.text).chars(60) or NO_WORDS
        return f"{self.speaker or 'Nog niet bekend wie'}: {words}"

    def clean(self) -> None:
        super().clean()
        if self.intervention_id and self.area_id:
            raise ValidationError({"intervention": ONE_SUBJECT})

    def get_absolute_url(self) -> str:
        return f"{reverse('interventions:quotes')}#citaat-{self.pk}"

    @property
    def hidden_because(self) -> str:
        if not self.has_valid_consent:
            return "Bezoekers zien dit pas als er toestemming is."
        if self.intervention and not self.intervention.is_readable:
            return "Bezoekers zien dit pas als de interventie op de website staat."
        return ""

    @property
    def about_area(self) -> Area | None:
        """The area the words come from, directly or through the intervention; a draft may have none yet."""
        return self.intervention.area if self.intervention else self.area
