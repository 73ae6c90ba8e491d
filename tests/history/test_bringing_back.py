"""An older version comes back as a draft, and never takes the place of work without a question."""

from datetime import timedelta

import pytest
from django.utils import timezone

from interventions.models import Intervention
from kansrijk.publishing.drafting import newest_open, submit
from kansrijk.publishing.models import Revision, RevisionState
from kansrijk.publishing.publication import publish, schedule
from kansrijk.publishing.review.history import history_url
from tests.factories import make_draft, make_intervention
from tests.history.steps import versions
from tests.pages import read


def test_restoring_says_the_next_step_that_the_reader_may_take(editor, coordinator_of_zaandam, zaandam):
    for client, step in (
        (editor, "Publiceer het dan."),
        (coordinator_of_zaandam, "Geef het dan ter beoordeling."),
    ):
        story = make_intervention(area=zaandam)
        page = read(client.post(history_url(story), {"versie": story.live_revision_id}, follow=True))
        assert step in page.text


def test_older_version_comes_back_as_a_draft(editor, story, office):
    first = story.live_revision
    publish([make_draft(story, by=office, summary="Nieuw.")], by=office)

    answer = editor.post(history_url(story), {"versie": first.pk})

    assert answer["Location"] == f"/admin/interventions/intervention/{story.pk}/change/"
    assert newest_open(story).content == first.content
    assert newest_open(story).author == office
    assert Intervention.objects.get(pk=story.pk).summary == "Nieuw."
    assert Revision.objects.get(pk=first.pk).state == first.state


def test_older_version_asks_before_it_takes_the_place_of_a_draft(editor, story, office, coordinator):
    first = story.live_revision
    publish([make_draft(story, by=office, summary="Nieuw.")], by=office)
    story.refresh_from_db()
    waiting = make_draft(story, by=coordinator, title="Lab", summary="Van Zoë.")
    submit(waiting, by=coordinator)

    asked = editor.post(history_url(story), {"versie": first.pk})

    for words in (
        f"Versie {first.pk} terughalen?",
        "is gemaakt door Zoë",
        "ter beoordeling gegeven",
        "Gewijzigd: Titel, Samenvatting.",
    ):
        assert words in read(asked).text
    assert newest_open(story) == waiting

    editor.post(history_url(story), {"versie": first.pk, "vervangt": waiting.pk})

    assert newest_open(story).content == first.content
    assert Revision.objects.get(pk=waiting.pk).state == RevisionState.SUPERSEDED


def test_draft_that_came_after_the_question_is_asked_about_again(editor, story, office, coordinator):
    first = story.live_revision
    publish([make_draft(story, by=office, summary="Nieuw.")], by=office)
    asked_about = make_draft(story, by=office, summary="Van Esra.")
    newer = make_draft(story, by=coordinator, summary="Van Zoë.")

    page = editor.post(history_url(story), {"versie": first.pk, "vervangt": asked_about.pk})

    assert f"in de plaats van versie {newer.pk}" in read(page).text
    assert newest_open(story) == newer


def test_older_version_comes_beside_what_is_planned_without_a_question(editor, story, office):
    first = story.live_revision
    publish([make_draft(story, by=office, summary="Nieuw.")], by=office)
    planned = make_draft(story, by=office, summary="Straks.")
    schedule(planned, timezone.now() + timedelta(days=2), by=office)

    editor.post(history_url(story), {"versie": first.pk})

    assert newest_open(story).content == first.content
    assert Revision.objects.get(pk=planned.pk).state == RevisionState.SCHEDULED


def test_only_versions_that_are_over_can_be_brought_back(editor, story, office):
    publish([make_draft(story, by=office, summary="Nieuw.")], by=office)
    make_draft(story, by=office, summary="Nog nieuwer.")

    assert [version.may_restore for version in versions(editor, story)] == [False, False, True]


@pytest.mark.parametrize("forged", ["", "x", "0", "99999999999999999999"])
def test_version_that_is_not_there_cannot_be_brought_back(editor, story, forged):
    assert editor.post(history_url(story), {"versie": forged}).status_code == 404


def test_version_of_another_record_cannot_be_brought_back(editor, story, zaandam):
    other = make_intervention(area=zaandam).live_revision

    assert editor.post(history_url(story), {"versie": other.pk}).status_code == 404
    assert newest_open(story) is None
