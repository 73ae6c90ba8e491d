"""Where a workbook can be asked for, and what is in the one that comes."""

import pytest
from django.urls import reverse

from kansrijk.workbooks.models import Export
from tests.factories import all_live, make_intervention, make_organisation, make_quote
from tests.workbooks.round_trip import MAKE, OVERVIEW, downloaded

LIST = reverse("admin:interventions_intervention_changelist")


@pytest.fixture
def stories(zaandam, schiedam):
    return all_live(
        [
            make_intervention(is_live=False, area=area, title=title)
            for area, title in ((zaandam, "Taalcafé"), (zaandam, "Buurtmaal"), (schiedam, "Kookclub"))
        ]
    )


def codes(file, sheet="Interventies"):
    return {row[0].value for row in file[sheet].iter_rows(min_row=2)} - {None}


@pytest.mark.parametrize(("choice", "start"), [("xlsx", b"PK"), ("ods", b"PK"), ("csv", b"PK")])
def test_workbook_comes_in_the_form_that_was_chosen(editor, stories, choice, start):
    response = editor.post(MAKE, {"formaat": choice, "boek": "gebied"})

    content = b"".join(response.streaming_content)
    ending = {"csv": "zip"}.get(choice, choice)
    assert content.startswith(start)
    assert response.headers["Content-Disposition"].endswith(f'{Export.objects.get().number}.{ending}"')


def test_form_says_what_csv_is_for(coordinator_of_zaandam, stories):
    assert "CSV (voor programma&#x27;s" in coordinator_of_zaandam.get(OVERVIEW).content.decode()


def test_unknown_choice_is_said_on_the_page_and_makes_nothing(editor, stories):
    page = editor.post(MAKE, {"formaat": "pdf", "boek": "gebied"})

    assert "Kies een programma." in page.content.decode()
    assert not Export.objects.exists()


def test_office_makes_the_workbook_of_one_area(editor, stories, schiedam):
    assert codes(downloaded(editor, gebied=schiedam.pk)) == {stories[2].code}


def test_form_of_an_area_leads_to_its_workbook(editor, stories, schiedam):
    page = editor.get(reverse("admin:areas_area_change", args=[schiedam.pk])).content.decode()

    assert f'href="{MAKE}?gebied={schiedam.pk}"' in page
    chosen = editor.get(f"{MAKE}?gebied={schiedam.pk}").content.decode()
    assert f'<option value="{schiedam.pk}" selected>Schiedam</option>' in chosen


def test_page_that_makes_the_workbook_of_an_area_says_what_comes_in_it(editor, stories, zaandam):
    make_quote(intervention=stories[0])

    text = editor.get(f"{MAKE}?gebied={zaandam.pk}").content.decode()

    assert "In het werkboek van Zaandam komen:" in text
    for words in ("2 interventies", "1 citaat", "1 gebied"):
        assert f"<li>{words}</li>" in text


def test_page_that_makes_a_workbook_tells_nothing_of_an_area_of_others(
    coordinator_of_zaandam, stories, schiedam
):
    assert "Schiedam" not in coordinator_of_zaandam.get(f"{MAKE}?gebied={schiedam.pk}").content.decode()


def test_links_to_a_workbook_say_of_what_it_is(editor, stories, zaandam):
    assert ">Werkboek van deze lijst</a>" in editor.get(LIST).content.decode()
    form = editor.get(reverse("admin:areas_area_change", args=[zaandam.pk])).content.decode()
    assert ">Werkboek van dit gebied</a>" in form


def test_list_leads_to_the_workbook_of_its_filter(editor, stories, zaandam):
    make_quote(intervention=stories[0])
    page = editor.get(f"{LIST}?area__id__exact={zaandam.pk}&p=1").content.decode()
    address = f"{MAKE}?lijst=interventions.intervention&area__id__exact={zaandam.pk}"
    assert address.replace("&", "&amp;") in page

    text = editor.get(address).content.decode()
    file = downloaded(editor, address)

    for words in ("2 interventies", "1 citaat", "1 gebied"):
        assert f"<li>{words}</li>" in text
    assert codes(file) == {story.code for story in stories[:2]}
    assert codes(file, "Citaten")


def test_list_is_searched_as_on_its_own_page(editor, stories):
    assert codes(downloaded(editor, f"{MAKE}?lijst=interventions.intervention&q=kook")) == {stories[2].code}


def test_list_of_a_coordinator_holds_its_own_alone(coordinator_of_zaandam, stories):
    address = f"{MAKE}?lijst=interventions.intervention"

    assert codes(downloaded(coordinator_of_zaandam, address)) == {story.code for story in stories[:2]}
    elsewhere = coordinator_of_zaandam.get(f"{address}&q=kook").content.decode()
    assert "niets dat u kunt wijzigen" in elsewhere


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("lijst=interventions.intervention&area__id__exact=x", 404),
        ("lijst=interventions.intervention&wachtwoord=x", 404),
        ("lijst=interventions.intervention&area__coordinators__password__startswith=a", 400),
        ("lijst=accounts.user", 404),
        ("lijst=nergens", 404),
        ("lijst=interventions.intervention&p=900&o=1.-2&all=", 200),
        ("gebied=x&boek=y", 200),
    ],
)
def test_address_with_nonsense_is_answered_politely(editor, stories, query, status):
    assert editor.get(f"{MAKE}?{query}").status_code == status


def test_list_of_the_office_is_exported_and_imported(editor, roles):
    make_organisation(name="De Poort")
    page = editor.get(reverse("admin:interventions_organisation_changelist")).content.decode()
    assert f"{MAKE}?lijst=interventions.organisation" in page
    assert f"{OVERVIEW}#inlezen" in page

    file = downloaded(editor, f"{MAKE}?lijst=interventions.organisation")

    assert codes(file, "Organisaties") == {"de-poort"}


@pytest.mark.parametrize("name", ["theme", "targetgroup", "phase"])
def test_each_list_of_words_has_its_workbook(editor, stories, name):
    page = editor.get(reverse(f"admin:interventions_{name}_changelist")).content.decode()

    assert f"{MAKE}?lijst=interventions.{name}" in page
    assert "Importeren" in page
    assert editor.get(f"{MAKE}?lijst=interventions.{name}").status_code == 200


def test_list_without_a_workbook_offers_none(editor, stories):
    assert MAKE not in editor.get(reverse("admin:areas_photo_changelist")).content.decode()
    assert MAKE not in editor.get(f"{LIST}?_popup=1").content.decode()


def test_menu_and_first_page_lead_to_the_workbook(coordinator_of_zaandam):
    assert coordinator_of_zaandam.get("/admin/").content.decode().count(f'href="{OVERVIEW}"') == 2
