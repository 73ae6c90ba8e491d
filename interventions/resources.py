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
    name = column(TextWidget())
    slug = column(TextWidget())
    start_year = column(WholeNumberWidget(example=2022))
    end_year = column(WholeNumberWidget(example=2026))
    amount_eur = column(WholeNumberWidget(), aliases=["Bedrag euro"])
    amount_note = column(TextWidget())
    introduction = column(MarkupWidget(), may_wait=True)
    source = column(ProseWidget(), aliases=["Bron"])

    class Meta:
        model = Phase
        import_id_fields = ["slug"]
        known_by = ("{start_year}-{end_year}", "{slug}", "{name}")


class ContributionResource(SheetResource):
    phase = column(ReferenceWidget(Phase, "slug"))
    position = column(WholeNumberWidget(example=1))
    ministry = column(TextWidget())
    amount_eur = column(WholeNumberWidget(), aliases=["Bedrag euro"])
    note = column(TextWidget())

    class Meta:
        model = Contribution
        import_id_fields = ["phase", "ministry"]
        recognised_by = ("ministry",)
        sheet = "Bijdragen"


class ThemeResource(SheetResource):
    name = column(TextWidget())
    slug = column(TextWidget())
    position = column(WholeNumberWidget(example=1))
    explanation = column(MarkupWidget(), may_wait=True)

    class Meta:
        model = Theme
        import_id_fields = ["slug"]
        article = "het"
        known_by = ("{name}", "{slug}", "{names__name}")


class ThemeNameResource(SheetResource):
    theme = column(ReferenceWidget(Theme, "slug"))
    phase = column(ReferenceWidget(Phase, "slug"))
    name = column(TextWidget(), aliases=["Naam"])

    class Meta:
        model = ThemeName
        import_id_fields = ["theme", "phase", "name"]
        recognised_by = ("name",)


class TargetGroupResource(SheetResource):
    name = column(TextWidget())
    slug = column(TextWidget())
    position = column(WholeNumberWidget(example=1))
    aliases = column(WordsWidget())

    class Meta:
        model = TargetGroup
        import_id_fields = ["slug"]
        known_by = ("{name}", "{slug}", "{aliases__name}")


class OrganisationResource(SheetResource):
    name = column(TextWidget())
    slug = column(TextWidget())
    kind = column(ChoiceWidget(OrganisationKind))
    aliases = column(WordsWidget())

    class Meta:
        model = Organisation
        import_id_fields = ["slug"]
        known_by = ("{name}", "{slug}", "{aliases__name}")


class InterventionResource(SheetResource):
    code = column(TextWidget(), office_only=True)
    title = column(TextWidget(), aliases=["Naam", "Interventie"])
    slug = column(TextWidget(), office_only=True)
    area = column(ReferenceWidget(Area, "slug"), help="Het gebied waar dit gebeurt.")
    phases = column(ReferencesWidget(Phase, field="slug"), may_wait=True, aliases=["Periode"])
    themes = column(ReferencesWidget(Theme, field="slug"), may_wait=True, aliases=["Thema"])
    target_groups = column(ReferencesWidget(TargetGroup, field="slug"), aliases=["Doelgroep"])
    organisations = column(ReferencesWidget(Organisation, field="slug"), aliases=["Organisatie", "Partners"])
    summary = column(ProseWidget(), may_wait=True)
    body = column(MarkupWidget(), may_wait=True, aliases=["Tekst"])
    period_in_words = column(TextWidget())
    review_on = column(DayWidget(), aliases=["Bekijken op"])
    source = column(ProseWidget(), aliases=["Bron"])

    class Meta:
        model = Intervention
        import_id_fields = ["code"]
        code = Code("code", digits=3, example="ZAA-004")
        known_by = ("{code} {title}", "{code}", "{title}")


class KeyFigureResource(SheetResource):
    intervention = column(ReferenceWidget(Intervention, "code"))
    position = column(WholeNumberWidget(example=1))
    value = column(TextWidget())
    label = column(TextWidget(), aliases=["Telt"])

    class Meta:
        model = KeyFigure
        import_id_fields = ["intervention", "position"]
        article = "het"
        recognised_by = ("label",)


class LinkResource(SheetResource):
    intervention = column(ReferenceWidget(Intervention, "code"))
    position = column(WholeNumberWidget(example=1))
    label = column(TextWidget(), aliases=["Tekst"])
    url = column(
        WebAddressWidget(),
        aliases=["Adres", "Link"],
        help="Het webadres van de pagina. Kopieer het uit uw browser.",
    )

    class Meta:
        model = Link
        import_id_fields = ["intervention", "position"]
        recognised_by = ("label", "url")


class QuoteResource(SheetResource):
    intervention = column(ReferenceWidget(Intervention, "code"))
    area = column(ReferenceWidget(Area, "slug"))
    position = column(WholeNumberWidget(example=1))
    text = column(QuotationWidget(), aliases=["Tekst"], help="Letterlijk wat iemand zei.")
    speaker = column(TextWidget(), aliases=["Wie zegt het", "Naam"])
    speaker_role = column(TextWidget(), aliases=["Functie"])
    organisation = column(
        ReferenceWidget(Organisation, "slug"),
        help="Waar de spreker bij hoort. Mag leeg blijven.",
    )
    speaker_age = column(WholeNumberWidget(example=34))
    language = column(LanguageWidget())
    source = column(ProseWidget(), aliases=["Bronnen"])
    consent_ground = column(ChoiceWidget(ConsentGround))

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
