"""What a planned release publishes: what the office planned, and nothing that came into it afterwards."""

from datetime import timedelta

import pytest
from django.utils import timezone

from interventions.models import Intervention
from kansrijk.publishing.bulk_drafting import drop_drafts
from kansrijk.publishing.change_sets import collect, schedule_change_set
from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.due import publish_due
from kansrijk.publishing.models import ChangeSet, Revision, RevisionState
from kansrijk.publishing.publication import schedule
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.verifying import problems
from tests.factories import make_intervention
from tests.pages import read

SOON = timedelta(hours=1)
LATER = timedelta(hours=2)


@pytest.fixture
def planned(zaandam):
    """A planned release of two stories: (release, their drafts)."""
    stories = [make_intervention(title=title, area=zaandam, body="<p>x</p>") for title in ("Een", "Twee")]
    drafts = [save_draft(story, {**snapshot_of(story), "summary": "Gepland."}, by=None) for story in stories]
    release = ChangeSet.objects.create(name="Start")
    collect(release, drafts, by=None)
    schedule_change_set(release, timezone.now() + SOON, by=None)
    return release, drafts


def summary_of(draft) -> str:
    return Intervention.objects.get(pk=draft.object_id).summary


def test_later_draft_of_a_planned_version_does_not_go_live_with_the_release(planned, coordinator_of_zaandam):
    _, (first, second) = planned
    later = save_draft(
        Intervention.objects.get(pk=first.object_id),
        {**first.content, "summary": "Niemand keek hiernaar."},
        by=coordinator_of_zaandam.user,
        replaces=Revision.objects.get(pk=first.pk),
    )

    assert publish_due(timezone.now() + LATER) == 2

    assert summary_of(first) == summary_of(second) == "Gepland."
    later.refresh_from_db()
    assert (later.state, later.change_set) == (RevisionState.DRAFT, None)
    assert list(problems()) == []


def test_version_that_was_planned_for_another_moment_keeps_that_moment(planned):
    _, (first, _) = planned
    schedule(Revision.objects.get(pk=first.pk), timezone.now() + 2 * LATER, by=None)

    assert publish_due(timezone.now() + LATER) == 1
    assert summary_of(first) == "Bewoners helpen elkaar."

    assert publish_due(timezone.now() + 3 * LATER) == 1
    assert summary_of(first) == "Gepland."
    assert list(problems()) == []


def test_release_of_which_all_lapsed_says_so_in_the_list(editor):
    lapsed = ChangeSet.objects.create(name="Van een bestand")
    ChangeSet.objects.create(name="Nog leeg")
    story = make_intervention()
    save_draft(story, {**snapshot_of(story), "title": "Anders"}, by=editor.user, change_set=lapsed)
    drop_drafts(lapsed, by=editor.user)

    page = read(editor.get("/admin/publishing/changeset/")).text

    assert (page.count("vervallen"), page.count("in voorbereiding")) == (1, 1)
