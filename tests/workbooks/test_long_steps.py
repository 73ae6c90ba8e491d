"""The one step that cannot give a sign of life while it lasts: publishing. Who may take the job, and what its page says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kansrijk.workbooks.jobs import leases, running, tasks
from kansrijk.workbooks.jobs.leases import LEASE, LeaseLost, take
from kansrijk.workbooks.jobs.running import work_once
from kansrijk.workbooks.models import Job, JobState, Upload, UploadState
from tests.workbooks.round_trip import downloaded, page_of, press, put, taken_in
from tests.workbooks.test_jobs import stopped_worker

LEFT = "of is gestopt"
PUBLISHING_SECONDS = 600
"""As long as three stories would take on the slowest machine that we reckon with here."""


@pytest.fixture
def upload(editor, stories, monkeypatch):
    """Asked to be published, and left to a worker."""
    monkeypatch.setattr(leases, "RECORDS_A_SECOND", len(stories) / PUBLISHING_SECONDS)
    file = downloaded(editor)
    for story in stories:
        put(file, story.code, "Titel", f"{story.title} nieuw")
    upload = taken_in(editor, file)
    monkeypatch.setattr(running, "SOON_DONE_BYTES", 0)
    press(editor, upload, "publiceren")
    return upload


@pytest.fixture
def publishing(upload, monkeypatch):
    """As others see the job while its worker publishes: what the transaction writes is not there for them yet."""

    def stops(*parts, **more):
        raise KeyboardInterrupt

    with monkeypatch.context() as once:
        once.setattr(tasks, "publish_ready", stops)
        with pytest.raises(KeyboardInterrupt):
            work_once()
    job = Job.objects.get(task=tasks.DRAFT)
    assert (job.state, job.doing) == (JobState.RUNNING, "Publiceren: 3 onderdelen")
    return job


def later(monkeypatch, seconds):
    now = timezone.now() + timedelta(seconds=seconds)
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.mark.parametrize("worker", ["", "elders:1:1"], ids=["here", "another machine"])
def test_second_worker_does_not_begin_while_the_first_publishes(publishing, monkeypatch, worker):
    if worker:
        Job.objects.update(worker=worker)

    later(monkeypatch, 500)

    assert take() is None


def test_page_says_what_is_being_done_while_it_publishes_for_long(publishing, editor, upload, monkeypatch):
    later(monkeypatch, 500)

    page = editor.get(page_of(upload)).content.decode()

    assert "Publiceren: 3 onderdelen" in page
    assert LEFT not in page
    # How far the step before came says nothing of this one.
    assert publishing.cursor > 0
    assert "3 van 3" not in page
    assert "max=" not in page.partition("<progress")[2].partition("</progress>")[0]


def test_publication_that_was_killed_goes_on_at_once_on_the_same_machine(publishing, editor, upload, stories):
    Job.objects.update(worker=stopped_worker())
    assert LEFT in editor.get(page_of(upload)).content.decode()

    assert work_once()

    upload.refresh_from_db()
    stories[0].refresh_from_db()
    assert (upload.state, stories[0].title) == (UploadState.READY, "Taalcafé nieuw")
    assert upload.change_set.revisions.count() == len(stories)


def test_publication_that_was_killed_on_another_machine_goes_on_when_its_time_is_over(
    publishing, editor, upload, monkeypatch
):
    Job.objects.update(worker="elders:1:1")
    later(monkeypatch, PUBLISHING_SECONDS + LEASE.total_seconds() + 1)
    assert LEFT in editor.get(page_of(upload)).content.decode()

    assert take() == publishing


def test_worker_that_was_overtaken_publishes_nothing(upload, stories, monkeypatch):
    """Once it publishes, its transaction holds the job; until then somebody else may have gone on with it."""

    def is_overtaken(*parts, **more):
        change_set = draft_plan(*parts, **more)
        Job.objects.update(attempts=9)
        return change_set

    draft_plan = tasks.draft_plan
    monkeypatch.setattr(tasks, "draft_plan", is_overtaken)

    work_once()

    stories[0].refresh_from_db()
    assert (stories[0].title, Upload.objects.get().state) == ("Taalcafé", UploadState.APPLYING)


def test_step_with_many_records_has_a_longer_lease_than_one_with_few(editor):
    job = Upload.objects.create(file=b"x", file_name="x.csv", by=editor.user).jobs.create(task="proef")
    job = take(job)
    leases.extend(job)
    short = Job.objects.get().lease_until

    leases.extend(job, records=20_000)

    assert Job.objects.get().lease_until - short >= timedelta(seconds=20_000 / leases.RECORDS_A_SECOND)
    Job.objects.update(attempts=5)
    with pytest.raises(LeaseLost):
        leases.extend(job, records=20_000)
