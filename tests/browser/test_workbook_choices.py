"""What a coordinator chose on the page of a plan is still chosen after looking elsewhere, with and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from interventions.models import Intervention
from kansrijk.accounts.models import COORDINATOR, OFFICE
from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.snapshots import snapshot_of
from tests.browser.steps import assert_accessible, log_in
from tests.factories import make_account
from tests.workbooks.round_trip import downloaded, page_of, put, taken_in


@pytest.fixture
def coordinator(site):
    area = Intervention.objects.filter(area__slug="zaandam-oost").first().area
    return make_account("zoe", role=COORDINATOR, areas=[area], first_name="Zoë")


@pytest.fixture
def upload(coordinator, client):
    """Of the first story the summary in conflict, of the second a new title."""
    first, second = Intervention.objects.filter(area__slug="zaandam-oost").order_by("code")[:2]
    client.force_login(coordinator)
    file = downloaded(client)
    put(file, first.code, "Samenvatting", "Zo zegt de coördinator het.")
    put(file, second.code, "Titel", "Buiten leren")
    content = {**snapshot_of(first), "summary": "Zo zegt de redactie het."}
    save_draft(first, content, by=make_account("esra", role=OFFICE))
    return taken_in(client, file)


def choose_file(page: Page, upload) -> None:
    page.goto(page_of(upload))
    page.get_by_label("Neem uw bestand").check()


def test_choice_survives_search_with_enter_and_the_parts_without_javascript(
    chromium, site, coordinator, upload
):
    with chromium.new_context(base_url=site, locale="nl-NL", java_script_enabled=False) as context:
        page = context.new_page()
        log_in(page, as_=coordinator)
        choose_file(page, upload)

        page.get_by_label("Zoek").fill("buiten leren")
        page.get_by_label("Zoek").press("Enter")
        expect(page.get_by_label("Neem uw bestand")).to_have_count(0)
        page.get_by_role("button", name="Toon alles").click()
        expect(page.get_by_label("Neem uw bestand")).to_be_checked()
        page.get_by_role("button", name="Gewijzigd 1", exact=True).click()
        expect(page.get_by_label("Neem uw bestand")).to_have_count(0)
        page.get_by_role("button", name="Dubbel gewijzigd").click()
        expect(page.get_by_label("Neem uw bestand")).to_be_checked()


def test_choice_survives_a_link_to_another_page(page, coordinator, upload):
    log_in(page, as_=coordinator)
    choose_file(page, upload)

    page.get_by_role("link", name="Overzicht").first.click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(upload.file_name)
    for _attempt in range(50):
        page.wait_for_timeout(100)
        upload.refresh_from_db()
        if upload.choices:
            break
    page.goto(page_of(upload))

    expect(page.get_by_label("Neem uw bestand")).to_be_checked()


@pytest.mark.frontend
def test_parts_of_a_plan_are_accessible_at_every_width(page, coordinator, upload):
    log_in(page, as_=coordinator)
    page.goto(page_of(upload))

    for width in (1280, 375, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert_accessible(page)
