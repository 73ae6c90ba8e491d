"""Rows and columns that are not for this person, or of what left the site, are refused by name."""

import pytest

from kansrijk.publishing.taking_down import remove, withdraw
from kansrijk.workbooks.plans.plan import RowVerdict, Verdict
from kansrijk.workbooks.plans.words import remarks_of, totals
from tests.factories import make_area, make_theme
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


def test_row_of_another_area_is_refused_with_its_name(story, coordinator_elsewhere):
    sheet = changed(written_sheet("Interventies"), 2, "Titel", "Gekaapt")

    result = planned(sheet, user=coordinator_elsewhere)

    assert "hoort bij gebied Zaandam Oost" in finding_at(result, "A2").message
    assert row_at(result, 2).record is None
    assert not result.records


def test_list_of_the_office_is_skipped_as_a_whole_with_one_sentence(story, coordinator_elsewhere):
    for name in ("Werk", "Zorg"):
        make_theme(name=name)
    themes = changed(written_sheet("Thema's"), 2, "Naam", "Welzijn")
    filled = sum(1 for row in themes.rows for value in row if value not in (None, ""))

    result = planned(themes, user=coordinator_elsewhere)

    sentence = (
        "Alleen de redactie kan de lijst ‘Thema's’ wijzigen. Daarom is het tabblad ‘Thema's’ overgeslagen: wat u daarin "
        "hebt veranderd, nemen we niet over."
    )
    assert remarks_of(result) == [sentence]
    assert not result.findings
    assert not result.records
    assert result.is_recognised
    assert {row.verdict for row in result.rows} == {RowVerdict.IGNORED}
    assert result.counts() == {Verdict.IGNORED: filled}


def test_other_sheets_count_beside_a_list_of_the_office(story, coordinator):
    stories = changed(written_sheet("Interventies"), 2, "Titel", "Praatcafé")

    result = planned(written_sheet("Thema's"), stories, user=coordinator)

    assert totals(result) == "1 interventie gewijzigd"


def test_withdrawn_record_is_refused_only_when_its_row_changes_something(story):
    sheet = written_sheet("Interventies")
    withdraw(story, by=None, notice="Klopt niet meer")

    assert totals(planned(sheet)) == "0 wijzigingen"
    assert "ingetrokken" in finding_at(planned(changed(sheet, 2, "Titel", "Nieuw")), "A2").message


def test_removed_record_is_refused_with_what_to_do(story):
    sheet = changed(written_sheet("Interventies"), 2, "Titel", "Nieuw")
    figures = changed(written_sheet("Kerncijfers"), 2, "Cijfer", "1")
    remove(story, by=None, reason="Dubbel")

    result = planned(sheet, figures)

    assert "weggehaald" in finding_at(result, "A2").message
    assert "weggehaald" in finding_at(result, "A2", "Kerncijfers").message


def test_new_row_for_an_area_of_others_is_refused(story, coordinator_elsewhere):
    sheet = with_row(written_sheet("Interventies"), Titel="De leesclub", Gebied="Zaandam Oost")

    result = planned(sheet, user=coordinator_elsewhere)

    assert finding_at(result, "E3").message == "U werkt niet voor gebied Zaandam Oost. Kies ‘Schiedam’."


def test_unknown_area_of_who_has_one_names_that_one(story, coordinator, coordinator_elsewhere):
    result = planned(changed(written_sheet("Interventies"), 2, "Gebied", "Breda"), user=coordinator)

    assert finding_at(result, "E2").message == (
        "Er is geen gebied ‘Breda’. Hier kunt u alleen ‘Zaandam Oost’ kiezen."
    )


def test_coordinator_does_not_move_a_story_to_another_area(story, coordinator):
    coordinator.areas.add(make_area(name="Overal", code="OVE"))

    result = planned(changed(written_sheet("Interventies"), 2, "Gebied", "Overal"), user=coordinator)

    assert "naar een ander gebied" in finding_at(result, "E2").message
    assert record_called(result, "Het ontdeklab").verdict == RowVerdict.REFUSED


def test_column_of_the_office_is_skipped_for_a_coordinator_and_the_rest_is_used(story, coordinator):
    sheet = changed(written_sheet("Interventies"), 2, "Adres", "ander-adres")

    result = planned(changed(sheet, 2, "Titel", "Nieuw"), user=coordinator)

    assert finding_at(result, "D2").verdict == Verdict.IGNORED
    assert result.records[0].content == {**result.records[0].now, "title": "Nieuw"}


def test_quote_for_a_story_of_others_is_refused(story, coordinator_elsewhere):
    sheet = with_row(written_sheet("Citaten"), Interventie="ZAA-001", Citaat="Mooi", Spreker="Een bewoner")

    result = planned(sheet, user=coordinator_elsewhere)

    assert finding_at(result, "C2").message == (
        "ZAA-001 hoort bij gebied Zaandam Oost. Kies een interventie van uw eigen gebied."
    )
