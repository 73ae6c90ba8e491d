"""Work that outlasts a request: who has it, what happens when its worker stops, and what its page says."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from kansrijk.publishing.refusals import WrongState
from kansrijk.workbooks.jobs import running, tasks
from kansrijk.workbooks.jobs.leases import LeaseLost, ask_for, extend, take
from kansrijk.workbooks.jobs.running import run, start, work_once
from kansrijk.workbooks.jobs.workers import is_alive, worker_name
from kansrijk.workbooks.models import Job, JobState, Upload, UploadState
from tests.workbooks.files import ods, ods_row, ods_text


@pytest.fixture
def upload(editor):
    return Upload.objects.create(file=b"Titel;Gebied\n", file_name="werkboek.csv", by=editor.user)


@pytest.fixture
def task(monkeypatch):
    """A task that notes that it was done; give it something to raise."""

    def do(upload, progress):
        progress("Bezig", 1, 2)
        do.done.append(upload.pk)
        if do.raises:
            raise do.raises

    do.done, do.raises = [], None
    monkeypatch.setattr(running, "TASKS", {"proef": do})
    return do


def stopped_process():
    """The number of a process that ran and does not run any more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def stopped_worker():
    return worker_name().replace(f":{os.getpid()}:", f":{stopped_process()}:")


def test_two_clicks_are_one_job(upload):
    assert ask_for(upload, "proef") == ask_for(upload, "proef")
    assert Job.objects.count() == 1


def test_job_is_given_to_one_worker_only(upload):
    job = ask_for(upload, "proef")

    assert take() == job
    assert take() is None


def test_job_of_a_worker_that_was_killed_goes_on_at_once(upload, task):
    job = ask_for(upload, "proef")
    take()
    Job.objects.update(worker=stopped_worker(), cursor=5)

    again = take()

    assert (again, again.cursor, again.attempts) == (job, 5, 2)


def test_page_of_a_job_whose_worker_was_killed_says_that_nobody_does_it(upload, task, editor):
    ask_for(upload, "proef")
    take()
    page = f"/admin/werkboek/{upload.pk}/"
    assert "of is gestopt" not in editor.get(page).content.decode()

    Job.objects.update(worker=stopped_worker())

    assert "of is gestopt" in editor.get(page).content.decode()


def test_job_of_a_worker_whose_number_another_process_got_goes_on_at_once(upload, task):
    job = ask_for(upload, "proef")
    take()
    Job.objects.update(worker=f"{worker_name().rpartition(':')[0]}:1")

    assert take() == job


def test_killed_worker_that_nobody_looked_after_yet_counts_as_stopped():
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert is_alive(process.pid)

    process.kill()
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)

    assert not is_alive(process.pid)
    process.communicate()


def test_database_that_does_not_answer_for_a_moment_is_no_failure(upload, task, caplog):
    task.raises = OperationalError("database is locked")
    ask_for(upload, "proef")

    work_once()
    task.raises = None
    work_once()

    assert len(task.done) == 2
    assert Job.objects.get().state == JobState.DONE


def test_job_of_another_machine_goes_on_when_its_lease_is_over(upload):
    ask_for(upload, "proef")
    take()
    Job.objects.update(worker="elders:1")
    assert take() is None

    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    assert take() is not None


def test_worker_that_lost_its_lease_cannot_note_progress(upload):
    ask_for(upload, "proef")
    slow = take()
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    take()

    with pytest.raises(LeaseLost):
        extend(slow, cursor=10)


def test_progress_stands_on_the_job_while_it_runs(upload, task):
    job = ask_for(upload, "proef")

    run(take())

    job.refresh_from_db()
    assert (job.state, job.cursor, job.total) == (JobState.DONE, 1, 2)


@pytest.mark.parametrize(
    ("error", "words"),
    [(WrongState("Dit kan nu niet."), "Dit kan nu niet."), (ZeroDivisionError(), "bij ons iets mis")],
)
def test_job_that_goes_wrong_says_so_on_its_page(upload, task, error, words, caplog):
    task.raises = error
    ask_for(upload, "proef")

    work_once()

    upload.refresh_from_db()
    assert upload.state == UploadState.FAILED
    assert words in upload.message
    assert Job.objects.get().state == JobState.FAILED


def test_job_that_stops_every_worker_is_given_up(upload, task):
    ask_for(upload, "proef")
    Job.objects.update(
        state=JobState.RUNNING,
        attempts=4,
        worker="elders:1",
        lease_until=timezone.now() - timedelta(seconds=1),
    )

    work_once()

    upload.refresh_from_db()
    assert task.done == []
    assert "paar keer gestopt" in upload.message


def test_small_file_is_done_at_once_and_a_large_one_waits_for_a_worker(upload, task, monkeypatch, signals):
    start(upload, "proef")
    assert task.done == [upload.pk]

    monkeypatch.setattr(running, "SOON_DONE_BYTES", 3)
    start(upload, "proef")
    assert len(task.done) == 1

    call_command("werker", "--eenmalig")
    assert len(task.done) == 2


def test_small_file_with_many_cells_waits_for_a_worker_as_well(editor, signals):
    """Packed, a hundred thousand rows take no more than a small picture."""
    row = ods_row(ods_text("x"), attributes='table:number-rows-repeated="20000"')
    data = ods(ods_row(ods_text("Titel")) + row)
    upload = Upload.objects.create(file=data, file_name="werkboek.ods", by=editor.user)

    start(upload, tasks.CHECK)
    assert (len(data) < 2_000, upload.state) == (True, UploadState.READING)
    assert Job.objects.get().state == JobState.WAITING

    call_command("werker", "--eenmalig")
    upload.refresh_from_db()
    assert upload.state == UploadState.PLANNED
    start(upload, tasks.DRAFT)
    assert Job.objects.get(task=tasks.DRAFT).state == JobState.WAITING


def test_file_that_cannot_be_read_says_what_to_do(editor):
    upload = Upload.objects.create(file=b"%PDF-1.7\n", file_name="werkboek.pdf", by=editor.user)

    start(upload, tasks.CHECK)

    assert upload.state == UploadState.UNREADABLE
    assert upload.message.endswith(".")


@pytest.fixture
def signals():
    """A worker says what stops it; the run of the tests goes on with what it had."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_worker_that_is_asked_to_stop_finishes_what_it_is_doing(upload, task, monkeypatch, signals):
    def do_and_be_stopped(upload, progress):
        os.kill(os.getpid(), signal.SIGTERM)
        task(upload, progress)

    monkeypatch.setattr(running, "TASKS", {"proef": do_and_be_stopped})
    other = Upload.objects.create(file=b"Titel", file_name="ander.csv", by=upload.by)
    ask_for(upload, "proef")
    ask_for(other, "proef")

    call_command("werker")

    assert task.done == [upload.pk]
    assert list(Job.objects.values_list("state", flat=True)) == [JobState.DONE, JobState.WAITING]


def test_worker_stops_when_the_program_that_started_it_is_gone(upload, task, signals):
    ask_for(upload, "proef")

    call_command("werker", "--zolang", str(stopped_process()))

    assert task.done == []
