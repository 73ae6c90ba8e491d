"""The programme office decides field by field, or sends it back."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from interventions.models import Intervention
from kansrijk.publishing.change_sets import collect
from kansrijk.publishing.drafting import newest_open, save_draft, send_back, submit
from kansrijk.publishing.models import ChangeSet, RecordState, Revision, RevisionState
from kansrijk.publishing.publication import publish, schedule
from kansrijk.publishing.refusals import HasConflicts, NotAllowed, WrongState
from kansrijk.publishing.reviewing import accept
from kansrijk.publishing.taking_down import withdraw
from tests.factories import make_draft, make_intervention
from tests.pages import read
from tests.review.steps import QUEUE, compare_url, content_of, press_publish, review_url


def test_only_the_office_reviews(visitor, coordinator_of_zaandam, coordinator_of_schiedam, proposal, story):
    for client, status in ((visitor, 302), (coordinator_of_zaandam, 403), (coordinator_of_schiedam, 403)):
        answers = [
            client.get(QUEUE),
            client.get(review_url(proposal)),
            client.post(review_url(proposal), {"action": "publiceren", "accepted": ["title"]}),
        ]
        assert [answer.status_code for answer in answers] == [status] * 3

    assert content_of(story)[0] == "Ontdeklab"


def test_verb_refuses_a_coordinator(proposal, coordinator):
    with pytest.raises(NotAllowed):
        accept(proposal, by=coordinator, accepted=["title"])


def test_every_box_ticked_publishes_everything(editor, visitor, proposal, story, office):
    answer = press_publish(editor, proposal)

    assert answer["Location"] == QUEUE
    assert content_of(story) == ("Ontdeklab op school", "Nu beter.", "<p>Tweede.</p>")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.published_by) == (RevisionState.PUBLISHED, office)


def test_only_accepted_fields_are_published_and_both_read_which_were_not(editor, proposal, story):
    answer = editor.post(
        review_url(proposal),
        {"action": "publiceren", "accepted": ["title", "body"], "remark": "Dank!"},
        follow=True,
    )

    assert content_of(story) == ("Ontdeklab op school", "Eerst.", "<p>Tweede.</p>")
    published = Revision.objects.of(story).published().first()
    assert published.remarks.get().text == "Niet overgenomen: Samenvatting.\nDank!"
    assert "Bezoekers zien het nu. Niet overgenomen: Samenvatting." in read(answer).text
    assert newest_open(story) is None


def test_no_button_publishes_a_field_whose_box_is_empty(editor, proposal, story):
    buttons = re.findall(r'name="action" value="(\w+)"', editor.get(review_url(proposal)).content.decode())

    for button in buttons:
        editor.post(review_url(proposal), {"action": button, "accepted": ["title"]})

    assert sorted(buttons) == ["publiceren", "terugsturen"]
    assert content_of(story) == ("Ontdeklab op school", "Eerst.", "<p>Eerst.</p>")


def test_nothing_accepted_publishes_nothing(editor, proposal, story):
    page = editor.post(review_url(proposal), {"action": "publiceren"})

    assert "U neemt niets over." in page.content.decode()
    assert content_of(story)[0] == "Ontdeklab"


@pytest.mark.parametrize("forged", ["bestaat_niet", "state", "live_revision", "period_in_words", "id"])
def test_accepting_a_field_that_the_proposal_does_not_change_is_refused(editor, proposal, story, forged):
    page = editor.post(review_url(proposal), {"action": "publiceren", "accepted": ["title", forged]})

    assert "Bekijk het opnieuw" in page.content.decode()
    assert content_of(story)[0] == "Ontdeklab"
    with pytest.raises(WrongState):
        accept(proposal, by=editor.user, accepted=["title", forged])


def test_unknown_button_does_nothing(editor, proposal, story):
    for data in ({}, {"action": "wissen"}):
        assert editor.post(review_url(proposal), data).status_code == 200

    assert Revision.objects.get(pk=proposal.pk).state == RevisionState.SUBMITTED


def test_sending_back_needs_a_remark(editor, proposal):
    page = editor.post(review_url(proposal), {"action": "terugsturen", "remark": "  "})
    assert "Schrijf erbij wat er moet veranderen." in page.content.decode()

    editor.post(review_url(proposal), {"action": "terugsturen", "remark": "Noem de school."})

    proposal.refresh_from_db()
    assert proposal.state == RevisionState.DRAFT
    assert proposal.remarks.get().text == "Noem de school."


def test_office_reads_its_earlier_remark_when_the_work_comes_again(
    editor, proposal, story, office, coordinator
):
    send_back(proposal, by=office, remark="Noem de school.")
    again = save_draft(
        story, {**proposal.content, "title": "De Brug"}, by=coordinator, replaces=newest_open(story)
    )
    submit(again, by=coordinator)

    assert "Noem de school." in read(editor.get(review_url(again))).text


def test_what_nobody_handed_in_is_published_only_with_a_reason(editor, story, office):
    revision = make_draft(story, by=office, title="Haast")

    page = press_publish(editor, revision)
    assert "zonder dat erom gevraagd is" in page.content.decode()
    press_publish(editor, revision, reason="De minister komt.")

    assert content_of(story)[0] == "Haast"
    assert revision.events.get(verb="gepubliceerd").reason == "De minister komt."
    with pytest.raises(WrongState):
        accept(make_draft(story, by=office, title="Weer"), by=office, accepted=["title"])


def test_incomplete_proposal_says_what_is_missing_and_stays(editor, story, coordinator):
    revision = make_draft(story, by=coordinator, summary="", themes=[])
    submit(revision, by=coordinator)

    page = read(press_publish(editor, revision))

    address = f"/admin/interventions/intervention/{story.pk}/change/"
    assert {f"{address}#id_summary", f"{address}#id_themes"} <= page.links.keys()
    assert Revision.objects.get(pk=revision.pk).state == RevisionState.SUBMITTED


def test_reference_that_is_gone_is_said_on_the_page(editor, story, coordinator):
    revision = make_draft(story, by=coordinator, themes=["bestaat-niet-meer"])
    submit(revision, by=coordinator)

    page = read(press_publish(editor, revision))

    assert "‘bestaat-niet-meer’ bestaat niet meer" in page.text


def test_address_that_is_taken_is_said_on_the_page(editor, story, coordinator, zaandam):
    make_intervention(title="Bezet", area=zaandam)
    revision = make_draft(story, by=coordinator, slug="bezet")
    submit(revision, by=coordinator)

    answer = press_publish(editor, revision)

    assert len(answer.context["problems"]) == 1
    assert "adres" in answer.context["problems"][0][0]
    assert Intervention.objects.get(pk=story.pk).slug == "ontdeklab"


def test_new_record_is_published_whole_or_not_at_all(editor, coordinator, zaandam):
    new = make_intervention(title="Nieuw", area=zaandam, is_live=False, body="<p>Ja.</p>")
    revision = make_draft(new, by=coordinator)
    submit(revision, by=coordinator)

    page = editor.get(review_url(revision))
    assert 'name="accepted"' not in page.content.decode()
    with pytest.raises(WrongState):
        accept(revision, by=editor.user, accepted=["title"])
    press_publish(editor, revision)

    assert Intervention.objects.get(pk=new.pk).state == RecordState.LIVE


def test_page_warns_that_publishing_puts_a_withdrawn_page_back(editor, proposal, story, office):
    withdraw(story, by=office, notice="Klopt niet.")

    assert "staat ze weer gewoon op de website" in read(editor.get(review_url(proposal))).text


def test_decided_version_leads_to_its_comparison(editor, proposal):
    press_publish(editor, proposal)

    assert editor.get(review_url(proposal))["Location"] == compare_url(proposal)
    assert editor.post(review_url(proposal), {"action": "publiceren"})["Location"] == compare_url(proposal)


def test_planned_version_can_be_published_at_once(editor, story, office):
    revision = make_draft(story, by=office, title="Eerder")
    schedule(revision, timezone.now() + timedelta(days=1), by=office)

    press_publish(editor, revision, reason="Toch nu.")

    assert content_of(story)[0] == "Eerder"


@pytest.fixture
def contested(proposal, story, office):
    """The site changed the title as well, since the proposal began."""
    publish([make_draft(story, by=office, title="Lab van de redactie")], by=office)
    return proposal


def test_conflict_asks_for_a_choice_and_publishes_nothing_without(editor, contested, story):
    shown = editor.get(review_url(contested))
    answer = press_publish(editor, contested)

    assert "Kies wat er blijft staan." in shown.content.decode()
    assert "Kies wat er moet blijven staan." in answer.content.decode()
    assert content_of(story) == ("Lab van de redactie", "Eerst.", "<p>Eerst.</p>")


@pytest.mark.parametrize(
    ("choice", "title"), [("website", "Lab van de redactie"), ("voorstel", "Ontdeklab op school")]
)
def test_choice_decides_a_conflict_and_the_rest_is_published(editor, contested, story, choice, title):
    press_publish(editor, contested, **{"kies-title": choice})

    assert content_of(story) == (title, "Nu beter.", "<p>Tweede.</p>")


def test_conflict_that_came_up_meanwhile_is_not_decided_silently(story, proposal, office):
    publish([make_draft(story, by=office, summary="Van de redactie.")], by=office)

    with pytest.raises(HasConflicts):
        accept(proposal, by=office, accepted=["title", "summary", "body"], settled=[])

    assert content_of(story)[1] == "Van de redactie."


def test_button_says_that_one_of_a_release_goes_by_itself(editor, proposal, office, zaandam):
    release = ChangeSet.objects.create(name="Start 2026", author=office)
    collect(release, [proposal], by=office)
    alone = read(editor.get(review_url(proposal))).text
    assert "Publiceer wat is aangevinkt" in alone
    other = make_draft(make_intervention(title="Buurtmaal", area=zaandam), by=office, title="Samen eten")
    collect(release, [other], by=office)

    page = read(editor.get(review_url(proposal))).text

    assert "Publiceer dit onderdeel nu, los van het pakket" in page
    assert "alleen dit onderdeel meteen op de website, met wat u hierboven hebt aangevinkt." in page
    assert "De rest van het pakket wacht." in page
    assert "Publiceer wat is aangevinkt" not in page
