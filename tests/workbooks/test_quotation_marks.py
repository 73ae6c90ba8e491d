"""Quotation marks around a quotation: the page has its own, so those in the cell are left out, and that is said."""

import pytest

from interventions.models import Quote
from kansrijk.resources.widgets.quotations import CUT, without_marks
from kansrijk.workbooks.plans.plan import Verdict
from tests.factories import make_intervention, make_quote
from tests.workbooks.round_trip import downloaded, page_of, press, put, taken_in
from tests.workbooks.written_books import changed, planned, record_called, with_row, written_sheet

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", ["“{}”", '"{}"', "'{}'", "‘{}’", "„{}”", "„{}“", "”{}”", "«{}»", "“ {} ”"])
def test_one_pair_around_the_whole_is_left_out(text):
    assert (
        without_marks(text.format("Ik ken m'n buren, en hun foto's.")) == "Ik ken m'n buren, en hun foto's."
    )


@pytest.mark.parametrize(
    "text",
    [
        '"Ja", zei hij, "kom maar."',
        "“Ja” en “nee”",
        "“Mooi”, zei ze.",
        "'s Avonds is het hier 'gezellig'",
        "'t Is hier fijn, zei ze'",
        '"',
        '""',
        '"Mooi',
        "Mooi",
    ],
)
def test_marks_that_are_no_pair_around_the_whole_stay(text):
    assert without_marks(text) == text


def test_marks_inside_of_another_kind_stay():
    assert without_marks("“Hij zei ‘kom’ en ik kwam”") == "Hij zei ‘kom’ en ik kwam"


@pytest.fixture
def quotation():
    return make_quote(intervention=make_intervention(), text="Nu ken ik mijn buren.")


def test_marks_around_the_same_text_change_nothing(quotation):
    result = planned(changed(written_sheet("Citaten"), 2, "Citaat", "“Nu ken ik mijn buren.”"))

    assert result.findings == []


def test_cell_with_marks_is_used_without_them_and_says_so(quotation):
    result = planned(changed(written_sheet("Citaten"), 2, "Citaat", "“Nu ken ik iedereen.”"))

    [record] = result.records
    assert record.content["text"] == "Nu ken ik iedereen."
    [found] = result.findings
    assert (found.verdict, found.message) == (Verdict.USED, CUT)


def test_quotation_that_had_marks_already_stays_untouched():
    make_quote(intervention=make_intervention(), text="“Nu ken ik mijn buren.”")

    assert planned(written_sheet("Citaten")).findings == []


def test_new_quotation_with_marks_is_recognised_when_it_is_sent_again(editor, zaandam):
    story = make_intervention(area=zaandam)
    file = downloaded(editor)
    for heading, value in {
        "Citaat": '"Ik kom hier graag."',
        "Spreker": "Bo",
        "Interventie": story.code,
    }.items():
        put(file, None, heading, value, sheet="Citaten")
    upload = taken_in(editor, file)
    page = editor.get(page_of(upload)).content.decode()
    press(editor, upload, "klaarzetten")

    again = taken_in(editor, file)

    assert Quote.objects.get().text == "Ik kom hier graag."
    assert again.counts["kinds"]["interventions.quote"] == {"ongewijzigd": 1}
    assert CUT in page


def test_new_quotation_is_known_by_its_text_without_marks(quotation):
    sheet = with_row(
        written_sheet("Citaten"),
        Citaat="'Nu ken ik mijn buren.'",
        Spreker="Iemand anders",
        Interventie=quotation.intervention.code,
    )

    result = planned(sheet)

    assert any("Bestaat dit al?" in found.message for found in result.findings)
    assert record_called(result, "'Nu ken ik mijn buren.'") is not None
