"""Around the buttons of a plan: which fields somebody decides about, and what can be done with what is wrong."""

import pytest

from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.snapshots import snapshot_of
from tests.factories import all_live, make_intervention
from tests.pages import read
from tests.workbooks.round_trip import OVERVIEW, downloaded, page_of, press, put, taken_in


@pytest.fixture
def with_sources(zaandam):
    return all_live(
        [
            make_intervention(is_live=False, area=zaandam, title=f"Les {n}", source="Een bron")
            for n in range(7)
        ]
    )


@pytest.fixture
def contested(stories, coordinator_of_zaandam, office):
    """A file with a summary that the office changed as well, and another title."""
    file = downloaded(coordinator_of_zaandam)
    put(file, stories[0].code, "Samenvatting", "Van de coördinator.")
    put(file, stories[1].code, "Titel", "Samen eten")
    save_draft(stories[0], {**snapshot_of(stories[0]), "summary": "Van de redactie."}, by=office)
    return taken_in(coordinator_of_zaandam, file)


def decision(page):
    return page.content.decode().partition('class="decision"')[2].partition("</section>")[0]


def test_field_in_conflict_is_named_beside_the_buttons_with_the_way_to_it(
    contested, stories, coordinator_of_zaandam
):
    page = coordinator_of_zaandam.get(page_of(contested))

    said = decision(page)
    assert "1 veld is dubbel gewijzigd." in said
    assert f"{stories[0].code} Taalcafé: <a href=" in said
    choice = page.context["parts"][0][1][0].conflicts[0].name
    assert f'<a href="#{choice}">Samenvatting</a>' in said
    assert f'id="{choice}"' in page.content.decode()
    assert "Eerder koos u" not in said


def test_field_in_conflict_on_another_page_is_reached_without_losing_choices(
    contested, coordinator_of_zaandam
):
    page = coordinator_of_zaandam.get(f"{page_of(contested)}?oordeel=gewijzigd")

    assert 'name="toon"' in decision(page)
    assert ">Samenvatting</button>" in decision(page)


def test_choice_for_the_file_that_was_kept_is_counted_beside_the_buttons(contested, coordinator_of_zaandam):
    choice = coordinator_of_zaandam.get(page_of(contested)).context["parts"][0][1][0].conflicts[0].name
    press(coordinator_of_zaandam, contested, "bewaren", **{choice: "bestand"})

    said = decision(coordinator_of_zaandam.get(page_of(contested)))

    assert "Eerder koos u uw bestand." in said


def test_tick_for_emptying_names_what_is_emptied(with_sources, editor):
    file = downloaded(editor)
    for story in with_sources:
        put(file, story.code, "Bronnen", "[leeg]")

    said = decision(editor.get(page_of(taken_in(editor, file))))

    assert "Ja, maak 7 velden leeg" in said
    assert f"<li>{with_sources[0].code} Les 0: Bronnen</li>" in said
    assert said.count(": Bronnen</li>") == 5
    assert "<li>en nog 2</li>" in said


@pytest.mark.parametrize("is_ticked", [True, False])
def test_field_is_shown_as_emptied_only_when_it_was(with_sources, editor, is_ticked):
    file = downloaded(editor)
    put(file, with_sources[0].code, "Bronnen", "[leeg]")
    put(file, with_sources[0].code, "Titel", "Een andere les")
    upload = taken_in(editor, file)

    page = press(editor, upload, "klaarzetten", **({"leegmaken": "on"} if is_ticked else {})).content.decode()

    assert ("<del>Een bron</del>" in page) is is_ticked
    assert ("Niet leeggemaakt: Bronnen." in page) is not is_ticked


def test_file_with_remarks_can_be_had_beside_reading_the_better_one_in(stories, editor):
    file = downloaded(editor)
    put(file, stories[0].code, "Titel", "Praatcafé")
    put(file, stories[1].code, "Thema's", "Onzin")
    upload = taken_in(editor, file)

    page = press(editor, upload, "klaarzetten").content.decode()

    beside = page.partition('class="totals__next"')[2].partition("</div>")[0]
    assert "Download met opmerkingen" in beside
    assert "Lees het verbeterde bestand in" in beside


def test_file_that_waits_for_the_office_is_called_so_when_it_is_sent_again(stories, coordinator_of_zaandam):
    file = downloaded(coordinator_of_zaandam)
    put(file, stories[0].code, "Titel", "Praatcafé")
    press(coordinator_of_zaandam, taken_in(coordinator_of_zaandam, file), "klaarzetten")

    again = read(coordinator_of_zaandam.get(page_of(taken_in(coordinator_of_zaandam, file)))).text

    assert "staat al zo op de site of in een concept, of ligt ter beoordeling." in again


def test_file_that_was_sent_again_leads_to_the_last_time(stories, coordinator_of_zaandam, editor):
    file = downloaded(coordinator_of_zaandam)
    put(file, stories[0].code, "Titel", "Praatcafé")
    first, second, third = (taken_in(coordinator_of_zaandam, file) for _time in range(3))
    press(coordinator_of_zaandam, second, "klaarzetten")
    of_another = downloaded(editor)
    put(of_another, stories[1].code, "Titel", "Samen eten")
    lone = taken_in(editor, of_another)

    passed = {one.upload: one.is_passed_by for one in editor.get(OVERVIEW).context["earlier"]}

    assert passed == {first: True, second: False, third: False, lone: False}
    for address in (OVERVIEW, page_of(first)):
        page = coordinator_of_zaandam.get(address).content.decode()
        assert f'<a href="{page_of(third)}">Later opnieuw ingelezen</a>' in page


def test_coordinator_reads_once_that_a_list_is_of_the_office(stories, editor, coordinator_of_zaandam):
    file = downloaded(editor, boek="themas")
    put(file, file["Thema's"].cell(2, 1).value, "Naam", "Welzijn", sheet="Thema's")

    page = coordinator_of_zaandam.get(page_of(taken_in(coordinator_of_zaandam, file)))

    text = read(page).text
    assert "Alleen de redactie kan de lijst ‘Thema's’ wijzigen." in text
    assert "wat u daarin hebt veranderd, nemen we niet over" in text
    assert "Verbeter de fouten" not in text
    assert "staat al zo op de site" not in text
    assert page.context["waiting_rows"] == 0
