"""Work on a record as editors do it: a proposal, two people at once, a session that ran out."""

from importlib import import_module

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from areas.models import Area
from interventions.models import Intervention
from kansrijk.accounts.models import COORDINATOR, OFFICE
from tests.browser.guard import Guard
from tests.browser.steps import assert_accessible, log_in
from tests.factories import make_account

WIDTH_PX = 375
PASSWORD = "heel-lang-wachtwoord"


@pytest.fixture
def story(site) -> Intervention:
    return Intervention.objects.filter(area=Area.objects.get(code="ZAA")).first()


@pytest.fixture
def desk(page, site) -> Page:
    """A tab in which Esra of the office is logged in."""
    log_in(page, as_=make_account("esra", role=OFFICE, first_name="Esra"))
    return page


@pytest.fixture
def area_desk(chromium: Browser, site, story):
    """Another browser, in which Zoë of Zaandam is logged in."""
    with chromium.new_context(base_url=site, locale="nl-NL") as context:
        tab = context.new_page()
        tab.set_default_timeout(10_000)
        guard = Guard(tab, site)
        log_in(tab, as_=make_account("zoe", role=COORDINATOR, areas=[story.area], first_name="Zoë"))
        yield tab
    assert not guard.findings


def address(story) -> str:
    return reverse("admin:interventions_intervention_change", args=[story.pk])


def change_summary(tab: Page, story, text: str, button: str = "Concept opslaan") -> None:
    tab.goto(address(story))
    tab.get_by_label("Samenvatting").fill(text)
    tab.get_by_role("button", name=button).click()


def assert_fits(tab: Page) -> None:
    assert_accessible(tab)
    size = tab.viewport_size
    tab.set_viewport_size({"width": WIDTH_PX, "height": 800})
    assert tab.evaluate("document.documentElement.scrollWidth") <= WIDTH_PX
    tab.set_viewport_size(size)


def test_coordinator_drafts_and_submits_and_the_office_publishes(desk, area_desk, page, story):
    change_summary(area_desk, story, "Een nieuwe samenvatting.", "Ter beoordeling")
    expect(area_desk.get_by_role("heading", name="Ter beoordeling")).to_be_visible()
    expect(area_desk.get_by_role("button", name="Publiceren")).to_have_count(0)
    assert_fits(area_desk)

    desk.goto(address(story))
    expect(desk.get_by_text("U ziet het werk van Zoë")).to_be_visible()
    assert_fits(desk)
    desk.get_by_role("button", name="Publiceren").click()

    expect(desk.get_by_text("Gepubliceerd. Bezoekers zien het nu zo.")).to_be_visible()
    desk.goto(story.get_absolute_url())
    expect(desk.get_by_text("Een nieuwe samenvatting.").first).to_be_visible()


def test_what_is_missing_leads_to_its_field(desk, story):
    desk.goto(address(story))
    for box in desk.locator("#id_themes input:checked").all():
        box.uncheck()
    desk.get_by_role("button", name="Publiceren").click()

    expect(desk.get_by_text("Publiceren kan nog niet")).to_be_visible()
    assert_fits(desk)
    desk.get_by_role("link", name="Kies minstens één thema.").click()
    expect(desk.locator("#id_themes")).to_be_in_viewport()


def test_two_editors_collide_and_choose_side_by_side(desk, area_desk, story):
    desk.goto(address(story))
    area_desk.goto(address(story))
    expect(area_desk.get_by_text("Esra heeft dit onderdeel ook open")).to_be_visible()
    area_desk.get_by_label("Samenvatting").fill("De samenvatting van Zoë.")
    area_desk.get_by_role("button", name="Concept opslaan").click()
    expect(area_desk.get_by_text("Bewaard als concept")).to_be_visible()

    desk.get_by_label("Titel", exact=True).fill("De titel van Esra")
    desk.get_by_label("Samenvatting").fill("De samenvatting van Esra.")
    desk.get_by_role("button", name="Concept opslaan").click()

    expect(desk.get_by_role("heading", name="Kies wat blijft staan")).to_be_visible()
    assert_fits(desk)
    desk.get_by_role("radio", name="Uw versie").check()
    desk.get_by_role("button", name="Keuze opslaan als concept").click()
    expect(desk.get_by_label("Samenvatting")).to_have_value("De samenvatting van Esra.")
    expect(desk.get_by_label("Titel", exact=True)).to_have_value("De titel van Esra")


def test_text_typed_after_the_session_ran_out_is_there_after_log_in(desk, story):
    desk.goto(address(story))
    [cookie] = [one for one in desk.context.cookies() if one["name"] == settings.SESSION_COOKIE_NAME]
    import_module(settings.SESSION_ENGINE).SessionStore(cookie["value"]).delete()

    desk.get_by_label("Samenvatting").fill("Een uur getypt.")
    desk.get_by_role("button", name="Concept opslaan").click()
    expect(desk.get_by_text("Wat u typte, hebben wij vastgehouden.")).to_be_visible()
    assert_fits(desk)
    desk.get_by_label("Gebruikersnaam").fill("esra")
    desk.get_by_label("Wachtwoord").fill(PASSWORD)
    desk.get_by_role("button", name="Inloggen").click()

    expect(desk.get_by_text("Het is nog niet opgeslagen.")).to_be_visible()
    assert_fits(desk)
    expect(desk.get_by_label("Samenvatting")).to_have_value("Een uur getypt.")
    desk.get_by_role("button", name="Concept opslaan").click()
    expect(desk.get_by_text("Bewaard als concept")).to_be_visible()


def test_withdrawing_asks_for_an_explanation(desk, story):
    desk.goto(address(story))
    desk.get_by_text("Intrekken", exact=True).first.click()
    desk.get_by_label("Uitleg voor bezoekers").fill("Dit project is gestopt.")
    assert_fits(desk)
    desk.get_by_role("button", name="Intrekken").click()

    expect(desk.get_by_role("heading", name="Ingetrokken")).to_be_visible()
    desk.goto(story.get_absolute_url())
    expect(desk.get_by_text("Dit project is gestopt.")).to_be_visible()
