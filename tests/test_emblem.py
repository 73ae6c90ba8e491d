"""Emblems are drawn from facts: the same facts the same drawing, other facts another."""

import re
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from areas.emblem import TILE, EmblemFacts, bearing_of, emblem, sign
from areas.emblems import drawn, emblems_of
from areas.models import Area
from interventions.models import Theme
from tests.factories import make_area

THEMES = (
    "school-en-omgeving", "jonge-kind", "werk-en-geldzorgen", "maatschappelijke-samenhang", "gezonde-leefomgeving",
)  # fmt: skip
facts = st.builds(
    EmblemFacts,
    latitude=st.floats(50.7, 53.6),
    longitude=st.floats(3.3, 7.3),
    neighbourhood_count=st.integers(0, 40),
    theme_slugs=st.lists(st.sampled_from(THEMES), unique=True).map(tuple),
)


@given(facts)
def test_emblem_is_valid_small_and_stays_on_its_tile(given_facts):
    svg = drawn(given_facts)
    root = ElementTree.fromstring(svg[svg.index("<svg") :])
    numbers = [int(n) for path in root.iter("path") for n in re.findall(r"[ML ](\d+)", path.get("d", ""))]

    assert len(svg) < 3000
    assert "style" not in svg
    assert all(0 <= number <= TILE for number in numbers)


@given(facts)
def test_emblem_has_a_block_for_each_neighbourhood_up_to_sixteen(given_facts):
    assert len(emblem(given_facts).blocks) == min(given_facts.neighbourhood_count, 16)


@pytest.mark.parametrize(
    ("latitude", "longitude", "ground"), [(53.2, 6.5, 1), (50.9, 5.95, 2), (51.6, 4.8, 3), (52.4, 4.8, 4)]
)
def test_emblem_ground_tells_the_quarter_of_the_country(latitude, longitude, ground):
    assert emblem(EmblemFacts(latitude, longitude, 4, ())).ground == ground


def test_emblem_needle_points_where_the_area_lies():
    north = EmblemFacts(53.0, 5.38, 4, ())

    assert round(bearing_of(north)) == 0
    assert emblem(north).needle == (48, 0)


def test_each_theme_builds_in_its_own_shape_so_that_colour_is_never_alone():
    shapes = {emblem(EmblemFacts(52, 5, 1, (theme,))).blocks[0].path for theme in (*THEMES, "")}

    assert len(shapes) == 6


def test_area_without_a_story_has_outlines_only(db):
    area = make_area()
    area.neighbourhoods.create(name="Noord")

    assert "kw-emblem__block--" not in emblems_of([area])[area.pk]


def test_all_areas_have_an_emblem_of_their_own(db):
    call_command("seed", verbosity=0)
    emblems = emblems_of(Area.objects.all())

    assert len(set(emblems.values())) == 20


def test_legend_draws_every_theme_as_the_emblems_do(visitor, db):
    call_command("seed", verbosity=0)

    legend = visitor.get("/over/").content.decode()

    for slug in Theme.objects.values_list("slug", flat=True):
        assert f'class="kw-emblem__block kw-emblem__block--{slug}" d="{sign(slug)}"' in legend
