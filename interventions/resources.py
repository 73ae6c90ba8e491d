"""The sheets of stories and of the vocabulary they are told in. Headings and keys: kansrijk/resources/sheet.py."""

from areas.models import Area
from areas.resources import AreaResource
from interventions.models import (
    Contribution,
    Intervention,
    KeyFigure,
    Link,
    Organisation,
    OrganisationKind,
    Phase,
    Quote,
    TargetGroup,
    Theme,
    ThemeName,
)
from kansrijk.publishing.consent import ConsentGround
from kansrijk.resources.codes import Code
from kansrijk.resources.sheet import SheetResource, Workbook, column
from kansrijk.resources.widgets import (
    ChoiceWidget,
    DayWidget,
    LanguageWidget,
    MarkupWidget,
    ProseWidget,
    QuotationWidget,
    ReferencesWidget,
    ReferenceWidget,
    TextWidget,
    WebAddressWidget,
    WholeNumberWidget,
    WordsWidget,
)


class PhaseResource(SheetResource):
    name = column("Naam", TextWidget())
    slug = column("Adres", TextWidget())
    start_year = column("Eerste jaar", WholeNumberWidget(example=2022))
    end_year = column("Laatste jaar", WholeNumberWidget(example=2026))
    amount_eur = column("Bedrag euro", WholeNumberWidget())
    amount_note = column("Bedrag in woorden", TextWidget())
    introduction = column("Inleiding", MarkupWidget(), may_wait=True)
    source = column("Bronnen", ProseWidget(), aliases=["Bron"])

    class Meta:
        model = Phase
        import_id_fields = ["slug"]
        known_by = ("{start_year}-{end_year}", "{slug}", "{name}")


class ContributionResource(SheetResource):
    phase = column("Periode", ReferenceWidget(Phase, "slug"))
    position = column("Volgorde", WholeNumberWidget(example=1))
    ministry = column("Ministerie", TextWidget())
    amount_eur = column("Bedrag euro", WholeNumberWidget())
    note = column("Toelichting", TextWidget())

    class Meta:
        model = Contribution
        import_id_fields = ["phase", "ministry"]
        sheet = "Bijdragen"


class ThemeResource(SheetResource):
    name = column("Naam", TextWidget())
    slug = column("Adres", TextWidget())
    position = column("Volgorde", WholeNumberWidget(example=1))
    explanation = column("Uitleg", MarkupWidget(), may_wait=True)

    class Meta:
        model = Theme
        import_id_fields = ["slug"]
        article = "het"
        known_by = ("{name}", "{slug}", "{names__name}")


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
    position = column("Volgorde", WholeNumberWidget(example=1))
    aliases = column("Andere woorden", WordsWidget())

    class Meta:
        model = TargetGroup
        import_id_fields = ["slug"]
        known_by = ("{name}", "{slug}", "{aliases__name}")


class OrganisationResource(SheetResource):
    name = column("Naam", TextWidget())
    slug = column("Adres", TextWidget())
    kind = column("Soort", ChoiceWidget(OrganisationKind))
    aliases = column("Andere schrijfwijzen", WordsWidget())

    class Meta:
        model = Organisation
        import_id_fields = ["slug"]
        known_by = ("{name}", "{slug}", "{aliases__name}")


class InterventionResource(SheetResource):
    code = column("Code", TextWidget(), office_only=True)
    title = column("Titel", TextWidget(), aliases=["Naam", "Interventie"])
    slug = column("Adres", TextWidget(), office_only=True)
    area = column("Gebied", ReferenceWidget(Area, "slug"), help="Het gebied waar dit gebeurt.")
    phases = column("Periodes", ReferencesWidget(Phase, field="slug"), may_wait=True, aliases=["Periode"])
    themes = column("Thema's", ReferencesWidget(Theme, field="slug"), may_wait=True, aliases=["Thema"])
    target_groups = column("Doelgroepen", ReferencesWidget(TargetGroup, field="slug"), aliases=["Doelgroep"])
    organisations = column(
        "Organisaties", ReferencesWidget(Organisation, field="slug"), aliases=["Organisatie", "Partners"]
    )
    summary = column("Samenvatting", ProseWidget(), may_wait=True)
    body = column("Verhaal", MarkupWidget(), may_wait=True, aliases=["Tekst"])
    period_in_words = column("Periode in woorden", TextWidget())
    review_on = column("Bekijken op", DayWidget())
    source = column("Bronnen", ProseWidget(), aliases=["Bron"])

    class Meta:
        model = Intervention
        import_id_fields = ["code"]
        code = Code("code", digits=3, example="ZAA-004")
        known_by = ("{code} {title}", "{code}", "{title}")


class KeyFigureResource(SheetResource):
    intervention = column("Interventie", ReferenceWidget(Intervention, "code"))
    position = column("Volgorde", WholeNumberWidget(example=1))
    value = column("Cijfer", TextWidget())
    label = column("Telt", TextWidget())

    class Meta:
        model = KeyFigure
        import_id_fields = ["intervention", "position"]
        article = "het"


class LinkResource(SheetResource):
    intervention = column("Interventie", ReferenceWidget(Intervention, "code"))
    position = column("Volgorde", WholeNumberWidget(example=1))
    label = column("Tekst", TextWidget())
    url = column(
        "Adres",
        WebAddressWidget(),
        aliases=["Link"],
        help="Het webadres van de pagina. Kopieer het uit uw browser.",
    )

    class Meta:
        model = Link
        import_id_fields = ["intervention", "position"]


class QuoteResource(SheetResource):
    intervention = column("Interventie", ReferenceWidget(Intervention, "code"))
    area = column("Gebied", ReferenceWidget(Area, "slug"))
    position = column("Volgorde", WholeNumberWidget(example=1))
    text = column("Tekst", QuotationWidget(), help="Letterlijk wat iemand zei.")
    speaker = column("Spreker", TextWidget(), aliases=["Naam"])
    speaker_role = column("Rol", TextWidget(), aliases=["Functie"])
    organisation = column(
        "Organisatie",
        ReferenceWidget(Organisation, "slug"),
        help="Waar de spreker bij hoort. Mag leeg blijven.",
    )
    speaker_age = column("Leeftijd", WholeNumberWidget(example=34))
    language = column("Taal", LanguageWidget())
    source = column("Bron", ProseWidget(), aliases=["Bronnen"])
    consent_ground = column("Grond", ChoiceWidget(ConsentGround))

    class Meta:
        model = Quote
        import_id_fields = ["intervention", "area", "position"]
        article = "het"
        code = Code(prefix="CIT", example="CIT-12")
        known_by = ("{speaker}: {text}",)


WORKBOOKS = (
    Workbook(
        "gebied",
        "Gebied en interventies",
        (InterventionResource, KeyFigureResource, LinkResource, QuoteResource, AreaResource),
    ),
    Workbook("organisaties", "Organisaties", (OrganisationResource,)),
    Workbook("doelgroepen", "Doelgroepen", (TargetGroupResource,)),
    Workbook("themas", "Thema's", (ThemeResource, ThemeNameResource)),
    Workbook("periodes", "Periodes", (PhaseResource, ContributionResource)),
)
