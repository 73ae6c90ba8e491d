"""A coordinator handed something in; the programme office looks at it."""

import pytest

from kansrijk.publishing.drafting import submit
from tests.factories import make_intervention
from tests.review.steps import draft


@pytest.fixture
def office(editor):
    return editor.user


@pytest.fixture
def coordinator(coordinator_of_zaandam):
    return coordinator_of_zaandam.user


@pytest.fixture
def story(zaandam):
    return make_intervention(title="Ontdeklab", area=zaandam, summary="Eerst.", body="<p>Eerst.</p>")


@pytest.fixture
def proposal(story, coordinator):
    """Changes three fields."""
    revision = draft(
        story, by=coordinator, title="Ontdeklab op school", summary="Nu beter.", body="<p>Tweede.</p>"
    )
    submit(revision, by=coordinator)
    return revision
