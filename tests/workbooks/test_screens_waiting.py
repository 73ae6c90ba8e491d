"""A plan with rows that cannot go on yet: all of them in one place, and the buttons in the order of the work."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from kansrijk.workbooks.plans.items import Part
from tests.factories import make_intervention
from tests.workbooks.round_trip import content_of, downloaded, page_of, put, taken_in


@pytest.fixture
def upload(stories, coordinator_of_zaandam):
    """A new story that has something wrong, and a key figure of it that has not."""
    file = downloaded(coordinator_of_zaandam)
    put(file, stories[0].code, "Titel", "Praatcafé")
    for heading, value in {"Titel": "Naailes", "Gebied": "Zaandam", "Thema's": "Onzin"}.items():
        put(file, None, heading, value)
    row = file["Kerncijfers"].max_row + 1
    for heading, value in {"Interventie": "Naailes", "Cijfer": "12", "Wat het telt": "naaimachines"}.items():
        column = next(cell.column for cell in file["Kerncijfers"][1] if cell.value == heading)
        file["Kerncijfers"].cell(row, column, value)
    return taken_in(coordinator_of_zaandam, file)


@pytest.fixture
def page(upload, coordinator_of_zaandam):
    return coordinator_of_zaandam.get(page_of(upload))


def test_row_that_waits_for_a_wrong_one_stands_below_it_and_is_counted(page):
    text = page.content.decode()

    parts = {name: [view.item.part for view in views] for name, views in page.context["parts"]}
    assert list(parts)[:2] == ["Rijen met fouten", "Rijen die meewachten"]
    assert parts["Rijen die meewachten"] == [Part.ALONG]
    assert "1 andere rij wacht mee, want die hoort bij een nieuw onderdeel dat nog niet klopt." in text
    assert "1 rij met een fout wacht, en 1 andere rij wacht mee." in text
    assert not any("Deze rij wacht" in one.reason for one in page.context["skipped"])


def test_file_with_remarks_says_that_such_a_row_waits(upload, coordinator_of_zaandam):
    answer = coordinator_of_zaandam.post(f"{page_of(upload)}opmerkingen/", follow=True)
    book = load_workbook(BytesIO(content_of(answer)))

    said = [str(cell.value) for row in book["Kerncijfers"] for cell in row]
    assert any(one.startswith("wacht: Deze rij wacht op de nieuwe interventie") for one in said)


def test_where_there_are_errors_mending_them_is_the_first_button(page):
    text = page.content.decode()
    buttons = text[text.index("totals__next") :].partition("</div>")[0]

    assert '<button type="submit" class="button default">Download met opmerkingen</button>' in buttons
    assert '<a class="button" href="#klaar">Ga naar klaarzetten</a>' in buttons


def test_short_plan_leads_to_its_decision_as_well(stories, coordinator_of_zaandam):
    file = downloaded(coordinator_of_zaandam)
    put(file, stories[0].code, "Titel", "Praatcafé")

    text = coordinator_of_zaandam.get(page_of(taken_in(coordinator_of_zaandam, file))).content.decode()

    assert '<a class="button default" href="#klaar">Ga naar klaarzetten</a>' in text
    assert text.index('id="totalen"') < text.index('<dl class="about">')


def test_area_of_a_refused_row_is_no_choice_of_the_filter(stories, coordinator_of_zaandam, schiedam):
    elsewhere = make_intervention(area=schiedam, title="Elders")
    file = downloaded(coordinator_of_zaandam)
    put(file, stories[0].code, "Titel", "Praatcafé")
    put(file, None, "Code", elsewhere.code)
    put(file, elsewhere.code, "Titel", "Elders anders")

    page = coordinator_of_zaandam.get(page_of(taken_in(coordinator_of_zaandam, file)))

    assert [name for name, _views in page.context["parts"]] == ["Rijen met fouten", "Gewijzigd"]
    assert "gebied" not in page.context["filter"].fields


def test_what_cannot_be_published_yet_is_said_next_to_the_button(
    stories, coordinator_of_zaandam, editor, zaandam
):
    for client, words in (
        (coordinator_of_zaandam, "De redactie kan dat zo niet publiceren."),
        (editor, "Zo kunt u dat niet publiceren."),
    ):
        file = downloaded(client)
        put(file, None, "Titel", "Naailes")
        put(file, None, "Gebied", zaandam.name)

        text = client.get(page_of(taken_in(client, file))).content.decode()

        decision = text[text.index('id="klaar"') :]
        assert "1 onderdeel mist nog iets." in decision
        assert words in decision
        assert "Naailes: " in decision


def test_complete_plan_is_not_called_incomplete(stories, coordinator_of_zaandam):
    file = downloaded(coordinator_of_zaandam)
    put(file, stories[0].code, "Titel", "Praatcafé")

    text = coordinator_of_zaandam.get(page_of(taken_in(coordinator_of_zaandam, file))).content.decode()

    assert "mist nog iets" not in text


def test_findings_for_programs_stand_apart_from_what_a_person_needs(page):
    text = page.content.decode()

    assert text.index("<summary>Voor programma's</summary>") < text.index("Alle bevindingen als JSON")
    assert "(JSON)" not in text
