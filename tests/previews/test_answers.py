"""What a reader answers reaches the office once, and nothing of it is lost."""

import re

from kansrijk.publishing.change_sets import collect
from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.models import ChangeSet, Remark
from kansrijk.publishing.previews import views
from kansrijk.publishing.previews.tokens import sign, ticket_for
from kansrijk.publishing.publication import publish
from kansrijk.publishing.snapshots import snapshot_of
from tests.pages import read


def test_reader_with_a_link_reads_and_answers_without_an_account(visitor, draft):
    token = sign(ticket_for(draft, reader="De school", days=7))
    page = visitor.get(f"/voorbeeld/{token}/begin/", follow=True)
    assert "Straks." in read(page).text
    assert not page.cookies

    answer = visitor.post(
        f"/voorbeeld/{token}/antwoord/", {"name": "Juf Ans", "verdict": "anders", "text": "Noem groep 8."}
    )

    assert "Bedankt voor uw antwoord" in read(answer).text
    remark = Remark.objects.get()
    assert (remark.reader, remark.approves, remark.text, remark.revision) == (
        "Juf Ans",
        False,
        "Noem groep 8.",
        draft,
    )


def test_answer_stands_on_the_first_page_of_the_admin_until_the_work_is_published(
    visitor, editor, coordinator_of_zaandam, coordinator_of_schiedam, story, draft
):
    token = sign(ticket_for(draft, reader="De school", days=7))
    visitor.post(f"/voorbeeld/{token}/antwoord/", {"name": "Juf Ans", "verdict": "klopt"})
    newer = save_draft(story, {**snapshot_of(story), "summary": "Later."}, by=editor.user, replaces=draft)
    share_url = f"/admin/publishing/changeset/laten-lezen/{newer.pk}/"

    assert share_url in read(editor.get("/admin/")).links
    assert "Juf Ans" in read(editor.get(share_url)).text
    assert "Antwoorden van lezers" in read(coordinator_of_zaandam.get("/admin/")).text
    assert "Antwoorden van lezers" not in read(coordinator_of_schiedam.get("/admin/")).text

    publish([newer], by=editor.user)
    assert "Antwoorden van lezers" not in read(editor.get("/admin/")).text


def test_answer_about_a_release_stands_on_its_page(visitor, editor, draft):
    release = ChangeSet.objects.create(name="Start", author=editor.user)
    collect(release, [draft], by=editor.user)
    token = sign(ticket_for(release, reader="De school", days=7))

    visitor.post(
        f"/voorbeeld/{token}/antwoord/", {"name": "Juf Ans", "verdict": "anders", "text": "Noem groep 8."}
    )

    page = read(editor.get(f"/admin/publishing/changeset/{release.pk}/change/"))
    assert "Juf Ans" in page.text
    assert "Noem groep 8." in page.text


def test_answer_that_is_sent_twice_is_kept_once(visitor, draft):
    token = sign(ticket_for(draft, reader="De school", days=7))

    for _ in range(2):
        page = visitor.post(f"/voorbeeld/{token}/antwoord/", {"name": "Juf Ans", "verdict": "klopt"})

    assert "Bedankt voor uw antwoord" in read(page).text
    assert Remark.objects.count() == 1


def test_reader_who_forgets_to_say_what_must_change_is_asked_and_loses_nothing(visitor, draft):
    token = sign(ticket_for(draft, reader="De school", days=7))

    page = visitor.post(
        f"/voorbeeld/{token}/antwoord/", {"name": "Juf Ans", "verdict": "anders", "text": " "}
    )

    assert page.status_code == 400
    assert "Schrijf op wat er anders moet." in read(page).text
    assert 'value="Juf Ans"' in page.content.decode()
    assert not Remark.objects.exists()


def test_answer_for_which_there_is_no_room_is_not_thanked_for(visitor, draft, monkeypatch):
    monkeypatch.setattr(views, "MOST_ANSWERS", 1)
    address = f"/voorbeeld/{sign(ticket_for(draft, reader='De school', days=7))}/antwoord/"
    visitor.post(address, {"name": "Een ander", "verdict": "klopt"})

    page = visitor.post(address, {"name": "Juf Ans", "verdict": "anders", "text": "Noem groep 8."})

    assert page.status_code == 400
    assert "Uw antwoord is niet bewaard" in read(page).text
    assert "Noem groep 8." in page.content.decode()
    assert Remark.objects.get().reader == "Een ander"


def test_fields_of_the_answer_are_described_by_their_help_and_errors(visitor, draft):
    token = sign(ticket_for(draft, reader="De school", days=7))

    page = visitor.post(f"/voorbeeld/{token}/antwoord/", {"name": "", "text": "x" * 4001})

    described = re.findall(r'aria-describedby="([^"]+)"', page.content.decode())
    assert len(described) == 3
    assert {name for names in described for name in names.split()} <= set(read(page).ids)
    assert {link for link in read(page).links if link.startswith("#id_")} <= {
        f"#{name}" for name in read(page).ids
    }
