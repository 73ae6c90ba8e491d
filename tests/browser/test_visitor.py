"""What a visitor does: look around, filter, read; on a phone, by keyboard, without JavaScript, on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import assert_accessible

PAGES = [
    "/",
    "/gebieden/",
    "/gebieden/zaandam-oost/",
    "/gebieden/delft-west/",
    "/interventies/",
    "/interventies/?thema=jonge-kind&kleur=rood",
    "/interventies/?q=xyzzy&thema=jonge-kind",
    "/interventies/group-chat/",
    "/fasen/",
    "/fasen/2026-2028/",
    "/themas/",
    "/themas/maatschappelijke-samenhang/",
    "/citaten/",
    "/over/",
    "/contact/",
    "/toegankelijkheid/",
    "/privacy/",
    "/bestaat-niet/",
]


@pytest.mark.frontend
def test_every_page_is_accessible_by_day_by_night_and_on_a_phone(page: Page):
    for path in PAGES:
        page.goto(path)
        for scheme, width in (("light", 1280), ("dark", 1280), ("light", 375)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            assert_accessible(page)


@pytest.mark.frontend
def test_no_page_scrolls_sideways_on_the_narrowest_screen(page: Page):
    page.set_viewport_size({"width": 320, "height": 640})
    wider = []
    for path in PAGES:
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wider.append(path)

    assert wider == []


def test_visitor_finds_a_story_by_theme_and_reads_it(page: Page):
    page.goto("/")
    page.get_by_role("link", name="Jonge kind", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jonge kind")

    page.get_by_role("link", name="Alle peuters in Overvecht").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Overvecht")
    expect(page.get_by_text("1 januari 2026").first).to_be_visible()


def test_filter_works_at_once_and_the_address_can_be_shared(page: Page):
    page.goto("/interventies/")
    page.locator("summary", has_text="Gebied").click()
    page.get_by_label("Zaandam-Oost").check()

    expect(page.get_by_role("status")).to_have_text("3 interventies gevonden")
    expect(page).to_have_url(re.compile(r"/interventies/\?gebied=zaandam-oost$"))

    page.get_by_role("link", name="Haal weg: Gebied: Zaandam-Oost").click()
    expect(page.get_by_role("status")).to_have_text("22 interventies")


def test_back_button_returns_to_the_earlier_choice(page: Page):
    page.goto("/interventies/?thema=jonge-kind")
    before = page.get_by_role("status").inner_text()
    page.locator("summary", has_text="Periode").click()
    page.get_by_label("2026-2028").check()
    expect(page.get_by_role("status")).not_to_have_text(before)

    page.go_back()

    expect(page.get_by_role("status")).to_have_text(before)


def test_search_box_finds_words(page: Page):
    page.goto("/")
    page.get_by_label("Zoek in alle interventies").fill("padel")
    page.get_by_role("button", name="Zoeken").click()

    expect(page.get_by_role("status")).to_have_text("1 interventie gevonden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Interventies met ‘padel’")


def test_keyboard_reaches_the_content_first_and_sees_where_it_is(page: Page):
    page.goto("/interventies/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()

    page.keyboard.press("Enter")
    page.wait_for_url("**#inhoud")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.id") == "q"


@pytest.fixture
def page_without_script(chromium, site):
    with chromium.new_context(base_url=site, locale="nl-NL", java_script_enabled=False) as context:
        yield context.new_page()


def test_filter_works_without_javascript(page_without_script: Page):
    page = page_without_script
    page.goto("/interventies/")
    page.locator("summary", has_text="Thema").click()
    page.get_by_role("checkbox", name="Jonge kind", exact=True).check()
    page.get_by_role("button", name="Toon resultaten").click()

    expect(page.get_by_role("status")).to_have_text("5 interventies gevonden")
    assert "thema=jonge-kind" in page.url


def test_print_leaves_out_what_one_cannot_click_on_paper(page: Page):
    page.goto("/interventies/group-chat/")
    page.emulate_media(media="print")

    for name in ("Hoofdmenu", "Kruimelpad", "Over deze site"):
        expect(page.get_by_role("navigation", name=name, include_hidden=True)).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_print_tells_where_it_came_from_and_opens_the_sources(page: Page):
    page.goto("/gebieden/delft-west/")
    page.emulate_media(media="print")

    expect(page.get_by_role("banner").get_by_text("/gebieden/delft-west/")).to_be_visible()
    expect(page.locator("details li").first).to_be_visible()
