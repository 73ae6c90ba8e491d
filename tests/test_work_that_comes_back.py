"""Taking a workbook back, published or not, puts the proposals and drafts that it replaced where they were."""

import pytest

from interventions.models import Intervention
from kansrijk.publishing.bulk_drafting import Work, add_records, drop_drafts, save_drafts
from kansrijk.publishing.change_sets import collect, publish_change_set, submit_change_set
from kansrijk.publishing.drafting import discard, newest_open, save_draft, submit
from kansrijk.publishing.models import ChangeSet, RecordState, Revision, RevisionState
from kansrijk.publishing.publication import publish
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.undoing import undo
from kansrijk.publishing.verifying import problems
from tests.factories import make_draft, make_intervention
from tests.pages import read
from tests.workbooks.round_trip import downloaded, page_of, press, put, taken_in


@pytest.fixture
def story(zaandam):
    return make_intervention(title="Ontdeklab", area=zaandam, body="<p>Eerst.</p>")


@pytest.fixture
def of_coordinator(coordinator_of_zaandam):
    return ChangeSet.objects.create(name="Werkboek petra", author=coordinator_of_zaandam.user)


@pytest.fixture
def proposal(story, of_coordinator, coordinator_of_zaandam):
    """Handed in by a coordinator, in a workbook."""
    return in_workbook(story, of_coordinator, by=coordinator_of_zaandam.user, title="Van Zoë")


@pytest.fixture
def workbook(editor):
    return ChangeSet.objects.create(name="Werkboek redactie", author=editor.user)


def in_workbook(story, change_set, *, by, **changes):
    newest = newest_open(story) or Intervention.objects.get(pk=story.pk).live_revision
    works = {story.pk: Work({**newest.content, **changes}, newest.pk)}
    save_drafts(Intervention, works, by=by, reason="Uit werkboek", change_set=change_set)
    submit_change_set(change_set, by=by)
    return newest_open(story)


def what_counts(revision):
    return (
        revision.state,
        revision.submitted_at,
        revision.change_set,
        revision.author,
        revision.reason,
        revision.content,
    )


def take_back(workbook, user, *, is_published):
    """As the office does: after it was published, or before."""
    if is_published:
        publish_change_set(workbook, by=user)
        undo(workbook, by=user)
    else:
        drop_drafts(workbook, by=user)


@pytest.mark.parametrize("is_published", [True, False])
def test_proposal_waits_for_the_office_again(story, proposal, of_coordinator, workbook, editor, is_published):
    in_workbook(story, workbook, by=editor.user, summary="Van de redactie.")
    take_back(workbook, editor.user, is_published=is_published)

    back = newest_open(story)
    assert back.state == RevisionState.SUBMITTED
    assert what_counts(back) == what_counts(proposal)
    assert "Ontdeklab" in read(editor.get("/admin/beoordelen/")).text
    assert list(problems()) == []


@pytest.mark.parametrize("is_published", [True, False])
def test_draft_is_a_draft_again(story, workbook, coordinator_of_zaandam, editor, is_published):
    draft = make_draft(story, by=coordinator_of_zaandam.user, title="Nog niet af")
    in_workbook(story, workbook, by=editor.user, summary="Van de redactie.")
    take_back(workbook, editor.user, is_published=is_published)

    back = newest_open(story)
    assert back.state == RevisionState.DRAFT
    assert what_counts(back) == what_counts(draft)
    assert list(problems()) == []


def test_new_story_that_was_only_proposed_shows_the_proposal_again(
    workbook, of_coordinator, coordinator_of_zaandam, editor, story
):
    full = {**snapshot_of(story), "title": "Moestuin", "slug": "moestuin"}
    full.pop("code")
    add_records(Intervention, [full], by=coordinator_of_zaandam.user, change_set=of_coordinator)
    submit_change_set(of_coordinator, by=coordinator_of_zaandam.user)
    new = Intervention.objects.get(title="Moestuin")
    in_workbook(new, workbook, by=editor.user, title="Moestuin op het plein")
    publish_change_set(workbook, by=editor.user)

    undo(workbook, by=editor.user)

    new.refresh_from_db()
    assert (new.title, new.state) == ("Moestuin", RecordState.NEW)
    assert newest_open(new).state == RevisionState.SUBMITTED
    assert list(problems()) == []


def test_set_is_taken_back_in_turn_after_the_one_that_replaced_it(
    story, proposal, of_coordinator, workbook, coordinator_of_zaandam, editor
):
    draft_before = proposal.base
    in_workbook(story, workbook, by=editor.user, summary="Van de redactie.")
    drop_drafts(workbook, by=editor.user)

    drop_drafts(of_coordinator, by=coordinator_of_zaandam.user)

    assert newest_open(story) is None
    story.refresh_from_db()
    assert story.live_revision == draft_before


def test_first_work_comes_back_when_both_workbooks_over_it_are_taken_back(
    story, of_coordinator, workbook, coordinator_of_zaandam, editor
):
    make_draft(story, by=coordinator_of_zaandam.user, title="Nog niet af")
    in_workbook(story, of_coordinator, by=coordinator_of_zaandam.user, title="Van Zoë")
    in_workbook(story, workbook, by=editor.user, summary="Van de redactie.")
    drop_drafts(workbook, by=editor.user)

    drop_drafts(of_coordinator, by=coordinator_of_zaandam.user)

    assert (newest_open(story).state, newest_open(story).content["title"]) == ("concept", "Nog niet af")


def test_what_somebody_does_since_stays_the_newest_work(story, proposal, workbook, editor):
    in_workbook(story, workbook, by=editor.user, summary="Van de redactie.")
    publish_change_set(workbook, by=editor.user)
    story.refresh_from_db()
    later = save_draft(story, {**snapshot_of(story), "title": "Later"}, by=editor.user)

    undo(workbook, by=editor.user)

    assert list(Revision.objects.of(story).open()) == [later]


def test_work_that_was_thrown_away_since_keeps_nothing_from_coming_back(story, proposal, workbook, editor):
    in_workbook(story, workbook, by=editor.user, summary="Van de redactie.")
    publish_change_set(workbook, by=editor.user)
    story.refresh_from_db()
    discard(save_draft(story, {**snapshot_of(story), "title": "Later"}, by=editor.user), by=editor.user)

    undo(workbook, by=editor.user)

    assert what_counts(newest_open(story)) == what_counts(proposal)


def test_proposal_of_a_set_that_was_published_since_comes_back_on_its_own(
    story, zaandam, proposal, of_coordinator, workbook, coordinator_of_zaandam, editor
):
    other = make_intervention(title="Leerorkest", area=zaandam, body="<p>Ja.</p>")
    in_workbook(other, of_coordinator, by=coordinator_of_zaandam.user, summary="Nieuw.")
    in_workbook(story, workbook, by=editor.user, summary="Van de redactie.")
    publish_change_set(of_coordinator, by=editor.user)

    drop_drafts(workbook, by=editor.user)

    back = newest_open(story)
    assert (back.state, back.change_set) == (RevisionState.SUBMITTED, None)
    assert list(problems()) == []


def test_undo_of_an_ordinary_release_leaves_its_own_earlier_drafts_closed(story, editor):
    first = make_draft(story, by=editor.user, summary="Eerste poging.")
    second = save_draft(story, {**first.content, "summary": "Beter."}, by=editor.user, replaces=first)
    release = ChangeSet.objects.create(name="Start")
    collect(release, [second], by=editor.user)
    publish_change_set(release, by=editor.user)

    undo(release, by=editor.user)

    assert newest_open(story) is None


def test_proposal_that_was_published_meanwhile_does_not_come_back(
    story, proposal, workbook, coordinator_of_zaandam, editor
):
    in_workbook(story, workbook, by=editor.user, summary="Van de redactie.")
    publish_change_set(workbook, by=editor.user)
    story.refresh_from_db()
    publish([make_draft(story, by=editor.user, title="Intussen")], by=editor.user)

    undo(workbook, by=editor.user)

    assert newest_open(story) is None


def test_report_says_whose_proposal_waits_again(story, coordinator_of_zaandam, editor):
    submit(make_draft(story, by=coordinator_of_zaandam.user, title="Van Zoë"), by=coordinator_of_zaandam.user)
    file = downloaded(editor)
    put(file, story.code, "Samenvatting", "Van de redactie.")
    upload = taken_in(editor, file)
    press(editor, upload, "klaarzetten")

    assert "Wat er daarvoor lag, komt terug" in read(editor.get(page_of(upload))).text
    text = read(press(editor, upload, "terugdraaien")).text

    assert "Ontdeklab: Het voorstel van Zoë van daarvoor wacht weer op de redactie." in text
