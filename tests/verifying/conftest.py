"""A story that was published twice, the second time in a release."""

import pytest

from kansrijk.publishing.change_sets import collect, publish_change_set
from kansrijk.publishing.models import ChangeSet
from tests.factories import make_draft


@pytest.fixture
def release(story):
    release = ChangeSet.objects.create(name="Start")
    collect(release, [make_draft(story, summary="Nieuw.")], by=None)
    publish_change_set(release, by=None)
    story.refresh_from_db()
    return release
