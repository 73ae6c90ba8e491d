"""Nobody publishes with a workbook what the plan did not show: work of others that lies on the same records."""

import pytest

from kansrijk.publishing.drafting import newest_open, save_draft, submit
from kansrijk.publishing.publication import publish
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.verifying import problems
from kansrijk.workbooks.jobs.running import do_now
from kansrijk.workbooks.jobs.tasks import CHECK, DRAFT
from kansrijk.workbooks.models import Upload
from tests.factories import make_intervention
from tests.pages import read
from tests.workbooks.round_trip import downloaded, page_of, press, put, taken_in
from tests.workbooks.sent_back import changed, written

UNSEEN = "Niet door de redactie gezien."


@pytest.fixture
def draft(stories, coordinator):
    """Of a coordinator, not even submitted."""
    story = stories[0]
    return save_draft(story, {**snapshot_of(story), "summary": UNSEEN}, by=coordinator)


def row_of(story, stories):
    return sorted(one.code for one in stories).index(story.code) + 2


def published(stories, user):
    """A workbook of this user with other titles for two stories, published as far as that goes."""
    file = written(user)
    cells = {("Interventies", row_of(story, stories), "Titel"): f"{story.title}!" for story in stories[:2]}
    upload = Upload.objects.create(
        file=changed(file, cells), by=user, file_name="werkboek.xlsx", choices={"publish": True}
    )
    do_now(upload, CHECK)
    do_now(upload, DRAFT)
    return upload


def test_what_a_coordinator_wrote_meanwhile_does_not_come_along(stories, draft, editor, visitor):
    upload = published(stories, editor.user)

    for story in stories:
        story.refresh_from_db()
    assert (stories[0].title, stories[0].summary) == ("Taalcafé", "Samen.")
    assert stories[1].title == "Buurtmaal!"
    assert UNSEEN not in visitor.get(stories[0].get_absolute_url()).content.decode()
    assert newest_open(stories[0]).content["title"] == "Taalcafé!"
    assert newest_open(stories[0]).content["summary"] == UNSEEN
    rest = upload.change_set.remainders.get()
    assert upload.message == (
        "Bij 1 onderdeel lag al werk van iemand anders dat nog niet op de website staat. "
        f"Dat staat klaar als concept en niet op de website, in het pakket ‘{rest.name}’."
    )
    assert list(problems()) == []


def test_plan_says_that_there_is_work_of_somebody_else(stories, draft, editor):
    file = downloaded(editor)
    put(file, stories[0].code, "Titel", "Praatcafé")
    put(file, stories[1].code, "Titel", "Samen eten")

    page = read(editor.get(page_of(taken_in(editor, file)))).text

    words = "Hier ligt ook werk van iemand anders dat nog niet op de website staat: Samenvatting."
    assert page.count(words) == 1


def test_field_that_the_file_changes_itself_is_shown_and_so_no_secret(stories, draft, editor):
    file = downloaded(editor)
    put(file, stories[0].code, "Samenvatting", "Beter zo.")
    upload = taken_in(editor, file)
    assert "werk van iemand anders" not in read(editor.get(page_of(upload))).text

    press(editor, upload, "publiceren")

    stories[0].refresh_from_db()
    assert stories[0].summary == "Beter zo."


def test_own_work_of_before_is_published_with_it(stories, editor):
    story = stories[0]
    save_draft(story, {**snapshot_of(story), "summary": "Van mij."}, by=editor.user)

    published(stories, editor.user)

    story.refresh_from_db()
    assert (story.title, story.summary) == ("Taalcafé!", "Van mij.")


def test_story_that_nobody_published_yet_stays_a_draft(stories, zaandam, coordinator, editor, visitor):
    new = make_intervention(area=zaandam, title="Naailes", is_live=False)
    content = {**snapshot_of(stories[0]), "title": "Naailes", "slug": "naailes", "code": new.code}
    submit(save_draft(new, content, by=coordinator), by=coordinator)
    file = downloaded(editor)
    put(file, new.code, "Samenvatting", "Nieuw.")

    press(editor, taken_in(editor, file), "publiceren")

    assert newest_open(new).content["summary"] == "Nieuw."
    assert visitor.get("/interventies/naailes/").status_code == 404


def test_record_that_changed_on_the_site_in_the_same_field_waits_and_the_rest_goes(
    stories, coordinator, editor
):
    """The draft under the file began before somebody published something else in the same field."""
    story = stories[0]
    save_draft(story, {**snapshot_of(story), "title": "Van de redactie"}, by=editor.user)
    publish(
        [save_draft(story, {**snapshot_of(story), "title": "Op de site"}, by=coordinator)], by=editor.user
    )
    assert newest_open(story).content["title"] == "Van de redactie"

    upload = published(stories, editor.user)

    stories[0].refresh_from_db()
    stories[1].refresh_from_db()
    assert (stories[0].title, stories[1].title) == ("Op de site", "Buurtmaal!")
    assert "1 onderdeel is intussen ook op de website gewijzigd" in upload.message
    assert newest_open(stories[0]) is not None
