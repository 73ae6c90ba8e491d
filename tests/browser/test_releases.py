"""Releases in a real browser: collect, look, plan, publish, undo; a withdrawal; a reader without an account."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from interventions.models import Intervention
from kansrijk.accounts.models import OFFICE
from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.models import Remark, Revision
from kansrijk.publishing.publication import refresh_next_due
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.taking_down import withdraw
from tests.browser.guard import Guard
from tests.browser.steps import assert_accessible, log_in
from tests.factories import make_account

NEW_SUMMARY = "Dit staat straks op de site."


@pytest.fixture
def office(site):
    return make_account("esra", role=OFFICE, first_name="Esra")


@pytest.fixture
def story(site):
    return Intervention.objects.get(slug="group-chat")


@pytest.fixture
def draft(story, office):
    return save_draft(story, {**snapshot_of(story), "summary": NEW_SUMMARY}, by=office)


@pytest.fixture
def stranger(chromium, site):
    """Another browser, in which nobody is logged in."""
    with chromium.new_context(base_url=site, locale="nl-NL") as context:
        tab = context.new_page()
        guard = Guard(tab, site)
        yield tab
    assert not guard.findings


def make_release(page: Page, office) -> None:
    log_in(page, as_=office)
    page.goto("/admin/publishing/changeset/add/")
    page.get_by_label("Naam").fill("Start van de tweede periode")
    page.get_by_role("button", name="Maak het pakket", exact=True).click()
    page.get_by_label("Group Chat").check()
    page.get_by_role("button", name="Voeg de gekozen concepten toe").click()


def test_office_previews_publishes_and_undoes_a_release(page: Page, stranger: Page, office, draft):
    make_release(page, office)
    assert_accessible(page)

    page.get_by_role("link", name="Bekijk de hele site met dit pakket erin").click()
    expect(page.get_by_text("Dit staat nog niet op de site.")).to_be_visible()
    expect(page.get_by_text(NEW_SUMMARY)).to_be_visible()
    assert_accessible(page)
    stranger.goto("/interventies/group-chat/")
    expect(stranger.get_by_text(NEW_SUMMARY)).to_have_count(0)

    page.go_back()
    page.get_by_role("button", name="Publiceer het pakket").click()
    stranger.reload()
    expect(stranger.get_by_text(NEW_SUMMARY).first).to_be_visible()

    page.get_by_text("Dit pakket terugdraaien", exact=True).click()
    assert_accessible(page)
    page.get_by_label("Reden (mag leeg blijven").fill("Te vroeg.")
    page.get_by_role("button", name="Draai dit pakket terug").click()
    expect(page.get_by_text("De vorige inhoud staat er weer.")).to_be_visible()
    assert_accessible(page)
    stranger.reload()
    expect(stranger.get_by_text(NEW_SUMMARY)).to_have_count(0)


def test_planned_release_appears_for_the_first_visitor_after_its_moment(
    page: Page, stranger: Page, office, draft
):
    make_release(page, office)
    tomorrow = timezone.localtime() + timedelta(days=1)
    page.get_by_label("Dag").fill(tomorrow.strftime("%Y-%m-%d"))
    page.get_by_label("Tijd").fill("11:00")
    page.get_by_role("button", name="Plan dit pakket in").click()
    expect(page.get_by_text("11:00 uur")).to_be_visible()
    stranger.goto("/interventies/group-chat/")
    expect(stranger.get_by_text(NEW_SUMMARY)).to_have_count(0)

    let_the_moment_pass(draft)
    stranger.reload()

    expect(stranger.get_by_text(NEW_SUMMARY).first).to_be_visible()


def let_the_moment_pass(draft: Revision) -> None:
    Revision.objects.filter(pk=draft.pk).update(publish_at=timezone.now() - timedelta(minutes=1))
    refresh_next_due()


def test_reader_without_an_account_answers_a_link(page: Page, stranger: Page, office, draft):
    log_in(page, as_=office)
    page.goto(f"/admin/publishing/changeset/laten-lezen/{draft.pk}/")
    page.get_by_label("Voor wie is de link?").fill("De jongerenwerker")
    page.get_by_role("button", name="Maak de link").click()
    assert_accessible(page)

    stranger.goto(page.get_by_label("Link", exact=True).input_value())
    expect(stranger.get_by_text(NEW_SUMMARY)).to_be_visible()
    stranger.get_by_role("link", name="Klopt dit? Geef antwoord").click()
    assert_accessible(stranger)
    stranger.get_by_role("button", name="Verstuur uw antwoord").click()
    expect(stranger.get_by_role("link", name="Kies of het klopt")).to_be_visible()
    assert_accessible(stranger)
    stranger.get_by_label("Nee, er moet iets anders").check()
    stranger.get_by_label("Wat moet er anders?").fill("Noem ook de meiden.")
    stranger.get_by_role("button", name="Verstuur uw antwoord").click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Bedankt voor uw antwoord")

    page.reload()
    expect(page.get_by_text("Noem ook de meiden.")).to_be_visible()
    assert Remark.objects.get().reader == "De jongerenwerker"


def test_withdrawn_page_says_why_on_top(page: Page, story, office):
    withdraw(story, by=office, notice="Het project is klaar.")

    page.goto("/interventies/group-chat/")

    expect(page.get_by_text("Het project is klaar.")).to_be_visible()
    assert_accessible(page)
