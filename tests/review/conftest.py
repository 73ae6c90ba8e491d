"""A coordinator handed something in; the programme office looks at it."""

import pytest

from kansrijk.publishing.drafting import submit
from tests.factories import make_draft


@pytest.fixture
def proposal(story, coordinator):
    """Changes three fields."""
    revision = make_draft(
        story, by=coordinator, title="Ontdeklab op school", summary="Nu beter.", body="<p>Tweede.</p>"
    )
    submit(revision, by=coordinator)
    return revision
