"""A real browser before the real site: the production server chain, real static files, the seeds as content."""

import fcntl
import importlib
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.content import Table, load_seeds, put_back
from tests.browser.guard import Guard

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def chromium(django_db_setup):
    """One browser for all tests in this folder; the others do not notice that it ever ran."""
    if not CHROMIUM.exists():
        reason = f"No {CHROMIUM}: as root, apt-get install chromium."
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright leaves its event loop marked as running in this thread, and Django then refuses every
        # query. No query of ours runs inside that loop, so the refusal may be switched off as long as it lasts.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        # A busy machine is slow, which is not what these tests are about.
        expect.set_options(timeout=15_000)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def static_files():
    """Collected once a run, whichever worker comes first."""
    with (Path(settings.LOCAL_DIR) / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not any(Path(settings.STATIC_ROOT).iterdir()):
            call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session")
def server(django_db_setup, static_files):
    """The address of the WSGI application that production runs, on a free port of this machine."""
    # Anew, because a test that loaded it before there were static files would have it remember none.
    wsgi = importlib.reload(importlib.import_module("kansrijk.wsgi"))
    thread = LiveServerThread("127.0.0.1", static_handler=lambda _handler: wsgi.application)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://{thread.host}:{thread.port}"
    thread.terminate()


@pytest.fixture(scope="session")
def seeds(django_db_setup, django_db_blocker) -> list[Table]:
    with django_db_blocker.unblock():
        return load_seeds()


@pytest.fixture(autouse=True)
def site(server: str, seeds: list[Table], transactional_db, roles) -> str:
    """The address of a site that holds the real content; each test gets it fresh, before it adds its own."""
    put_back(seeds)
    return server


@pytest.fixture
def page(chromium: Browser, site: str):
    """A tab whose addresses are relative to the site; ends in a failure when anything went wrong in it."""
    with chromium.new_context(base_url=site, locale="nl-NL") as context:
        tab: Page = context.new_page()
        tab.set_default_timeout(20_000)
        guard = Guard(tab, site)
        yield tab
    if guard.findings:
        pytest.fail("\n".join(guard.findings), pytrace=False)
