"""A page never waits for a file: what takes longer than its patience is given to a worker, whatever the file does."""

import time
from contextlib import contextmanager

import pytest

from kansrijk.workbooks import checking
from kansrijk.workbooks.jobs import running, tasks
from kansrijk.workbooks.jobs.running import start, work_once
from kansrijk.workbooks.models import Job, JobState, Upload, UploadState
from kansrijk.workbooks.progress import TakesLonger
from kansrijk.workbooks.reading import process
from kansrijk.workbooks.reading.reader import read_book
from tests.workbooks.round_trip import OVERVIEW, downloaded, page_of, press, put, sent, taken_in

CSV = b"Code;Titel;Gebied\n"
MOST_SECONDS = 5
"""Far from what the file would take, also on a busy machine."""


@pytest.fixture
def short(monkeypatch, patience):
    """The patience of a page, as short as a test wants to wait."""
    monkeypatch.setattr(running, "PATIENCE_SECONDS", 0.4)


@pytest.fixture
def silent_child(monkeypatch, tmp_path):
    """A child that gets its file and says nothing for half a minute, as with a file that parses slowly."""
    program = tmp_path / "child.py"
    program.write_text("import sys, time\nprint('[\"ready\"]', flush=True)\ntime.sleep(30)\n")
    monkeypatch.setattr(process, "CHILD", program)


@contextmanager
def soon():
    began = time.monotonic()
    yield
    assert time.monotonic() - began < MOST_SECONDS


def test_silent_child_is_stopped_when_the_patience_is_over(silent_child):
    with soon(), pytest.raises(TakesLonger):
        read_book(CSV, within=0.3)


def test_file_that_waits_for_a_child_is_given_up_when_the_patience_is_over(monkeypatch):
    monkeypatch.setattr(process, "AT_ONCE", process.BoundedSemaphore(1))

    with process.child_reading(CSV), soon(), pytest.raises(TakesLonger):
        read_book(CSV, within=0.2)

    assert read_book(CSV, within=60).sheets


def test_page_does_not_wait_for_a_small_file_that_parses_slowly(editor, silent_child, short):
    with soon():
        answer = sent(editor, CSV, "traag.csv")

    upload, job = Upload.objects.get(), Job.objects.get()
    assert answer.headers["Location"] == page_of(upload)
    assert (upload.state, job.state) == (UploadState.READING, JobState.WAITING)
    assert "Wordt nagekeken" in editor.get(page_of(upload)).content.decode()


def test_worker_does_what_a_page_gave_back(editor, zaandam, monkeypatch, short):
    with monkeypatch.context() as once:
        once.setattr(running, "PATIENCE_SECONDS", 0.0)
        upload = taken_in(editor, downloaded(editor))
    assert upload.state != UploadState.PLANNED

    assert work_once()

    upload.refresh_from_db()
    assert upload.state == UploadState.PLANNED


def test_attempt_that_was_given_back_is_no_failure(editor, monkeypatch, short):
    """However often somebody asks."""
    monkeypatch.setattr(running, "PATIENCE_SECONDS", 0.0)
    upload = Upload.objects.create(file=CSV, file_name="traag.csv", by=editor.user)
    for _ in range(10):
        start(upload, tasks.CHECK)
    job = Job.objects.get()
    assert (job.attempts, job.given_back, job.state) == (10, 10, JobState.WAITING)

    work_once()

    upload.refresh_from_db()
    assert upload.state == UploadState.PLANNED


def test_planning_is_not_begun_when_reading_took_all_the_time(editor, monkeypatch, short):
    def reads_for_long(data, **how):
        time.sleep(0.5)
        return read_book(data)

    monkeypatch.setattr(checking, "read_book", reads_for_long)
    monkeypatch.setattr(checking, "plan", pytest.fail)

    sent(editor, CSV, "traag.csv")

    assert Job.objects.get().state == JobState.WAITING


def test_many_records_are_set_ready_by_a_worker_though_the_file_is_small(editor, stories, monkeypatch):
    monkeypatch.setattr(running, "SOON_DONE_RECORDS", 2)
    file = downloaded(editor)
    for story in stories:
        put(file, story.code, "Samenvatting", f"Anders: {story.code}.")
    upload = taken_in(editor, file)

    press(editor, upload, "klaarzetten")

    assert (upload.state, Job.objects.last().state) == (UploadState.APPLYING, JobState.WAITING)
    work_once()
    upload.refresh_from_db()
    assert upload.state == UploadState.READY


def test_publishing_is_not_begun_when_the_time_is_over(editor, stories, monkeypatch):
    """It cannot be interrupted; what was drafted stays, and the worker goes on from there."""
    file = downloaded(editor)
    put(file, stories[0].code, "Titel", "Taalhuis")
    upload = taken_in(editor, file)

    def drafts_for_long(*parts, **more):
        change_set = draft(*parts, **more)
        time.sleep(0.5)
        return change_set

    draft = tasks.draft_plan
    monkeypatch.setattr(running, "PATIENCE_SECONDS", 0.45)
    with monkeypatch.context() as once:
        once.setattr(tasks, "draft_plan", drafts_for_long)
        once.setattr(tasks, "publish_ready", pytest.fail)
        press(editor, upload, "publiceren")
    assert upload.state == UploadState.APPLYING

    work_once()

    upload.refresh_from_db()
    stories[0].refresh_from_db()
    assert (upload.state, stories[0].title) == (UploadState.READY, "Taalhuis")
    assert upload.change_set.revisions.count() == 1


def test_page_answers_others_while_files_are_slow(editor, visitor, silent_child, short):
    with soon():
        sent(editor, CSV, "traag.csv")
        assert visitor.get("/").status_code == 200
    assert editor.get(OVERVIEW).status_code == 200
