"""What was decided stays decided: by an account that is still open, and about what nobody touched since."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kansrijk.publishing.change_sets import collect, publish_change_set, schedule_change_set
from kansrijk.publishing.due import publish_due
from kansrijk.publishing.models import ChangeSet, Event, RecordState, RevisionState, SiteState, Verb
from kansrijk.publishing.publication import publish
from kansrijk.publishing.refusals import NotAllowed
from kansrijk.publishing.undoing import undo
from tests.factories import make_draft, make_intervention


@pytest.fixture
def release(office):
    return ChangeSet.objects.create(name="Start", author=office)


def test_account_that_was_closed_publishes_nothing(story, office):
    draft = make_draft(story, summary="Nieuw.", by=office)
    office.is_active = False
    office.save()

    with pytest.raises(NotAllowed):
        publish([draft], by=office)

    story.refresh_from_db()
    assert story.summary == "Eerst."


def test_release_that_could_not_be_published_is_planned_no_more(release, story, office):
    draft = make_draft(story, summary="Straks.", by=office)
    collect(release, [draft], by=office)
    schedule_change_set(release, timezone.now() + timedelta(hours=1), by=office)
    publish([make_draft(story, summary="Haast.", by=office)], by=office)

    assert publish_due(timezone.now() + timedelta(hours=2)) == 0

    draft.refresh_from_db()
    release.refresh_from_db()
    assert (draft.state, draft.publish_at, release.publish_at) == (RevisionState.DRAFT, None, None)
    assert SiteState.next_due() is None
    assert "Kon niet gepubliceerd worden." in Event.objects.filter(verb=Verb.UNSCHEDULE).first().reason
    story.refresh_from_db()
    assert story.summary == "Haast."


def test_undo_leaves_on_the_site_what_came_with_the_release_and_was_edited_since(release, zaandam, office):
    new = make_intervention(title="Moestuin", area=zaandam, body="<p>x</p>", is_live=False)
    collect(release, [make_draft(new, by=office)], by=office)
    publish_change_set(release, by=office)
    new.refresh_from_db()
    publish([make_draft(new, summary="Bijgewerkt.", by=office)], by=office)

    report = undo(release, by=office)

    new.refresh_from_db()
    assert (new.state, new.summary) == (RecordState.LIVE, "Bijgewerkt.")
    assert [line.reason for line in report.kept] == ["Dit kwam nieuw op de site en is daarna bewerkt."]
    assert not report.reverted
