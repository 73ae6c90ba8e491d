"""The sheet of areas. Headings and keys: kansrijk/resources/sheet.py."""

from areas.models import Area
from kansrijk.resources.codes import Code
from kansrijk.resources.sheet import SheetResource, column
from kansrijk.resources.widgets import (
    DegreesWidget,
    MarkupWidget,
    ProseWidget,
    TextWidget,
    WebAddressWidget,
    WholeNumberWidget,
    WordsWidget,
)


class AreaResource(SheetResource):
    code = column("Code", TextWidget(), office_only=True)
    name = column("Naam", TextWidget(), office_only=True, help="Zo heet het gebied op de website.")
    slug = column("Adres", TextWidget(), office_only=True)
    municipality = column(
        "Gemeente",
        TextWidget(),
        office_only=True,
        may_wait=True,
        help="De gemeente waar het gebied in ligt.",
    )
    province = column(
        "Provincie", TextWidget(), office_only=True, help="De provincie waar het gebied in ligt."
    )
    introduction = column("Inleiding", MarkupWidget(), may_wait=True)
    programme_name = column("Programma", TextWidget())
    programme_url = column(
        "Programma website", WebAddressWidget(), help="Het webadres van het lokale programma."
    )
    inhabitants = column("Inwoners", WholeNumberWidget(), help="Hoeveel mensen er in het gebied wonen.")
    inhabitants_year = column(
        "Inwoners jaar", WholeNumberWidget(example=2026), help="Van welk jaar dat aantal is."
    )
    inhabitants_note = column("Inwoners toelichting", TextWidget())
    inhabitants_source = column(
        "Inwoners bron", TextWidget(), help="Waar het aantal inwoners vandaan komt. Bijvoorbeeld: CBS."
    )
    neighbourhoods = column("Wijken", WordsWidget(), aliases=["Buurten", "Wijk"])
    aliases = column("Andere schrijfwijzen", WordsWidget(), office_only=True)
    latitude = column("Breedtegraad", DegreesWidget(), office_only=True)
    longitude = column("Lengtegraad", DegreesWidget(), office_only=True)
    source = column("Bronnen", ProseWidget(), aliases=["Bron"])

    class Meta:
        model = Area
        import_id_fields = ["slug"]
        article = "het"
        sheet = "Gebied"
        code = Code("code", example="ZAA")
        known_by = ("{name}", "{slug}", "{code}", "{aliases__name}")
