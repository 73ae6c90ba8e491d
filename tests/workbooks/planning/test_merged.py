"""Merged cells are named where their text might be missed, and change nothing themselves."""

import pytest

from kansrijk.workbooks.book import Sheet
from kansrijk.workbooks.plans.words import totals
from tests.workbooks.written_books import changed, planned, written_sheet

pytestmark = pytest.mark.django_db


def remark(*areas):
    sheet = changed(written_sheet("Interventies"), 2, "Periode in woorden", "Voorjaar")
    result = planned(Sheet(sheet.name, sheet.rows, merged=areas))

    assert totals(result) == "1 interventie gewijzigd"
    assert not result.has_errors()
    return result.sheets[0].message


def test_merged_cells_below_the_headings_are_named_and_make_nothing_wrong(story, other_story):
    assert remark((2, 12, 3, 12)) == (
        "De cellen L2 tot en met L3 zijn samengevoegd: alleen L2 telt. "
        "Splits ze als de tekst ook bij de andere rijen hoort."
    )


def test_more_of_them_are_named_briefly(story, other_story):
    said = remark(
        *((row, 12, row, 13) for row in (3, 2)), *((2, column, 3, column) for column in range(3, 10))
    )

    assert said.startswith("De cellen C2 tot en met C3 zijn")
    assert said.endswith(
        "Ook op andere plekken zijn cellen samengevoegd: D2:D3, E2:E3, F2:F3, G2:G3, H2:H3 en meer."
    )


@pytest.mark.parametrize("merged", [(1, 1, 1, 12), (1, 3, 2, 3), (2, 40, 3, 40), (90, 12, 95, 12)])
def test_merged_headings_and_what_stands_beside_or_below_the_table_are_not_named(story, other_story, merged):
    assert remark(merged) == ""
