"""Columns that a person hid: read like all others, and named."""

import pytest

from kansrijk.workbooks.book import Sheet
from tests.factories import make_area, make_intervention
from tests.workbooks.round_trip import downloaded, page_of, put, taken_in
from tests.workbooks.written_books import planned, written_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    area = make_area(name="Zaandam Oost", code="ZAA")
    return make_intervention(title="Het ontdeklab", area=area, summary="Samen.", source="")


def number_of(sheet, heading):
    return sheet.rows[0].index(heading) + 1


def test_hidden_column_that_holds_something_is_named_by_letter_and_heading(story):
    sheet = written_sheet("Interventies")
    hidden = {number_of(sheet, "Titel"), number_of(sheet, "Samenvatting"), number_of(sheet, "Bronnen"), 400}

    result = planned(Sheet(sheet.name, sheet.rows, hidden_columns=frozenset(hidden)))

    assert result.sheets[0].message.startswith("Verborgen kolommen tellen wel mee: C (Titel), ")
    assert "(Samenvatting)." in result.sheets[0].message
    assert "Bronnen" not in result.sheets[0].message


def test_many_hidden_columns_are_not_all_named(story):
    sheet = written_sheet("Interventies")

    result = planned(Sheet(sheet.name, sheet.rows, hidden_columns=frozenset(range(1, 30))))

    assert result.sheets[0].message.endswith(" en meer.")
    assert result.sheets[0].message.count("(") == 5


def test_hidden_column_is_named_on_the_page_of_the_file(stories, editor):
    file = downloaded(editor)
    put(file, stories[0].code, "Titel", "Praatcafé")
    file["Interventies"].column_dimensions["C"].hidden = True

    page = editor.get(page_of(taken_in(editor, file)))

    [remark] = page.context["remarks"]
    assert remark.startswith("Interventies: Verborgen kolommen tellen wel mee: C (Titel)")
