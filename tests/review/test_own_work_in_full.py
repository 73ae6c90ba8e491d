"""What became of somebody's own work, also after it was taken back, and also when it does not fit the first page."""

import pytest

from kansrijk.publishing.change_sets import collect, publish_change_set
from kansrijk.publishing.drafting import save_draft, submit
from kansrijk.publishing.models import ChangeSet
from kansrijk.publishing.own_work import SHOWN_OPEN
from kansrijk.publishing.publication import publish
from kansrijk.publishing.review.own import PAGE_SIZE
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.undoing import undo
from tests.factories import make_draft, make_intervention, make_quote
from tests.pages import read
from tests.review.steps import QUEUE, queries

OWN_WORK = "/admin/eigen-werk/"


def published_together(revisions, *, by):
    release = ChangeSet.objects.create(name="Start 2026")
    collect(release, revisions, by=by)
    publish_change_set(release, by=by)
    return release


def test_proposal_that_was_taken_back_is_not_called_published(coordinator_of_zaandam, proposal, office):
    release = published_together([proposal], by=office)
    assert "Gepubliceerd" in read(coordinator_of_zaandam.get("/admin/")).text

    undo(release, by=office)

    page = read(coordinator_of_zaandam.get("/admin/")).text
    assert "Ontdeklab Teruggedraaid op" in page
    assert "uur, gepubliceerd op" in page
    assert "Ontdeklab Gepubliceerd" not in page


def test_new_story_that_was_taken_back_is_not_called_published(coordinator_of_zaandam, zaandam, office):
    story = make_intervention(title="Nieuw", area=zaandam, body="<p>Ja.</p>", is_live=False)
    revision = make_draft(story, by=coordinator_of_zaandam.user)
    undo(published_together([revision], by=office), by=office)

    assert "Nieuw Teruggedraaid op" in read(coordinator_of_zaandam.get("/admin/")).text


def test_proposal_that_an_undo_kept_is_still_published(coordinator_of_zaandam, story, office):
    revision = make_draft(story, by=coordinator_of_zaandam.user, summary="Nu beter.")
    release = published_together([revision], by=office)
    story.refresh_from_db()
    publish([save_draft(story, {**snapshot_of(story), "summary": "Later."}, by=office)], by=office)

    undo(release, by=office)

    assert "Ontdeklab Gepubliceerd" in read(coordinator_of_zaandam.get("/admin/")).text


def test_undo_of_another_release_says_nothing_of_what_came_on_the_site_before(
    coordinator_of_zaandam, proposal, story, office
):
    publish([proposal], by=office)
    story.refresh_from_db()
    undo(published_together([make_draft(story, by=office, summary="Van de redactie.")], by=office), by=office)

    assert "Ontdeklab op school Gepubliceerd" in read(coordinator_of_zaandam.get("/admin/")).text


def test_first_page_says_how_much_more_there_is_and_leads_to_it(coordinator_of_zaandam, zaandam):
    for number in range(SHOWN_OPEN + 2):
        make_draft(
            make_intervention(title=f"V {number}", area=zaandam), by=coordinator_of_zaandam.user, summary="N."
        )

    first = read(coordinator_of_zaandam.get("/admin/"))
    everything = read(coordinator_of_zaandam.get(OWN_WORK))

    assert first.links[OWN_WORK] == "Bekijk alles: nog 2 andere"
    assert everything.heading(1) == ["Uw voorstellen"]
    assert all(f"V {number}" in everything.links.values() for number in range(SHOWN_OPEN + 2))


def test_first_page_leads_nowhere_when_it_shows_everything(coordinator_of_zaandam, proposal):
    assert OWN_WORK not in read(coordinator_of_zaandam.get("/admin/")).links


def test_all_own_work_comes_page_by_page(coordinator_of_zaandam, zaandam):
    for number in range(PAGE_SIZE + 1):
        make_draft(
            make_intervention(title=f"V {number}", area=zaandam), by=coordinator_of_zaandam.user, summary="N."
        )

    assert "?pagina=2" in read(coordinator_of_zaandam.get(OWN_WORK)).links
    assert [
        item.title for item in coordinator_of_zaandam.get(OWN_WORK, {"pagina": 2}).context["own_work"]
    ] == ["V 0"]


def test_own_work_is_nobody_elses(coordinator_of_schiedam, editor, proposal):
    for client in (coordinator_of_schiedam, editor):
        page = client.get(OWN_WORK)
        assert page.context["own_work"] == []
        assert "Er is nu niets." in read(page).text


def test_office_finds_only_what_it_did_not_finish(editor, story, zaandam, office):
    unfinished = make_draft(make_intervention(title="Later", area=zaandam), by=office, summary="N.")
    publish([make_draft(story, by=office, summary="Af.")], by=office)

    page = editor.get(OWN_WORK)

    assert [item.revision for item in page.context["own_work"]] == [unfinished]
    assert read(page).heading(1) == ["Uw concepten"]


def test_own_work_takes_as_many_queries_for_thirty_as_for_one(coordinator_of_zaandam, proposal, zaandam):
    for_one = queries(coordinator_of_zaandam, OWN_WORK)
    for number in range(29):
        make_draft(
            make_intervention(title=f"V {number}", area=zaandam), by=coordinator_of_zaandam.user, summary="N."
        )

    assert queries(coordinator_of_zaandam, OWN_WORK) == for_one


@pytest.mark.parametrize("client", ["visitor", "superuser"])
def test_own_work_is_for_who_has_work(request, client):
    answer = request.getfixturevalue(client).get(OWN_WORK)

    assert answer.status_code == (302 if client == "visitor" else 200)


def test_queue_is_filtered_by_kind(editor, proposal, office, zaandam):
    quote = make_draft(make_quote(area=zaandam, speaker="Sanne"), by=office, text="Anders.")
    area = make_draft(zaandam, by=office, municipality="Zaanstad")
    for revision in (quote, area):
        submit(revision, by=office)

    def found(**query):
        return [item.revision for item in editor.get(QUEUE, query).context["waiting"]]

    assert found(kind="interventions.intervention") == [proposal]
    assert found(kind="interventions.quote") == [quote]
    assert found(kind="areas.area") == [area]
    assert found(kind="accounts.user") == found() == [proposal, quote, area]
    page = read(editor.get(QUEUE, {"kind": "interventions.theme"}))
    assert "Er is geen voorstel dat bij dit filter past." in page.text
