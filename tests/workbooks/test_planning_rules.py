"""What happens to each kind of row and cell of a file, on the real sheets."""

import pytest

from kansrijk.workbooks.planning.known import load_known
from kansrijk.workbooks.planning.plan import Plan, RowVerdict, Verdict
from kansrijk.workbooks.planning.planner import plan
from kansrijk.workbooks.planning.storing import load, store
from kansrijk.workbooks.planning.words import totals
from tests.factories import live, make_area, make_intervention
from tests.workbooks.written_books import ALL_SHEETS, book_of, changed, with_row, written_sheet

pytestmark = pytest.mark.django_db


def planned(*sheets, user=None) -> Plan:
    book = book_of(*sheets)
    return plan(book, ALL_SHEETS, load_known(book, ALL_SHEETS, user=user))


@pytest.fixture
def stories():
    area = make_area(name="Zaandam Oost", code="ZAA")
    first = make_intervention(title="Eerste", area=area)
    first.key_figures.create(value="9.500", label="leerlingen", position=1)
    return [live(first), make_intervention(title="Tweede", area=area)]


def test_plan_of_untouched_book_changes_nothing(stories):
    titles = ("Interventies", "Kerncijfers", "Links", "Citaten", "Gebied")

    result = planned(*map(written_sheet, titles))

    assert totals(result) == "0 wijzigingen"
    assert set(result.counts()) == {Verdict.UNCHANGED}
    assert not result.findings


def test_plan_of_changed_cell_proposes_that_field_only(stories):
    sheet = changed(written_sheet("Interventies"), 2, "Titel", "Nieuwe titel")

    result = planned(sheet)

    [record] = [one for one in result.records if one.verdict == RowVerdict.CHANGED]
    assert record.content == {**record.now, "title": "Nieuwe titel"}
    assert totals(result) == "1 interventie gewijzigd"


def test_plan_of_new_row_with_child_row_makes_one_record(stories):
    sheet = with_row(written_sheet("Interventies"), Titel="Derde", Gebied="Zaandam Oost")
    figures = with_row(written_sheet("Kerncijfers"), Interventie="Derde", Cijfer="3", Telt="dingen")

    result = planned(sheet, figures)

    [record] = [one for one in result.records if one.verdict == RowVerdict.NEW]
    assert [row["value"] for row in record.content["key_figures"]] == ["3"]
    assert record.area == "Zaandam Oost"


def test_stored_plan_comes_back_the_same(stories):
    sheet = with_row(written_sheet("Interventies"), Titel="Derde", Gebied="Onbekend")
    result = planned(changed(sheet, 2, "Titel", "Nieuwe titel"), written_sheet("Kerncijfers"))

    assert load(store(result)) == result
