"""The cast everyone remembers: a visitor, an editor of the office, a coordinator of Zaandam, one of Schiedam.

And the story that most of their work is about. The first four are browsers; `office` and `coordinator` are people.
"""

import pytest
from django.apps import apps
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from areas.models import Area
from interventions.models import Intervention
from kansrijk.accounts.models import COORDINATOR, OFFICE, User
from kansrijk.accounts.roles import grant_roles
from kansrijk.workbooks.jobs import running
from tests.factories import make_account, make_area, make_intervention

# How long an example takes says more about what else the machine does than about us.
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
hypothesis_settings.register_profile("ordinary", **PATIENT)
hypothesis_settings.register_profile("faults", max_examples=400, **PATIENT)
hypothesis_settings.load_profile("ordinary")


@pytest.fixture(autouse=True)
def patience(monkeypatch) -> None:
    """Two seconds may be short where eight test runs share two processors."""
    monkeypatch.setattr(running, "PATIENCE_SECONDS", 120.0)


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def roles(db) -> None:
    """A test that really commits leaves an empty database behind, so the migration's groups may be gone."""
    grant_roles(apps)


@pytest.fixture
def zaandam(db) -> Area:
    return make_area(name="Zaandam", slug="zaandam", code="ZAA")


@pytest.fixture
def schiedam(db) -> Area:
    return make_area(name="Schiedam", slug="schiedam", code="SCH")


@pytest.fixture
def visitor(db) -> Client:
    return Client()


@pytest.fixture
def editor(roles) -> Client:
    return logged_in(make_account("esra", role=OFFICE, first_name="Esra"))


@pytest.fixture
def coordinator_of_zaandam(roles, zaandam) -> Client:
    return logged_in(make_account("zoe", role=COORDINATOR, areas=[zaandam], first_name="Zoë"))


@pytest.fixture
def coordinator_of_schiedam(roles, schiedam) -> Client:
    return logged_in(make_account("sam", role=COORDINATOR, areas=[schiedam], first_name="Sam"))


@pytest.fixture
def superuser(roles) -> Client:
    return logged_in(User.objects.create_superuser("root", password="heel-lang-wachtwoord"))


@pytest.fixture
def office(editor) -> User:
    return editor.user


@pytest.fixture
def coordinator(coordinator_of_zaandam) -> User:
    return coordinator_of_zaandam.user


@pytest.fixture
def story(zaandam) -> Intervention:
    return make_intervention(title="Ontdeklab", area=zaandam, summary="Eerst.", body="<p>Eerst.</p>")
