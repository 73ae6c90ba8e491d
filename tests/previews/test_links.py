"""The link of a reader shows one draft, for as long as it may, and says so when that is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from interventions.models import Quote
from kansrijk.publishing.change_sets import collect
from kansrijk.publishing.consent import ConsentGround
from kansrijk.publishing.drafting import discard, save_draft
from kansrijk.publishing.models import ChangeSet
from kansrijk.publishing.previews import tokens
from kansrijk.publishing.previews.tokens import Ticket, sign, ticket_for
from kansrijk.publishing.publication import publish
from kansrijk.publishing.snapshots import snapshot_of
from tests.factories import make_draft, make_quote
from tests.pages import read


@pytest.mark.parametrize(("ground", "is_shown"), [(ConsentGround.PUBLISHED_BEFORE, True), ("", False)])
def test_link_for_who_is_quoted_begins_at_the_quote_and_the_office_knows_when_it_is_not_there(
    visitor, editor, story, ground, is_shown
):
    quote = make_quote(intervention=story, text="Mijn woorden.", consent_ground=ground)
    draft = make_draft(quote, speaker="Ans", by=editor.user)

    step = visitor.get(f"/voorbeeld/{sign(ticket_for(draft, reader='Ans', days=7))}/begin/")
    share = read(editor.get(f"/admin/publishing/changeset/laten-lezen/{draft.pk}/"))

    assert step.url.endswith(f"/citaten/#citaat-{quote.pk}")
    assert (f"citaat-{quote.pk}" in read(visitor.get(step.url)).ids) == is_shown
    assert ("er is geen geldige toestemming" in share.text) != is_shown


def test_link_of_a_reader_says_nothing_more_of_a_quote_whose_consent_was_withdrawn(visitor, editor, story):
    quote = make_quote(intervention=story, text="Dit wil ik niet meer.")
    shown = save_draft(quote, snapshot_of(quote), by=editor.user)
    token = sign(ticket_for(shown, reader="De school", days=7))
    assert "Dit wil ik niet meer." in visitor.get(f"/voorbeeld/{token}/").content.decode()

    Quote.objects.update(consent_withdrawn_on=timezone.localdate())

    page = visitor.get(f"/voorbeeld/{token}/")
    assert page.status_code == 410
    assert "Dit wil ik niet meer." not in page.content.decode()


def test_link_to_a_release_says_nothing_more_of_a_quote_whose_consent_was_withdrawn(
    visitor, editor, story, draft
):
    quote = make_quote(intervention=story, text="Dit wil ik niet meer.", speaker="Ans")
    release = ChangeSet.objects.create(name="Start", author=editor.user)
    collect(release, [draft, make_draft(quote, speaker="Ans de Vries", by=editor.user)], by=editor.user)
    token = sign(ticket_for(release, reader="De school", days=7))
    before = visitor.get(f"/voorbeeld/{token}/citaten/").content.decode()
    assert "Ans de Vries" in before

    Quote.objects.update(consent_withdrawn_on=timezone.localdate())

    for path in ("interventies/", "interventies/ontdeklab/", "citaten/"):
        page = visitor.get(f"/voorbeeld/{token}/{path}")
        assert page.status_code == 200
        assert "Ans" not in page.content.decode()
        assert "Dit wil ik niet meer." not in page.content.decode()
    assert "Straks." in visitor.get(f"/voorbeeld/{token}/interventies/ontdeklab/").content.decode()


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


def test_link_to_a_draft_of_which_a_newer_one_was_published_shows_the_draft_no_more(
    visitor, editor, story, draft
):
    token = sign(ticket_for(draft, reader="De school", days=7))
    newer = {**snapshot_of(story), "summary": "Later."}
    publish([save_draft(story, newer, by=editor.user, replaces=draft)], by=editor.user)
    make_draft(story, title="Nog iets", by=editor.user)

    page = visitor.get(f"/voorbeeld/{token}/interventies/ontdeklab/")

    assert page.status_code == 410
    assert "Straks." not in page.content.decode()


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


def test_link_cannot_be_stretched_to_another_draft(visitor, draft, story, editor):
    other = make_draft(story, summary="Geheim.", by=editor.user)
    token = sign(ticket_for(draft, reader="De school", days=7))
    forged = tokens.signing.dumps(
        {"until": 9999999999, "revision_id": other.pk, "reader": "x"}, key="anders", salt="x"
    )

    assert visitor.get(f"/voorbeeld/{forged}/").status_code == 404
    assert "Geheim." not in visitor.get(f"/voorbeeld/{token}/begin/", follow=True).content.decode()
