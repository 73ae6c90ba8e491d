"""A row without a code is a new record, unless it is there already or something is missing."""

import pytest

from kansrijk.workbooks.book import Sheet
from kansrijk.workbooks.plans.plan import RowVerdict
from kansrijk.workbooks.plans.words import totals
from tests.factories import make_intervention, make_quote
from tests.workbooks.written_books import (
    changed,
    finding_at,
    planned,
    record_called,
    row_at,
    with_row,
    written_sheet,
)

pytestmark = pytest.mark.django_db


def test_new_row_with_child_rows_is_one_new_record(story):
    sheet = with_row(written_sheet("Interventies"), Titel="De leesclub", Gebied="Zaandam Oost")
    figures = with_row(
        written_sheet("Kerncijfers"), Interventie="De leesclub", Cijfer="3", Wat_het_telt="boeken"
    )

    result = planned(sheet, figures)

    record = record_called(result, "De leesclub")
    assert (record.verdict, record.area) == (RowVerdict.NEW, "Zaandam Oost")
    assert [row["value"] for row in record.content["key_figures"]] == ["3"]
    assert totals(result) == "1 interventie nieuw"


def test_child_rows_of_a_new_record_that_waits_wait_too(story):
    sheet = with_row(written_sheet("Interventies"), Titel="De leesclub", Gebied="Nergens")
    figures = with_row(
        written_sheet("Kerncijfers"), Interventie="De leesclub", Cijfer="3", Wat_het_telt="boeken"
    )

    result = planned(sheet, figures)

    assert record_called(result, "De leesclub").verdict == RowVerdict.REFUSED
    assert "wacht op de nieuwe interventie" in row_at(result, 4, "Kerncijfers").message


def test_new_row_without_title_or_area_says_what_is_missing(story):
    sheet = with_row(written_sheet("Interventies"), Samenvatting="Een verhaal")

    result = planned(sheet)

    assert "Vul ‘Titel’ in" in finding_at(result, "C3").message
    assert "Vul ‘Gebied’ in" in finding_at(result, "E3").message


def test_new_row_of_who_has_one_area_needs_no_area(story, coordinator):
    sheet = with_row(written_sheet("Interventies"), Titel="De leesclub")

    assert record_called(planned(sheet, user=coordinator), "De leesclub").area == "Zaandam Oost"


def test_new_row_with_a_title_that_exists_asks_whether_it_is_the_same(story):
    sheet = with_row(written_sheet("Interventies"), Titel="het  ontdeklab", Gebied="ZAA", Bronnen="Nieuw")

    result = planned(sheet)

    assert "Bestaat dit al?" in finding_at(result, "A3").message
    assert finding_at(result, "A3").suggestion == "ZAA-001"


@pytest.mark.parametrize("title", ["Het ontdeklab!", "Het ontdek-lab.", "Het, ontdeklab"])
def test_new_row_with_a_title_of_the_same_letters_asks_whether_it_is_the_same(story, title):
    sheet = with_row(written_sheet("Interventies"), Titel=title, Gebied="ZAA")

    assert "Bestaat dit al? ZAA-001" in finding_at(planned(sheet), "A3").message


def test_new_row_is_compared_with_the_record_that_has_its_very_title(story, area):
    # Sent twice, while there is another story of the same letters.
    make_intervention(title="Het ontdeklab!", slug="het-ontdeklab-2", area=area)
    sheet = with_row(written_sheet("Interventies", records=[story]), Titel="Het ontdeklab!", Gebied="ZAA")

    assert row_at(planned(sheet), 3).message == "Dit staat er al als ZAA-002."


def test_titles_of_other_signs_only_are_not_the_same(story):
    sheet = with_row(written_sheet("Interventies"), Titel="🎈", Gebied="ZAA")

    result = planned(with_row(sheet, Titel="⭐", Gebied="ZAA"))

    assert record_called(result, "⭐").verdict == RowVerdict.NEW


def test_new_row_that_says_what_is_there_already_changes_nothing(story):
    sheet = with_row(written_sheet("Interventies"), Titel="Het ontdeklab", Gebied="Zaandam Oost")

    result = planned(Sheet(sheet.name, [sheet.rows[0], sheet.rows[-1]]))

    assert totals(result) == "0 wijzigingen"
    assert not result.has_errors()
    assert "ZAA-001" in row_at(result, 2).message


def test_two_new_rows_with_one_title_are_refused(story):
    sheet = with_row(written_sheet("Interventies"), Titel="De leesclub", Gebied="Zaandam Oost")

    result = planned(with_row(sheet, Titel="de leesclub", Gebied="ZAA"))

    assert "ook in A4" in finding_at(result, "C3").message
    assert "ook in A3" in finding_at(result, "C4").message


def test_quote_may_name_a_story_that_is_new_in_the_file(story, coordinator):
    stories = with_row(written_sheet("Interventies"), Titel="De leesclub")
    quotes = with_row(
        written_sheet("Citaten"), Interventie="de leesclub", Citaat="Mooi", Spreker="Een bewoner"
    )

    result = planned(quotes, stories, user=coordinator)

    place = result.records.index(record_called(result, "De leesclub"))
    quote = record_called(result, "Mooi")
    assert (quote.content["intervention"], quote.area) == (f"#{place}", "Zaandam Oost")
    assert not result.has_errors()


def test_quote_of_a_new_story_that_waits_waits_too(story):
    stories = with_row(written_sheet("Interventies"), Titel="De leesclub", Gebied="Nergens")
    quotes = with_row(
        written_sheet("Citaten"), Interventie="De leesclub", Citaat="Mooi", Spreker="Een bewoner"
    )

    result = planned(quotes, stories)

    assert "wacht op de nieuwe interventie" in row_at(result, 2).message
    assert record_called(result, "Mooi").verdict == RowVerdict.REFUSED


def test_quote_needs_a_story_or_an_area_and_not_both(story):
    sheet = with_row(written_sheet("Citaten"), Citaat="Mooi", Spreker="Een bewoner")
    both = with_row(
        written_sheet("Citaten"), Interventie="ZAA-001", Gebied="ZAA", Citaat="Mooi", Spreker="Een bewoner"
    )

    assert "precies één" in finding_at(planned(sheet), "C2").message
    assert "precies één" in finding_at(planned(both), "D2").message


def test_all_that_is_wrong_in_a_new_row_is_said_at_once(story):
    """Also beside a cell that cannot be read."""
    cells = {"Interventie": "ZAA-001", "Gebied": "ZAA", "Spreker": "Een bewoner", "Leeftijd": "oud"}

    result = planned(with_row(written_sheet("Citaten"), **cells))

    assert {found.heading for found in result.findings} == {"Citaat", "Gebied", "Leeftijd"}


def test_all_that_is_wrong_in_a_changed_row_is_said_at_once(story):
    make_quote(intervention=story, text="Mooi", speaker="Een bewoner")
    sheet = changed(changed(written_sheet("Citaten"), 2, "Gebied", "ZAA"), 2, "Leeftijd", "oud")

    result = planned(sheet)

    assert {found.heading for found in result.findings} == {"Gebied", "Leeftijd"}
    assert row_at(result, 2).verdict == RowVerdict.REFUSED


@pytest.mark.parametrize("is_office", [True, False])
def test_new_row_with_the_address_of_a_story_asks_whether_it_is_the_same(story, coordinator, is_office):
    sheet = written_sheet("Interventies")
    row = changed(sheet, 2, "Titel", "Heel anders").rows[1]

    result = planned(Sheet(sheet.name, [sheet.rows[0][2:], row[2:]]), user=None if is_office else coordinator)

    asked = finding_at(result, "A2")
    assert asked.suggestion == "ZAA-001"
    assert asked.message == (
        "Bestaat dit al? Het adres in deze rij is van ZAA-001 ‘Het ontdeklab’. Is dit dezelfde interventie? "
        "Zet dan ZAA-001 in een kolom met de kop Code. Zo niet, maak dan de cel met het adres leeg."
    )
    assert totals(result) == "0 wijzigingen, 1 rij wacht op verbetering"


def test_copy_of_a_row_under_another_title_is_new_for_a_coordinator(story, coordinator):
    """The story itself stands in the file too, so that the address is what was copied along."""
    sheet = written_sheet("Interventies")
    row = with_row(sheet, Titel="De leesclub", Gebied="Zaandam Oost", Adres=story.slug)

    assert totals(planned(row, user=coordinator)) == "1 interventie nieuw"


def test_address_of_a_story_elsewhere_says_nothing(story, coordinator_elsewhere):
    sheet = Sheet("Interventies", written_sheet("Interventies").rows[:1])
    row = with_row(sheet, Titel="De leesclub", Gebied="Schiedam", Adres=story.slug)

    assert totals(planned(row, user=coordinator_elsewhere)) == "1 interventie nieuw"
