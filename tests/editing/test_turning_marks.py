"""Marks that turn the direction of reading make a text lie: forms leave them out of everything that is typed."""

import pytest

from kansrijk.publishing.drafting import newest_open
from tests.editing.steps import send
from tests.workbooks.written_books import changed, planned, written_sheet

ALL = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Everything that has Bidi_Control in Unicode."""


@pytest.mark.parametrize("mark", ALL, ids=lambda mark: f"{ord(mark):04x}")
def test_form_leaves_it_out_of_a_line_and_of_body_text_as_a_file_does(editor, story, mark):
    typed = f"Naar {mark}buiten"

    [record] = planned(changed(written_sheet("Interventies"), 2, "Titel", typed)).records
    send(editor, story, title=typed, body=f"<p>{typed}</p>")

    draft = newest_open(story).content
    assert (draft["title"], draft["body"]) == ("Naar buiten", "<p>Naar buiten</p>")
    assert record.content["title"] == draft["title"]


def test_form_leaves_it_out_of_rows(editor, story):
    row = {"value": "9\u202e5", "label": "\u061cleerlingen", "position": 1}

    send(
        editor,
        story,
        **{"key_figures-TOTAL_FORMS": 1, **{f"key_figures-0-{name}": value for name, value in row.items()}},
    )

    [figure] = newest_open(story).content["key_figures"]
    assert (figure["value"], figure["label"]) == ("95", "leerlingen")


def test_title_of_nothing_else_is_no_title(editor, story):
    answer = send(editor, story, title="\u202e")

    assert "title" in answer.context["adminform"].form.errors
    assert newest_open(story) is None


def test_text_that_held_it_already_is_no_edit_of_who_types_elsewhere(editor, story):
    story.source = "Het \u202ejaarverslag"
    story.save()

    send(editor, story, title="Anders")

    assert newest_open(story).content["source"] == "Het \u202ejaarverslag"
