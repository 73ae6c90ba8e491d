"""The map of the Netherlands: where an area lies in the drawing, and where its number goes.

A view passes `markers=placed_markers(areas, with_stories=slugs)` to `components/map.html`; the list beside
the map shows the same `marker.number` before each name. For one area: `placed_markers([area], ...)`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, radians
from typing import Protocol

from areas.labels import Point, label_points

PX_PER_DEGREE = 240
MIDDLE_LONGITUDE = 5.387
MIDDLE_X = 312
NORTH_EDGE_LATITUDE = 53.60


class Placeable(Protocol):
    """What the map needs to know of an area."""

    name: str
    slug: str
    latitude: Decimal
    longitude: Decimal


@dataclass(frozen=True)
class Marker:
    """One area on the map. The number stands on the dot itself, or beside it with a line where it is crowded."""

    number: int
    name: str
    slug: str
    dot_x: int
    dot_y: int
    label_x: int
    label_y: int
    has_stories: bool

    @property
    def is_moved(self) -> bool:
        return (self.dot_x, self.dot_y) != (self.label_x, self.label_y)


def place(latitude: float, longitude: float) -> Point:
    """The point in the viewBox of 580 by 692; at most 3 px (1.3 km) from the national grid."""
    x = (longitude - MIDDLE_LONGITUDE) * cos(radians(latitude)) * PX_PER_DEGREE + MIDDLE_X
    y = (NORTH_EDGE_LATITUDE - latitude) * PX_PER_DEGREE
    return round(x), round(y)


def placed_markers(areas: Sequence[Placeable], *, with_stories: Collection[str]) -> list[Marker]:
    """One Marker per area, numbered from 1 in the order given; `with_stories` are slugs."""
    dots = tuple(place(float(area.latitude), float(area.longitude)) for area in areas)
    return [
        Marker(
            number=number,
            name=area.name,
            slug=area.slug,
            dot_x=dot[0],
            dot_y=dot[1],
            label_x=label[0],
            label_y=label[1],
            has_stories=area.slug in with_stories,
        )
        for number, (area, dot, label) in enumerate(
            zip(areas, dots, label_points(dots), strict=True), start=1
        )
    ]
