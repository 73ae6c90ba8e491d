"""A theme of the grant, with the name it had in each phase."""

import uuid

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from interventions.models.phase import Phase
from kansrijk.publishing.models import Record, RecordQuerySet, RecordState
from kansrijk.publishing.page_address import PageAddressField
from kansrijk.publishing.readiness import required
from kansrijk.richtext.fields import RichTextField


class ThemeQuerySet(RecordQuerySet["Theme"]):
    def with_story_count(self) -> "ThemeQuerySet":
        """Adds `story_count`: how many public stories it has."""
        counted = self.annotate(  # type: ignore[no-redef]  # the attribute tells the type
            story_count=Count("interventions", filter=Q(interventions__state=RecordState.LIVE))
        )
        # A query that groups does not use the order of Meta.
        return counted.order_by("position", "name")


class Theme(Record):
    """One filter value through the years, whatever the grant called it at the time."""

    child_sets = ("names",)
    address_from = "name"
    readiness_rules = (
        required("name", "Vul de naam van het thema in."),
        required("explanation", "Leg uit wat onder dit thema valt."),
    )

    story_count: int
    """Only there after with_story_count()."""

    name = models.CharField("naam", max_length=100, unique=True)
    slug = PageAddressField(
        "adres",
        max_length=100,
        unique=True,
        help_text="Het laatste stuk van het webadres. Dit verandert niet meer als de pagina online staat.",
    )
    explanation = RichTextField(
        "uitleg", blank=True, help_text="Wat valt onder dit thema? Eén of twee korte alinea's."
    )
    position = models.PositiveSmallIntegerField(
        "volgorde", default=0, help_text="De volgorde in lijsten en filters."
    )
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    changed_at = models.DateTimeField("gewijzigd op", auto_now=True)

    objects = ThemeQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = "thema"
        verbose_name_plural = "thema's"
        ordering = ["position", "name"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="theme_has_name", condition=~Q(name="") & ~Q(slug="")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("interventions:theme", args=[self.slug])


class ThemeName(models.Model):
    """What the grant called the theme in one phase; one theme may join two names of that phase."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="names", verbose_name="thema")
    phase = models.ForeignKey(
        Phase, on_delete=models.CASCADE, related_name="theme_names", verbose_name="periode"
    )
    name = models.CharField("naam in deze periode", max_length=100)

    class Meta:
        verbose_name = "naam in een periode"
        verbose_name_plural = "namen per periode"
        ordering = ["phase__start_year", "name"]
        constraints = [
            models.UniqueConstraint(fields=["theme", "phase", "name"], name="theme_name_once_per_phase")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.phase.years})"
