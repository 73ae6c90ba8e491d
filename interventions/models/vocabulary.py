"""Target groups and organisations: words that stories share. Edited by the programme office only."""

import uuid

from django.db import models
from django.db.models import Q

from kansrijk.publishing.models import NamesOwner, Record, RecordQuerySet
from kansrijk.publishing.page_address import PageAddressField
from kansrijk.publishing.readiness import required


class TargetGroup(Record):
    """Publishes on save, but keeps its history like every record."""

    child_sets = ("aliases",)
    address_from = "name"
    readiness_rules = (required("name", "Vul de naam in."),)

    name = models.CharField("naam", max_length=100, unique=True)
    slug = PageAddressField(
        "adres",
        max_length=100,
        unique=True,
        help_text="Het woord in het webadres als iemand op deze doelgroep filtert.",
    )
    position = models.PositiveSmallIntegerField(
        "volgorde", default=0, help_text="De volgorde in lijsten en filters."
    )

    objects = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = "doelgroep"
        verbose_name_plural = "doelgroepen"
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(name="target_group_has_name", condition=~Q(name="") & ~Q(slug=""))
        ]

    def __str__(self) -> str:
        return self.name


class TargetGroupAlias(NamesOwner):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    target_group = models.ForeignKey(
        TargetGroup, on_delete=models.CASCADE, related_name="aliases", verbose_name="doelgroep"
    )
    name = models.CharField("ander woord", max_length=100, unique=True)

    class Meta:
        verbose_name = "ander woord"
        verbose_name_plural = "andere woorden"
        ordering = ["name"]

    @property
    def owner(self) -> TargetGroup:
        return self.target_group

    def __str__(self) -> str:
        return self.name


class OrganisationKind(models.TextChoices):
    """The values are the slugs of the list parameter `organisatie`."""

    SCHOOL = "school", "School en kindcentrum"
    CHILDCARE = "kinderopvang", "Kinderopvang en voorschool"
    CARE = "zorg", "Zorg, GGD en consultatiebureau"
    WELFARE = "welzijn", "Welzijn en sociaal werk"
    RESIDENTS = "bewoners", "Bewoners en vrijwilligers"
    COMPANY = "bedrijf", "Bedrijf en leerwerkplek"
    SPORT_AND_CULTURE = "sport-en-cultuur", "Sport en cultuur"
    GOVERNMENT = "programma-en-gemeente", "Lokaal programma en gemeente"


class Organisation(Record):
    """Publishes on save, but keeps its history like every record."""

    child_sets = ("aliases",)
    address_from = "name"
    readiness_rules = (required("name", "Vul de naam in."),)

    name = models.CharField("naam", max_length=200, unique=True)
    slug = PageAddressField("adres", max_length=100, unique=True)
    kind = models.CharField("soort", max_length=30, choices=OrganisationKind)

    objects = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["name"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="organisation_has_name", condition=~Q(name="") & ~Q(slug="")),
            # The list parameter `organisatie` takes a kind or an organisation: the two may not share a word.
            models.CheckConstraint(
                name="organisation_slug_is_no_kind", condition=~Q(slug__in=OrganisationKind.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationAlias(NamesOwner):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="aliases", verbose_name="organisatie"
    )
    name = models.CharField("andere schrijfwijze", max_length=200, unique=True)

    class Meta:
        verbose_name = "andere schrijfwijze"
        verbose_name_plural = "andere schrijfwijzen"
        ordering = ["name"]

    @property
    def owner(self) -> Organisation:
        return self.organisation

    def __str__(self) -> str:
        return self.name
