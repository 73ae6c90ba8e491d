"""From a workbook that came back to drafts, and what happened in the meantime."""

from io import BytesIO
from unittest.mock import Mock

import pytest
from openpyxl import load_workbook

from interventions.models import Intervention, Quote
from kansrijk.publishing.bulk_drafting import drop_drafts
from kansrijk.publishing.drafting import newest_open, save_draft
from kansrijk.publishing.models import ChangeSet, Revision, RevisionState
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.undoing import undo
from kansrijk.workbooks.applying import batches as writing
from kansrijk.workbooks.jobs import tasks
from kansrijk.workbooks.jobs.leases import ask_for, take
from kansrijk.workbooks.jobs.running import do_now, run
from kansrijk.workbooks.jobs.tasks import CHECK, DRAFT
from kansrijk.workbooks.models import Job, JobState, Upload, UploadState
from kansrijk.workbooks.planning.storing import load
from kansrijk.workbooks.registry import book
from kansrijk.workbooks.writing.filling import fill
from kansrijk.workbooks.writing.selecting import everything
from kansrijk.workbooks.writing.xlsx import write_xlsx
from tests.factories import live, make_quote


def workbook(user):
    declaration = book("gebied")
    out = BytesIO()
    write_xlsx(fill(declaration, user, everything(declaration, user), about="Een test"), out)
    out.seek(0)
    return load_workbook(out)


def put(file, code, heading, value, sheet="Interventies"):
    rows = file[sheet]
    column = next(cell.column for cell in rows[1] if cell.value == heading)
    row = next(row[0].row for row in rows.iter_rows(min_row=2) if row[0].value == code)
    rows.cell(row, column, value)


def sent(file, user, **choices):
    out = BytesIO()
    file.save(out)
    upload = Upload.objects.create(file=out.getvalue(), file_name="terug.xlsx", by=user, choices=choices)
    do_now(upload, CHECK)
    return upload


def test_untouched_workbook_changes_nothing(stories, editor):
    upload = sent(workbook(editor.user), editor.user)
    do_now(upload, DRAFT)

    assert upload.state == UploadState.READY
    assert not Revision.objects.open().exists()


def test_coordinator_sets_changes_ready_and_the_site_stays_as_it_is(stories, coordinator_of_zaandam, visitor):
    user = coordinator_of_zaandam.user
    file = workbook(user)
    put(file, stories[0].code, "Titel", "Praatcafé")

    upload = sent(file, user)
    do_now(upload, DRAFT)

    draft = newest_open(stories[0])
    assert (draft.content["title"], draft.state, draft.change_set) == (
        "Praatcafé",
        RevisionState.SUBMITTED,
        upload.change_set,
    )
    assert newest_open(stories[1]) is None
    assert "Praatcafé" not in visitor.get("/interventies/").content.decode()


def test_office_publishes_at_once_and_takes_it_back(stories, editor, visitor):
    before = [snapshot_of(story) for story in stories]
    file = workbook(editor.user)
    put(file, stories[0].code, "Titel", "Praatcafé")
    put(file, stories[1].code, "Samenvatting", "Iedereen eet mee.")

    upload = sent(file, editor.user, publish=True)
    do_now(upload, DRAFT)

    assert upload.state == UploadState.READY
    assert "Praatcafé" in visitor.get("/interventies/").content.decode()
    undo(upload.change_set, by=editor.user)
    assert [snapshot_of(story) for story in stories] == before


def test_coordinator_cannot_publish(stories, coordinator_of_zaandam):
    user = coordinator_of_zaandam.user
    file = workbook(user)
    put(file, stories[0].code, "Titel", "Praatcafé")

    upload = sent(file, user, publish=True)
    do_now(upload, DRAFT)

    assert upload.state == UploadState.FAILED
    stories[0].refresh_from_db()
    assert stories[0].title == "Taalcafé"


def test_text_that_looks_like_our_sign_for_a_new_story_stays_that_text(stories, editor):
    file = workbook(editor.user)
    for sheet, values in {
        "Interventies": {"Titel": "Naailes", "Gebied": "Zaandam"},
        "Citaten": {"Interventie": "Naailes", "Tekst": "Ik kan het!", "Spreker": "#0"},
    }.items():
        headings = {cell.value: cell.column for cell in file[sheet][1]}
        row = file[sheet].max_row + 1
        for heading, value in values.items():
            file[sheet].cell(row, headings[heading], value)
    upload = sent(file, editor.user)
    place = [record.title for record in load(bytes(upload.plan)).records].index("Naailes")
    file["Citaten"].cell(row, headings["Spreker"], f"#{place}")

    upload = sent(file, editor.user)
    do_now(upload, DRAFT)

    quote = newest_open(Quote.objects.get()).content
    assert (quote["speaker"], quote["intervention"]) == (f"#{place}", "ZAA-004")


def test_new_story_comes_with_its_figures(stories, coordinator_of_zaandam):
    user = coordinator_of_zaandam.user
    file = workbook(user)
    sheet = file["Interventies"]
    headings = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(5, headings["Titel"], "Naailes")
    sheet.cell(5, headings["Gebied"], "Zaandam")
    figures = file["Kerncijfers"]
    headings = {cell.value: cell.column for cell in figures[1]}
    for heading, value in {"Interventie": "Naailes", "Cijfer": "12", "Telt": "naaimachines"}.items():
        figures.cell(2, headings[heading], value)

    upload = sent(file, user)
    do_now(upload, DRAFT)

    story = Intervention.objects.get(title="Naailes")
    assert story.code == "ZAA-004"
    assert [row["label"] for row in newest_open(story).content["key_figures"]] == ["naaimachines"]
    drop_drafts(upload.change_set, by=user)
    assert not Intervention.objects.filter(title="Naailes").exists()


def test_field_is_emptied_only_after_a_yes(stories, editor):
    for may_clear, left in ((False, "Samen."), (True, "")):
        file = workbook(editor.user)
        put(file, stories[0].code, "Samenvatting", "[leeg]")
        put(file, stories[0].code, "Titel", f"Titel {may_clear}")
        upload = sent(file, editor.user, clear=may_clear)
        do_now(upload, DRAFT)

        content = newest_open(stories[0]).content
        assert (content["title"], content["summary"]) == (f"Titel {may_clear}", left)


def test_conflict_keeps_the_work_of_the_other_unless_the_file_wins(stories, editor, coordinator_of_zaandam):
    user = coordinator_of_zaandam.user
    for wins, title in ((False, "Redactie False"), (True, "Uit het werkboek")):
        file = workbook(user)
        put(file, stories[0].code, "Titel", "Uit het werkboek")
        put(file, stories[0].code, "Samenvatting", f"Nieuw: {wins}.")
        work = newest_open(stories[0])
        content = work.content if work else snapshot_of(stories[0])
        save_draft(stories[0], {**content, "title": f"Redactie {wins}"}, by=editor.user, replaces=work)
        fields = ["title"] if wins else []
        upload = sent(file, user, conflicts={f"interventions.intervention:{stories[0].pk}": fields})
        do_now(upload, DRAFT)

        content = newest_open(stories[0]).content
        assert (content["title"], content["summary"]) == (title, f"Nieuw: {wins}.")


def test_work_since_the_plan_makes_a_new_plan_and_overwrites_nothing(stories, editor, coordinator_of_zaandam):
    user = coordinator_of_zaandam.user
    file = workbook(user)
    put(file, stories[0].code, "Titel", "Uit het werkboek")
    upload = sent(file, user)
    save_draft(stories[0], {**snapshot_of(stories[0]), "summary": "Van de redactie."}, by=editor.user)

    do_now(upload, DRAFT)

    assert upload.state == UploadState.PLANNED
    assert "opnieuw nagekeken" in upload.message
    assert newest_open(stories[0]).content["summary"] == "Van de redactie."
    do_now(upload, DRAFT)
    content = newest_open(stories[0]).content
    assert (content["title"], content["summary"]) == ("Uit het werkboek", "Van de redactie.")


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


def with_new_story(user, stories):
    """A workbook with one new story and one that changes; they are set ready in two steps."""
    file = workbook(user)
    headings = {cell.value: cell.column for cell in file["Interventies"][1]}
    file["Interventies"].cell(5, headings["Titel"], "Naailes")
    file["Interventies"].cell(5, headings["Gebied"], "Zaandam")
    put(file, stories[0].code, "Titel", "Praatcafé")
    return file


def test_new_story_of_a_plan_that_was_out_of_date_is_made_once(stories, editor, coordinator_of_zaandam):
    user = coordinator_of_zaandam.user
    upload = sent(with_new_story(user, stories), user)
    save_draft(stories[0], {**snapshot_of(stories[0]), "summary": "Van de redactie."}, by=editor.user)

    do_now(upload, DRAFT)
    assert upload.state == UploadState.PLANNED
    assert not Intervention.objects.filter(title="Naailes").exists()
    do_now(upload, DRAFT)

    assert upload.state == UploadState.READY
    assert newest_open(Intervention.objects.get(title="Naailes")).change_set == upload.change_set
    assert newest_open(stories[0]).content["title"] == "Praatcafé"


def test_worker_that_stops_while_it_plans_again_does_not_set_ready_what_nobody_saw(
    stories, editor, coordinator_of_zaandam, monkeypatch
):
    user = coordinator_of_zaandam.user
    upload = sent(with_new_story(user, stories), user)
    save_draft(stories[0], {**snapshot_of(stories[0]), "summary": "Van de redactie."}, by=editor.user)
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


def test_job_that_is_given_up_leaves_nothing_behind_and_may_be_asked_for_again(stories, editor, monkeypatch):
    upload = sent(with_new_story(editor.user, stories), editor.user)
    with monkeypatch.context() as patch:
        patch.setattr(writing, "save_drafts", Mock(side_effect=ZeroDivisionError))
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


def test_incomplete_story_stays_a_draft_while_the_rest_is_published(stories, editor, visitor):
    file = workbook(editor.user)
    put(file, stories[0].code, "Titel", "Praatcafé")
    put(file, stories[1].code, "Samenvatting", "[leeg]")

    upload = sent(file, editor.user, publish=True, clear=True)
    do_now(upload, DRAFT)

    assert "1 onderdeel mist" in upload.message
    stories[0].refresh_from_db()
    stories[1].refresh_from_db()
    assert (stories[0].title, stories[1].summary) == ("Praatcafé", "Samen.")
    assert newest_open(stories[1]).content["summary"] == ""


def test_wrong_row_waits_and_the_others_go_on(stories, editor):
    file = workbook(editor.user)
    put(file, stories[0].code, "Thema's", "Jong kind")
    put(file, stories[1].code, "Titel", "Samen eten")

    upload = sent(file, editor.user)
    do_now(upload, DRAFT)

    assert newest_open(stories[0]) is None
    assert newest_open(stories[1]).content["title"] == "Samen eten"


def test_quote_is_changed_through_its_own_sheet(stories, coordinator_of_zaandam):
    quote = live(make_quote(intervention=stories[0]))
    user = coordinator_of_zaandam.user
    file = workbook(user)
    put(file, f"CIT-{quote.pk}", "Rol", "leerkracht", sheet="Citaten")

    upload = sent(file, user)
    do_now(upload, DRAFT)

    assert newest_open(Quote.objects.get(pk=quote.pk)).content["speaker_role"] == "leerkracht"
