"""Two people in one record: what differs is merged, what collides is a choice, and each knows of the other."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kansrijk.publishing.drafting import newest_open, save_draft
from kansrijk.publishing.models import EditorPresence, Revision, RevisionState
from kansrijk.publishing.publication import publish
from kansrijk.publishing.snapshots import snapshot_of
from tests.editing.steps import screen, send, url_of
from tests.factories import make_draft


def test_fields_that_one_of_two_changed_are_merged_and_both_are_told(editor, coordinator_of_zaandam, story):
    opened_before = editor.get(url_of(story))
    send(coordinator_of_zaandam, story, summary="Van Zoë.")

    answer = send(editor, story, page=opened_before, title="Van Esra")

    content = newest_open(story).content
    assert (content["title"], content["summary"]) == ("Van Esra", "Van Zoë.")
    assert "Zoë wijzigde intussen ook iets: samenvatting." in screen(answer)
    assert "Van Esra: titel." in screen(coordinator_of_zaandam.get(url_of(story)))


def test_publication_meanwhile_is_merged_into_the_draft(editor, coordinator_of_zaandam, story):
    opened_before = coordinator_of_zaandam.get(url_of(story))
    send(editor, story, summary="Van de redactie.", _publish="")

    send(coordinator_of_zaandam, story, page=opened_before, title="Van Zoë")

    draft = newest_open(story)
    story.refresh_from_db()
    assert (draft.content["title"], draft.content["summary"]) == ("Van Zoë", "Van de redactie.")
    assert draft.base == story.live_revision


def collide(first, second, story):
    """Both change the summary; the second, whose form was opened before, gets the page to choose."""
    opened_before = second.get(url_of(story))
    send(first, story, summary="Van de een.")
    return send(second, story, page=opened_before, summary="Van de ander.", title="Ook dit")


def test_field_that_both_changed_is_a_choice_and_nothing_typed_is_lost(editor, coordinator_of_zaandam, story):
    page = collide(coordinator_of_zaandam, editor, story)

    assert [difference.name for difference in page.context["differences"]] == ["summary"]
    assert newest_open(story).content["summary"] == "Van de een."
    parked = Revision.objects.get(state=RevisionState.PARKED)
    assert (parked.author, parked.content["summary"]) == (editor.user, "Van de ander.")


@pytest.mark.parametrize(("choice", "summary"), [("mijn", "Van de ander."), ("hun", "Van de een.")])
def test_choice_becomes_a_new_draft(editor, coordinator_of_zaandam, story, choice, summary):
    page = collide(coordinator_of_zaandam, editor, story)
    against = page.context["collision"].their_revision.pk

    editor.post(page.request["PATH_INFO"], {"keus-summary": choice, "tegen": against})

    content = newest_open(story).content
    assert (content["summary"], content["title"]) == (summary, "Ook dit")
    assert not Revision.objects.filter(state=RevisionState.PARKED).exists()


def test_choice_must_be_made_for_each_field(editor, coordinator_of_zaandam, story):
    page = collide(coordinator_of_zaandam, editor, story)

    answer = editor.post(page.request["PATH_INFO"], {"tegen": page.context["collision"].their_revision.pk})

    assert "Kies bij elk onderdeel" in screen(answer)
    assert newest_open(story).content["summary"] == "Van de een."


def test_choice_about_what_changed_again_is_asked_again(editor, coordinator_of_zaandam, story):
    page = collide(coordinator_of_zaandam, editor, story)
    against = page.context["collision"].their_revision.pk
    send(coordinator_of_zaandam, story, summary="Nog iets anders.")

    answer = editor.post(page.request["PATH_INFO"], {"keus-summary": "mijn", "tegen": against})

    assert "Er is intussen weer iets gewijzigd." in screen(answer)
    assert newest_open(story).content["summary"] == "Nog iets anders."


def test_draft_that_collides_with_the_site_is_a_choice_and_then_publishes(
    editor, coordinator_of_zaandam, story
):
    proposal = make_draft(story, summary="Voorstel.", by=coordinator_of_zaandam.user)
    hasty = make_draft(story, summary="Haast.", by=editor.user)
    publish([hasty], by=editor.user)

    page = send(editor, story, _publish="")
    assert [difference.name for difference in page.context["differences"]] == ["summary"]
    editor.post(
        page.request["PATH_INFO"],
        {"keus-summary": "mijn", "tegen": page.context["collision"].their_revision.pk},
    )
    send(editor, story, _publish="")

    story.refresh_from_db()
    proposal.refresh_from_db()
    assert (story.summary, proposal.state) == ("Voorstel.", RevisionState.SUPERSEDED)


def test_number_of_another_record_as_the_base_is_not_believed(editor, story, new_story):
    other = save_draft(new_story, snapshot_of(new_story), by=editor.user)

    send(editor, story, summary="Nieuw.", _base=other.pk)

    content = newest_open(story).content
    assert (content["title"], content["summary"]) == ("Ontdeklab", "Nieuw.")


def test_form_names_who_else_has_it_open_until_they_save(editor, coordinator_of_zaandam, story):
    page = coordinator_of_zaandam.get(url_of(story))
    while_open = screen(editor.get(url_of(story)))
    send(coordinator_of_zaandam, story, page=page, summary="Klaar.")
    after = screen(editor.get(url_of(story)))

    assert "Zoë" in while_open
    assert "heeft dit onderdeel ook open, sinds" in while_open
    assert "heeft dit onderdeel ook open" not in after


@pytest.mark.parametrize(("minutes", "is_named"), [(119, True), (121, False)])
def test_whoever_opened_it_two_hours_ago_is_gone(editor, coordinator_of_zaandam, story, minutes, is_named):
    coordinator_of_zaandam.get(url_of(story))
    EditorPresence.objects.update(seen_at=timezone.now() - timedelta(minutes=minutes))

    assert ("heeft dit onderdeel ook open" in screen(editor.get(url_of(story)))) == is_named
