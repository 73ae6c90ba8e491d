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
    code = column(TextWidget(), office_only=True)
    name = column(TextWidget(), office_only=True, help="Zo heet het gebied op de website.")
    slug = column(TextWidget(), office_only=True)
    municipality = column(
        TextWidget(),
        office_only=True,
        may_wait=True,
        help="De gemeente waar het gebied in ligt.",
    )
    province = column(TextWidget(), office_only=True, help="De provincie waar het gebied in ligt.")
    introduction = column(MarkupWidget(), may_wait=True)
    programme_name = column(TextWidget(), aliases=["Programma"])
    programme_url = column(
        WebAddressWidget(), aliases=["Programma website"], help="Het webadres van het lokale programma."
    )
    inhabitants = column(
        WholeNumberWidget(), aliases=["Inwoners"], help="Hoeveel mensen er in het gebied wonen."
    )
    inhabitants_year = column(
        WholeNumberWidget(example=2026), aliases=["Inwoners jaar"], help="Van welk jaar dat aantal is."
    )
    inhabitants_note = column(TextWidget(), aliases=["Inwoners toelichting"])
    inhabitants_source = column(
        TextWidget(),
        aliases=["Inwoners bron"],
        help="Waar het aantal inwoners vandaan komt. Bijvoorbeeld: CBS.",
    )
    neighbourhoods = column(WordsWidget(), aliases=["Wijken", "Buurten", "Wijk"])
    aliases = column(WordsWidget(), office_only=True)
    latitude = column(DegreesWidget(), office_only=True)
    longitude = column(DegreesWidget(), office_only=True)
    source = column(ProseWidget(), aliases=["Bron"])

    class Meta:
        model = Area
        import_id_fields = ["slug"]
        article = "het"
        sheet = "Gebied"
        code = Code("code", example="ZAA")
        known_by = ("{name}", "{slug}", "{code}", "{aliases__name}")
