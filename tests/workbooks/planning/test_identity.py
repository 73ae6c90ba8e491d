"""Which record a row is about: by its code, its version, or what is left of them."""

import pytest

from kansrijk.workbooks.book import Sheet
from kansrijk.workbooks.plans.plan import RowVerdict, Verdict
from kansrijk.workbooks.plans.words import totals
from tests.workbooks.written_books import changed, finding_at, planned, row_at, written_sheet

pytestmark = pytest.mark.django_db


def test_same_code_twice_refuses_both_rows_and_names_them(story, other_story):
    result = planned(changed(written_sheet("Interventies"), 3, "Code", "ZAA-001"))

    # The version of the second row is that of ZAA-002, and that is seen first.
    assert "meer dan één keer: ook in A3" in finding_at(result, "A2").message
    assert row_at(result, 3).verdict == RowVerdict.REFUSED


def test_same_code_twice_does_not_hide_what_else_is_wrong_in_those_rows(story, other_story):
    sheet = changed(written_sheet("Interventies"), 3, "Code", "ZAA-001")
    sheet = changed(sheet, 2, "Opnieuw bekijken op", "31-02-2027")

    result = planned(changed(sheet, 2, "Titel", "Anders"))

    wrong = [one for one in result.findings if one.row == 2 and one.verdict == Verdict.REFUSED]
    assert {one.heading for one in wrong} == {"Code", "Opnieuw bekijken op"}
    assert "meer dan één keer" in row_at(result, 2).message
    assert all(record.verdict != RowVerdict.CHANGED for record in result.records)


def test_code_and_version_of_two_records_are_refused(story, other_story):
    sheet = changed(written_sheet("Interventies"), 2, "Code", "ZAA-002")

    result = planned(changed(sheet, 3, "Code", "ZAA-001"))

    assert all("horen niet bij elkaar" in finding_at(result, cell).message for cell in ("A2", "A3"))


def test_code_that_nobody_knows_is_refused(story):
    result = planned(changed(written_sheet("Interventies"), 2, "Code", "ZAA-999"))

    assert "Laat deze cel dan leeg" in finding_at(result, "A2").message


@pytest.mark.parametrize("text", ["[leeg]", "Totaal: 3 verhalen", "volgt"])
def test_text_that_cannot_be_a_code_is_not_looked_for_as_one(story, text):
    result = planned(changed(written_sheet("Interventies"), 2, "Code", text))

    assert finding_at(result, "A2").message == (
        f"‘{text}’ is geen code. Een code ziet eruit als ZAA-004. Laat de cel leeg voor een nieuwe interventie."
    )


def test_who_adds_no_areas_is_not_told_how_to(area, coordinator):
    result = planned(changed(written_sheet("Gebied"), 2, "Code", "Zaandam-oost"), user=coordinator)

    assert finding_at(result, "A2").message == ("‘Zaandam-oost’ is geen code. Een code ziet eruit als ZAA.")


def test_code_may_be_typed_in_any_way(story):
    sheet = changed(written_sheet("Interventies"), 2, "Code", " zaa 1 ")

    assert planned(changed(sheet, 2, "Titel", "Nieuw")).records[0].code == "ZAA-001"


def test_code_that_is_lost_is_asked_back(story):
    result = planned(changed(written_sheet("Interventies"), 2, "Code", None))

    assert finding_at(result, "A2").suggestion == "ZAA-001"


def test_sheet_without_column_of_codes_is_known_by_its_versions(story):
    rows = [line[1:] for line in changed(written_sheet("Interventies"), 2, "Titel", "Nieuw").rows]

    result = planned(Sheet("Interventies", rows))

    assert [one.code for one in result.records] == ["ZAA-001"]
    assert totals(result) == "1 interventie gewijzigd"


def test_file_without_versions_is_compared_with_what_is_published_and_says_so(story):
    rows = [
        [*line[:1], *line[2:]] for line in changed(written_sheet("Interventies"), 2, "Titel", "Nieuw").rows
    ]

    result = planned(Sheet("Interventies", rows))

    assert totals(result) == "1 interventie gewijzigd"
    assert "is niet te zien van welke versie u uitging" in result.remarks[0]


def test_version_that_nobody_knows_is_skipped_and_the_row_used(story):
    sheet = changed(written_sheet("Interventies"), 2, "Titel", "Nieuw")

    result = planned(changed(sheet, 2, "Versie", 999_999))

    assert finding_at(result, "B2").verdict == Verdict.IGNORED
    assert totals(result) == "1 interventie gewijzigd"
