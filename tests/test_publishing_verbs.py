"""What each verb does to the site, to history and to the work of others."""

from datetime import timedelta

import pytest
from django.utils import timezone

from interventions.models import Intervention
from kansrijk.publishing.change_sets import collect, publish_change_set, submit_change_set
from kansrijk.publishing.drafting import newest_open, restore_revision, send_back, submit
from kansrijk.publishing.due import publish_due
from kansrijk.publishing.models import ChangeSet, Event, RecordState, Revision, RevisionState, SiteState, Verb
from kansrijk.publishing.publication import adopt, publish, schedule
from kansrijk.publishing.refusals import HasConflicts, NotAllowed, NotReady, WrongState
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.taking_down import remove, restore, withdraw
from kansrijk.publishing.undoing import undo
from kansrijk.publishing.verifying import problems
from tests.factories import make_draft, make_intervention
from tests.moments import at
from tests.pages import read


def test_draft_is_not_on_the_site_until_it_is_published(visitor, story, office):
    before = SiteState.current_version()
    revision = make_draft(story, by=office, summary="Nieuw.")
    assert "Nieuw." not in read(visitor.get("/interventies/ontdeklab/")).text

    publish([revision], by=office, reason="Klopt")

    assert "Nieuw." in read(visitor.get("/interventies/ontdeklab/")).text
    assert SiteState.current_version() == before + 1
    story.refresh_from_db()
    assert story.live_revision == revision
    event = Event.objects.first()
    assert (event.verb, event.by, event.reason, event.title) == (Verb.PUBLISH, office, "Klopt", "Ontdeklab")


def test_coordinator_cannot_hand_in_a_release_with_work_of_another_area(story, coordinator, office, schiedam):
    elsewhere = make_intervention(title="Elders", area=schiedam)
    release = ChangeSet.objects.create(name="Start")
    collect(release, [make_draft(one, by=office, summary="Nieuw.") for one in (story, elsewhere)], by=office)

    with pytest.raises(NotAllowed):
        submit_change_set(release, by=coordinator)

    assert {revision.state for revision in release.revisions.all()} == {RevisionState.DRAFT}


def test_coordinator_drafts_and_submits_but_does_not_publish(story, coordinator):
    revision = make_draft(story, by=coordinator, summary="Voorstel.")
    submit(revision, by=coordinator)

    with pytest.raises(NotAllowed):
        publish([revision], by=coordinator)

    assert Revision.objects.get(pk=revision.pk).state == RevisionState.SUBMITTED


def test_coordinator_cannot_draft_in_another_area(coordinator, schiedam):
    foreign = make_intervention(area=schiedam)

    with pytest.raises(NotAllowed):
        make_draft(foreign, by=coordinator, summary="Voorstel.")


def test_office_sends_a_proposal_back_with_a_remark(story, coordinator, office):
    revision = make_draft(story, by=coordinator, summary="Voorstel.")
    submit(revision, by=coordinator)

    send_back(revision, by=office, remark="Noem ook de school.")

    assert revision.state == RevisionState.DRAFT
    assert revision.remarks.get().text == "Noem ook de school."


def test_incomplete_draft_is_kept_but_not_published(story, office):
    revision = make_draft(story, by=office, summary="", themes=[])

    with pytest.raises(NotReady) as refused:
        publish([revision], by=office)

    assert [finding.field for finding in refused.value.findings["Ontdeklab"]] == ["themes", "summary"]
    assert Intervention.objects.get(pk=story.pk).summary == "Eerst."


def test_proposal_keeps_what_the_office_changed_meanwhile(story, coordinator, office):
    proposal = make_draft(story, by=coordinator, summary="Van de coördinator.")
    publish([make_draft(story, by=office, title="Ontdeklab op school")], by=office)

    publish([proposal], by=office)

    story.refresh_from_db()
    assert (story.title, story.summary) == ("Ontdeklab op school", "Van de coördinator.")


def test_proposal_for_a_field_that_changed_meanwhile_asks_who_wins(story, coordinator, office):
    proposal = make_draft(story, by=coordinator, summary="Van de coördinator.")
    publish([make_draft(story, by=office, summary="Van de redactie.")], by=office)

    with pytest.raises(HasConflicts) as refused:
        publish([proposal], by=office)
    conflict = refused.value.conflicts[proposal.pk][0]
    assert (conflict.base, conflict.theirs, conflict.mine) == (
        "Eerst.",
        "Van de redactie.",
        "Van de coördinator.",
    )

    publish([proposal], by=office, keep_mine={proposal.pk: ["summary"]})
    assert Intervention.objects.get(pk=story.pk).summary == "Van de coördinator."


def test_office_accepts_only_some_fields(story, coordinator, office):
    proposal = make_draft(story, by=coordinator, title="Andere titel", summary="Betere samenvatting.")

    publish([proposal], by=office, accepted={proposal.pk: ["summary"]})

    story.refresh_from_db()
    assert (story.title, story.summary) == ("Ontdeklab", "Betere samenvatting.")


def test_nothing_is_published_twice(story, office):
    revision = make_draft(story, by=office, summary="Nieuw.")
    publish([revision], by=office)

    with pytest.raises(WrongState):
        publish([revision], by=office)


@pytest.mark.parametrize("last_step", ["publish", "adopt"])
def test_what_is_published_last_counts_as_last_also_after_a_server_whose_clock_is_ahead(
    story, office, last_step
):
    ahead = timezone.now() + timedelta(hours=1)
    with at(ahead):
        publish([make_draft(story, by=office, summary="Op de server die voorloopt.")], by=office)
    story.refresh_from_db()

    if last_step == "publish":
        publish([make_draft(story, by=office, summary="Daarna.")], by=office)
    else:
        Intervention.objects.filter(pk=story.pk).update(summary="Daarna.")
        adopt([story], by=office, reason="Daarna")

    story.refresh_from_db()
    assert story.live_revision.content["summary"] == "Daarna."
    assert Revision.objects.of(story).as_of(ahead + timedelta(minutes=1)).first() == story.live_revision
    assert list(problems()) == []


def test_undo_counts_as_later_than_a_publication_by_a_server_whose_clock_is_ahead(story, office):
    release = ChangeSet.objects.create(name="Vooruit")
    collect(release, [make_draft(story, by=office, summary="Even.")], by=office)
    with at(timezone.now() + timedelta(hours=1)):
        publish_change_set(release, by=office)

    undo(release, by=office)

    release.refresh_from_db()
    assert release.undone_at >= release.published_at
    assert list(problems()) == []


def test_withdrawn_page_stays_readable_with_its_notice_but_leaves_the_lists(visitor, story, office):
    withdraw(story, by=office, notice="Dit project is gestopt.")

    page = visitor.get("/interventies/ontdeklab/")
    assert page.status_code == 200
    assert "Dit project is gestopt." in read(page).text
    assert "Ontdeklab" not in read(visitor.get("/interventies/")).text
    assert "ontdeklab" not in visitor.get("/sitemap.xml").content.decode()


def test_removed_page_answers_410_and_can_come_back(visitor, story, office):
    remove(story, by=office, reason="Dubbel")
    gone = visitor.get("/interventies/ontdeklab/")

    restore(story, by=office)

    assert gone.status_code == 410
    assert "Ontdeklab" in read(gone).text
    assert visitor.get("/interventies/ontdeklab/").status_code == 200


def test_deliberate_change_of_address_redirects_also_in_a_chain(visitor, story, office):
    for slug in ("tweede", "derde"):
        publish([make_draft(story, by=office, slug=slug)], by=office)
        story.refresh_from_db()

    for old in ("ontdeklab", "tweede"):
        response = visitor.get(f"/interventies/{old}/?a=b")
        assert (response.status_code, response["Location"]) == (301, "/interventies/derde/?a=b")


def test_planned_publication_happens_once_on_the_first_look_after_the_moment(story, office):
    revision = make_draft(story, by=office, summary="Straks.")
    schedule(revision, timezone.now() + timedelta(hours=1), by=office)

    assert publish_due() == 0
    assert publish_due(timezone.now() + timedelta(hours=2)) == 1
    assert publish_due(timezone.now() + timedelta(hours=2)) == 0

    assert Intervention.objects.get(pk=story.pk).summary == "Straks."


def test_change_set_is_published_and_undone_as_one(story, office, zaandam):
    other = make_intervention(title="Leerorkest", area=zaandam, body="<p>Muziek.</p>")
    before = (snapshot_of(story), snapshot_of(other))
    release = ChangeSet.objects.create(name="Start 2026", author=office)
    drafts = [
        make_draft(story, by=office, summary="Nieuw."),
        make_draft(other, by=office, title="Leerorkest op school"),
    ]
    collect(release, drafts, by=office)

    publish_change_set(release, by=office)
    report = undo(release, by=office)

    assert (snapshot_of(story), snapshot_of(other)) == before
    assert len(report.reverted) == 2
    assert Revision.objects.of(story).published().count() == 3


def test_undo_keeps_what_was_edited_since_and_says_so(story, office):
    release = ChangeSet.objects.create(name="Start 2026", author=office)
    collect(release, [make_draft(story, by=office, title="Nieuwe titel", summary="Nieuw.")], by=office)
    publish_change_set(release, by=office)
    story.refresh_from_db()
    publish([make_draft(story, by=office, summary="Nog nieuwer.")], by=office)

    report = undo(release, by=office)

    story.refresh_from_db()
    assert (story.title, story.summary) == ("Ontdeklab", "Nog nieuwer.")
    assert [line.reason for line in report.kept] == ["Later bewerkt: samenvatting."]


def test_undo_takes_a_first_publication_off_the_site(visitor, office, zaandam):
    new = make_intervention(title="Gloednieuw", area=zaandam, is_live=False, body="<p>Ja.</p>")
    release = ChangeSet.objects.create(name="Nieuw", author=office)
    collect(release, [make_draft(new, by=office)], by=office)
    publish_change_set(release, by=office)
    assert visitor.get("/interventies/gloednieuw/").status_code == 200

    undo(release, by=office)

    assert visitor.get("/interventies/gloednieuw/").status_code == 404
    assert Intervention.objects.get(pk=new.pk).state == RecordState.NEW


def test_older_version_comes_back_as_a_new_draft(story, office):
    first = story.live_revision
    publish([make_draft(story, by=office, summary="Nieuw.")], by=office)
    story.refresh_from_db()

    restored = restore_revision(story, first, by=office)

    assert newest_open(story) == restored
    assert restored.content == first.content
    assert Intervention.objects.get(pk=story.pk).summary == "Nieuw."


def test_nobody_goes_on_with_what_was_removed(story, office, coordinator):
    remove(story, by=office, reason="Dubbel")

    with pytest.raises(WrongState, match="weggehaald"):
        make_draft(story, by=coordinator, summary="Nieuw.")
    assert newest_open(story) is None
