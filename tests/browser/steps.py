"""What journeys have in common: logging in, and asking axe what it thinks of a page."""

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe()


def log_in(page: Page, as_) -> None:
    """Hands the tab a session of user `as_`; the log-in form itself has a test of its own."""
    client = Client()
    client.force_login(as_)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "domain": "127.0.0.1", "path": "/", "httpOnly": True}]
    )


def assert_accessible(page: Page, *, except_for: tuple[str, ...] = ()) -> None:
    """No axe violation of WCAG 2.0 to 2.2 level A and AA or of its best practices, but for the rules named."""
    # The editor gets its name a moment after it appears; axe would look too soon on a busy machine.
    expect(page.locator(".ProseMirror:not([aria-label])")).to_have_count(0)
    options = {
        "resultTypes": ["violations"],
        # Otherwise axe itself fetches style sheets and writes inline styles, which Guard takes for ours.
        "preload": False,
        "runOnly": {"type": "tag", "values": RULES},
        "rules": {rule: {"enabled": False} for rule in except_for},
    }
    violations = AXE.run(page, options=options).response["violations"]
    report = [
        f"{violation['id']}: {violation['help']}\n    {' '.join(map(str, node['target']))}\n    {node['html']}"
        for violation in violations
        for node in violation["nodes"]
    ]
    assert not report, "\n".join([f"axe on {page.url}", *report])
