"""History and drafts name themes and areas by the address they had then; that goes on working."""

from datetime import timedelta

import pytest
from django.utils import timezone

from interventions.models import Intervention
from kansrijk.publishing.change_sets import collect, publish_change_set
from kansrijk.publishing.drafting import restore_revision
from kansrijk.publishing.due import publish_due
from kansrijk.publishing.models import ChangeSet, Event, Revision, RevisionState
from kansrijk.publishing.publication import publish, schedule
from tests.factories import make_area, make_draft, make_intervention, make_theme


@pytest.fixture
def area(db):
    return make_area(name="Zaandam", introduction="<p>x</p>")


@pytest.fixture
def story(area):
    return make_intervention(title="Ontdeklab", area=area, body="<p>Eerst.</p>")


def test_release_gives_an_area_another_address_and_changes_its_story(area, story):
    release = ChangeSet.objects.create(name="Start")
    collect(release, [make_draft(area, slug="zaandam-oost"), make_draft(story, summary="Nieuw.")], by=None)

    publish_change_set(release, by=None)

    story = Intervention.objects.get(pk=story.pk)
    assert (story.area.slug, story.summary) == ("zaandam-oost", "Nieuw.")


def test_older_version_is_restored_although_its_area_has_another_address(area, story):
    first = story.live_revision
    publish([make_draft(story, summary="Nieuw.")], by=None)
    publish([make_draft(area, slug="zaandam-oost")], by=None)

    story.refresh_from_db()

    publish([restore_revision(story, first, by=None)], by=None)

    assert Intervention.objects.get(pk=story.pk).summary == "Bewoners helpen elkaar."


def test_page_of_a_day_shows_although_its_area_has_another_address(visitor, area, story):
    publish([make_draft(area, slug="zaandam-oost")], by=None)

    response = visitor.get(f"/interventies/ontdeklab/?op={timezone.localdate():%Y-%m-%d}")

    assert response.status_code == 200


def test_plan_that_names_a_theme_that_was_deleted_does_not_take_the_site_down(visitor, story):
    gone = make_theme(name="Weg")
    revision = make_draft(story, themes=["weg"])
    schedule(revision, timezone.now() + timedelta(hours=1), by=None)
    gone.delete()

    assert publish_due(timezone.now() + timedelta(hours=2)) == 0

    assert Revision.objects.get(pk=revision.pk).state == RevisionState.DRAFT
    assert "‘weg’ bestaat niet meer" in Event.objects.first().reason
