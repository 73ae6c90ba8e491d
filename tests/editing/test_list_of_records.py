"""The list says in words where the work on each record stands, and filters on it."""

import pytest

from kansrijk.publishing.drafting import submit
from tests.editing.steps import step
from tests.factories import make_draft, make_intervention, make_phase


def test_list_says_in_words_where_each_record_stands(editor, story, zaandam, new_story):
    changed = make_intervention(title="Leerorkest", area=zaandam)
    submit(make_draft(changed, summary="Anders.", by=editor.user), by=editor.user)
    gone = make_intervention(title="Moestuin", area=zaandam)
    step(editor, gone, "intrekken", uitleg="Gestopt.")

    rows = editor.get("/admin/interventions/intervention/").context["cl"].result_list
    column = editor.get("/admin/interventions/intervention/").context["cl"].model_admin.work_state

    assert {row.title: column(row) for row in rows} == {
        "Ontdeklab": "op de website",
        "Buurtkeuken": "concept",
        "Leerorkest": "op de website, wijziging ter beoordeling",
        "Moestuin": "ingetrokken",
    }


@pytest.mark.parametrize(
    ("choice", "titles"),
    [
        ("op-de-website", {"Leerorkest", "Ontdeklab"}),
        ("ter-beoordeling", {"Leerorkest"}),
        ("nog-niet", {"Buurtkeuken"}),
        ("gepland", set()),
    ],
)
def test_list_filters_on_the_state_of_the_work(editor, story, new_story, zaandam, choice, titles):
    changed = make_intervention(title="Leerorkest", area=zaandam, phases=[make_phase()])
    submit(make_draft(changed, summary="Anders.", by=editor.user), by=editor.user)

    found = editor.get("/admin/interventions/intervention/", {"staat": choice}).context["cl"].result_list

    assert {row.title for row in found} == titles
