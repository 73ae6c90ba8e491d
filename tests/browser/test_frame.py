"""The browser frame itself, and the one page everybody who works here begins with."""

import pytest
from django.contrib.auth import get_user_model

from tests.browser.guard import Guard
from tests.browser.steps import assert_accessible, log_in


@pytest.mark.frontend
def test_log_in_page_is_accessible(page):
    page.goto("/admin/login/")

    assert_accessible(page)


def test_log_in_form_leads_to_the_desk(page):
    get_user_model().objects.create_superuser("axe", password="geheim-genoeg")
    page.goto("/admin/")

    page.get_by_label("Gebruikersnaam").fill("axe")
    page.get_by_label("Wachtwoord").fill("geheim-genoeg")
    page.get_by_role("button", name="Inloggen").click()

    assert page.locator("#logout-form").count() == 1


def test_log_in_hands_the_tab_a_session(page):
    user = get_user_model().objects.create_superuser("axe", password="x")

    log_in(page, as_=user)
    page.goto("/admin/")

    assert page.locator("#logout-form").count() == 1


def test_axe_violation_is_reported_with_rule_and_element(page):
    page.set_content("<html lang=nl><title>t</title><main><h1>t</h1><img src='data:,' class=stil></main>")

    with pytest.raises(AssertionError, match=r"image-alt(.|\n)*class=\"stil\""):
        assert_accessible(page)


def test_guard_reports_script_errors_and_other_hosts(chromium, site):
    with chromium.new_context() as context:
        tab = context.new_page()
        guard = Guard(tab, site)

        tab.goto(f"{site}/admin/login/")
        tab.evaluate("setTimeout(() => { throw new Error('stuk') })")
        tab.evaluate("fetch('http://elders.example/').catch(() => 0)")

    assert any("stuk" in finding for finding in guard.findings)
    assert any("elders.example" in finding for finding in guard.findings)
