"""A job that stops halfway leaves each row done once, or not at all."""

from unittest.mock import Mock

import pytest

from interventions.models import Intervention
from kansrijk.publishing.drafting import newest_open
from kansrijk.publishing.models import ChangeSet, Revision
from kansrijk.workbooks.applying import batches as writing
from kansrijk.workbooks.jobs import tasks
from kansrijk.workbooks.jobs.leases import ask_for, take
from kansrijk.workbooks.jobs.running import do_now, run
from kansrijk.workbooks.jobs.tasks import DRAFT
from kansrijk.workbooks.models import Job, JobState, UploadState
from tests.factories import make_draft
from tests.workbooks.applying.steps import sent, with_new_story, workbook
from tests.workbooks.round_trip import put


def test_worker_that_stops_halfway_leaves_every_row_done_once(stories, editor, monkeypatch):
    monkeypatch.setattr(writing, "BATCH", 1)
    file = workbook(editor.user)
    for story in stories:
        put(file, story.code, "Titel", f"{story.title} nieuw")
    upload = sent(file, editor.user)
    ask_for(upload, DRAFT)
    job = take()
    real, batches = writing.save_drafts, []

    def stops_at_the_second(*args, **kwargs):
        batches.append(args)
        if len(batches) == 2:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    monkeypatch.setattr(writing, "save_drafts", stops_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        run(job)
    monkeypatch.setattr(writing, "save_drafts", real)
    Job.objects.filter(pk=job.pk).update(lease_until=None, state=JobState.WAITING)
    job.refresh_from_db()
    assert job.cursor == 2  # The area, of which nothing changes, and the first story.

    run(take())

    upload.refresh_from_db()
    assert upload.state == UploadState.READY
    assert [newest_open(story).content["title"] for story in stories] == [f"{s.title} nieuw" for s in stories]
    assert Revision.objects.filter(change_set=upload.change_set).count() == 3
    assert ChangeSet.objects.count() == 1


def test_worker_that_stops_while_it_plans_again_does_not_set_ready_what_nobody_saw(
    stories, editor, coordinator_of_zaandam, monkeypatch
):
    user = coordinator_of_zaandam.user
    upload = sent(with_new_story(user, stories), user)
    make_draft(stories[0], summary="Van de redactie.", by=editor.user)
    ask_for(upload, DRAFT)
    job = take()
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "check_file", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            run(job)
    Job.objects.filter(pk=job.pk).update(lease_until=None, state=JobState.WAITING)

    run(take())

    upload.refresh_from_db()
    assert upload.state == UploadState.PLANNED
    assert "opnieuw nagekeken" in upload.message
    assert newest_open(stories[0]).author == editor.user
    assert not Intervention.objects.filter(title="Naailes").exists()


@pytest.mark.parametrize("verb", ["save_drafts", "add_records"])
def test_job_that_is_given_up_leaves_nothing_behind_and_may_be_asked_for_again(
    stories, editor, monkeypatch, verb
):
    upload = sent(with_new_story(editor.user, stories), editor.user)
    with monkeypatch.context() as patch:
        patch.setattr(writing, verb, Mock(side_effect=ZeroDivisionError))
        do_now(upload, DRAFT)
    assert upload.state == UploadState.FAILED
    assert not Revision.objects.open().exists()
    assert not Intervention.objects.filter(title="Naailes").exists()

    do_now(upload, DRAFT)

    assert upload.state == UploadState.READY
    assert Intervention.objects.filter(title="Naailes").count() == 1
    assert newest_open(stories[0]).content["title"] == "Praatcafé"
    assert ChangeSet.objects.count() == 1


def test_nobody_decides_about_a_plan_that_waits_to_be_set_ready(stories, editor):
    upload = sent(with_new_story(editor.user, stories), editor.user)

    ask_for(upload, DRAFT)

    upload.refresh_from_db()
    assert upload.state == UploadState.APPLYING
