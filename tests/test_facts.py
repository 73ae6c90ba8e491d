"""No fact of the source is lost: each stands, word for word, on the page where a visitor expects it."""

import tomllib
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings

from tests.environment import ROOT
from tests.pages import read

FACTS = tomllib.loads((ROOT / "tests/facts.toml").read_text(encoding="utf-8"))["feit"]
PLAIN_STATIC = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


def squeezed(text):
    """Without white space: a bold word or a table cell in the middle does not hide a fact."""
    return "".join(text.split())


def visible_text(client, path):
    response = client.get(path)
    return squeezed(read(response).text) if response.status_code == 200 else f"status {response.status_code}"


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """What a visitor sees on every page that is named, by path; the seeds are loaded for this alone."""
    client = Client(raise_request_exception=False)
    with django_db_blocker.unblock(), override_settings(STORAGES=PLAIN_STATIC), transaction.atomic():
        call_command("seed", stdout=StringIO())
        texts = {path: visible_text(client, path) for path in sorted({fact["pagina"] for fact in FACTS})}
        transaction.set_rollback(True)
    return texts


def test_list_of_facts_is_long_enough_and_names_none_twice():
    assert len({(fact["pagina"], fact["tekst"]) for fact in FACTS}) == len(FACTS) >= 120


@pytest.mark.django_db  # pytest-django makes the database for tests that say so
@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact['bron']} {fact['pagina']} {fact['tekst']}")
def test_fact_stands_on_its_page(pages, fact):
    assert squeezed(fact["tekst"]) in pages[fact["pagina"]]
