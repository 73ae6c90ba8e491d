"""A tranche of the grant: its years, its money and who paid."""

import uuid

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse

from kansrijk.publishing.models import Record, RecordQuerySet, RecordState
from kansrijk.publishing.page_address import PageAddressField
from kansrijk.publishing.readiness import required
from kansrijk.richtext.fields import RichTextField


class PhaseQuerySet(RecordQuerySet["Phase"]):
    def with_story_count(self) -> "PhaseQuerySet":
        """Adds `story_count`: how many public stories it has."""
        counted = self.annotate(  # type: ignore[no-redef]  # the attribute tells the type
            story_count=Count("interventions", filter=Q(interventions__state=RecordState.LIVE))
        )
        # A query that groups does not use the order of Meta.
        return counted.order_by("start_year")


class Phase(Record):
    child_sets = ("contributions",)
    address_from = "name"
    readiness_rules = (
        required("name", "Vul de naam van de periode in."),
        required("introduction", "Schrijf een inleiding: wat is deze periode?"),
    )

    story_count: int
    """Only there after with_story_count()."""
    name = models.CharField(
        "naam",
        max_length=100,
        unique=True,
        help_text="De volledige naam, bijvoorbeeld SPUK Kansrijke Wijk 2023-2025.",
    )
    slug = PageAddressField(
        "adres",
        max_length=100,
        unique=True,
        help_text="Het laatste stuk van het webadres. Dit verandert niet meer als de pagina online staat.",
    )
    start_year = models.PositiveSmallIntegerField("eerste jaar")
    end_year = models.PositiveSmallIntegerField("laatste jaar")
    amount_eur = models.PositiveBigIntegerField(
        "bedrag in euro", null=True, blank=True, help_text="Het totaal voor alle gebieden samen."
    )
    amount_note = models.CharField(
        "bedrag in woorden",
        max_length=200,
        blank=True,
        help_text="Zoals het op de site staat, bijvoorbeeld: ruim 400 miljoen euro.",
    )
    introduction = RichTextField(
        "inleiding", blank=True, help_text="Wat is deze periode? Twee of drie korte alinea's."
    )
    source = models.TextField(
        "bronnen", blank=True, help_text="Waar komen deze gegevens vandaan? Eén bron per regel."
    )
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    changed_at = models.DateTimeField("gewijzigd op", auto_now=True)

    objects = PhaseQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = "periode"
        verbose_name_plural = "periodes"
        ordering = ["start_year"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="phase_has_name", condition=~Q(name="") & ~Q(slug="")),
            models.CheckConstraint(
                name="phase_ends_after_it_starts", condition=Q(end_year__gte=F("start_year"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("interventions:phase", args=[self.slug])

    @property
    def years(self) -> str:
        """The short name on labels and in filters, for example 2023-2025."""
        return f"{self.start_year}-{self.end_year}"


class Contribution(models.Model):
    """What one ministry pays in one phase."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    phase = models.ForeignKey(
        Phase, on_delete=models.CASCADE, related_name="contributions", verbose_name="periode"
    )
    ministry = models.CharField("ministerie", max_length=100)
    amount_eur = models.PositiveBigIntegerField("bedrag in euro", null=True, blank=True)
    note = models.CharField("toelichting", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "bijdrage van een ministerie"
        verbose_name_plural = "bijdragen van ministeries"
        ordering = ["position", "ministry"]
        constraints = [models.UniqueConstraint(fields=["phase", "ministry"], name="ministry_once_per_phase")]

    def __str__(self) -> str:
        return self.ministry
