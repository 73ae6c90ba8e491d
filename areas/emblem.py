"""The emblem of an area: a neighbourhood seen from above, drawn from facts and from nothing else.

How to read one: `components/emblem_legend.html`. Drawn by `components/emblem.html` with `emblem=emblem(facts)`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin

from areas.models import Area

MIDDLE_LATITUDE, MIDDLE_LONGITUDE = 52.16, 5.38
"""The middle of the Netherlands, near Amersfoort: where the national grid has its origin."""

TILE = 96
"""Width and height of the drawing, in its own units."""

GAP = 4
MOST_BLOCKS = 16


@dataclass(frozen=True)
class EmblemFacts:
    """All that an emblem depends on."""

    latitude: float
    longitude: float
    neighbourhood_count: int
    theme_slugs: tuple[str, ...]
    """Themes of the area's public stories, in the order of the themes."""


@dataclass(frozen=True)
class Block:
    """A building; `theme` is the slug that gives it its colour, or "" when the area has no story yet."""

    path: str
    theme: str


@dataclass(frozen=True)
class Emblem:
    ground: int
    """Which quarter of the country: 1 north-east, 2 south-east, 3 south-west, 4 north-west."""
    blocks: tuple[Block, ...]
    needle: tuple[int, int]
    """Middle of the dot on the edge that points where the area lies."""
    needle_radius: int
    """The further from the middle of the country, the larger."""


def facts_of(area: Area, theme_slugs: Sequence[str]) -> EmblemFacts:
    """The facts of one area; asks nothing of the database when the neighbourhoods are prefetched."""
    return EmblemFacts(
        float(area.latitude), float(area.longitude), len(area.neighbourhoods.all()), tuple(theme_slugs)
    )


def emblem(facts: EmblemFacts) -> Emblem:
    """The same facts always give the same drawing."""
    bearing = bearing_of(facts)
    count = min(facts.neighbourhood_count, MOST_BLOCKS)
    side = 2 if count <= 4 else 3 if count <= 9 else 4
    cells = walk(side, turns=round(bearing / 90) % 4)[:count]
    themes = facts.theme_slugs or ("",)
    blocks = tuple(
        Block(
            shape(themes[number % len(themes)], *square(cell, side), turn=number),
            themes[number % len(themes)],
        )
        for number, cell in enumerate(cells)
    )
    return Emblem(
        ground=int(bearing // 90) % 4 + 1,
        blocks=blocks,
        needle=on_edge(bearing),
        needle_radius=round(5 + 4 * distance_of(facts)),
    )


def bearing_of(facts: EmblemFacts) -> float:
    """The direction from the middle of the country, in degrees: 0 is north, 90 is east."""
    east, north = offset_of(facts)
    return degrees(atan2(east, north)) % 360


def distance_of(facts: EmblemFacts) -> float:
    """How far from the middle of the country, in degrees of latitude (111 km)."""
    return hypot(*offset_of(facts))


def offset_of(facts: EmblemFacts) -> tuple[float, float]:
    """East and north of the middle of the country, both in degrees of latitude."""
    east = (facts.longitude - MIDDLE_LONGITUDE) * cos(radians(MIDDLE_LATITUDE))
    return east, facts.latitude - MIDDLE_LATITUDE


def on_edge(bearing: float) -> tuple[int, int]:
    """The point on the edge of the tile in that direction."""
    x, y = sin(radians(bearing)), -cos(radians(bearing))
    reach = (TILE / 2) / max(abs(x), abs(y))
    return round(TILE / 2 + x * reach), round(TILE / 2 + y * reach)


def walk(side: int, turns: int) -> list[tuple[int, int]]:
    """The cells of a square grid, row by row and back like an ox that ploughs, turned by quarters."""
    cells = [(x if y % 2 == 0 else side - 1 - x, y) for y in range(side) for x in range(side)]
    for _ in range(turns):
        cells = [(side - 1 - y, x) for x, y in cells]
    return cells


def square(cell: tuple[int, int], side: int) -> tuple[int, int, int]:
    """Left, top and width of a cell."""
    width = (TILE - GAP * (side + 1)) // side
    margin = (TILE - width * side - GAP * (side - 1)) // 2
    return margin + cell[0] * (width + GAP), margin + cell[1] * (width + GAP), width


def shape(theme: str, x: int, y: int, width: int, turn: int) -> str:
    """Each theme builds in its own way, so that colour is never the only difference."""
    half, third = width // 2, width // 3
    match theme:
        case "school-en-omgeving":  # an L, like a school around its yard
            corners = [(0, 0), (width, 0), (width, third), (third, third), (third, width), (0, width)]
            return polygon(x, y, width, corners, turn)
        case "jonge-kind":  # a quarter circle, like a slide
            points = [rotate(corner, width, turn) for corner in ((0, 0), (width, 0), (0, width))]
            (ax, ay), (bx, by), (cx, cy) = [(x + px, y + py) for px, py in points]
            return f"M{ax} {ay}L{bx} {by}A{width} {width} 0 0 1 {cx} {cy}z"
        case "werk-en-geldzorgen":  # stairs
            corners = [(0, 0), (third, 0), (third, third), (2 * third, third), (2 * third, 2 * third),
                       (width, 2 * third), (width, width), (0, width)]  # fmt: skip
            return polygon(x, y, width, corners, turn)
        case "maatschappelijke-samenhang":  # a block around a shared garden
            inner = width - 2 * (width // 4)
            offset = width // 4
            return f"M{x} {y}h{width}v{width}h-{width}zM{x + offset} {y + offset}v{inner}h{inner}v-{inner}z"
        case "":  # not filled in yet: an outline
            return f"M{x} {y}h{width}v{width}h-{width}zM{x + 2} {y + 2}v{width - 4}h{width - 4}v-{width - 4}z"
        case "gezonde-leefomgeving":  # a diamond
            corners = [(half, 0), (width, half), (half, width), (0, half)]
            return polygon(x, y, width, corners, 0)
        case _:  # a theme without a shape of its own
            return f"M{x} {y}h{width}v{width}h-{width}z"


def sign(theme: str) -> str:
    """One block of a theme on its own, 24 wide: what the legend shows."""
    return shape(theme, 0, 0, 24, turn=0)


def polygon(x: int, y: int, width: int, corners: Sequence[tuple[int, int]], turn: int) -> str:
    points = [rotate(corner, width, turn) for corner in corners]
    return "M" + "L".join(f"{x + px} {y + py}" for px, py in points) + "z"


def rotate(point: tuple[int, int], width: int, turn: int) -> tuple[int, int]:
    """A point inside a square of that width, after quarter turns."""
    px, py = point
    for _ in range(turn % 4):
        px, py = width - py, px
    return px, py
