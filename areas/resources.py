"""The sheets of areas, their neighbourhoods and other names. Headings and keys: kansrijk/resources/sheet.py."""

from areas.models import Area, AreaAlias, Neighbourhood
from kansrijk.resources.sheet import SheetResource, column
from kansrijk.resources.widgets import (
    DegreesWidget,
    MarkupWidget,
    ReferenceWidget,
    TextWidget,
    WholeNumberWidget,
)


class AreaResource(SheetResource):
    code = column("Code", TextWidget())
    name = column("Naam", TextWidget())
    slug = column("Adres", TextWidget())
    municipality = column("Gemeente", TextWidget())
    province = column("Provincie", TextWidget())
    programme_name = column("Programma", TextWidget())
    programme_url = column("Programma website", TextWidget())
    introduction = column("Inleiding", MarkupWidget())
    inhabitants = column("Inwoners", WholeNumberWidget())
    inhabitants_note = column("Inwoners toelichting", TextWidget())
    inhabitants_year = column("Inwoners jaar", WholeNumberWidget())
    inhabitants_source = column("Inwoners bron", TextWidget())
    latitude = column("Breedtegraad", DegreesWidget())
    longitude = column("Lengtegraad", DegreesWidget())
    source = column("Bronnen", TextWidget())

    class Meta:
        model = Area
        import_id_fields = ["slug"]


class NeighbourhoodResource(SheetResource):
    area = column("Gebied", ReferenceWidget(Area, "slug"))
    position = column("Volgorde", WholeNumberWidget())
    name = column("Naam", TextWidget())

    class Meta:
        model = Neighbourhood
        import_id_fields = ["area", "name"]


class AreaAliasResource(SheetResource):
    area = column("Gebied", ReferenceWidget(Area, "slug"))
    name = column("Naam", TextWidget())

    class Meta:
        model = AreaAlias
        import_id_fields = ["area", "name"]
