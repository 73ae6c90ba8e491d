"""Where the numbers go on a crowded map: near their dots, never over each other. Pure and deterministic."""

from collections.abc import Iterator
from functools import lru_cache
from math import cos, dist, pi, sin

Point = tuple[int, int]
Placed = tuple[Point, Point]
"""A dot and its label; the line between them is drawn."""

WIDTH, HEIGHT = 580, 692
LABEL_RADIUS = 17
LABEL_DISTANCE = 40
"""Between two centres: the squares among the labels reach 20 to their corners."""
DOT_CLEARANCE = LABEL_RADIUS + 9
EDGE = 22
ROUNDS = 4
"""The first round places, the next ones improve; after four the real map no longer changes."""

FIRST_RING, RING_STEP, DIRECTIONS = 32, 8, 32
CROSSING, COVERED_DOT, CROWDED_LINE = 90, 70, 50
"""What each fault costs, in px of extra line one would draw to avoid it."""


@lru_cache(maxsize=64)
def label_points(dots: tuple[Point, ...]) -> tuple[Point, ...]:
    """The centre of the label of each dot: on the dot itself, or moved aside where dots stand close together."""
    placed: dict[int, Placed] = {}
    for _ in range(ROUNDS):
        for index, dot in enumerate(dots):
            others = [pair for other, pair in placed.items() if other != index]
            other_dots = [other for position, other in enumerate(dots) if position != index]
            placed[index] = (dot, _best_label(dot, other_dots, others))
    return tuple(placed[index][1] for index in range(len(dots)))


def _best_label(dot: Point, other_dots: list[Point], others: list[Placed]) -> Point:
    """The cheapest free point; rings further out are not tried once their distance alone costs more."""
    best, lowest = dot, float("inf")
    for distance, candidates in _rings(dot):
        if distance >= lowest:
            break
        for label in candidates:
            if any(dist(label, other_label) < LABEL_DISTANCE for _, other_label in others):
                continue
            cost = distance + _faults(dot, label, other_dots, others)
            if cost < lowest:
                best, lowest = label, cost
    return best


def _rings(dot: Point) -> Iterator[tuple[int, list[Point]]]:
    """The dot itself, then points around it ever further away, all inside the drawing."""
    yield 0, [dot] if _is_inside(dot) else []
    for distance in range(FIRST_RING, WIDTH + HEIGHT, RING_STEP):
        angles = [2 * pi * step / DIRECTIONS for step in range(DIRECTIONS)]
        ring = [(round(dot[0] + distance * cos(a)), round(dot[1] + distance * sin(a))) for a in angles]
        yield distance, [point for point in ring if _is_inside(point)]


def _is_inside(point: Point) -> bool:
    return EDGE <= point[0] <= WIDTH - EDGE and EDGE <= point[1] <= HEIGHT - EDGE


def _faults(dot: Point, label: Point, other_dots: list[Point], others: list[Placed]) -> int:
    """Dots under the label, and lines that cross or run over a dot or label of another."""
    covered = sum(dist(label, other) < DOT_CLEARANCE for other in other_dots)
    crossings = sum(_cross(dot, label, other_dot, other_label) for other_dot, other_label in others)
    crowded = sum(_distance_to_line(other, dot, label) < 12 for other in other_dots)
    crowded += sum(_distance_to_line(other_label, dot, label) < LABEL_RADIUS + 3 for _, other_label in others)
    crowded += sum(_distance_to_line(label, *other) < LABEL_RADIUS + 3 for other in others)
    return covered * COVERED_DOT + crossings * CROSSING + crowded * CROWDED_LINE


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Do the lines a-b and c-d cross?"""
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> int:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _distance_to_line(point: Point, start: Point, end: Point) -> float:
    length = dist(start, end)
    if length == 0:
        return dist(point, start)
    along = (point[0] - start[0]) * (end[0] - start[0]) + (point[1] - start[1]) * (end[1] - start[1])
    share = min(1.0, max(0.0, along / length**2))
    return dist(point, (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
