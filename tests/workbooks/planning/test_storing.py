"""A plan that was kept comes back whole."""

import pytest

from kansrijk.workbooks.plans.storing import load, store
from tests.workbooks.planning.steps import edit_by_office
from tests.workbooks.written_books import changed, planned, with_row, written_sheet

pytestmark = pytest.mark.django_db


def test_stored_plan_comes_back_the_same(story, other_story):
    sheet = with_row(written_sheet("Interventies"), Titel="Derde", Gebied="Onbekend")
    sheet = with_row(sheet, Titel="Vierde", Gebied="ZAA")
    sheet = changed(changed(sheet, 2, "Titel", "Nieuw"), 3, "Samenvatting", "Anders")
    edit_by_office(story, title="Botst")

    result = planned(sheet, written_sheet("Kerncijfers"))

    assert load(store(result)) == result
