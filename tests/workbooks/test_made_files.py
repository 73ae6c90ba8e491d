"""What is made of a file and its plan to be downloaded: at once when it is small, by a worker otherwise, and kept."""

import json
import os

import pytest
from django.test import Client

from kansrijk.workbooks.book import Unreadable
from kansrijk.workbooks.checking import check_file
from kansrijk.workbooks.jobs import making_files, running
from kansrijk.workbooks.jobs.making_files import FINDINGS, REMARKS
from kansrijk.workbooks.jobs.running import work_once
from kansrijk.workbooks.jobs.workers import worker_name
from kansrijk.workbooks.models import Job, JobState, MadeFile, Upload, UploadState
from kansrijk.workbooks.pieces import PIECE, packed, unpacked
from kansrijk.workbooks.plans.listing import as_json, json_pieces
from tests.workbooks.round_trip import content_of, downloaded, page_of, press, put, taken_in
from tests.workbooks.test_jobs import stopped_process

DOORS = {REMARKS: "opmerkingen/", FINDINGS: "plan.json"}


@pytest.fixture
def upload(editor, stories):
    """With something right in it and something wrong."""
    file = downloaded(editor)
    put(file, stories[0].code, "Titel", "Taalhuis")
    put(file, stories[1].code, "Thema's", "Onzin")
    return taken_in(editor, file)


@pytest.fixture
def large(monkeypatch, upload):
    monkeypatch.setattr(running, "SOON_DONE_BYTES", 0)
    return upload


@pytest.fixture(params=DOORS)
def task(request):
    return request.param


def asked(client, upload, task):
    """The answer to the button; the file itself when it is there."""
    answer = client.post(page_of(upload) + DOORS[task])
    is_made = answer.headers.get("Location") == page_of(upload) + DOORS[task]
    return client.get(answer.headers["Location"]) if is_made else answer


def making_page(client, upload, task):
    return client.get(f"{page_of(upload)}maken/{task}/")


def test_small_file_comes_at_once_and_is_made_only_once(editor, upload, task):
    first, second = (content_of(asked(editor, upload, task)) for _ in range(2))

    assert first == second
    assert Job.objects.filter(task=task).count() == 1
    assert MadeFile.objects.get().task == task


def test_large_file_is_made_by_a_worker_while_a_page_says_how_far_it_is(editor, large, task):
    answer = asked(editor, large, task)
    assert answer.headers["Location"] == f"{page_of(large)}maken/{task}/"
    page = making_page(editor, large, task).content.decode()
    for words in ("We maken het bestand", "<progress", '<noscript><meta http-equiv="refresh" content="3">'):
        assert words in page

    work_once()

    page = making_page(editor, large, task).content.decode()
    assert f'href="{page_of(large)}{DOORS[task]}"' in page
    assert 'http-equiv="refresh"' not in page
    assert asked(editor, large, task).headers["Content-Disposition"].startswith("attachment")


def test_looking_asks_for_nothing_and_offers_to_make_it(editor, upload, task):
    door = page_of(upload) + DOORS[task]

    pages = [editor.get(door, follow=True), making_page(editor, upload, task)]

    assert not Job.objects.filter(task=task).exists()
    for page in pages:
        text = page.content.decode()
        assert "Het bestand is nog niet gemaakt" in text
        assert f'<form method="post" action="{door}"' in text
        assert 'http-equiv="refresh"' not in text
    assert editor.get(f"{page_of(upload)}maken/nakijken/").status_code == 404


def test_file_is_not_made_for_a_form_of_another_site(editor, upload, task):
    elsewhere = Client(enforce_csrf_checks=True)
    elsewhere.force_login(editor.user)

    assert elsewhere.post(page_of(upload) + DOORS[task]).status_code == 403
    assert not Job.objects.filter(task=task).exists()


def test_page_of_the_file_asks_for_each_by_a_button(editor, upload, task):
    text = editor.get(page_of(upload)).content.decode()
    door = page_of(upload) + DOORS[task]

    forms = [part.partition("</form>")[0] for part in text.split(f'<form method="post" action="{door}"')[1:]]
    assert len(forms) == (2 if task == REMARKS else 1)
    assert all("csrfmiddlewaretoken" in form and '<button type="submit"' in form for form in forms)
    assert f'href="{door}"' not in text


def test_file_of_somebody_else_is_not_made(coordinator_of_schiedam, upload, task):
    assert asked(coordinator_of_schiedam, upload, task).status_code == 404
    assert making_page(coordinator_of_schiedam, upload, task).status_code == 404
    assert not MadeFile.objects.exists()


def test_asking_twice_is_one_job(editor, large, task):
    for _ in range(3):
        asked(editor, large, task)

    assert Job.objects.filter(task=task).count() == 1


def test_worker_that_was_killed_is_followed_by_one_that_makes_it_once(editor, large, task, monkeypatch):
    asked(editor, large, task)
    with monkeypatch.context() as once:
        once.setattr(making_files, "load", killed)
        with pytest.raises(KeyboardInterrupt):
            work_once()
    Job.objects.filter(task=task).update(
        worker=worker_name().replace(f":{os.getpid()}:", f":{stopped_process()}:")
    )
    assert "of is gestopt" in making_page(editor, large, task).content.decode()

    assert work_once()

    assert Job.objects.get(task=task).state == JobState.DONE
    assert content_of(asked(editor, large, task)) == b"".join(content_of_made())


def killed(packed):
    raise KeyboardInterrupt


def content_of_made():
    made = MadeFile.objects.get()
    return [bytes(made.content)] if made.task == REMARKS else unpacked(bytes(made.content))


def test_making_leaves_the_plan_alone_also_when_it_fails(editor, upload, task, monkeypatch, caplog):
    def fails(*parts, **more):
        raise Unreadable("Dit lukt niet. Verdeel het bestand.")

    monkeypatch.setattr("kansrijk.workbooks.remarks.remarking.read_book", fails)
    monkeypatch.setattr(making_files, "read_book", fails)

    page = editor.post(page_of(upload) + DOORS[task], follow=True).content.decode()

    assert "Dit lukt niet. Verdeel het bestand." in page
    assert "Maak het bestand opnieuw" in page
    upload.refresh_from_db()
    assert (upload.state, upload.message) == (UploadState.PLANNED, "")
    monkeypatch.undo()
    assert asked(editor, upload, task).headers["Content-Disposition"].startswith("attachment")


def test_page_of_the_upload_shows_its_own_job_while_a_file_is_made(editor, large, task):
    press(editor, large, "klaarzetten")
    asked(editor, large, task)
    Job.objects.filter(task=task).update(doing="Opmerkingen in het bestand zetten")

    page = editor.get(page_of(large)).content.decode()

    assert "Wordt klaargezet" in page
    assert "Opmerkingen in het bestand zetten" not in page


def test_file_made_of_an_earlier_plan_is_not_given(editor, upload, task):
    content_of(asked(editor, upload, task))
    MadeFile.objects.update(seal="van eerder", content=b"oud")

    content = content_of(asked(editor, upload, task))

    assert content != b"oud"
    assert MadeFile.objects.get().seal == Upload.objects.get().seal


def test_findings_of_the_page_are_what_the_command_prints(editor, upload):
    checked = check_file(bytes(upload.file), editor.user, file_name=upload.file_name)

    answer = json.loads(content_of(asked(editor, upload, FINDINGS)))

    assert answer == as_json(checked.plan, checked.book)
    assert answer["cells"]


def test_findings_come_in_pieces_with_the_very_text_of_json(editor, upload):
    checked = check_file(bytes(upload.file), editor.user)
    whole = json.dumps(as_json(checked.plan, checked.book), ensure_ascii=False, default=str)

    pieces = list(json_pieces(checked.plan, checked.book))

    assert "".join(pieces) == whole
    assert max(map(len, pieces)) < len(whole) / 10


def test_findings_of_a_file_without_rows_are_json_as_well(editor):
    checked = check_file(b"Code;Titel;Gebied\n", editor.user)

    text = "".join(json_pieces(checked.plan, checked.book))

    assert json.loads(text) == as_json(checked.plan, checked.book)


def test_text_that_packs_very_well_comes_back_in_small_pieces():
    text = "nul" * 1_000_000

    pieces = list(unpacked(packed(["begin ", text, "", " einde"])))

    assert b"".join(pieces).decode() == f"begin {text} einde"
    assert max(map(len, pieces)) <= PIECE
