"""A workbook of which not everything is complete: the rest waits in a release of its own, and goes when it is undone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from interventions.models import Intervention, Quote
from kansrijk.publishing.change_sets import publish_change_set, schedule_change_set
from kansrijk.publishing.drafting import newest_open, save_draft
from kansrijk.publishing.models import ChangeSet, Revision, RevisionState
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.undoing import undo
from kansrijk.publishing.verifying import problems
from kansrijk.workbooks.jobs.running import do_now
from kansrijk.workbooks.jobs.tasks import CHECK, DRAFT
from kansrijk.workbooks.models import Upload, UploadState
from kansrijk.workbooks.reading.reader import read_book
from tests.factories import make_quote
from tests.pages import read
from tests.workbooks.round_trip import page_of, press
from tests.workbooks.sent_back import changed, written

OUTPUTS = ["xlsx", "ods", "csv"]
NEW_ROW = 5


@pytest.fixture
def upload(stories, editor):
    """One story changes, one is emptied of what is required, and a new one lacks it, with a quote about it."""
    return published(stories, editor)


def published(stories, editor):
    rows = {story.code: row for row, story in enumerate(sorted(stories, key=lambda one: one.code), start=2)}
    file = changed(
        written(editor.user),
        {
            ("Interventies", rows[stories[0].code], "Titel"): "Praatcafé",
            ("Interventies", rows[stories[1].code], "Samenvatting"): "[leeg]",
            ("Interventies", NEW_ROW, "Titel"): "Naailes",
            ("Interventies", NEW_ROW, "Gebied"): "Zaandam",
            ("Citaten", 2, "Interventie"): "Naailes",
            ("Citaten", 2, "Citaat"): "Ik kan het!",
            ("Citaten", 2, "Spreker"): "Fatima",
        },
    )
    upload = Upload.objects.create(
        file=file, by=editor.user, file_name="werkboek.xlsx", choices={"publish": True, "clear": True}
    )
    do_now(upload, CHECK)
    do_now(upload, DRAFT)
    assert upload.state == UploadState.READY
    return upload


def contents(data):
    """Every cell, but for what is of one export: its number and moment on Uitleg, and the versions."""
    found = {}
    for sheet in read_book(data).sheets:
        rows = [list(row) for row in sheet.rows]
        if rows and "Versie" in rows[0]:
            place = rows[0].index("Versie")
            rows = [row[:place] + row[place + 1 :] for row in rows]
        if sheet.name != "Uitleg":
            found[sheet.name] = rows
    return found


def titles(revisions):
    return {revision.content.get("title") or revision.content.get("text") for revision in revisions}


def test_what_is_complete_is_published_and_the_rest_waits_in_a_release_of_its_own(upload, visitor):
    rest = upload.change_set.remainders.get()

    assert Intervention.objects.filter(title="Praatcafé").exists()
    assert rest.name == "Werkboek werkboek.xlsx – niet gepubliceerd"
    assert "Naailes" in titles(rest.revisions.open())
    assert "Buurtmaal" in titles(rest.revisions.open())
    assert not upload.change_set.revisions.open().exists()
    assert f"in het pakket ‘{rest.name}’" in upload.message
    assert "Naailes" not in visitor.get("/interventies/").content.decode()
    assert list(problems()) == []


def test_page_of_the_file_shows_the_rest_first_and_leads_to_its_release(upload, editor):
    rest = upload.change_set.remainders.get()

    page = editor.get(page_of(upload))
    text = read(page)

    assert page.context["state"] == "Deels gepubliceerd"
    assert text.links[f"/admin/publishing/changeset/{rest.pk}/change/"] == rest.name
    states = [one.revision.state for one in page.context["proposals"].shown]
    assert states == sorted(states, key=lambda state: state == RevisionState.PUBLISHED)
    assert {RevisionState.DRAFT, RevisionState.PUBLISHED} == set(states)
    assert "De concepten die niet mee konden, vervallen." in text.text


def test_releases_of_one_file_lead_to_each_other(upload, editor):
    main, rest = upload.change_set, upload.change_set.remainders.get()

    def links(release):
        return read(editor.get(f"/admin/publishing/changeset/{release.pk}/change/")).links

    assert links(main)[f"/admin/publishing/changeset/{rest.pk}/change/"] == rest.name
    assert links(rest)[f"/admin/publishing/changeset/{main.pk}/change/"] == main.name


@pytest.mark.parametrize("output", OUTPUTS)
def test_import_in_part_that_is_taken_back_leaves_the_same_workbook(stories, editor, output):
    before = contents(written(editor.user, output))
    upload = published(stories, editor)

    undo(upload.change_set, by=editor.user)

    assert contents(written(editor.user, output)) == before
    assert not Revision.objects.open().exists()
    assert not Intervention.objects.filter(title="Naailes").exists()
    assert list(problems()) == []


def test_taking_the_file_back_says_of_every_record_what_happened(upload, editor):
    report = read(press(editor, upload, "terugdraaien", reden="Te vroeg")).text

    assert "Praatcafé: De vorige inhoud staat er weer." in report
    assert "Buurtmaal: Was niet mee gepubliceerd. Dit concept is vervallen." in report
    assert "Naailes: Was niet mee gepubliceerd. Dit concept is vervallen." in report
    assert "Teruggedraaid" in read(editor.get("/admin/werkboek/")).text
    release = read(editor.get(f"/admin/publishing/changeset/{upload.change_set.pk}/change/")).text
    assert "Naailes: Was niet mee gepubliceerd." in release


def test_planned_rest_is_taken_back_too(upload, editor, stories):
    rest = upload.change_set.remainders.get()
    complete(rest, editor)
    schedule_change_set(rest, timezone.now() + timedelta(days=1), by=editor.user)

    undo(upload.change_set, by=editor.user)

    assert not Revision.objects.open().exists()
    assert ChangeSet.objects.get(pk=rest.pk).publish_at is None
    assert list(problems()) == []


def test_rest_that_was_completed_and_published_is_taken_back_with_the_file(upload, editor, stories):
    before = [story.summary for story in stories]
    rest = upload.change_set.remainders.get()
    complete(rest, editor)
    publish_change_set(rest, by=editor.user)
    assert read(editor.get(page_of(upload))).text.count("Deels gepubliceerd") == 0

    report = undo(upload.change_set, by=editor.user)

    assert {"Naailes", "Praatcafé"} <= {line.title for line in report.reverted}
    rest.refresh_from_db()
    assert rest.undone_at is not None
    for story in stories:
        story.refresh_from_db()
    assert [story.summary for story in stories] == before
    assert not Intervention.objects.public().filter(title="Naailes").exists()
    assert list(problems()) == []


def test_rest_can_be_undone_alone(upload, editor, stories):
    rest = upload.change_set.remainders.get()
    complete(rest, editor)
    publish_change_set(rest, by=editor.user)

    undo(rest, by=editor.user)
    report = undo(upload.change_set, by=editor.user)

    assert "Naailes" not in {line.title for line in report.reverted}
    assert list(problems()) == []


def test_record_that_somebody_builds_on_does_not_go_with_the_rest(upload, editor):
    story = Intervention.objects.get(title="Naailes")
    made_since = make_quote(intervention=story, text="Door een collega.", is_live=False)
    save_draft(made_since, snapshot_of(made_since), by=editor.user)

    undo(upload.change_set, by=editor.user)

    assert Quote.objects.filter(pk=made_since.pk).exists()
    assert newest_open(made_since) is not None
    assert newest_open(story) is None
    assert list(problems()) == []


def test_draft_that_the_file_replaced_is_the_newest_work_again(stories, editor):
    save_draft(
        stories[1], {**stories[1].live_revision.content, "summary": "Van een collega."}, by=editor.user
    )
    upload = published(stories, editor)
    assert newest_open(stories[1]).content["summary"] == ""

    undo(upload.change_set, by=editor.user)

    assert newest_open(stories[1]).content["summary"] == "Van een collega."


def test_file_of_which_nothing_is_complete_stays_together(stories, editor):
    rows = {story.code: row for row, story in enumerate(sorted(stories, key=lambda one: one.code), start=2)}
    file = changed(written(editor.user), {("Interventies", rows[stories[0].code], "Samenvatting"): "[leeg]"})
    upload = Upload.objects.create(file=file, by=editor.user, choices={"publish": True, "clear": True})
    do_now(upload, CHECK)
    do_now(upload, DRAFT)

    assert not upload.change_set.remainders.exists()
    assert upload.change_set.revisions.open().count() == 1
    assert f"in het pakket ‘{upload.change_set.name}’" in upload.message


def complete(rest, editor):
    """Somebody fills in what is missing."""
    phases = sorted(Intervention.objects.public().first().phases.values_list("slug", flat=True))
    full = {"summary": "Samen.", "body": "<p>Ja.</p>", "themes": ["jonge-kind"], "phases": phases}
    for draft in rest.revisions.open():
        story = Intervention.objects.get(pk=draft.object_id)
        save_draft(story, {**draft.content, **full}, by=editor.user, replaces=draft)
