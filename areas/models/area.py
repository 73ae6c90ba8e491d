"""One of the twenty urban areas of the NPLV, its neighbourhoods and its other names."""

import uuid
from collections import defaultdict

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from kansrijk.publishing.models import NamesOwner, Record, RecordQuerySet, RecordState
from kansrijk.publishing.page_address import PageAddressField
from kansrijk.publishing.readiness import required
from kansrijk.richtext.fields import RichTextField


class AreaQuerySet(RecordQuerySet["Area"]):
    def with_story_count(self) -> "AreaQuerySet":
        """Adds `story_count`: how many public stories the area has."""
        counted = self.annotate(  # type: ignore[no-redef]  # the attribute tells the type
            story_count=Count("interventions", filter=Q(interventions__state=RecordState.LIVE))
        )
        # A query that groups does not use the order of Meta.
        return counted.order_by("name")

    def without_story(self) -> "AreaQuerySet":
        """Areas of which a visitor reads no story yet."""
        return self.exclude(interventions__state=RecordState.LIVE)

    def theme_slugs(self) -> dict[int, list[str]]:
        """Per area id the slugs of the themes of its public stories, in the order of the themes."""
        rows = (
            self.filter(interventions__state=RecordState.LIVE, interventions__themes__isnull=False)
            .order_by("interventions__themes__position", "interventions__themes__name")
            .values_list("pk", "interventions__themes__slug", "interventions__themes__position")
            .distinct()
        )
        slugs: dict[int, list[str]] = defaultdict(list)
        for area_id, slug, _position in rows:
            slugs[area_id].append(slug)
        return slugs


class Area(Record):
    """All twenty exist from day one, also those without a story."""

    scope_paths = ("coordinators",)
    child_sets = ("neighbourhoods", "aliases")
    not_drafted = ("coordinators",)
    address_from = "name"
    readiness_rules = (
        required("name", "Vul de naam van het gebied in."),
        required("municipality", "Vul de gemeente in."),
        required("introduction", "Schrijf een inleiding: wat is dit voor gebied?"),
    )

    story_count: int
    """Only there after with_story_count()."""

    code = models.CharField(
        "code",
        max_length=3,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{3}$", "Gebruik precies drie hoofdletters, bijvoorbeeld ZAA.")],
        help_text="Drie hoofdletters. Het begin van de code van elke interventie uit dit gebied.",
    )
    name = models.CharField("naam", max_length=100, unique=True)
    slug = PageAddressField(
        "adres",
        max_length=100,
        unique=True,
        help_text="Het laatste stuk van het webadres. Dit verandert niet meer als de pagina online staat.",
    )
    municipality = models.CharField("gemeente", max_length=100)
    province = models.CharField("provincie", max_length=50)
    programme_name = models.CharField(
        "lokaal programma", max_length=200, blank=True, help_text="De naam die het programma zelf gebruikt."
    )
    programme_url = models.URLField("website van het lokale programma", blank=True)
    introduction = RichTextField(
        "inleiding", blank=True, help_text="Wat is dit voor gebied? Twee of drie korte alinea's."
    )
    inhabitants = models.PositiveIntegerField("aantal inwoners", null=True, blank=True)
    inhabitants_note = models.CharField(
        "toelichting bij het aantal inwoners",
        max_length=200,
        blank=True,
        help_text="Bijvoorbeeld: circa, of: alleen het noordelijk deel.",
    )
    inhabitants_year = models.PositiveSmallIntegerField("jaar van het aantal inwoners", null=True, blank=True)
    inhabitants_source = models.CharField("bron van het aantal inwoners", max_length=200, blank=True)
    latitude = models.DecimalField(
        "breedtegraad",
        max_digits=7,
        decimal_places=4,
        validators=[MinValueValidator(50), MaxValueValidator(54)],
        help_text="Het midden van het gebied, in graden (WGS 84). Bijvoorbeeld 52.437.",
    )
    longitude = models.DecimalField(
        "lengtegraad",
        max_digits=7,
        decimal_places=4,
        validators=[MinValueValidator(3), MaxValueValidator(8)],
        help_text="Het midden van het gebied, in graden (WGS 84). Bijvoorbeeld 4.838.",
    )
    photo = models.ForeignKey(
        "areas.Photo",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="shown_on_areas",
        verbose_name="foto",
    )
    source = models.TextField(
        "bronnen", blank=True, help_text="Waar komen deze gegevens vandaan? Eén bron per regel."
    )
    coordinators = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="areas",
        verbose_name="coördinatoren",
        help_text="Zij mogen de gegevens van dit gebied wijzigen.",
    )
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    changed_at = models.DateTimeField("gewijzigd op", auto_now=True)

    objects = AreaQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = "gebied"
        verbose_name_plural = "gebieden"
        ordering = ["name"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="area_has_name", condition=~Q(name="") & ~Q(slug="")),
            models.CheckConstraint(
                name="area_lies_in_the_netherlands",
                condition=Q(latitude__range=(50, 54)) & Q(longitude__range=(3, 8)),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("areas:detail", args=[self.slug])


class Neighbourhood(models.Model):
    """A district or neighbourhood that the programme names as part of the area."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey(
        Area, on_delete=models.CASCADE, related_name="neighbourhoods", verbose_name="gebied"
    )
    name = models.CharField("naam", max_length=100)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "wijk of buurt"
        verbose_name_plural = "wijken en buurten"
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="neighbourhood_once_per_area")]

    def __str__(self) -> str:
        return self.name


class AreaAlias(NamesOwner):
    """Another spelling or an old name; search and import know the area by it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="aliases", verbose_name="gebied")
    name = models.CharField("andere schrijfwijze", max_length=100, unique=True)

    class Meta:
        verbose_name = "andere schrijfwijze"
        verbose_name_plural = "andere schrijfwijzen"
        ordering = ["name"]

    @property
    def owner(self) -> Area:
        return self.area

    def __str__(self) -> str:
        return self.name
