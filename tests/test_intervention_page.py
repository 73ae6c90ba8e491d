"""The page of one story."""

import pytest
from django.utils import timezone

from areas.models import Photo
from interventions.models import OrganisationKind
from kansrijk.publishing.consent import ConsentGround
from tests.factories import (
    make_area,
    make_intervention,
    make_organisation,
    make_phase,
    make_photo,
    make_quote,
    make_target_group,
    make_theme,
)
from tests.pages import read


@pytest.fixture
def story(db):
    first, second = make_phase(start_year=2023), make_phase(start_year=2026)
    theme = make_theme(name="Maatschappelijke samenhang")
    theme.names.create(phase=first, name="veerkracht en weerbaarheid")
    theme.names.create(phase=second, name="maatschappelijke samenhang")
    story = make_intervention(
        title="Group Chat",
        area=make_area(name="Schiedam Nieuwland en Oost", municipality="Schiedam"),
        phases=[first, second],
        themes=[theme],
        target_groups=[make_target_group(name="Jongeren")],
        organisations=[make_organisation(name="Jongerenwerk", kind=OrganisationKind.WELFARE)],
        summary="Jongeren denken mee.",
        body="<h2>Een eigen plek</h2><p>Veel jongeren willen een plek.</p>",
        period_in_words="sinds vorig jaar",
    )
    story.key_figures.create(value="3", label="thema's", position=1)
    story.key_figures.create(value="9.500", label="leerlingen", position=0)
    story.links.create(label="Website van het programma", url="https://voorbeeld.nl/")
    return story


def test_story_shows_all_there_is_to_know(visitor, story):
    page = read(visitor.get("/interventies/group-chat/"))

    for words in (
        "Group Chat", "Schiedam Nieuwland en Oost", "gemeente Schiedam", "Jongeren denken mee.", "2023-2025 en 2026-2028",
        "Veel jongeren willen een plek.", "sinds vorig jaar", "Jongeren", "Jongerenwerk", "9.500", "leerlingen",
    ):  # fmt: skip
        assert words in page.text
    assert page.links["https://voorbeeld.nl/"] == "Website van het programma"
    assert page.text.index("leerlingen") < page.text.index("thema's 3")


def test_story_in_two_phases_is_marked_as_continuing(visitor, story):
    make_intervention(title="Eenmalig")

    assert "Loopt door" in read(visitor.get("/interventies/group-chat/")).text
    assert "Loopt door" not in read(visitor.get("/interventies/eenmalig/")).text


def test_story_calls_its_theme_by_the_name_of_its_time(visitor, story):
    text = read(visitor.get("/interventies/group-chat/")).text

    assert "In 2023-2025: veerkracht en weerbaarheid" in text
    assert "In 2026-2028: maatschappelijke samenhang" not in text


def test_story_leads_to_others_of_its_area_and_of_its_theme(visitor, story):
    make_intervention(title="Buurtcafé", area=story.area)
    make_intervention(title="Wijkbakkie", themes=story.themes.all())
    make_intervention(title="Iets heel anders")

    page = read(visitor.get("/interventies/group-chat/"))

    assert page.heading(2)[-2:] == [
        "Meer uit Schiedam Nieuwland en Oost",
        "Hetzelfde thema in een ander gebied",
    ]
    assert page.heading(3) == ["Buurtcafé", "Wijkbakkie"]


def test_story_shows_quotes_with_speaker_only_with_valid_consent(visitor, story):
    make_quote(
        intervention=story, text="Ik durf nu meer.", speaker="Mo", speaker_role="deelnemer", speaker_age=17
    )
    make_quote(intervention=story, text="Dit mag niet.", consent_ground="")

    page = read(visitor.get("/interventies/group-chat/"))

    assert "Ik durf nu meer. Mo (17) , deelnemer" in page.text
    assert "Dit mag niet." not in page.text
    assert [thing["text"] for thing in page.data[0]["@graph"] if thing["@type"] == "Quotation"] == [
        "Ik durf nu meer."
    ]


def test_story_marks_the_language_of_a_foreign_quote(visitor, story):
    make_quote(intervention=story, text="Добре дошли", language="bg")

    assert (
        '<blockquote class="kw-quote__text" lang="bg">'
        in visitor.get("/interventies/group-chat/").content.decode()
    )


def test_story_shows_a_photo_with_alt_text_and_caption(visitor, story):
    story.photo_placements.create(photo=make_photo(alt_text="Jongeren op een plein."), caption="Op het plein")

    html = visitor.get("/interventies/group-chat/").content.decode()

    assert 'alt="Jongeren op een plein."' in html
    assert "Op het plein" in html


def test_story_hides_a_photo_whose_consent_was_withdrawn(visitor, story):
    photo = make_photo(alt_text="Portret.", shows_people=True, consent_ground=ConsentGround.PUBLISHED_BEFORE)
    story.photo_placements.create(photo=photo)
    before = visitor.get("/interventies/group-chat/").content.decode()
    Photo.objects.update(consent_withdrawn_on=timezone.localdate())

    assert "Portret." in before
    assert "Portret." not in visitor.get("/interventies/group-chat/").content.decode()
