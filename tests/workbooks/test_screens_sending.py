"""Files that come in by the form: what is refused before it is read, and what the page says while it waits."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kansrijk.workbooks.jobs import running
from kansrijk.workbooks.jobs.leases import take
from kansrijk.workbooks.jobs.running import work_once
from kansrijk.workbooks.models import Job, JobState, Upload, UploadState
from kansrijk.workbooks.screens.taking_in import clean_name
from kansrijk.workbooks.untrusted.limits import MAX_BYTES
from tests.workbooks.round_trip import OVERVIEW, downloaded, page_of, sent, taken_in


@pytest.fixture
def by_worker(monkeypatch):
    """Every file counts as large."""
    monkeypatch.setattr(running, "SOON_DONE_BYTES", 0)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "Dit bestand is leeg."), (b"x" * (MAX_BYTES + 1), "Dit bestand is groter dan 10 MB.")],
)
def test_file_that_is_empty_or_too_large_is_refused_at_the_form(editor, content, words):
    answer = sent(editor, content)

    assert words in answer.content.decode()
    assert not Upload.objects.exists()


def test_button_without_a_file_asks_for_one(editor):
    answer = editor.post(OVERVIEW).content.decode()

    assert "Kies eerst een bestand." in answer
    assert "<title>Fout: " in answer


def test_largest_file_fits_through_the_limits_of_the_site(settings):
    """With the rest of the form around it."""
    assert MAX_BYTES + 100_000 < settings.MAX_FORM_BYTES


def test_form_of_another_site_is_refused(editor, zaandam):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor.user)

    assert sent(strict, b"Titel;Gebied\n", "werkboek.csv").status_code == 403
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Users\\zoe\\Mijn werkboek.xlsx", "Mijn werkboek.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("werk\x00\nboek\u202e.xlsx", "werkboek.xlsx"),
        ("we\u061crk\xadboek\u2067.xlsx", "werkboek.xlsx"),
        ("é" * 300 + ".xlsx", "é" * 250 + ".xlsx"),
        ("x" * 300, "x" * 255),
        ("", "zonder naam"),
    ],
)
def test_file_name_is_kept_as_words_only(name, kept):
    assert clean_name(name) == kept


def test_file_name_is_no_markup_on_the_page(editor, zaandam):
    upload = taken_in(editor, downloaded(editor), "<img src=x onerror=alert(1)>.xlsx")

    page = editor.get(page_of(upload)).content.decode()

    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_large_file_waits_for_a_worker_and_the_page_refreshes_itself(editor, zaandam, by_worker):
    upload = taken_in(editor, downloaded(editor))
    assert upload.state == UploadState.WAITING

    page = editor.get(page_of(upload)).content.decode()

    assert "zo aan de beurt" in page
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
    work_once()
    assert "0 wijzigingen" in editor.get(page_of(upload)).content.decode()


def test_page_says_how_far_the_job_is(editor, zaandam, by_worker):
    upload = taken_in(editor, downloaded(editor))
    take()
    Job.objects.update(doing="Wijzigingen klaarzetten", cursor=3000, total=5000)

    page = editor.get(page_of(upload)).content.decode()

    for words in ("Wijzigingen klaarzetten", '<progress aria-labelledby="bezig" max="5000" value="3000">'):
        assert words in page


def test_page_says_that_no_worker_comes(editor, zaandam, by_worker):
    upload = taken_in(editor, downloaded(editor))
    words = "De verwerking is nog niet begonnen, of is gestopt."
    assert words not in editor.get(page_of(upload)).content.decode()

    Job.objects.update(created_at=timezone.now() - timedelta(seconds=31))
    assert words in editor.get(page_of(upload)).content.decode()
    Job.objects.update(state=JobState.RUNNING, lease_until=timezone.now() - timedelta(seconds=1))
    assert words in editor.get(page_of(upload)).content.decode()


def test_upload_without_a_job_is_never_left_behind(editor, zaandam, monkeypatch):
    def stops(upload, task):
        raise KeyboardInterrupt

    monkeypatch.setattr("kansrijk.workbooks.screens.taking_in.start", stops)
    with pytest.raises(KeyboardInterrupt):
        sent(editor, downloaded(editor))

    assert Job.objects.get().upload == Upload.objects.get()
    assert work_once()


def test_upload_is_kept_for_ever(editor, zaandam):
    upload = taken_in(editor, downloaded(editor))

    for method in ("delete", "put", "patch"):
        getattr(editor, method)(page_of(upload))
    editor.post(page_of(upload), {"actie": "verwijderen"})

    assert Upload.objects.filter(pk=upload.pk).exists()


def test_earlier_files_are_filtered_and_paged(editor, coordinator_of_zaandam):
    for number in range(30):
        by = editor.user if number else coordinator_of_zaandam.user
        Upload.objects.create(file=b"x", file_name=f"bestand-{number:02}.xlsx", by=by)

    first, second = (editor.get(f"{OVERVIEW}?p={number}") for number in (1, 2))
    found = editor.get(f"{OVERVIEW}?zoek=bestand-00&wie={coordinator_of_zaandam.user.pk}")

    assert [len(page.context["earlier"]) for page in (first, second)] == [25, 5]
    assert [one.upload.file_name for one in found.context["earlier"]] == ["bestand-00.xlsx"]
    assert editor.get(f"{OVERVIEW}?p=3").status_code == 404
    assert editor.get(f"{OVERVIEW}?wie=x&staat=y&p=z").status_code == 200


def test_list_of_earlier_files_does_not_ask_more_when_it_grows(editor, django_assert_max_num_queries):
    for number in range(25):
        Upload.objects.create(file=b"x", file_name=f"{number}.xlsx", by=editor.user)

    with django_assert_max_num_queries(12):
        editor.get(OVERVIEW)


def test_wrong_row_of_a_csv_is_named_without_a_sheet(editor, zaandam):
    page = editor.get(
        page_of(taken_in(editor, b"Code;Titel;Gebied;Thema's\n;Nieuw;Zaandam;Onzin\n", "terug.csv"))
    ).content.decode()

    assert ">Rij 2" in page
    assert ">, rij" not in page
