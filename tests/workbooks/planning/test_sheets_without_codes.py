"""A sheet whose column with codes was thrown away, and lines that are no records at all."""

import pytest

from kansrijk.workbooks.book import Sheet
from kansrijk.workbooks.plans.plan import RowVerdict, Verdict
from kansrijk.workbooks.plans.words import totals
from tests.factories import make_area
from tests.workbooks.written_books import (
    changed,
    planned,
    record_called,
    row_at,
    with_row,
    written_sheet,
)

pytestmark = pytest.mark.django_db


def without_keys(sheet):
    return Sheet(sheet.name, [line[2:] for line in sheet.rows])


@pytest.fixture
def areas_sheet(area):
    return without_keys(written_sheet("Gebied", records=[area]))


def test_own_area_is_known_by_its_name_when_the_column_with_codes_is_gone(areas_sheet, coordinator):
    result = planned(changed(areas_sheet, 2, "Lokaal programma", "Zaandam werkt"), user=coordinator)

    assert totals(result) == "1 gebied gewijzigd"
    assert result.records[0].content["programme_name"] == "Zaandam werkt"
    assert {found.verdict for found in result.findings} == {Verdict.USED}


def test_untouched_area_without_its_code_changes_nothing(areas_sheet, coordinator):
    result = planned(areas_sheet, user=coordinator)

    assert totals(result) == "0 wijzigingen"
    assert not result.findings


def test_area_with_another_name_and_no_code_asks_for_the_column_and_says_no_more(areas_sheet, coordinator):
    result = planned(changed(areas_sheet, 2, "Naam", "Zaandam West"), user=coordinator)

    [found] = result.findings
    assert (found.cell, found.verdict) == ("A2", Verdict.REFUSED)
    assert found.message.startswith("De kolom Code ontbreekt")


def test_area_of_others_is_not_known_by_its_name(area, coordinator):
    elsewhere = make_area(name="Overal", code="OVE")
    sheet = without_keys(written_sheet("Gebied", records=[elsewhere]))

    [found] = planned(sheet, user=coordinator).findings

    assert found.message.startswith("De kolom Code ontbreekt")


def test_area_that_a_coordinator_adds_is_refused_once(area, coordinator):
    sheet = with_row(written_sheet("Gebied", records=[area]), Naam="Nieuw", Gemeente="Zaanstad")

    [found] = planned(sheet, user=coordinator).findings

    assert found.message == "Alleen de redactie kan een gebied toevoegen."


def emptied_keys(sheet):
    return changed(changed(sheet, 2, "Code", None), 2, "Versie", None)


@pytest.mark.parametrize("heading", ["Naam", "Adres"])
def test_own_area_of_which_the_code_was_emptied_asks_for_it(area, coordinator, heading):
    """By its name or by its address, whichever is left."""
    sheet = changed(emptied_keys(written_sheet("Gebied", records=[area])), 2, heading, "Anders")

    [found] = planned(sheet, user=coordinator).findings

    assert (found.cell, found.suggestion) == ("A2", "ZAA")
    assert found.message == "De code is weg. Zet ZAA terug in de kolom Code."


def test_area_of_who_has_one_is_asked_about_when_nothing_else_is_known(area, coordinator):
    sheet = emptied_keys(written_sheet("Gebied", records=[area]))
    for heading in ("Naam", "Adres"):
        sheet = changed(sheet, 2, heading, "Anders")

    [found] = planned(sheet, user=coordinator).findings

    assert found.message == (
        "Alleen de redactie kan een gebied toevoegen. "
        "Gaat deze rij over Zaandam Oost? Zet dan ZAA terug in de kolom Code."
    )


def test_area_of_others_is_not_known_by_its_address(area, coordinator):
    elsewhere = make_area(name="Overal", code="OVE")
    sheet = emptied_keys(written_sheet("Gebied", records=[elsewhere]))

    [found] = planned(sheet, user=coordinator).findings

    assert "OVE" not in found.message


@pytest.mark.parametrize("title", ["Interventies", "Kerncijfers"])
def test_row_that_repeats_the_headings_is_skipped_with_the_reason(story, title):
    sheet = written_sheet(title)

    result = planned(Sheet(title, [*sheet.rows, [str(heading).upper() for heading in sheet.rows[0]]]))

    row = row_at(result, len(sheet.rows) + 1)
    assert (row.verdict, row.message) == (
        RowVerdict.IGNORED,
        "Deze rij herhaalt de koppen, dus die is overgeslagen.",
    )
    assert not result.findings


@pytest.mark.parametrize(
    "text", ["Totaal", "Totaal: 6 interventies", "totaal 6", "Aantal interventies: 6", "Subtotaal = 3", "Som"]
)
def test_line_with_a_total_is_no_new_story(story, coordinator, text):
    result = planned(with_row(written_sheet("Interventies"), Titel=text), user=coordinator)

    assert totals(result) == "0 wijzigingen"
    assert row_at(result, 3).verdict == RowVerdict.IGNORED
    assert "Vul dan meer cellen in" in row_at(result, 3).message


@pytest.mark.parametrize("text", ["Totaal fit", "Aantal keer lezen", "Sommen maken", "Totaalplan 2026"])
def test_title_that_only_begins_like_a_total_is_a_new_story(story, coordinator, text):
    result = planned(with_row(written_sheet("Interventies"), Titel=text), user=coordinator)

    assert record_called(result, text).verdict == RowVerdict.NEW


def test_story_called_like_a_total_with_more_in_its_row_is_new(story, coordinator):
    sheet = with_row(written_sheet("Interventies"), Titel="Totaal 010", Samenvatting="Voor iedereen.")

    assert record_called(planned(sheet, user=coordinator), "Totaal 010").verdict == RowVerdict.NEW
