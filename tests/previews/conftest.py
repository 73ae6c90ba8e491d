"""A draft that only some may see."""

import pytest

from tests.factories import make_draft


@pytest.fixture
def draft(story, editor):
    return make_draft(story, summary="Straks.", by=editor.user)
