"""Loaded again, seeds leave the work of an editor alone; --vervang brings back what they made and no more."""

import pytest

from areas.models import Area, Neighbourhood
from interventions.models import Intervention, KeyFigure, Quote, Theme
from kansrijk.publishing.taking_down import withdraw
from tests.factories import make_area, make_theme
from tests.seeding.steps import all_rows, seed

pytestmark = pytest.mark.django_db


def test_seed_leaves_the_work_of_an_editor_alone_and_counts_it(seeds):
    seed(seeds)
    Intervention.objects.update(title="Peuters en ouders spelen")
    KeyFigure.objects.all().delete()
    before = all_rows()

    report = seed(seeds)

    assert all_rows() == before
    assert "interventies: 0 nieuw, 0 al aanwezig, 1 wijkt af van de seeds en is zo gelaten" in report
    assert "kerncijfers: 0 nieuw, 0 al aanwezig, 1 wijkt af van de seeds en is zo gelaten" in report


def test_seed_vervang_brings_seeded_records_and_their_parts_back(seeds):
    seed(seeds)
    before = all_rows()
    Theme.objects.update(name="Iets anders")
    Intervention.objects.get().themes.set([make_theme(slug="nieuw")])
    Neighbourhood.objects.filter(name="Poelenburg").update(position=9)
    Quote.objects.update(text="Iets anders")

    report = seed(seeds, "--vervang")

    assert "interventies: 0 nieuw, 1 bijgewerkt, 0 ongewijzigd" in report
    assert "wijken en buurten: 0 nieuw, 1 bijgewerkt, 1 ongewijzigd" in report
    assert Theme.objects.get(slug="jonge-kind").name == "Jonge kind"
    assert all_rows()["Intervention_themes"][0]["theme_id"] == before["Intervention_themes"][0]["theme_id"]
    assert Quote.objects.get().text == "Mijn dochter praat nu meer."


def test_seed_vervang_leaves_unknown_records_and_withdrawn_consent_alone(seeds):
    seed(seeds)
    extra_area = make_area(name="Een nieuw gebied")
    extra_figure = Intervention.objects.get().key_figures.create(value="3", label="scholen", position=7)
    Quote.objects.update(consent_withdrawn_on="2026-01-01")

    seed(seeds, "--vervang")

    assert Area.objects.filter(pk=extra_area.pk).exists()
    assert KeyFigure.objects.filter(pk=extra_figure.pk).exists()
    assert not Quote.objects.public().exists()


def test_seed_takes_the_first_of_two_rows_in_one_place_for_its_own(seeds):
    seed(seeds)
    figure = KeyFigure.objects.get()
    Intervention.objects.get().key_figures.create(value="3", label="scholen", position=figure.position)
    first = KeyFigure.objects.first()

    seed(seeds, "--vervang")

    first.refresh_from_db()
    assert (first.value, first.label) == ("12", "peuters")
    assert KeyFigure.objects.count() == 2


def test_seed_vervang_leaves_what_was_withdrawn_off_the_site(seeds):
    seed(seeds)
    story = Intervention.objects.get()
    withdraw(story, by=None, notice="Gestopt.")
    Intervention.objects.update(title="Iets anders")

    report = seed(seeds, "--vervang")

    assert not Intervention.objects.public().exists()
    assert Intervention.objects.get().title == "Iets anders"
    assert "0 ongewijzigd, 1 staat niet op de site en is zo gelaten" in report


def test_seed_vervang_keeps_the_neighbourhoods_that_an_editor_added(seeds):
    seed(seeds)
    Area.objects.get().neighbourhoods.create(name="Hoornseveld", position=3)
    Neighbourhood.objects.filter(name="Poelenburg").delete()

    report = seed(seeds, "--vervang")

    assert {one.name for one in Neighbourhood.objects.all()} == {"Poelenburg", "Peldersveld", "Hoornseveld"}
    assert "wijken en buurten: 1 nieuw" in report
