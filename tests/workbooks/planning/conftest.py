"""Two stories of Zaandam Oost, and two coordinators of whom one works elsewhere."""

import pytest

from kansrijk.accounts.models import COORDINATOR
from tests.factories import live, make_account, make_area, make_intervention, make_theme


@pytest.fixture
def area():
    return make_area(name="Zaandam Oost", code="ZAA")


@pytest.fixture
def coordinator(area):
    return make_account("fatma", role=COORDINATOR, areas=[area])


@pytest.fixture
def coordinator_elsewhere():
    return make_account("joris", role=COORDINATOR, areas=[make_area(name="Schiedam", code="SCH")])


@pytest.fixture
def story(area):
    """ZAA-001, with two key figures."""
    story = make_intervention(title="Het ontdeklab", area=area, themes=[make_theme(name="Gezondheid")])
    story.key_figures.create(value="9.500", label="leerlingen", position=1)
    story.key_figures.create(value="12", label="scholen", position=2)
    return live(story)


@pytest.fixture
def other_story(area):
    """ZAA-002."""
    return make_intervention(title="De kookclub", area=area)
