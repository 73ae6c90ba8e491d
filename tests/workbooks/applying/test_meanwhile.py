"""What somebody changed since the workbook went out, or since the plan was made, is never overwritten."""

from interventions.models import Intervention
from kansrijk.publishing.drafting import newest_open, save_draft
from kansrijk.publishing.publication import adopt
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.workbooks.jobs.running import do_now
from kansrijk.workbooks.jobs.tasks import DRAFT
from kansrijk.workbooks.models import UploadState
from tests.factories import make_draft
from tests.workbooks.applying.steps import sent, with_new_story, workbook
from tests.workbooks.round_trip import put


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


def test_rows_that_nobody_else_changed_go_on_beside_one_in_conflict(stories, editor, coordinator_of_zaandam):
    user, story = coordinator_of_zaandam.user, stories[0]
    for place, value in enumerate(["9.500", "12"], start=1):
        story.key_figures.create(value=value, label=f"cijfer {place}", position=place)
    adopt([story], by=None, reason="Twee cijfers")
    file = workbook(user)
    figures = file["Kerncijfers"]
    figures["E2"], figures["F3"] = "9.600", "scholen"
    figures["A4"], figures["E4"], figures["F4"] = story.code, "3", "buurten"
    content = snapshot_of(story)
    theirs = [{**content["key_figures"][0], "value": "9.700"}, content["key_figures"][1]]
    save_draft(story, {**content, "key_figures": theirs}, by=editor.user)

    do_now(sent(file, user), DRAFT)

    rows = newest_open(story).content["key_figures"]
    assert [(row["value"], row["label"]) for row in rows] == [
        ("9.700", "cijfer 1"),
        ("12", "scholen"),
        ("3", "buurten"),
    ]


def test_work_since_the_plan_makes_a_new_plan_and_overwrites_nothing(stories, editor, coordinator_of_zaandam):
    user = coordinator_of_zaandam.user
    file = workbook(user)
    put(file, stories[0].code, "Titel", "Uit het werkboek")
    upload = sent(file, user)
    make_draft(stories[0], summary="Van de redactie.", by=editor.user)

    do_now(upload, DRAFT)

    assert upload.state == UploadState.PLANNED
    assert "opnieuw nagekeken" in upload.message
    assert newest_open(stories[0]).content["summary"] == "Van de redactie."
    do_now(upload, DRAFT)
    content = newest_open(stories[0]).content
    assert (content["title"], content["summary"]) == ("Uit het werkboek", "Van de redactie.")


def test_new_story_of_a_plan_that_was_out_of_date_is_made_once(stories, editor, coordinator_of_zaandam):
    user = coordinator_of_zaandam.user
    upload = sent(with_new_story(user, stories), user)
    make_draft(stories[0], summary="Van de redactie.", by=editor.user)

    do_now(upload, DRAFT)
    assert upload.state == UploadState.PLANNED
    assert not Intervention.objects.filter(title="Naailes").exists()
    do_now(upload, DRAFT)

    assert upload.state == UploadState.READY
    assert newest_open(Intervention.objects.get(title="Naailes")).change_set == upload.change_set
    assert newest_open(stories[0]).content["title"] == "Praatcafé"
