"""Looking at drafts on the real site, without anybody else seeing them."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from interventions.models import Quote
from kansrijk.publishing.change_sets import collect
from kansrijk.publishing.consent import ConsentGround
from kansrijk.publishing.drafting import discard, save_draft
from kansrijk.publishing.models import ChangeSet, Remark, Revision
from kansrijk.publishing.previews import tokens, views
from kansrijk.publishing.previews.tokens import Ticket, sign, ticket_for
from kansrijk.publishing.publication import publish
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.taking_down import remove, withdraw
from tests.factories import make_intervention, make_quote
from tests.moments import was_so_before
from tests.pages import read


@pytest.fixture
def story(zaandam):
    return make_intervention(title="Ontdeklab", area=zaandam, summary="Eerst.", body="<p>Eerst.</p>")


@pytest.fixture
def draft(story, editor):
    return save_draft(story, {**snapshot_of(story), "summary": "Straks."}, by=editor.user)


def test_office_sees_the_draft_on_the_real_page_and_nobody_else_does(editor, visitor, draft):
    page = editor.get(f"/admin/publishing/changeset/voorbeeld/{draft.pk}/", follow=True)

    assert "Straks." in read(page).text
    assert "Dit staat nog niet op de site." in read(page).text
    assert page["Cache-Control"] == "private, no-store"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "Straks." not in read(visitor.get("/interventies/ontdeklab/")).text
    assert visitor.get(page.request["PATH_INFO"]).status_code == 404


def test_links_of_a_preview_stay_inside_it(editor, draft, zaandam):
    page = editor.get(f"/admin/publishing/changeset/voorbeeld/{draft.pk}/", follow=True)
    prefix = page.request["PATH_INFO"].removesuffix("interventies/ontdeklab/")
    links = [link for link in read(page).links if link.startswith("/")]

    assert f"{prefix}gebieden/zaandam/" in links
    assert [link for link in links if not link.startswith(prefix) and "security.txt" not in link] == []
    assert "Straks." in read(editor.get(f"{prefix}gebieden/zaandam/")).text
    assert "Straks." in read(editor.get(f"{prefix}interventies/?q=ontdeklab")).text
    assert "Straks." in read(editor.get(prefix)).text
    assert "Straks." not in read(editor.get("/gebieden/zaandam/")).text


def test_coordinator_of_another_area_cannot_preview(coordinator_of_schiedam, draft):
    assert (
        coordinator_of_schiedam.get(f"/admin/publishing/changeset/voorbeeld/{draft.pk}/").status_code == 404
    )
    assert coordinator_of_schiedam.get(f"/voorbeeld/{sign(ticket_for(draft))}/begin/").status_code == 404


def test_release_is_previewed_as_the_whole_site(editor, draft, zaandam):
    new = make_intervention(title="Gloednieuw", area=zaandam, is_live=False)
    second = save_draft(new, {**snapshot_of(new), "summary": "Nieuw verhaal."}, by=editor.user)
    release = ChangeSet.objects.create(name="Start", author=editor.user)
    collect(release, [draft, second], by=editor.user)

    page = editor.get(f"/admin/publishing/changeset/voorbeeld/pakket/{release.pk}/", follow=True)

    assert {"Ontdeklab", "Gloednieuw"} <= set(read(page).heading(3))
    assert "Nieuw verhaal." in read(page).text
    prefix = page.request["PATH_INFO"].removesuffix("interventies/")
    for story in ("ontdeklab", "gloednieuw"):
        assert f'<li><a href="{prefix}interventies/{story}/">' in page.content.decode()


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


@pytest.mark.parametrize(("ground", "is_shown"), [(ConsentGround.PUBLISHED_BEFORE, True), ("", False)])
def test_link_for_who_is_quoted_begins_at_the_quote_and_the_office_knows_when_it_is_not_there(
    visitor, editor, story, ground, is_shown
):
    quote = make_quote(intervention=story, text="Mijn woorden.", consent_ground=ground)
    draft = save_draft(quote, {**snapshot_of(quote), "speaker": "Ans"}, by=editor.user)

    step = visitor.get(f"/voorbeeld/{sign(ticket_for(draft, reader='Ans', days=7))}/begin/")
    share = read(editor.get(f"/admin/publishing/changeset/laten-lezen/{draft.pk}/"))

    assert step.url.endswith(f"/citaten/#citaat-{quote.pk}")
    assert (f"citaat-{quote.pk}" in read(visitor.get(step.url)).ids) == is_shown
    assert ("er is geen geldige toestemming" in share.text) != is_shown


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


def test_link_of_a_reader_says_nothing_more_of_a_quote_whose_consent_was_withdrawn(visitor, editor, story):
    quote = make_quote(intervention=story, text="Dit wil ik niet meer.")
    shown = save_draft(quote, snapshot_of(quote), by=editor.user)
    token = sign(ticket_for(shown, reader="De school", days=7))
    assert "Dit wil ik niet meer." in visitor.get(f"/voorbeeld/{token}/").content.decode()

    Quote.objects.update(consent_withdrawn_on=timezone.localdate())

    page = visitor.get(f"/voorbeeld/{token}/")
    assert page.status_code == 410
    assert "Dit wil ik niet meer." not in page.content.decode()


@pytest.mark.parametrize("token", ["verzonnen", "a:b:c", "%00", "x" * 500])
def test_made_up_link_shows_nothing(visitor, draft, token):
    assert visitor.get(f"/voorbeeld/{token}/").status_code in (400, 404)
    assert visitor.post(f"/voorbeeld/{token}/antwoord/", {"verdict": "klopt"}).status_code in (400, 404)


def test_link_whose_time_is_over_says_so(visitor, draft):
    past = Ticket(
        int((timezone.now() - timedelta(minutes=1)).timestamp()), revision_id=draft.pk, reader="De school"
    )

    for path in ("", "begin/", "antwoord/", "interventies/ontdeklab/"):
        page = visitor.get(f"/voorbeeld/{sign(past)}/{path}")
        assert page.status_code == 410
        assert "De tijd van deze link is voorbij." in read(page).text
        assert "Straks." not in page.content.decode()
        assert page["Cache-Control"] == "private, no-store"


def test_link_to_a_draft_that_a_newer_one_replaced_says_so(visitor, editor, story, draft):
    token = sign(ticket_for(draft, reader="De school", days=7))
    save_draft(story, {**snapshot_of(story), "summary": "Later."}, by=editor.user, replaces=draft)

    page = read(visitor.get(f"/voorbeeld/{token}/begin/", follow=True))

    assert "Straks." in page.text
    assert "Er is intussen een nieuwere versie." in page.text
    assert "Later." not in page.text


@pytest.mark.parametrize("path", ["begin/", "interventies/ontdeklab/", "antwoord/"])
def test_link_to_what_was_published_since_leads_to_the_page_of_now(visitor, editor, draft, path):
    token = sign(ticket_for(draft, reader="De school", days=7))
    publish([draft], by=editor.user)

    page = visitor.get(f"/voorbeeld/{token}/{path}")

    assert page.status_code == 410
    assert "/interventies/ontdeklab/" in read(page).links


def test_link_to_a_draft_that_was_thrown_away_shows_nothing_of_it(visitor, editor, draft):
    token = sign(ticket_for(draft, reader="De school", days=7))
    discard(draft, by=editor.user)

    page = visitor.get(f"/voorbeeld/{token}/interventies/ontdeklab/")

    assert page.status_code == 410
    assert "Straks." not in page.content.decode()


def test_step_to_the_first_page_of_a_preview_is_kept_by_nobody(visitor, draft):
    step = visitor.get(f"/voorbeeld/{sign(ticket_for(draft, reader='De school', days=7))}/begin/")

    assert step["Cache-Control"] == "private, no-store"
    assert step["X-Robots-Tag"] == "noindex, nofollow"


def test_paper_of_a_preview_does_not_carry_the_secret_address(visitor, draft):
    token = sign(ticket_for(draft, reader="De school", days=7))

    page = read(visitor.get(f"/voorbeeld/{token}/begin/", follow=True))

    assert token not in page.text


def test_fields_of_the_answer_are_described_by_their_help_and_errors(visitor, draft):
    token = sign(ticket_for(draft, reader="De school", days=7))

    page = visitor.post(f"/voorbeeld/{token}/antwoord/", {"name": "", "text": "x" * 4001})

    described = re.findall(r'aria-describedby="([^"]+)"', page.content.decode())
    assert len(described) == 3
    assert {name for names in described for name in names.split()} <= set(read(page).ids)
    assert {link for link in read(page).links if link.startswith("#id_")} <= {
        f"#{name}" for name in read(page).ids
    }


def test_link_cannot_be_stretched_to_another_draft(visitor, draft, story, editor):
    other = save_draft(story, {**snapshot_of(story), "summary": "Geheim."}, by=editor.user)
    token = sign(ticket_for(draft, reader="De school", days=7))
    forged = tokens.signing.dumps(
        {"until": 9999999999, "revision_id": other.pk, "reader": "x"}, key="anders", salt="x"
    )

    assert visitor.get(f"/voorbeeld/{forged}/").status_code == 404
    assert "Geheim." not in visitor.get(f"/voorbeeld/{token}/begin/", follow=True).content.decode()


def test_preview_leads_to_no_admin_and_to_no_other_preview(editor, draft):
    token = sign(ticket_for(draft))

    assert editor.get(f"/voorbeeld/{token}/admin/").status_code == 404
    assert editor.get(f"/voorbeeld/{token}/voorbeeld/{token}/").status_code == 404


def test_page_shows_what_stood_there_on_a_day(visitor, editor, story):
    was_so_before([story.live_revision], days=10)
    publish([save_draft(story, {**snapshot_of(story), "summary": "Nu."}, by=editor.user)], by=editor.user)
    day = timezone.localdate() - timedelta(days=5)

    page = visitor.get(f"/interventies/ontdeklab/?op={day.isoformat()}")

    assert "Eerst." in read(page).text
    assert "Nu." not in read(page).text
    assert "Eerdere versie." in read(page).text
    assert read(page).meta["robots"] == "noindex,nofollow"
    assert "Nu." in read(visitor.get("/interventies/ontdeklab/")).text


def test_page_as_it_was_shows_no_quote_that_came_later_or_was_withdrawn(visitor, story):
    was_so_before([story.live_revision], days=10)
    make_quote(intervention=story, text="Later gezegd.")
    day = timezone.localdate() - timedelta(days=5)

    assert (
        "Later gezegd." not in visitor.get(f"/interventies/ontdeklab/?op={day.isoformat()}").content.decode()
    )
    assert "Later gezegd." in visitor.get("/interventies/ontdeklab/").content.decode()


def test_page_as_it_was_brings_back_no_quote_that_was_removed_since(visitor, editor, story):
    quote = make_quote(intervention=story, text="Dit wil ik niet meer.")
    was_so_before(Revision.objects.published(), days=10)
    day = timezone.localdate() - timedelta(days=5)
    assert "Dit wil ik niet meer." in read(visitor.get(f"/interventies/ontdeklab/?op={day}")).text

    remove(quote, by=editor.user, reason="Op verzoek")

    assert "Dit wil ik niet meer." not in visitor.get(f"/interventies/ontdeklab/?op={day}").content.decode()


def test_page_as_it_was_keeps_the_notice_of_a_withdrawal(visitor, editor, story):
    withdraw(story, by=editor.user, notice="De cijfers klopten niet.")

    page = visitor.get(f"/interventies/ontdeklab/?op={timezone.localdate()}")

    assert "De cijfers klopten niet." in read(page).text
    assert "Eerdere versie." in read(page).text


@pytest.mark.parametrize(
    ("day", "explanation"),
    [
        ("gisteren", "Schrijf achter ?op= een dag die al geweest is"),
        ("2025-02-30", "Schrijf achter ?op= een dag die al geweest is"),
        ("2999-01-01", "Schrijf achter ?op= een dag die al geweest is"),
        ("", "Schrijf achter ?op= een dag die al geweest is"),
        ("1999-01-01", "Op 1 januari 1999 stond ‘Ontdeklab’ nog niet op de site."),
    ],
)
def test_day_on_which_there_was_nothing_says_so_and_leads_to_the_page_of_now(
    visitor, story, day, explanation
):
    page = visitor.get("/interventies/ontdeklab/", {"op": day})

    assert page.status_code == 404
    assert explanation in read(page).text
    assert "/interventies/ontdeklab/" in read(page).links
    assert page["X-Robots-Tag"] == "noindex, nofollow"
