"""A link that was sent to a reader without an account, and how it is called back."""

import pytest

from kansrijk.publishing.change_sets import collect
from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.models import ChangeSet, Remark
from kansrijk.publishing.snapshots import snapshot_of
from tests.factories import make_intervention
from tests.pages import read

SHARE = "/admin/publishing/changeset/laten-lezen/{}/"


def made_link(client, draft):
    page = client.post(SHARE.format(draft.pk), {"reader": "De school", "days": "7"})
    return page.context["shared"].removeprefix("http://testserver"), page.context["reader_links"][0]


def test_link_that_was_stopped_shows_nothing_and_takes_no_answer(editor, visitor, draft):
    address, link = made_link(editor, draft)
    assert "Straks." in read(visitor.get(address, follow=True)).text

    page = editor.post(SHARE.format(draft.pk), {"actie": "link-stoppen", "link": link.pk}, follow=True)

    assert "De link voor De school werkt niet meer." in read(page).text
    assert list(page.context["reader_links"]) == []
    for path in ("begin/", "antwoord/", "interventies/ontdeklab/"):
        gone = visitor.get(address.replace("begin/", path))
        assert gone.status_code == 410
        assert "Deze link is gestopt" in read(gone).text
    answered = visitor.post(address.replace("begin/", "antwoord/"), {"name": "x", "verdict": "klopt"})
    assert answered.status_code == 410
    assert not Remark.objects.exists()


def test_link_of_an_earlier_draft_is_stopped_at_the_newer_one(editor, visitor, story, draft):
    address, link = made_link(editor, draft)
    newer = save_draft(story, {**snapshot_of(story), "summary": "Later."}, by=editor.user, replaces=draft)
    assert link in editor.get(SHARE.format(newer.pk)).context["reader_links"]

    editor.post(SHARE.format(newer.pk), {"actie": "link-stoppen", "link": link.pk})

    assert visitor.get(address).status_code == 410


@pytest.mark.parametrize("forged", ["", "x", "0", "9" * 30])
def test_link_of_other_work_cannot_be_stopped(
    editor, coordinator_of_schiedam, visitor, zaandam, draft, forged
):
    address, link = made_link(editor, draft)
    other = make_intervention(area=zaandam)
    other_draft = save_draft(other, snapshot_of(other), by=editor.user)
    values = {"actie": "link-stoppen", "link": link.pk}

    assert coordinator_of_schiedam.post(SHARE.format(draft.pk), values).status_code == 404
    editor.post(SHARE.format(other_draft.pk), values)
    editor.post(SHARE.format(draft.pk), {**values, "link": forged})

    assert visitor.get(address, follow=True).status_code == 200


def test_link_to_a_release_can_be_stopped(editor, visitor, draft):
    release = ChangeSet.objects.create(name="Start")
    collect(release, [draft], by=editor.user)
    url = f"/admin/publishing/changeset/{release.pk}/change/"
    page = editor.post(url, {"actie": "delen", "reader": "De school", "days": "7"})
    link = page.context["reader_links"][0]

    editor.post(url, {"actie": "link-stoppen", "link": link.pk})

    assert visitor.get(page.context["shared"].removeprefix("http://testserver")).status_code == 410
