"""A coordinator reads on its first page what became of its proposals."""

from kansrijk.publishing.drafting import newest_open, save_draft, send_back, submit
from kansrijk.publishing.models import Remark
from kansrijk.publishing.own_work import SHOWN_OPEN
from kansrijk.publishing.reviewing import accept
from tests.factories import make_draft, make_intervention
from tests.pages import read
from tests.review.steps import compare_url, queries


def test_coordinator_sees_the_state_and_remarks_of_its_proposals(
    coordinator_of_zaandam, proposal, office, zaandam
):
    coordinator = coordinator_of_zaandam.user
    send_back(proposal, by=office, remark="Noem de school.")
    live = make_draft(
        make_intervention(title="Leerorkest", area=zaandam, body="<p>Ja.</p>"), by=coordinator, summary="N."
    )
    submit(live, by=coordinator)
    accept(live, by=office, accepted=["summary"])

    page = read(coordinator_of_zaandam.get("/admin/"))

    assert "Uw voorstellen" in page.heading(2)
    assert "Ontdeklab Teruggestuurd" in page.text
    assert "Noem de school." in page.text
    assert "Leerorkest Gepubliceerd" in page.text


def test_remark_stays_in_sight_when_the_author_works_on(coordinator_of_zaandam, proposal, story, office):
    send_back(proposal, by=office, remark="Noem de school.")
    save_draft(story, proposal.content, by=coordinator_of_zaandam.user, replaces=newest_open(story))

    assert "Noem de school." in read(coordinator_of_zaandam.get("/admin/")).text


def test_work_that_came_back_stands_first_however_much_is_open(
    coordinator_of_zaandam, proposal, zaandam, office
):
    send_back(proposal, by=office, remark="Noem de school.")
    for number in range(SHOWN_OPEN):
        make_draft(
            make_intervention(title=f"V {number}", area=zaandam), by=coordinator_of_zaandam.user, summary="N."
        )

    work = coordinator_of_zaandam.get("/admin/").context["own_work"]

    assert (work[0].title, work[0].state) == ("Ontdeklab", "Teruggestuurd")


def test_draft_leads_to_its_form_and_a_proposal_to_what_it_changes(coordinator_of_zaandam, proposal, office):
    def url():
        return coordinator_of_zaandam.get("/admin/").context["own_work"][0].url

    handed_in = url()
    send_back(proposal, by=office, remark="Noem de school.")

    assert handed_in == compare_url(proposal)
    assert url() == f"/admin/interventions/intervention/{proposal.object_id}/change/"


def test_what_the_author_noted_itself_is_not_sent_back(coordinator_of_zaandam, story):
    coordinator = coordinator_of_zaandam.user
    revision = make_draft(story, by=coordinator, title="Anders")
    Remark.objects.create(revision=revision, by=coordinator, text="Samengevoegd.")

    assert "Ontdeklab Concept" in read(coordinator_of_zaandam.get("/admin/")).text


def test_first_page_shows_no_proposals_of_others(coordinator_of_schiedam, editor, proposal):
    for client in (coordinator_of_schiedam, editor):
        assert "Uw voorstellen" not in read(client.get("/admin/")).text


def test_proposals_of_a_coordinator_take_a_fixed_number_of_queries(coordinator_of_zaandam, proposal, zaandam):
    coordinator = coordinator_of_zaandam.user
    for_one = queries(coordinator_of_zaandam, "/admin/")
    for number in range(9):
        make_draft(make_intervention(title=f"V {number}", area=zaandam), by=coordinator, summary="N.")

    assert queries(coordinator_of_zaandam, "/admin/") == for_one
