"""Work that is planned goes on as planned, whatever somebody edits in the meantime."""

from django.utils import timezone

from kansrijk.publishing.change_sets import collect, schedule_change_set
from kansrijk.publishing.drafting import newest_open, restore_revision
from kansrijk.publishing.due import publish_due
from kansrijk.publishing.models import ChangeSet, Event, RevisionState, SiteState, Verb
from kansrijk.publishing.publication import schedule
from tests.editing.steps import TOMORROW, screen, send, step
from tests.factories import make_draft


def test_office_plans_for_a_dutch_time(editor, story):
    send(
        editor,
        story,
        summary="Straks.",
        _schedule="",
        **{"plan-day": TOMORROW.date().isoformat(), "plan-time": "11:00"},
    )

    planned = newest_open(story)
    assert planned.state == RevisionState.SCHEDULED
    assert timezone.localtime(planned.publish_at).strftime("%H:%M") == "11:00"
    assert SiteState.next_due() == planned.publish_at


def test_plan_without_a_moment_keeps_what_was_typed(editor, story):
    answer = send(editor, story, summary="Straks.", _schedule="")

    assert newest_open(story).content["summary"] == "Straks."
    assert "Kies een dag" in screen(answer)


def test_planned_work_stays_planned_when_the_office_edits_it(editor, story):
    draft = make_draft(story, summary="Straks.", by=editor.user)
    schedule(draft, TOMORROW, by=editor.user)

    send(editor, story, title="Ontdeklab in Zaandam")

    planned = newest_open(story)
    assert (planned.state, planned.publish_at) == (RevisionState.SCHEDULED, TOMORROW)
    assert planned.content["title"] == "Ontdeklab in Zaandam"


def test_log_says_which_planned_version_another_took_the_place_of(editor, story):
    draft = make_draft(story, summary="Straks.", by=editor.user)
    schedule(draft, TOMORROW, by=editor.user)

    send(editor, story, title="Ontdeklab in Zaandam")

    event = Event.objects.get(verb=Verb.UNSCHEDULE)
    assert (event.revision, event.by) == (draft, editor.user)
    assert event.reason == f"Vervangen door versie {newest_open(story).pk}"


def test_edit_that_cannot_be_planned_leaves_the_plan_alone_and_says_so(editor, story):
    draft = make_draft(story, summary="Straks.", by=editor.user)
    schedule(draft, TOMORROW, by=editor.user)

    page = screen(send(editor, story, title="Anders", summary=""))

    assert "Wat ingepland was, gaat gewoon door: zonder uw wijziging." in page
    assert "Er staat een versie ingepland voor" in page
    assert (newest_open(story).state, newest_open(story).content["title"]) == (RevisionState.DRAFT, "Anders")
    assert publish_due(TOMORROW) == 1
    story.refresh_from_db()
    assert (story.title, story.summary) == ("Ontdeklab", "Straks.")


def test_plan_beside_a_newer_draft_can_be_taken_away(editor, story):
    draft = make_draft(story, summary="Straks.", by=editor.user)
    schedule(draft, TOMORROW, by=editor.user)
    send(editor, story, title="Anders", summary="")

    step(editor, story, "planning-weg", versie=draft.pk)

    draft.refresh_from_db()
    assert (draft.state, SiteState.next_due()) == (RevisionState.DRAFT, None)


def test_version_from_history_becomes_a_draft_beside_what_is_planned(editor, story):
    draft = make_draft(story, summary="Straks.", by=editor.user)
    schedule(draft, TOMORROW, by=editor.user)

    restored = restore_revision(story, story.live_revision, by=editor.user)

    draft.refresh_from_db()
    assert (draft.state, newest_open(story)) == (RevisionState.SCHEDULED, restored)


def test_edit_of_a_planned_release_stays_in_it_when_the_office_makes_it_and_not_of_a_coordinator(
    editor, coordinator_of_zaandam, story
):
    release = ChangeSet.objects.create(name="Start")
    collect(release, [make_draft(story, summary="Straks.", by=None)], by=editor.user)
    schedule_change_set(release, TOMORROW, by=editor.user)

    send(editor, story, title="Van de redactie")
    of_the_office = newest_open(story)
    send(coordinator_of_zaandam, story, title="Van de coördinator")

    assert (of_the_office.state, of_the_office.change_set) == (RevisionState.SCHEDULED, release)
    assert newest_open(story).change_set is None


def test_coordinator_does_not_stop_planned_work(editor, coordinator_of_zaandam, story):
    draft = make_draft(story, summary="Straks.", by=editor.user)
    schedule(draft, TOMORROW, by=editor.user)

    send(coordinator_of_zaandam, story, title="Anders")

    draft.refresh_from_db()
    assert draft.state == RevisionState.SCHEDULED
    assert newest_open(story).author == coordinator_of_zaandam.user


def test_coordinator_reads_that_a_plan_goes_on_without_the_change(editor, coordinator_of_zaandam, story):
    draft = make_draft(story, summary="Straks.", by=editor.user)
    schedule(draft, TOMORROW, by=editor.user)

    page = screen(send(coordinator_of_zaandam, story, title="Anders"))

    assert "Wat ingepland was, gaat gewoon door" in page
    assert "weer een concept" not in page
