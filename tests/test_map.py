"""The map: places where they belong, numbers that never overlap, one small accessible drawing."""

import re
import tomllib
from itertools import combinations
from math import dist
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from areas.labels import HEIGHT, LABEL_RADIUS, WIDTH, label_points
from areas.map import place, placed_markers


@pytest.fixture
def areas():
    seeds = tomllib.loads((settings.BASE_DIR / "seeds" / "gebieden.toml").read_text())["gebied"]
    return [
        SimpleNamespace(
            name=row["naam"], slug=row["adres"], latitude=row["breedtegraad"], longitude=row["lengtegraad"]
        )
        for row in sorted(seeds, key=lambda row: row["naam"])
    ]


def drawn(markers, **context):
    html = render_to_string("components/map.html", {"markers": markers, **context})
    return ElementTree.fromstring(html)


def elements(root, name, css_class):
    return [node for node in root.iter(name) if css_class in node.get("class", "").split()]


def assert_labels_free_and_inside(labels):
    for one, other in combinations(labels, 2):
        assert dist(one, other) > 2 * LABEL_RADIUS
    for x, y in labels:
        assert LABEL_RADIUS <= x <= WIDTH - LABEL_RADIUS
        assert LABEL_RADIUS <= y <= HEIGHT - LABEL_RADIUS


@pytest.mark.parametrize(
    ("latitude", "longitude", "point"),
    [
        (53.60, 5.387, (312, 0)),
        (53.236, 6.570, (482, 87)),
        (51.921, 4.397, (165, 403)),
        (50.915, 5.950, (397, 644)),
    ],
)
def test_place_of_known_points_lies_where_the_projection_says(latitude, longitude, point):
    assert place(latitude, longitude) == point


def test_place_of_schiedam_and_vlaardingen_is_a_dozen_pixels_apart():
    assert 8 < dist(place(51.921, 4.397), place(51.914, 4.313)) < 15


def test_markers_of_the_real_areas_never_overlap(areas):
    markers = placed_markers(areas, with_stories=set())

    assert len(markers) == 20
    assert_labels_free_and_inside([(marker.label_x, marker.label_y) for marker in markers])


def test_markers_of_lonely_areas_stand_on_their_dot(areas):
    moved = {marker.slug for marker in placed_markers(areas, with_stories=set()) if marker.is_moved}

    assert {"schiedam-nieuwland-en-oost", "vlaardingen-westwijk", "delft-west"} <= moved
    assert moved.isdisjoint({"groningen-noord", "leeuwarden-oost", "heerlen-noord", "arnhem-oost"})


def test_markers_keep_the_order_and_the_state_of_the_areas(areas):
    markers = placed_markers(areas, with_stories={"zaandam-oost"})

    assert [marker.number for marker in markers] == list(range(1, 21))
    assert [marker.slug for marker in markers] == [area.slug for area in areas]
    assert [marker.slug for marker in markers if marker.has_stories] == ["zaandam-oost"]


@hypothesis_settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT)), max_size=25))
def test_labels_of_any_crowd_never_overlap(dots):
    labels = label_points(tuple(dots))

    assert len(labels) == len(dots)
    assert_labels_free_and_inside(labels)


def test_labels_of_the_same_dots_are_the_same_twice(areas):
    dots = tuple(place(area.latitude, area.longitude) for area in areas)

    first = label_points.__wrapped__(dots)

    assert label_points.__wrapped__(dots) == first


def test_map_shows_the_state_of_an_area_by_shape(areas):
    root = drawn(placed_markers(areas, with_stories={"zaandam-oost", "delft-west"}))
    picture = root.find("svg")

    assert len(elements(picture, "circle", "kw-map__dot")) == 2
    assert len(elements(picture, "rect", "kw-map__dot--empty")) == 18
    numbers = [node.text for node in picture.iter("text")]
    assert numbers == [str(number) for number in range(1, 21)]


@pytest.mark.parametrize("variant", ["", "mini"])
def test_map_has_a_name_and_a_description(areas, variant):
    picture = drawn(placed_markers(areas[:1], with_stories=set()), variant=variant).find("svg")

    named = [node.get("id") for node in picture if node.tag in ("title", "desc") and node.text.strip()]
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby").split() == named == ["map-title", "map-description"]


def test_map_is_small_and_free_of_styles_and_links(areas):
    html = render_to_string("components/map.html", {"markers": placed_markers(areas, with_stories=set())})
    picture = re.search(r"<svg.*?</svg>", html, re.DOTALL).group()

    assert len(picture) < 6000
    assert "style=" not in html
    assert "<a " not in html


def test_mini_map_is_small_and_shows_one_dot_without_numbers(areas):
    markers = placed_markers(areas[-1:], with_stories=set())

    html = render_to_string("components/map.html", {"markers": markers, "variant": "mini"})

    assert len(html) < 3000
    assert html.count("<circle") == 1
    assert "<text" not in html
    assert "Zaandam-Oost op de kaart van Nederland" in html
