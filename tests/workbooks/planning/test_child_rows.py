"""Rows of Kerncijfers and Links: each is part of a story that stands on another sheet, or in no sheet of the file."""

import pytest

from kansrijk.publishing.publication import adopt
from kansrijk.workbooks.book import Sheet
from kansrijk.workbooks.plans.plan import RowVerdict, Verdict
from kansrijk.workbooks.plans.words import totals
from tests.factories import live, make_intervention
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


def figures(result, title="Het ontdeklab"):
    return [(row["value"], row["label"]) for row in record_called(result, title).content["key_figures"]]


def test_changed_cell_changes_that_row_only(story):
    result = planned(changed(written_sheet("Kerncijfers"), 2, "Cijfer", "9.600"))

    assert figures(result) == [("9.600", "leerlingen"), ("12", "scholen")]
    assert totals(result) == "1 interventie gewijzigd"


def test_row_that_is_absent_is_left_alone(story):
    sheet = written_sheet("Kerncijfers")

    assert totals(planned(Sheet(sheet.name, sheet.rows[:2]))) == "0 wijzigingen"


def test_row_without_code_of_its_own_is_new_and_comes_last(story):
    sheet = with_row(written_sheet("Kerncijfers"), Interventie="ZAA-001", Cijfer="3", Wat_het_telt="buurten")

    result = planned(sheet)

    assert figures(result)[-1] == ("3", "buurten")
    assert row_at(result, 4).verdict == RowVerdict.NEW


def test_parent_may_be_called_by_its_title(story):
    sheet = with_row(
        written_sheet("Kerncijfers"), Interventie="het ontdeklab", Cijfer="3", Wat_het_telt="buurten"
    )

    assert figures(planned(sheet))[-1] == ("3", "buurten")


def test_parent_may_be_called_as_the_drop_down_does(story):
    sheet = with_row(
        written_sheet("Kerncijfers"), Interventie="ZAA-001 Het ontdeklab", Cijfer="3", Wat_het_telt="buurten"
    )

    assert figures(planned(sheet))[-1] == ("3", "buurten")


def test_row_with_leeg_in_all_its_cells_is_removed(story):
    sheet = written_sheet("Kerncijfers")
    for heading in ("Volgorde", "Cijfer", "Wat het telt"):
        sheet = changed(sheet, 2, heading, "[leeg]")

    result = planned(sheet)

    assert figures(result) == [("12", "scholen")]
    assert record_called(result, "Het ontdeklab").cleared == ("key_figures",)
    assert finding_at(result, "E2").verdict == Verdict.CLEARED


def test_row_with_leeg_in_one_cell_that_it_needs_is_refused(story):
    result = planned(changed(written_sheet("Kerncijfers"), 2, "Cijfer", "[leeg]"))

    assert "moet altijd ingevuld zijn" in finding_at(result, "E2").message


def test_same_row_twice_is_refused_and_both_are_named(story):
    sheet = written_sheet("Kerncijfers")

    result = planned(Sheet(sheet.name, [*sheet.rows, sheet.rows[1]]))

    assert "ook in B4" in finding_at(result, "B2").message
    assert "ook in B2" in finding_at(result, "B4").message


def test_row_that_says_another_parent_than_it_has_is_refused(story, area):
    make_intervention(title="De kookclub", area=area)

    result = planned(changed(written_sheet("Kerncijfers"), 2, "Interventie", "ZAA-002"))

    assert "hoort bij ZAA-001" in finding_at(result, "A2").message
    assert finding_at(result, "A2").suggestion == "ZAA-001"


@pytest.mark.parametrize("code", ["kapot", "ZAA-001-00000000"])
def test_code_of_a_row_that_is_not_there_is_refused(story, code):
    result = planned(changed(written_sheet("Kerncijfers"), 2, "Rij", code))

    assert "Maak deze cel dan leeg" in finding_at(result, "B2").message


def test_row_without_parent_is_refused(story):
    result = planned(with_row(written_sheet("Kerncijfers"), Cijfer="3", Wat_het_telt="buurten"))

    assert "bij welke interventie" in finding_at(result, "A4").message


def test_row_with_unknown_parent_is_refused_with_a_suggestion(story):
    sheet = with_row(
        written_sheet("Kerncijfers"), Interventie="Het ontdeklap", Cijfer="3", Wat_het_telt="buurten"
    )

    finding = finding_at(planned(sheet), "A4")
    assert finding.suggestion == "ZAA-001"
    assert finding.message.endswith("Bedoelt u ‘ZAA-001’?")


def test_row_of_another_area_is_refused(story, coordinator_elsewhere):
    result = planned(changed(written_sheet("Kerncijfers"), 2, "Cijfer", "1"), user=coordinator_elsewhere)

    assert "hoort bij gebied Zaandam Oost" in finding_at(result, "A2").message
    assert not result.records


def test_new_row_without_what_it_needs_says_so(story):
    result = planned(with_row(written_sheet("Kerncijfers"), Interventie="ZAA-001", Cijfer="3"))

    assert "Vul ‘Wat het telt’ in" in finding_at(result, "F4").message


def test_row_with_only_its_parent_is_skipped(story):
    result = planned(with_row(written_sheet("Kerncijfers"), Interventie="ZAA-001"))

    assert row_at(result, 4).verdict == RowVerdict.IGNORED
    assert not result.has_errors()


def test_new_row_that_is_there_already_changes_nothing(story):
    sheet = written_sheet("Kerncijfers")
    first = Sheet(sheet.name, [sheet.rows[0]])

    result = planned(with_row(first, Interventie="ZAA-001", Cijfer="9.500", Wat_het_telt="leerlingen"))

    assert totals(result) == "0 wijzigingen"


def test_new_row_beside_the_row_that_says_the_same_is_left_out_and_says_so(story):
    sheet = written_sheet("Kerncijfers")
    twice = with_row(sheet, Interventie="ZAA-001", Cijfer="9.500", Wat_het_telt="leerlingen", Volgorde=9)

    result = planned(twice)

    assert totals(result) == "0 wijzigingen"
    assert row_at(result, 4).verdict == RowVerdict.IGNORED
    assert row_at(result, 4).message == "Dit staat er al."


def test_new_row_that_says_what_a_changed_row_said_is_new(story):
    sheet = changed(written_sheet("Kerncijfers"), 2, "Cijfer", "9.600")

    result = planned(with_row(sheet, Interventie="ZAA-001", Cijfer="9.500", Wat_het_telt="leerlingen"))

    assert figures(result) == [("9.600", "leerlingen"), ("12", "scholen"), ("9.500", "leerlingen")]


def test_rows_of_several_sheets_are_one_record(story):
    stories = changed(written_sheet("Interventies"), 2, "Titel", "Nieuw")
    rows = changed(written_sheet("Kerncijfers"), 2, "Cijfer", "1")
    links = with_row(
        written_sheet("Links"), Interventie="ZAA-001", Tekst_van_de_link="Site", Webadres="www.zaanstad.nl"
    )

    result = planned(rows, stories, links)

    [record] = result.records
    assert {name for name, value in record.content.items() if value != record.now[name]} == {
        *("title", "key_figures", "links")
    }


def test_child_row_that_both_changed_is_a_conflict(story):
    sheet = changed(written_sheet("Kerncijfers"), 2, "Cijfer", "9.600")
    # The sheet of the stories says which version the file was made of.
    stories = written_sheet("Interventies")
    story.key_figures.filter(position=1).update(value="9.700")
    adopt([story], by=None, reason="Redactie")

    result = planned(stories, sheet)

    assert [one.field for one in record_called(result, "Het ontdeklab").conflicts] == ["key_figures"]
    assert finding_at(result, "E2", "Kerncijfers").verdict == Verdict.CONFLICT


def test_child_rows_that_each_side_changed_are_put_together(story):
    sheet = changed(written_sheet("Kerncijfers"), 2, "Cijfer", "9.600")
    stories = written_sheet("Interventies")
    story.key_figures.filter(position=2).update(value="13")
    adopt([story], by=None, reason="Redactie")

    assert figures(planned(stories, sheet)) == [("9.600", "leerlingen"), ("13", "scholen")]


def test_words_in_one_cell_are_child_rows(area):
    area.neighbourhoods.create(name="Poelenburg", position=1)
    live(area)

    result = planned(changed(written_sheet("Gebied"), 2, "Wijken en buurten", "Poelenburg; Peldersveld"))

    rows = result.records[0].content["neighbourhoods"]
    assert [row["name"] for row in rows] == ["Poelenburg", "Peldersveld"]
    assert rows[0]["id"] == result.records[0].now["neighbourhoods"][0]["id"]
