"""What the file and somebody on the site both changed, field by field."""

import pytest

from kansrijk.workbooks.planning.plan import RowVerdict, Verdict
from kansrijk.workbooks.planning.words import totals
from tests.workbooks.planning.steps import edit_by_office
from tests.workbooks.written_books import changed, finding_at, planned, row_at, written_sheet

pytestmark = pytest.mark.django_db


def test_field_that_both_changed_is_a_conflict(story):
    sheet = changed(written_sheet("Interventies"), 2, "Titel", "Titel van het gebied")
    edit_by_office(story, title="Titel van de redactie")

    result = planned(sheet)

    [record] = result.records
    assert [(c.field, c.theirs, c.mine) for c in record.conflicts] == [
        ("title", "Titel van de redactie", "Titel van het gebied")
    ]
    assert record.content["title"] == "Titel van de redactie"
    assert finding_at(result, "C2").verdict == Verdict.CONFLICT
    assert totals(result) == "1 interventie dubbel gewijzigd"


def test_fields_that_one_side_changed_are_put_together(story):
    sheet = changed(written_sheet("Interventies"), 2, "Titel", "Titel van het gebied")
    edit_by_office(story, summary="Samenvatting van de redactie")

    [record] = planned(sheet).records

    assert record.content["title"] == "Titel van het gebied"
    assert record.content["summary"] == "Samenvatting van de redactie"
    assert not record.conflicts


def test_what_both_changed_alike_is_no_change(story):
    sheet = changed(written_sheet("Interventies"), 2, "Titel", "Dezelfde titel")
    edit_by_office(story, title="Dezelfde titel")

    result = planned(sheet)

    assert totals(result) == "0 wijzigingen"
    assert row_at(result, 2).verdict == RowVerdict.SAME
