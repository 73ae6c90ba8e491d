"""The sheets of stories and of the vocabulary they are told in. Headings and keys: kansrijk/resources/sheet.py."""

from areas.models import Area
from interventions.models import (
    Contribution,
    Intervention,
    KeyFigure,
    Link,
    Organisation,
    OrganisationAlias,
    OrganisationKind,
    Phase,
    Quote,
    TargetGroup,
    TargetGroupAlias,
    Theme,
    ThemeName,
)
from kansrijk.publishing.consent import ConsentGround
from kansrijk.resources.sheet import SheetResource, column
from kansrijk.resources.widgets import (
    ChoiceWidget,
    DayWidget,
    MarkupWidget,
    ReferencesWidget,
    ReferenceWidget,
    TextWidget,
    WholeNumberWidget,
)


class PhaseResource(SheetResource):
    name = column("Naam", TextWidget())
    slug = column("Adres", TextWidget())
    start_year = column("Eerste jaar", WholeNumberWidget())
    end_year = column("Laatste jaar", WholeNumberWidget())
    amount_eur = column("Bedrag euro", WholeNumberWidget())
    amount_note = column("Bedrag in woorden", TextWidget())
    introduction = column("Inleiding", MarkupWidget())
    source = column("Bronnen", TextWidget())

    class Meta:
        model = Phase
        import_id_fields = ["slug"]


class ContributionResource(SheetResource):
    phase = column("Periode", ReferenceWidget(Phase, "slug"))
    position = column("Volgorde", WholeNumberWidget())
    ministry = column("Ministerie", TextWidget())
    amount_eur = column("Bedrag euro", WholeNumberWidget())
    note = column("Toelichting", TextWidget())

    class Meta:
        model = Contribution
        import_id_fields = ["phase", "ministry"]


class ThemeResource(SheetResource):
    name = column("Naam", TextWidget())
    slug = column("Adres", TextWidget())
    position = column("Volgorde", WholeNumberWidget())
    explanation = column("Uitleg", MarkupWidget())

    class Meta:
        model = Theme
        import_id_fields = ["slug"]


class ThemeNameResource(SheetResource):
    theme = column("Thema", ReferenceWidget(Theme, "slug"))
    phase = column("Periode", ReferenceWidget(Phase, "slug"))
    name = column("Naam", TextWidget())

    class Meta:
        model = ThemeName
        import_id_fields = ["theme", "phase", "name"]


class TargetGroupResource(SheetResource):
    name = column("Naam", TextWidget())
    slug = column("Adres", TextWidget())
    position = column("Volgorde", WholeNumberWidget())

    class Meta:
        model = TargetGroup
        import_id_fields = ["slug"]


class TargetGroupAliasResource(SheetResource):
    target_group = column("Doelgroep", ReferenceWidget(TargetGroup, "slug"))
    name = column("Naam", TextWidget())

    class Meta:
        model = TargetGroupAlias
        import_id_fields = ["target_group", "name"]


class OrganisationResource(SheetResource):
    name = column("Naam", TextWidget())
    slug = column("Adres", TextWidget())
    kind = column("Soort", ChoiceWidget(OrganisationKind))

    class Meta:
        model = Organisation
        import_id_fields = ["slug"]


class OrganisationAliasResource(SheetResource):
    organisation = column("Organisatie", ReferenceWidget(Organisation, "slug"))
    name = column("Naam", TextWidget())

    class Meta:
        model = OrganisationAlias
        import_id_fields = ["organisation", "name"]


class InterventionResource(SheetResource):
    code = column("Code", TextWidget())
    title = column("Titel", TextWidget())
    slug = column("Adres", TextWidget())
    area = column("Gebied", ReferenceWidget(Area, "slug"))
    phases = column("Periodes", ReferencesWidget(Phase, field="slug"))
    themes = column("Thema's", ReferencesWidget(Theme, field="slug"))
    target_groups = column("Doelgroepen", ReferencesWidget(TargetGroup, field="slug"))
    organisations = column("Organisaties", ReferencesWidget(Organisation, field="slug"))
    summary = column("Samenvatting", TextWidget())
    body = column("Verhaal", MarkupWidget())
    period_in_words = column("Periode in woorden", TextWidget())
    review_on = column("Bekijken op", DayWidget())
    source = column("Bronnen", TextWidget())

    class Meta:
        model = Intervention
        import_id_fields = ["code"]


class KeyFigureResource(SheetResource):
    intervention = column("Interventie", ReferenceWidget(Intervention, "code"))
    position = column("Volgorde", WholeNumberWidget())
    value = column("Cijfer", TextWidget())
    label = column("Telt", TextWidget())

    class Meta:
        model = KeyFigure
        import_id_fields = ["intervention", "position"]


class LinkResource(SheetResource):
    intervention = column("Interventie", ReferenceWidget(Intervention, "code"))
    position = column("Volgorde", WholeNumberWidget())
    label = column("Tekst", TextWidget())
    url = column("Adres", TextWidget())

    class Meta:
        model = Link
        import_id_fields = ["intervention", "position"]


class QuoteResource(SheetResource):
    intervention = column("Interventie", ReferenceWidget(Intervention, "code"))
    area = column("Gebied", ReferenceWidget(Area, "slug"))
    position = column("Volgorde", WholeNumberWidget())
    text = column("Tekst", TextWidget())
    speaker = column("Spreker", TextWidget())
    speaker_role = column("Rol", TextWidget())
    organisation = column("Organisatie", ReferenceWidget(Organisation, "slug"))
    speaker_age = column("Leeftijd", WholeNumberWidget())
    language = column("Taal", TextWidget())
    source = column("Bron", TextWidget())
    consent_ground = column("Grond", ChoiceWidget(ConsentGround))

    class Meta:
        model = Quote
        import_id_fields = ["intervention", "area", "position"]
