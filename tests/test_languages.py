"""The language of a quotation: a form and a file take the same, and refuse with the same words."""

import pytest

from kansrijk.publishing.drafting import newest_open
from tests.editing.steps import screen, send
from tests.factories import make_quote
from tests.workbooks.written_books import changed, planned, written_sheet

pytestmark = pytest.mark.django_db

UNKNOWN = [
    ("Trks", "‘Trks’ is geen taal die wij kennen. Bedoelt u ‘Turks’?"),
    ("xx", "‘xx’ is geen taal die wij kennen. Schrijf de code van de taal, bijvoorbeeld nl, bg, tr of en."),
    ("Sranantonga", "‘Sranantonga’ is geen taal die wij kennen. Bedoelt u ‘Sranantongo’?"),
]


def quotation(zaandam, language="nl"):
    return make_quote(area=zaandam, text="Fijn.", language=language)


@pytest.mark.parametrize(("typed", "message"), UNKNOWN)
def test_form_and_file_refuse_an_unknown_language_in_the_same_words(editor, zaandam, typed, message):
    quote = quotation(zaandam)

    answer = send(editor, quote, language=typed)
    [finding] = planned(changed(written_sheet("Citaten"), 2, "Taal", typed)).findings

    assert answer.context["errors"].data == [[message]]
    assert finding.message == message
    assert newest_open(quote) is None


@pytest.mark.parametrize(
    ("typed", "code"), [("TR", "tr"), ("Turks", "tr"), ("sranantongo", "srn"), ("nl-BE", "nl-BE")]
)
def test_form_and_file_take_a_code_or_a_name(editor, zaandam, typed, code):
    quote = quotation(zaandam)

    [record] = planned(changed(written_sheet("Citaten"), 2, "Taal", typed)).records
    send(editor, quote, language=typed)

    assert newest_open(quote).content["language"] == record.content["language"] == code


def test_quotation_that_has_an_unknown_language_is_mended_in_another_field(editor, zaandam):
    quote = quotation(zaandam, language="xx")

    answer = send(editor, quote, text="Heel fijn.")

    assert "Bewaard als concept" in screen(answer)
    assert newest_open(quote).content["text"] == "Heel fijn."
    assert newest_open(quote).content["language"] == "xx"


def test_unknown_language_that_stands_in_the_file_untouched_is_no_mistake(zaandam):
    quotation(zaandam, language="xx")

    [record] = planned(changed(written_sheet("Citaten"), 2, "Citaat", "Heel fijn.")).records

    assert (record.content["text"], record.content["language"]) == ("Heel fijn.", "xx")
