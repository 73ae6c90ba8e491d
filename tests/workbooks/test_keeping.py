"""How much room files of one person take, how long they are kept, and whose turn it is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kansrijk.publishing.change_sets import take_out
from kansrijk.publishing.drafting import newest_open
from kansrijk.workbooks import keeping
from kansrijk.workbooks.jobs import running
from kansrijk.workbooks.jobs.leases import ask_for, take
from kansrijk.workbooks.jobs.running import work_once
from kansrijk.workbooks.keeping import make_room, tidy_up
from kansrijk.workbooks.models import Export, Job, JobState, MadeFile, Upload, UploadState
from tests.pages import read
from tests.workbooks.round_trip import downloaded, page_of, press, put, taken_in


@pytest.fixture
def changed(editor, stories):
    """A file with one change in it."""
    file = downloaded(editor)
    put(file, stories[0].code, "Titel", "Taalhuis")
    return file


def uploads_of(client, count, **values):
    return [
        Upload.objects.create(file=b"Titel;Gebied\n", file_name=f"{n}.csv", by=client.user, **values)
        for n in range(count)
    ]


def later(monkeypatch, days):
    moment = timezone.now() + timedelta(days=days)
    monkeypatch.setattr(keeping.timezone, "now", lambda: moment)


def test_file_in_which_nothing_differs_is_not_set_ready(editor, stories):
    upload = taken_in(editor, downloaded(editor))

    answer = press(editor, upload, "klaarzetten")

    assert "staat niets dat anders is dan op de site" in answer.content.decode()
    assert (upload.state, upload.change_set) == (UploadState.PLANNED, None)


def test_file_that_was_set_ready_without_a_change_goes_after_a_while(editor, monkeypatch):
    [upload] = uploads_of(editor, 1, state=UploadState.READY)
    later(monkeypatch, 91)

    tidy_up()

    upload.refresh_from_db()
    assert (upload.state, bytes(upload.file)) == (UploadState.LET_GO, b"")


def test_file_with_a_change_on_its_way_is_kept(editor, changed, monkeypatch):
    upload = taken_in(editor, changed)
    press(editor, upload, "klaarzetten")
    later(monkeypatch, 91)

    tidy_up()

    upload.refresh_from_db()
    assert upload.state == UploadState.READY
    assert upload.file


def test_file_of_which_all_goes_on_outside_its_release_is_kept(editor, changed, stories, monkeypatch):
    upload = taken_in(editor, changed)
    press(editor, upload, "klaarzetten")
    take_out(upload.change_set, newest_open(stories[0]), by=editor.user)
    later(monkeypatch, 91)

    tidy_up()

    upload.refresh_from_db()
    assert upload.state == UploadState.READY


def test_file_that_is_not_kept_any_more_still_says_what_was_taken_back(editor, changed, monkeypatch):
    upload = taken_in(editor, changed)
    press(editor, upload, "klaarzetten")
    press(editor, upload, "terugdraaien")
    with monkeypatch.context() as once:
        later(once, 91)
        tidy_up()

    text = read(editor.get(page_of(upload))).text

    assert "Van dit bestand kwam niets op de site." in text
    assert "uur, door Esra" in text
    assert "Taalcafé: Dit voorstel is vervallen." in text


def test_what_was_made_of_a_file_counts_as_its_room(editor, monkeypatch):
    old, new = uploads_of(editor, 2, state=UploadState.PLANNED)
    for upload, task in ((old, "een"), (old, "twee"), (new, "een")):
        MadeFile.objects.create(upload=upload, task=task, content=bytes(100), ending="json")
    monkeypatch.setattr(keeping, "MOST_BYTES", 300)

    make_room(editor.user)

    states = dict(Upload.objects.values_list("pk", "state"))
    assert states == {old.pk: UploadState.LET_GO, new.pk: UploadState.PLANNED}


def test_workbook_that_never_came_back_is_forgotten_after_more_than_a_year(editor, changed, monkeypatch):
    upload = taken_in(editor, changed)
    downloaded(editor)
    assert Export.objects.count() == 2
    later(monkeypatch, 366)
    tidy_up()
    assert Export.objects.count() == 2, "somebody may fill it in once a year"

    later(monkeypatch, 401)
    tidy_up()

    assert Export.objects.get() == upload.export


def test_who_asks_for_many_files_to_be_made_has_to_wait(editor, stories, monkeypatch):
    plans = [taken_in(editor, downloaded(editor)) for _ in range(3)]
    monkeypatch.setattr(running, "SOON_DONE_BYTES", 0)
    monkeypatch.setattr(keeping, "MOST_IN_WORK", 2)
    for upload in plans[:2]:
        editor.post(page_of(upload) + "plan.json")

    page = editor.post(page_of(plans[2]) + "plan.json", follow=True)

    assert "van dezelfde persoon op verwerking" in page.content.decode()
    assert page.redirect_chain[-1][0] == page_of(plans[2])
    assert Job.objects.filter(state=JobState.WAITING).count() == 2
    again = editor.post(page_of(plans[0]) + "plan.json")
    assert "/maken/" in again.headers["Location"], "who waits already may look how far it is"
    taken_in(editor, downloaded(editor))
    assert Upload.objects.count() == 3, "nor may another file be sent"

    work_once()

    assert "/maken/" in editor.post(page_of(plans[2]) + "plan.json").headers["Location"]


def test_people_take_turns(editor, coordinator_of_zaandam):
    first, second, third = (ask_for(upload, "proef") for upload in uploads_of(editor, 3))
    [of_other] = (ask_for(upload, "proef") for upload in uploads_of(coordinator_of_zaandam, 1))

    turns = []
    while job := take():
        Job.objects.filter(pk=job.pk).update(state=JobState.DONE)
        turns.append(job)

    assert turns == [first, of_other, second, third]


def test_who_waited_longer_than_an_hour_goes_first(editor, coordinator_of_zaandam):
    jobs = [ask_for(upload, "proef") for upload in uploads_of(editor, 2)]
    Job.objects.update(created_at=timezone.now() - timedelta(hours=2))
    ask_for(uploads_of(coordinator_of_zaandam, 1)[0], "proef")

    assert [take(), take()] == jobs
