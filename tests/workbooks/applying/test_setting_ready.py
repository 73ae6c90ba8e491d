"""What stands in a workbook that came back becomes drafts, or is published, as far as this person may."""

from interventions.models import Intervention, Quote
from kansrijk.publishing.bulk_drafting import drop_drafts
from kansrijk.publishing.drafting import newest_open
from kansrijk.publishing.models import Revision, RevisionState
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.undoing import undo
from kansrijk.workbooks.jobs.running import do_now
from kansrijk.workbooks.jobs.tasks import DRAFT
from kansrijk.workbooks.models import UploadState
from kansrijk.workbooks.plans.storing import load
from tests.factories import live, make_quote
from tests.workbooks.applying.steps import sent, workbook
from tests.workbooks.round_trip import put


def test_untouched_workbook_changes_nothing(stories, editor):
    upload = sent(workbook(editor.user), editor.user)
    do_now(upload, DRAFT)

    assert (upload.state, upload.change_set) == (UploadState.PLANNED, None)
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
        "Citaten": {"Interventie": "Naailes", "Citaat": "Ik kan het!", "Spreker": "#0"},
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
    for heading, value in {"Interventie": "Naailes", "Cijfer": "12", "Wat het telt": "naaimachines"}.items():
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


def test_figure_that_may_not_go_without_a_yes_stays_beside_other_edits_of_the_list(stories, editor):
    story = stories[0]
    for place, value in enumerate(["1", "2"], start=1):
        story.key_figures.create(value=value, label=f"nummer {value}", position=place)
    live(story)
    file = workbook(editor.user)
    figures = file["Kerncijfers"]
    columns = {cell.value: cell.column for cell in figures[1]}
    for heading in ("Volgorde", "Cijfer", "Wat het telt"):
        figures.cell(2, columns[heading]).value = "[leeg]"
    figures.cell(3, columns["Cijfer"]).value = "22"
    for heading, value in {"Interventie": story.code, "Cijfer": "3", "Wat het telt": "nummer 3"}.items():
        figures.cell(4, columns[heading]).value = value

    def values(**choices):
        upload = sent(file, editor.user, **choices)
        do_now(upload, DRAFT)
        return {row["value"] for row in newest_open(story).content["key_figures"]}

    assert values() == {"1", "22", "3"}
    assert values(clear=True) == {"22", "3"}


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
    quote = make_quote(intervention=stories[0])
    user = coordinator_of_zaandam.user
    file = workbook(user)
    put(file, f"CIT-{quote.pk}", "Rol", "leerkracht", sheet="Citaten")

    upload = sent(file, user)
    do_now(upload, DRAFT)

    assert newest_open(Quote.objects.get(pk=quote.pk)).content["speaker_role"] == "leerkracht"
