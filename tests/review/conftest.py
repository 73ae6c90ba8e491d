"""A coordinator handed something in; the programme office looks at it."""

import pytest

from kansrijk.publishing.drafting import submit
from tests.review.steps import draft


@pytest.fixture
def proposal(story, coordinator):
    """Changes three fields."""
    revision = draft(
        story, by=coordinator, title="Ontdeklab op school", summary="Nu beter.", body="<p>Tweede.</p>"
    )
    submit(revision, by=coordinator)
    return revision
