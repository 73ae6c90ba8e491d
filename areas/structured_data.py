"""What the pages of this app say about themselves, for people (title, description) and machines (schema.org)."""

from typing import Any

from areas.models import Area
from kansrijk.pages.info import Crumb, PageInfo, absolute
from kansrijk.richtext.sanitise import plain_text


def area_reference(area: Area) -> dict[str, Any]:
    """The area as another thing refers to it."""
    return {"@type": "AdministrativeArea", "@id": absolute(area.get_absolute_url()), "name": area.name}


def area_page(area: Area, parent: Crumb) -> PageInfo:
    place: dict[str, Any] = {
        **area_reference(area),
        "url": absolute(area.get_absolute_url()),
        "containedInPlace": {
            "@type": "City",
            "name": area.municipality,
            "containedInPlace": {"@type": "AdministrativeArea", "name": area.province},
        },
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": float(area.latitude),
            "longitude": float(area.longitude),
        },
    }
    return PageInfo(
        title=area.name,
        description=plain_text(area.introduction)
        or f"Wat gebeurt er in {area.name} ({area.municipality}) met SPUK Kansrijke Wijk?",
        path=area.get_absolute_url(),
        section="gebieden",
        crumbs=(parent,),
        things=(place,),
    )
