"""Taking back a large file: a job of its own, done once whatever happens to its worker, and told when it is done."""

import pytest
from django.utils import timezone

from kansrijk.publishing.change_sets import publish_change_set
from kansrijk.publishing.models import Event, RevisionState, Verb
from kansrijk.workbooks.jobs import running, tasks
from kansrijk.workbooks.jobs.leases import MOST_ATTEMPTS
from kansrijk.workbooks.jobs.running import work_once
from kansrijk.workbooks.models import Job, JobState, UploadState
from tests.pages import read
from tests.workbooks.round_trip import OVERVIEW, downloaded, page_of, press, put, taken_in
from tests.workbooks.test_jobs import stopped_worker


@pytest.fixture
def upload(stories, editor, monkeypatch):
    """Three proposals, which is much here."""
    file = downloaded(editor)
    for story in stories:
        put(file, story.code, "Titel", f"{story.title} nieuw")
    upload = taken_in(editor, file)
    press(editor, upload, "klaarzetten")
    monkeypatch.setattr(running, "SOON_DONE_RECORDS", 2)
    return upload


def ask(client, upload, **fields):
    answer = client.post(page_of(upload), {"actie": "terugdraaien", **fields})
    upload.refresh_from_db()
    return answer


def text_of(client, upload):
    return read(client.get(page_of(upload))).text


def states(upload):
    return {one.state for one in upload.change_set.revisions.all()}


def titles(stories):
    for story in stories:
        story.refresh_from_db()
    return [story.title for story in stories]


def test_large_file_is_taken_back_by_a_worker_while_the_page_waits(upload, editor):
    answer = ask(editor, upload)

    assert (answer.status_code, answer.url) == (302, page_of(upload))
    assert states(upload) == {RevisionState.SUBMITTED}
    waiting = read(editor.get(page_of(upload)))
    assert "Wordt teruggedraaid" in waiting.heading(2)
    assert "Het terugdraaien begint zo." in waiting.text
    assert next(iter(editor.get(OVERVIEW).context["earlier"])).state == "Wordt teruggedraaid"
    assert work_once()
    for _visit in range(2):
        page = text_of(editor, upload)
        assert "Taalcafé: Dit voorstel is vervallen." in page
        assert "Niets meer" not in page
    assert states(upload) == {RevisionState.DISCARDED}


def test_published_large_file_is_taken_back_with_the_reason_by_who_asked(upload, stories, editor):
    publish_change_set(upload.change_set, by=editor.user)

    ask(editor, upload, reden="De school vroeg het.")
    work_once()

    assert titles(stories) == ["Taalcafé", "Buurtmaal", "Sportuur"]
    page = text_of(editor, upload)
    assert "door Esra Reden: De school vroeg het." in page
    assert "Taalcafé nieuw: De vorige inhoud staat er weer." in page


def test_asking_twice_takes_back_once(upload, editor):
    ask(editor, upload)
    ask(editor, upload)
    work_once()
    assert not work_once()

    ask(editor, upload)

    assert Job.objects.filter(task=tasks.UNDO).count() == 1
    assert Event.objects.filter(verb=Verb.DISCARD, change_set=upload.change_set).count() == 3
    assert "Dit voorstel is vervallen." in text_of(editor, upload)


@pytest.mark.parametrize("moment", ["before", "in the middle", "after"])
def test_undo_of_which_the_worker_was_killed_is_done_once(upload, stories, editor, monkeypatch, moment):
    """Before its transaction, in it, and between the transaction and the note that the job was done."""
    publish_change_set(upload.change_set, by=editor.user)
    ask(editor, upload, reden="Te vroeg")

    def killed(*parts, **more):
        if moment == "in the middle":
            take_back(*parts, **more)
        raise KeyboardInterrupt

    take_back = tasks.take_back
    with monkeypatch.context() as once:
        once.setattr(*((running, "finish") if moment == "after" else (tasks, "take_back")), killed)
        with pytest.raises(KeyboardInterrupt):
            work_once()
    assert (titles(stories)[0] == "Taalcafé") is (moment == "after")
    Job.objects.update(worker=stopped_worker())

    assert work_once()

    upload.refresh_from_db()
    assert (upload.state, Job.objects.latest("pk").state) == (UploadState.READY, JobState.DONE)
    assert titles(stories) == ["Taalcafé", "Buurtmaal", "Sportuur"]
    assert Event.objects.filter(verb=Verb.UNDO, change_set=upload.change_set).count() == 3
    assert "De vorige inhoud staat er weer." in text_of(editor, upload)


def test_progress_says_what_is_done_and_how_much_it_is_about(upload, editor, monkeypatch):
    ask(editor, upload)

    def killed(*parts, **more):
        raise KeyboardInterrupt

    with monkeypatch.context() as once:
        once.setattr(tasks, "take_back", killed)
        with pytest.raises(KeyboardInterrupt):
            work_once()

    page = read(editor.get(page_of(upload))).text
    assert "Terugdraaien: 3 onderdelen" in page
    assert "3 van" not in page


def test_what_was_published_meanwhile_is_not_taken_back_unasked(upload, stories, editor):
    """Who asked saw proposals; now visitors see it, and nobody gave a reason."""
    ask(editor, upload)
    publish_change_set(upload.change_set, by=editor.user)

    work_once()

    assert titles(stories)[0] == "Taalcafé nieuw"
    for _visit in range(2):
        page = text_of(editor, upload)
        assert "Niet teruggedraaid Dit bestand is intussen gepubliceerd." in page
        assert "Draai 3 onderdelen terug" in page

    ask(editor, upload, reden="Toch wel")
    work_once()
    assert "Niet teruggedraaid" not in text_of(editor, upload)
    assert titles(stories)[0] == "Taalcafé"


@pytest.mark.parametrize("is_done", [False, True])
def test_undo_that_stopped_too_often_says_what_is_so(upload, editor, is_done):
    ask(editor, upload)
    if is_done:
        work_once()
    job = Job.objects.filter(task=tasks.UNDO)
    job.update(
        state=JobState.RUNNING,
        attempts=MOST_ATTEMPTS,
        worker=stopped_worker(),
        lease_until=timezone.now(),
    )

    assert work_once()

    upload.refresh_from_db()
    assert upload.state == UploadState.READY
    assert job.get().state == (JobState.DONE if is_done else JobState.FAILED)
    text = text_of(editor, upload)
    assert ("Er is niets teruggedraaid." in text) is not is_done
    assert states(upload) == {RevisionState.DISCARDED if is_done else RevisionState.SUBMITTED}


def test_small_file_is_taken_back_at_once_and_reloading_takes_nothing_back(upload, editor, monkeypatch):
    monkeypatch.setattr(running, "SOON_DONE_RECORDS", 3)

    answer = ask(editor, upload)

    assert (answer.status_code, answer.url) == (302, page_of(upload))
    assert "Het bestand is teruggedraaid." in text_of(editor, upload)
    assert "Taalcafé: Dit voorstel is vervallen." in text_of(editor, upload)
    assert Job.objects.latest("pk").state == JobState.DONE


def test_button_of_an_old_page_says_that_nothing_is_left_and_the_report_stays(upload, editor):
    ask(editor, upload)
    work_once()

    ask(editor, upload)

    page = text_of(editor, upload)
    assert "Hier is niets meer om terug te draaien" in page
    assert "Taalcafé: Dit voorstel is vervallen." in page
