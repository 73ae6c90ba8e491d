"""The list of areas and the page of one."""

import pytest

from kansrijk.publishing.consent import ConsentGround
from tests.factories import make_area, make_intervention, make_photo, make_quote, make_theme
from tests.pages import read


@pytest.fixture
def delft(db):
    area = make_area(
        name="Delft West",
        municipality="Delft",
        province="Zuid-Holland",
        programme_name="Wij West",
        programme_url="https://wijwest.example/",
        introduction="<p>Delft West ligt in het westen.</p>",
        inhabitants=47000,
        inhabitants_note="circa",
        inhabitants_year=2023,
        inhabitants_source="Gemeente Delft",
        latitude="51.992",
        longitude="4.345",
    )
    area.neighbourhoods.create(name="Voorhof")
    area.aliases.create(name="Delft-West")
    return area


def test_area_shows_its_facts(visitor, delft):
    page = read(visitor.get("/gebieden/delft-west/"))

    for words in (
        "Delft West", "Zuid-Holland", "Wij West", "Voorhof", "Delft-West", "circa 47.000", "2023", "Bron: Gemeente Delft",
        "Delft West ligt in het westen.",
    ):  # fmt: skip
        assert words in page.text
    assert page.links["https://wijwest.example/"].endswith("Wij West")


def test_area_without_a_story_offers_its_programme_and_the_nearest_story_of_each_theme(visitor, delft):
    school, child = make_theme(name="School", position=1), make_theme(name="Jonge kind", position=2)
    far = make_area(name="Groningen-Noord", latitude="53.236", longitude="6.570")
    near = make_area(name="Den Haag Zuidwest", latitude="52.048", longitude="4.279")
    make_intervention(title="Ver weg", area=far, themes=[school])
    make_intervention(title="Dichtbij", area=near, themes=[school])
    make_intervention(title="De enige", area=far, themes=[child])

    page = read(visitor.get("/gebieden/delft-west/"))

    assert "Nog geen interventie uit Delft West" in page.heading(2)
    assert page.heading(4) == ["Dichtbij", "De enige"]
    assert page.links["https://wijwest.example/"].startswith("de website van Wij West")


def test_area_without_a_story_offers_each_story_once_where_there_is_a_choice(visitor, delft):
    school, child = make_theme(name="School", position=1), make_theme(name="Jonge kind", position=2)
    near = make_area(name="Den Haag Zuidwest", latitude="52.048", longitude="4.279")
    far = make_area(name="Groningen-Noord", latitude="53.236", longitude="6.570")
    make_intervention(title="Over alles", area=near, themes=[school, child])
    make_intervention(title="Over kinderen", area=far, themes=[child])

    page = read(visitor.get("/gebieden/delft-west/"))

    assert page.heading(4) == ["Over alles", "Over kinderen"]


def test_area_leads_from_its_emblem_to_what_it_means(visitor, delft):
    page = read(visitor.get("/gebieden/delft-west/"))

    assert page.links["/over/#tekens"] == "Wat betekent dit teken?"


def test_area_with_many_stories_shows_some_and_leads_to_the_rest(visitor, delft):
    theme = make_theme()
    for number in range(14):
        make_intervention(title=f"Verhaal {number:02d}", area=delft, themes=[theme])

    page = read(visitor.get("/gebieden/delft-west/"))

    assert "14 interventies in Delft West" in page.heading(2)
    assert page.links["/interventies/?gebied=delft-west"] == "Bekijk alle 14 interventies in Delft West"


def test_area_shows_quotes_about_itself_and_about_its_stories(visitor, delft):
    make_quote(area=delft, text="Ik woon hier graag.")
    make_quote(intervention=make_intervention(area=delft), text="Ik leer veel.")
    make_quote(text="Ergens anders.")

    text = read(visitor.get("/gebieden/delft-west/")).text

    assert "Ik woon hier graag." in text
    assert "Ik leer veel." in text
    assert "Ergens anders." not in text


@pytest.mark.parametrize(("ground", "is_shown"), [("", False), (ConsentGround.PUBLISHED_BEFORE, True)])
def test_area_photo_without_consent_stays_away(visitor, delft, ground, is_shown):
    delft.photo = make_photo(alt_text="Een buurvrouw.", shows_people=True, consent_ground=ground)
    delft.save()

    assert ("Een buurvrouw." in visitor.get("/gebieden/delft-west/").content.decode()) == is_shown


def test_list_of_areas_stands_beside_the_map_with_the_same_numbers(visitor, delft):
    make_intervention(area=make_area(name="Arnhem-Oost"))

    response = visitor.get("/gebieden/")
    page = read(response)

    assert page.heading(3) == ["Arnhem-Oost", "Delft West"]
    assert "Nummer op de kaart: 1" in page.text
    assert "1 verhaal" in page.text
    assert "Nog geen verhaal" in page.text
    assert b'role="img"' in response.content
