"""Work on a record in the admin begins with a story on the site and one that was never published."""

import pytest

from tests.factories import make_intervention


@pytest.fixture
def new_story(zaandam):
    return make_intervention(title="Buurtkeuken", area=zaandam, is_live=False)
