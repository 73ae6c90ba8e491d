"""Finding a story: filters, words, order, pages."""

import pytest

from interventions.models import OrganisationKind
from kansrijk.publishing.consent import ConsentGround
from tests.factories import (
    make_area,
    make_intervention,
    make_organisation,
    make_phase,
    make_quote,
    make_target_group,
    make_theme,
)
from tests.pages import read


@pytest.fixture
def stories(db):
    """Three stories that differ in everything one can filter on."""
    first, second = make_phase(start_year=2023), make_phase(start_year=2026)
    school, child = (
        make_theme(name="School en Omgeving", position=1),
        make_theme(name="Jonge kind", position=2),
    )
    zaandam, utrecht = make_area(name="Zaandam-Oost"), make_area(name="Utrecht Overvecht")
    zaandam.aliases.create(name="Zaandam Oost")
    ggd = make_organisation(name="GGD", kind=OrganisationKind.CARE)
    return {
        "langer": make_intervention(
            title="Langer naar school", area=zaandam, phases=[first, second], themes=[school],
            target_groups=[make_target_group(name="Jongeren")],
        ),
        "peuters": make_intervention(
            title="Gratis voorschool", area=utrecht, phases=[second], themes=[child, school], organisations=[ggd]
        ),
        "ontdeklab": make_intervention(title="Ontdeklab", area=zaandam, phases=[first], themes=[school]),
    }  # fmt: skip


def titles(response) -> list[str]:
    return read(response).heading(3)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Gratis voorschool", "Langer naar school", "Ontdeklab"]),
        ("gebied=zaandam-oost", ["Langer naar school", "Ontdeklab"]),
        ("gebied=zaandam-oost&gebied=utrecht-overvecht", ["Gratis voorschool", "Langer naar school", "Ontdeklab"]),
        ("fase=2026-2028", ["Gratis voorschool", "Langer naar school"]),
        ("thema=jonge-kind", ["Gratis voorschool"]),
        ("thema=jonge-kind&thema=school-en-omgeving", ["Gratis voorschool", "Langer naar school", "Ontdeklab"]),
        ("thema=school-en-omgeving&fase=2023-2025&gebied=zaandam-oost", ["Langer naar school", "Ontdeklab"]),
        ("doelgroep=jongeren", ["Langer naar school"]),
        ("organisatie=zorg", ["Gratis voorschool"]),
        ("organisatie=ggd", ["Gratis voorschool"]),
        ("q=zaandam oost", ["Langer naar school", "Ontdeklab"]),
        ("q=ONTDEK", ["Ontdeklab"]),
        ("q=ggd", ["Gratis voorschool"]),
        ("q=school zaandam", ["Langer naar school"]),
        ("sorteer=gebied", ["Gratis voorschool", "Langer naar school", "Ontdeklab"]),
        ("sorteer=periode", ["Gratis voorschool", "Langer naar school", "Ontdeklab"]),
        ("sorteer=gewijzigd", ["Ontdeklab", "Gratis voorschool", "Langer naar school"]),
    ],
)  # fmt: skip
def test_list_shows_exactly_the_matching_stories(visitor, stories, query, expected):
    page = read(visitor.get(f"/interventies/?{query}"))
    found = [title for title in page.heading(3) if title != "Uw keuze"]

    assert found == expected


def test_list_tells_the_number_of_results_in_a_status_heading(visitor, stories):
    html = visitor.get("/interventies/?thema=jonge-kind").content.decode()

    assert (
        '<div role="status"><h2 id="aantal" class="kw-results__count">1 interventie gevonden</h2></div>'
        in html
    )


def test_list_names_each_choice_with_a_link_that_drops_only_that_one(visitor, stories):
    page = read(visitor.get("/interventies/?gebied=zaandam-oost&thema=school-en-omgeving"))

    assert page.links["/interventies/?thema=school-en-omgeving"].startswith("Haal weg: Gebied: Zaandam-Oost")
    assert page.links["/interventies/?gebied=zaandam-oost"].startswith("Haal weg: Thema: School en Omgeving")


def test_list_keeps_the_choice_in_the_form(visitor, stories):
    html = visitor.get("/interventies/?thema=jonge-kind&q=gratis").content.decode()

    assert 'value="jonge-kind" id="thema-jonge-kind" checked' in html
    assert 'name="q" type="search" value="gratis"' in html


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("thema=ruimtevaart", "Bij ‘Thema’ kennen wij ‘ruimtevaart’ niet."),
        ("kleur=rood", "Wij kennen het filter ‘kleur’ niet."),
        ("sorteer=prijs", "Wij kennen de volgorde ‘prijs’ niet."),
        ("pagina=twee", "‘twee’ is geen paginanummer."),
        ("q=" + "a" * 300, "Uw zoekvraag is erg lang."),
        ("thema=%FF", "Bij ‘Thema’ kennen wij"),
    ],
)
def test_list_ignores_what_it_does_not_know_and_says_so(visitor, stories, query, notice):
    response = visitor.get(f"/interventies/?{query}")

    assert response.status_code == 200
    assert notice in read(response).text


def test_list_never_repeats_a_visitors_words_as_markup(visitor, stories):
    response = visitor.get(
        "/interventies/", {"q": "<script>alert(1)</script>", "thema": "<b>x</b>", "<i>": "1"}
    )

    html = response.content.decode()
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert" not in html
    assert "<b>x" not in html
    assert "<i>" not in html


def test_empty_list_says_which_choice_to_drop_and_what_that_gives(visitor, stories):
    page = read(visitor.get("/interventies/?gebied=utrecht-overvecht&q=ontdeklab"))

    assert "Met deze keuze vinden wij niets." in page.text
    assert "Zonder ‘ontdeklab’ : 1 interventie" in page.text
    assert "Zonder ‘Utrecht Overvecht’ : 1 interventie" in page.text
    assert page.links["/interventies/?gebied=utrecht-overvecht"].endswith("Zonder ‘ontdeklab’")


def test_search_does_not_betray_a_quote_without_consent(visitor, stories):
    make_quote(intervention=stories["langer"], text="Mijn geheim", consent_ground="")
    make_quote(
        intervention=stories["ontdeklab"], text="Mijn geluk", consent_ground=ConsentGround.PUBLISHED_BEFORE
    )

    assert titles(visitor.get("/interventies/?q=geluk"))[-1:] == ["Ontdeklab"]
    assert "Met deze keuze vinden wij niets." in read(visitor.get("/interventies/?q=geheim")).text


def test_list_hides_a_story_that_is_not_on_the_website(visitor, stories):
    make_intervention(title="Nog niet klaar", is_live=False)

    assert "Nog niet klaar" not in read(visitor.get("/interventies/")).text
    assert visitor.get("/interventies/nog-niet-klaar/").status_code == 404


def test_list_of_many_stories_comes_in_pages(visitor, db):
    area, phase, theme = make_area(), make_phase(), make_theme()
    for number in range(1, 31):
        make_intervention(title=f"Verhaal {number:02d}", area=area, phases=[phase], themes=[theme])

    last = read(visitor.get(f"/interventies/?pagina=3&thema={theme.slug}"))

    assert [title for title in last.heading(3) if title != "Uw keuze"] == [
        f"Verhaal {n}" for n in range(25, 31)
    ]
    assert last.heading(2)[-1] == "30 interventies gevonden"
    assert last.links[f"/interventies/?thema={theme.slug}&pagina=2"] == "Vorige pagina Pagina 2"
    assert "(pagina 3)" in last.heading(1)[0]


def test_only_simple_lists_may_be_indexed(visitor, stories):
    plain = read(visitor.get("/interventies/?thema=jonge-kind"))
    narrow = read(visitor.get("/interventies/?thema=jonge-kind&gebied=utrecht-overvecht"))

    assert "robots" not in plain.meta
    assert narrow.meta["robots"] == "noindex,follow"


def test_filtered_list_says_in_its_title_what_it_shows(visitor, stories):
    page = read(visitor.get("/interventies/?thema=jonge-kind&fase=2026-2028"))

    assert page.heading(1) == ["Interventies: 2026-2028, Jonge kind"]
    assert page.meta["og:title"] == "Interventies: 2026-2028, Jonge kind"
