"""Old beside new: which fields, with which marks, for whom."""

from kansrijk.publishing.drafting import submit
from kansrijk.publishing.models import Remark
from kansrijk.publishing.publication import publish
from tests.factories import make_draft, make_intervention, make_organisation, make_theme
from tests.pages import read
from tests.review.steps import QUEUE, compare_url, review_url


def test_comparison_is_for_who_may_touch_the_record(
    visitor, editor, coordinator_of_zaandam, coordinator_of_schiedam, proposal
):
    clients = [visitor, editor, coordinator_of_zaandam, coordinator_of_schiedam]

    assert [client.get(compare_url(proposal)).status_code for client in clients] == [302, 200, 200, 404]
    assert editor.get("/admin/vergelijken/999999999999999999/").status_code == 404


def test_draft_of_a_theme_is_not_shown_to_a_coordinator(coordinator_of_zaandam, office):
    theme = make_theme()
    published, plan = theme.live_revision, make_draft(theme, by=office, name="Nog geheim")

    assert coordinator_of_zaandam.get(compare_url(published)).status_code == 200
    assert coordinator_of_zaandam.get(compare_url(plan)).status_code == 404
    assert coordinator_of_zaandam.get(compare_url(published, met=plan.pk)).status_code == 404


def test_comparison_shows_changed_fields_only_with_marks(editor, proposal):
    page = editor.get(compare_url(proposal))
    html = page.content.decode()

    assert [d.name for d in page.context["differences"]] == ["title", "summary", "body"]
    assert "Ontdeklab<ins> op school</ins>" in html
    assert "<p><del>Eerst</del>.</p>" in html


def test_comparison_shows_relations_and_rows_by_name(editor, story, coordinator):
    figure = {
        "id": "6f1f0f52-0000-4000-8000-000000000000",
        "value": "9.500",
        "label": "kinderen",
        "position": 0,
    }
    revision = make_draft(
        story, by=coordinator, organisations=[make_organisation(name="GGD").slug], key_figures=[figure]
    )

    text = read(editor.get(compare_url(revision))).text

    assert "GGD" in text
    assert "Toegevoegd: 9.500 – kinderen" in text


def test_comparison_of_open_work_leaves_out_what_others_published_meanwhile(editor, story, proposal, office):
    publish([make_draft(story, by=office, period_in_words="sinds 2026")], by=office)

    differences = editor.get(compare_url(proposal)).context["differences"]

    assert [d.name for d in differences] == ["title", "summary", "body"]


def test_any_two_versions_of_a_record_can_be_compared_and_no_other(editor, story, proposal, zaandam):
    other = make_intervention(area=zaandam).live_revision
    first = story.live_revision

    page = editor.get(compare_url(proposal, met=first.pk))

    assert page.context["sides"] == (f"Versie {first.pk}", f"Versie {proposal.pk}")
    assert [editor.get(compare_url(proposal, met=met)).status_code for met in (other.pk, "x", "-1")] == [
        404
    ] * 3


def test_comparison_says_what_is_missing_with_a_link_to_the_field(editor, story, coordinator):
    revision = make_draft(story, by=coordinator, summary="")

    page = read(editor.get(compare_url(revision)))

    assert f"/admin/interventions/intervention/{story.pk}/change/#id_summary" in page.links


def test_hostile_words_stay_words(editor, zaandam, coordinator):
    evil = "<script>alert(1)</script>"
    story = make_intervention(title=evil, slug="lab", area=zaandam)
    revision = make_draft(story, by=coordinator, title=f"Lab {evil}", body=f"<p>Ja {evil}</p>", source=evil)
    submit(revision, by=coordinator)
    Remark.objects.create(revision=revision, by=coordinator, text=evil)

    for url in (compare_url(revision), review_url(revision), QUEUE):
        page = editor.get(url).content.decode()
        assert "alert(1)" in page
        assert evil not in page
