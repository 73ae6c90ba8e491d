"""manage.py seed loads the content once, whole, and as one change set."""

from io import StringIO

import pytest
from django.core.management import call_command

from areas.models import Area
from interventions.models import Intervention, Quote
from kansrijk.publishing.models import ChangeSet
from kansrijk.publishing.undoing import undo
from tests.factories import make_area
from tests.seeding.steps import all_rows, seed

pytestmark = pytest.mark.django_db


def test_seeds_of_the_site_load_completely():
    call_command("seed", stdout=StringIO())

    assert Area.objects.count() == 20
    assert Intervention.objects.public().count() == 22
    assert Quote.objects.public().count() == 6
    assert not Intervention.objects.filter(phases=None).exists()
    assert not Intervention.objects.filter(themes=None).exists()


def test_seeds_of_the_site_loaded_twice_change_nothing():
    call_command("seed", stdout=StringIO())
    before = all_rows()

    call_command("seed", stdout=StringIO())
    call_command("seed", "--vervang", stdout=StringIO())

    assert all_rows() == before


def test_seed_reports_what_is_new(seeds):
    report = seed(seeds).splitlines()

    assert report[:3] == [
        "gebieden: 1 nieuw, 0 al aanwezig",
        "  wijken en buurten: 2 nieuw, 0 al aanwezig",
        "  andere schrijfwijzen: 1 nieuw, 0 al aanwezig",
    ]
    assert report[-1] == "  citaten: 1 nieuw, 0 al aanwezig"


def test_seed_makes_a_story_with_everything_that_belongs_to_it(seeds):
    seed(seeds)

    story = Intervention.objects.get(code="ZAA-001")
    assert story.area.name == "Zaandam-Oost"
    assert [phase.slug for phase in story.phases.all()] == ["2026-2028"]
    assert story.body == "<h2>Spelen</h2><p>Elke week <strong>samen</strong> spelen.</p>"
    assert [str(figure) for figure in story.key_figures.all()] == ["12 peuters"]
    assert [quote.consent_ground for quote in story.quotes.public()] == ["eerder-gepubliceerd"]
    assert [(one.name, one.position) for one in story.area.neighbourhoods.all()] == [
        ("Poelenburg", 1),
        ("Peldersveld", 2),
    ]


def test_seed_alleen_als_leeg_does_nothing_when_there_is_an_area(seeds):
    make_area()
    before = all_rows()

    report = seed(seeds, "--alleen-als-leeg")

    assert all_rows() == before
    assert "niets geladen" in report


def test_seed_alleen_als_leeg_loads_into_an_empty_database(seeds):
    seed(seeds, "--alleen-als-leeg")

    assert Intervention.objects.count() == 1


def test_seeds_are_one_change_set_that_can_be_undone(seeds):
    seed(seeds)

    [change_set] = ChangeSet.objects.all()
    assert (change_set.name, change_set.revisions.count()) == ("Beginvulling", 7)
    undo(change_set, by=None)
    assert not Intervention.objects.public().exists()


def test_seed_that_changes_nothing_makes_no_change_set(seeds):
    seed(seeds)

    seed(seeds, "--vervang")

    assert ChangeSet.objects.count() == 1
