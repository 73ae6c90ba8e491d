"""What only one record may have is refused at the cell that claims it, and never reaches the database."""

from dataclasses import replace

import pytest

from areas.models import Area
from kansrijk.workbooks.known.loading import load_known
from kansrijk.workbooks.planning.planner import plan
from kansrijk.workbooks.plans.plan import RowVerdict, Verdict
from tests.factories import live, make_area, make_organisation, make_target_group
from tests.workbooks.written_books import (
    ALL_SHEETS,
    book_of,
    changed,
    finding_at,
    planned,
    with_row,
    written_sheet,
)

pytestmark = pytest.mark.django_db

SCHIEDAM = {
    "Code": "SCH",
    "Naam": "Schiedam",
    "Gemeente": "Schiedam",
    "Provincie": "Zuid-Holland",
    "Breedtegraad": 51.9,
    "Lengtegraad": 4.4,
}


@pytest.fixture
def organisations():
    """GGD, also known as Gezondheidsdienst; and De Brug."""
    known = make_organisation(name="GGD", slug="ggd")
    known.aliases.create(name="Gezondheidsdienst")
    return [live(known), make_organisation(name="De Brug", slug="de-brug")]


def row_verdicts(result):
    return [row.verdict for row in result.rows[1:]]


def test_other_name_of_somebody_else_is_refused_at_its_cell(organisations):
    sheet = changed(written_sheet("Organisaties"), 3, "Andere schrijfwijzen", "Brug; Gezondheidsdienst")

    result = planned(sheet)

    [finding] = result.findings
    assert finding.verdict == Verdict.REFUSED
    assert finding.message == (
        "‘Gezondheidsdienst’ is al van ggd. Kies bij ‘Andere schrijfwijzen’ iets anders."
    )
    assert row_verdicts(result) == [RowVerdict.SAME, RowVerdict.REFUSED]


def test_other_name_of_an_area_in_the_row_of_a_new_target_group_is_no_clash(organisations):
    make_target_group(name="Ouders")

    result = planned(
        with_row(written_sheet("Doelgroepen"), Naam="Zieken", Andere_woorden="Gezondheidsdienst; Kwetsbaren")
    )

    assert row_verdicts(result) == [RowVerdict.SAME, RowVerdict.NEW]


def test_other_name_that_its_owner_gives_up_in_the_same_file_moves(organisations):
    sheet = changed(written_sheet("Organisaties"), 2, "Andere schrijfwijzen", "[leeg]")

    result = planned(changed(sheet, 3, "Andere schrijfwijzen", "Gezondheidsdienst"))

    assert row_verdicts(result) == [RowVerdict.CHANGED, RowVerdict.CHANGED]


def test_two_rows_that_want_the_same_other_name_are_both_refused(organisations):
    sheet = changed(written_sheet("Organisaties"), 2, "Andere schrijfwijzen", "Gezondheidsdienst; Samen")

    result = planned(changed(sheet, 3, "Andere schrijfwijzen", "Samen"))

    column = sheet.rows[0].index("Andere schrijfwijzen")
    assert f"ook in {chr(ord('A') + column)}3." in finding_at(result, f"{chr(ord('A') + column)}2").message
    assert row_verdicts(result) == [RowVerdict.REFUSED, RowVerdict.REFUSED]


def test_nothing_of_a_refused_row_is_written(organisations):
    sheet = changed(written_sheet("Organisaties"), 3, "Naam", "Een nieuwe naam")

    result = planned(changed(sheet, 3, "Andere schrijfwijzen", "Gezondheidsdienst"))

    assert {record.verdict for record in result.records} == {RowVerdict.SAME, RowVerdict.REFUSED}


def test_new_organisation_with_the_other_name_of_somebody_else_is_refused(organisations):
    sheet = with_row(
        written_sheet("Organisaties"),
        Naam="GGD Zaan",
        Soort="school",
        Andere_schrijfwijzen="Gezondheidsdienst",
    )

    assert row_verdicts(planned(sheet))[-1] == RowVerdict.REFUSED


def test_name_of_another_area_is_refused():
    make_area(name="Zaandam", code="ZAA")
    make_area(name="Schiedam", code="SCH")

    result = planned(changed(written_sheet("Gebied"), 3, "Naam", "Zaandam"))

    assert [finding.message for finding in result.findings] == [
        "‘Zaandam’ is al van ZAA. Kies bij ‘Naam’ iets anders."
    ]


def planned_by_the_site_itself(*sheets):
    """Where the file may say which codes new records get."""
    book = book_of(*sheets)
    return plan(book, ALL_SHEETS, replace(load_known(book, ALL_SHEETS, user=None), gives_codes=True))


def test_unknown_code_is_that_of_a_new_record_when_the_site_itself_says_so():
    make_area(name="Zaandam", code="ZAA")
    sheet = with_row(written_sheet("Gebied"), **SCHIEDAM)

    by_the_office, by_the_site = planned(sheet), planned_by_the_site_itself(sheet)

    assert row_verdicts(by_the_office) == [RowVerdict.SAME, RowVerdict.REFUSED]
    assert row_verdicts(by_the_site) == [RowVerdict.SAME, RowVerdict.NEW]
    assert by_the_site.records[-1].content["code"] == "SCH"
    assert Area.objects.count() == 1


def test_code_that_breaks_the_rules_is_refused_also_for_the_site_itself():
    make_area(name="Zaandam", code="ZAA")

    result = planned_by_the_site_itself(with_row(written_sheet("Gebied"), Code="Schie", Naam="Schiedam"))

    assert finding_at(result, "A3").message.startswith("Gebruik precies drie hoofdletters")


def test_code_that_two_new_rows_have_is_refused_for_both():
    make_area(name="Zaandam", code="ZAA")
    sheet = with_row(written_sheet("Gebied"), **SCHIEDAM)

    result = planned_by_the_site_itself(with_row(sheet, **{**SCHIEDAM, "Naam": "Schiedam Oost"}))

    assert "ook in A4" in finding_at(result, "A3").message
    assert row_verdicts(result) == [RowVerdict.SAME, RowVerdict.REFUSED, RowVerdict.REFUSED]
