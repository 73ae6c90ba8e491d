"""The programme office looks at what was handed in, decides field by field, and tells the author."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from interventions.models import Intervention
from kansrijk.publishing.change_sets import collect
from kansrijk.publishing.drafting import newest_open, save_draft, send_back, submit
from kansrijk.publishing.models import ChangeSet, RecordState, Remark, Revision, RevisionState
from kansrijk.publishing.publication import publish, schedule
from kansrijk.publishing.refusals import HasConflicts, NotAllowed, WrongState
from kansrijk.publishing.reviewing import accept
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.taking_down import withdraw
from tests.factories import make_intervention, make_organisation, make_quote, make_theme
from tests.pages import read

QUEUE = "/admin/beoordelen/"


@pytest.fixture
def office(editor):
    return editor.user


@pytest.fixture
def coordinator(coordinator_of_zaandam):
    return coordinator_of_zaandam.user


@pytest.fixture
def story(zaandam):
    return make_intervention(title="Ontdeklab", area=zaandam, summary="Eerst.", body="<p>Eerst.</p>")


def draft(record, *, by, **changes):
    return save_draft(record, {**snapshot_of(record), **changes}, by=by)


@pytest.fixture
def proposal(story, coordinator):
    """Changes three fields."""
    revision = draft(
        story, by=coordinator, title="Ontdeklab op school", summary="Nu beter.", body="<p>Tweede.</p>"
    )
    submit(revision, by=coordinator)
    return revision


def review_url(revision):
    return reverse("admin:publishing_review_one", args=[revision.pk])


def compare_url(revision, **query):
    return reverse("admin:publishing_compare", args=[revision.pk], query=query or None)


def content_of(story):
    found = Intervention.objects.get(pk=story.pk)
    return found.title, found.summary, found.body


# --- The queue ------------------------------------------------------------------------------------------


def test_queue_says_what_by_whom_for_which_area_and_in_which_release(editor, proposal, office):
    release = ChangeSet.objects.create(name="Start 2026", author=office)
    collect(release, [proposal], by=office)

    page = read(editor.get(QUEUE))

    assert page.links[review_url(proposal)] == "Ontdeklab"
    for words in ("Interventie uit Zaandam", "Ingediend door zoe", "Pakket: Start 2026"):
        assert words.lower() in page.text.lower().replace("zoë", "zoe")


def test_queue_holds_only_what_was_handed_in_the_oldest_first(editor, coordinator, zaandam):
    for title in ("Eerste", "Tweede", "Concept"):
        revision = draft(make_intervention(title=title, area=zaandam), by=coordinator, summary="Nieuw.")
        if title != "Concept":
            submit(revision, by=coordinator)

    waiting = editor.get(QUEUE).context["waiting"]

    assert [item.title for item in waiting] == ["Eerste", "Tweede"]


def test_queue_is_filtered_by_area_and_by_author(editor, proposal, office, coordinator, schiedam):
    other = draft(make_quote(area=schiedam, speaker="Sanne"), by=office, text="Anders.")
    submit(other, by=office)

    def found(**query):
        return [item.revision.pk for item in editor.get(QUEUE, query).context["waiting"]]

    assert found(area=schiedam.pk) == [other.pk]
    assert found(author=coordinator.pk) == [proposal.pk]
    assert found(area="x", author="99999") == [proposal.pk, other.pk]


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_queue_takes_as_many_queries_for_thirty_as_for_one(editor, proposal, coordinator, zaandam):
    for_one = queries(editor, QUEUE)
    for number in range(29):
        revision = draft(make_intervention(title=f"V {number}", area=zaandam), by=coordinator, summary="N.")
        submit(revision, by=coordinator)

    assert queries(editor, QUEUE) == for_one


# --- Who may --------------------------------------------------------------------------------------------


def test_only_the_office_reviews(visitor, coordinator_of_zaandam, coordinator_of_schiedam, proposal, story):
    for client, status in ((visitor, 302), (coordinator_of_zaandam, 403), (coordinator_of_schiedam, 403)):
        answers = [
            client.get(QUEUE),
            client.get(review_url(proposal)),
            client.post(review_url(proposal), {"action": "alles"}),
        ]
        assert [answer.status_code for answer in answers] == [status] * 3

    assert content_of(story)[0] == "Ontdeklab"


def test_verb_refuses_a_coordinator(proposal, coordinator):
    with pytest.raises(NotAllowed):
        accept(proposal, by=coordinator, accepted=["title"])


def test_comparison_is_for_who_may_touch_the_record(
    visitor, editor, coordinator_of_zaandam, coordinator_of_schiedam, proposal
):
    clients = [visitor, editor, coordinator_of_zaandam, coordinator_of_schiedam]

    assert [client.get(compare_url(proposal)).status_code for client in clients] == [302, 200, 200, 404]
    assert editor.get("/admin/vergelijken/999999999999999999/").status_code == 404


def test_draft_of_a_theme_is_not_shown_to_a_coordinator(coordinator_of_zaandam, office):
    theme = make_theme()
    published, plan = theme.live_revision, draft(theme, by=office, name="Nog geheim")

    assert coordinator_of_zaandam.get(compare_url(published)).status_code == 200
    assert coordinator_of_zaandam.get(compare_url(plan)).status_code == 404
    assert coordinator_of_zaandam.get(compare_url(published, met=plan.pk)).status_code == 404


# --- Comparing ------------------------------------------------------------------------------------------


def test_comparison_shows_changed_fields_only_with_marks(editor, proposal):
    page = editor.get(compare_url(proposal))
    html = page.content.decode()

    assert [d.name for d in page.context["differences"]] == ["title", "summary", "body"]
    assert "Ontdeklab<ins> op school</ins>" in html
    assert "<p><del>Eerst</del>.</p>" in html


def test_comparison_shows_relations_and_rows_by_name(editor, story, coordinator):
    figure = {
        "id": "6f1f0f52-0000-4000-8000-000000000000",
        "value": "9.500",
        "label": "kinderen",
        "position": 0,
    }
    revision = draft(
        story, by=coordinator, organisations=[make_organisation(name="GGD").slug], key_figures=[figure]
    )

    text = read(editor.get(compare_url(revision))).text

    assert "GGD" in text
    assert "Toegevoegd: 9.500 – kinderen" in text


def test_comparison_of_open_work_leaves_out_what_others_published_meanwhile(editor, story, proposal, office):
    publish([draft(story, by=office, period_in_words="sinds 2026")], by=office)

    differences = editor.get(compare_url(proposal)).context["differences"]

    assert [d.name for d in differences] == ["title", "summary", "body"]


def test_any_two_versions_of_a_record_can_be_compared_and_no_other(editor, story, proposal, zaandam):
    other = make_intervention(area=zaandam).live_revision
    first = story.live_revision

    page = editor.get(compare_url(proposal, met=first.pk))

    assert page.context["sides"] == (f"Versie {first.pk}", f"Versie {proposal.pk}")
    assert [editor.get(compare_url(proposal, met=met)).status_code for met in (other.pk, "x", "-1")] == [
        404
    ] * 3


def test_comparison_says_what_is_missing_with_a_link_to_the_field(editor, story, coordinator):
    revision = draft(story, by=coordinator, summary="")

    page = read(editor.get(compare_url(revision)))

    assert f"/admin/interventions/intervention/{story.pk}/change/#id_summary" in page.links


def test_hostile_words_stay_words(editor, story, coordinator):
    evil = "<script>alert(1)</script>"
    revision = draft(story, by=coordinator, title=evil, body=f"<p>Ja {evil}</p>", source=evil)
    submit(revision, by=coordinator)
    Remark.objects.create(revision=revision, by=coordinator, text=evil)

    for url in (compare_url(revision), review_url(revision), QUEUE):
        assert evil not in editor.get(url).content.decode()


# --- Deciding -------------------------------------------------------------------------------------------


def test_all_is_well_publishes_everything(editor, visitor, proposal, story, office):
    answer = editor.post(review_url(proposal), {"action": "alles"})

    assert answer["Location"] == QUEUE
    assert content_of(story) == ("Ontdeklab op school", "Nu beter.", "<p>Tweede.</p>")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.published_by) == (RevisionState.PUBLISHED, office)


def test_only_accepted_fields_are_published_and_the_author_reads_which_were_not(editor, proposal, story):
    editor.post(
        review_url(proposal), {"action": "publiceren", "accepted": ["title", "body"], "remark": "Dank!"}
    )

    assert content_of(story) == ("Ontdeklab op school", "Eerst.", "<p>Tweede.</p>")
    published = Revision.objects.of(story).published().first()
    assert published.remarks.get().text == "Niet overgenomen: Samenvatting.\nDank!"
    assert newest_open(story) is None


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


def test_what_nobody_handed_in_is_published_only_with_a_reason(editor, story, office):
    revision = draft(story, by=office, title="Haast")

    page = editor.post(review_url(revision), {"action": "alles"})
    assert "zonder dat erom gevraagd is" in page.content.decode()
    editor.post(review_url(revision), {"action": "alles", "reason": "De minister komt."})

    assert content_of(story)[0] == "Haast"
    assert revision.events.get(verb="gepubliceerd").reason == "De minister komt."
    with pytest.raises(WrongState):
        accept(draft(story, by=office, title="Weer"), by=office, accepted=["title"])


def test_incomplete_proposal_says_what_is_missing_and_stays(editor, story, coordinator):
    revision = draft(story, by=coordinator, summary="", themes=[])
    submit(revision, by=coordinator)

    page = read(editor.post(review_url(revision), {"action": "alles"}))

    address = f"/admin/interventions/intervention/{story.pk}/change/"
    assert {f"{address}#id_summary", f"{address}#id_themes"} <= page.links.keys()
    assert Revision.objects.get(pk=revision.pk).state == RevisionState.SUBMITTED


def test_reference_that_is_gone_is_said_on_the_page(editor, story, coordinator):
    revision = draft(story, by=coordinator, themes=["bestaat-niet-meer"])
    submit(revision, by=coordinator)

    page = read(editor.post(review_url(revision), {"action": "alles"}))

    assert "‘bestaat-niet-meer’ bestaat niet meer" in page.text


def test_address_that_is_taken_is_said_on_the_page(editor, story, coordinator, zaandam):
    make_intervention(title="Bezet", area=zaandam)
    revision = draft(story, by=coordinator, slug="bezet")
    submit(revision, by=coordinator)

    assert "Dit botst met iets" in read(editor.post(review_url(revision), {"action": "alles"})).text


def test_new_record_is_published_whole_or_not_at_all(editor, coordinator, zaandam):
    new = make_intervention(title="Nieuw", area=zaandam, is_live=False, body="<p>Ja.</p>")
    revision = draft(new, by=coordinator)
    submit(revision, by=coordinator)

    page = editor.get(review_url(revision))
    assert 'name="accepted"' not in page.content.decode()
    with pytest.raises(WrongState):
        accept(revision, by=editor.user, accepted=["title"])
    editor.post(review_url(revision), {"action": "alles"})

    assert Intervention.objects.get(pk=new.pk).state == RecordState.LIVE


def test_page_warns_that_publishing_puts_a_withdrawn_page_back(editor, proposal, story, office):
    withdraw(story, by=office, notice="Klopt niet.")

    assert "staat ze weer gewoon op de website" in read(editor.get(review_url(proposal))).text


def test_decided_version_leads_to_its_comparison(editor, proposal):
    editor.post(review_url(proposal), {"action": "alles"})

    assert editor.get(review_url(proposal))["Location"] == compare_url(proposal)
    assert editor.post(review_url(proposal), {"action": "alles"})["Location"] == compare_url(proposal)


def test_planned_version_can_be_published_at_once(editor, story, office):
    revision = draft(story, by=office, title="Eerder")
    schedule(revision, timezone.now() + timedelta(days=1), by=office)

    editor.post(review_url(revision), {"action": "alles", "reason": "Toch nu."})

    assert content_of(story)[0] == "Eerder"


# --- Conflicts ------------------------------------------------------------------------------------------


@pytest.fixture
def contested(proposal, story, office):
    """The site changed the title as well, since the proposal began."""
    publish([draft(story, by=office, title="Lab van de redactie")], by=office)
    return proposal


def test_conflict_asks_for_a_choice_and_publishes_nothing_without(editor, contested, story):
    shown = editor.get(review_url(contested))
    answer = editor.post(review_url(contested), {"action": "alles"})

    assert "Kies wat er blijft staan." in shown.content.decode()
    assert "Kies wat er moet blijven staan." in answer.content.decode()
    assert content_of(story) == ("Lab van de redactie", "Eerst.", "<p>Eerst.</p>")


@pytest.mark.parametrize(
    ("choice", "title"), [("website", "Lab van de redactie"), ("voorstel", "Ontdeklab op school")]
)
def test_choice_decides_a_conflict_and_the_rest_is_published(editor, contested, story, choice, title):
    editor.post(review_url(contested), {"action": "alles", "kies-title": choice})

    assert content_of(story) == (title, "Nu beter.", "<p>Tweede.</p>")


def test_conflict_that_came_up_meanwhile_is_not_decided_silently(story, proposal, office):
    publish([draft(story, by=office, summary="Van de redactie.")], by=office)

    with pytest.raises(HasConflicts):
        accept(proposal, by=office, accepted=["title", "summary", "body"], settled=[])

    assert content_of(story)[1] == "Van de redactie."


# --- On the first page ----------------------------------------------------------------------------------


def test_office_sees_how_much_waits(editor, proposal):
    card = next(card for card in editor.get("/admin/").context["cards"] if card.title == "Ter beoordeling")

    assert (card.total, card.list_url) == (1, QUEUE)
    assert [(record.label, record.url) for record in card.records] == [("Ontdeklab", review_url(proposal))]


def test_coordinator_sees_the_state_and_remarks_of_its_proposals(
    coordinator_of_zaandam, proposal, office, zaandam
):
    coordinator = coordinator_of_zaandam.user
    send_back(proposal, by=office, remark="Noem de school.")
    live = draft(
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


def test_first_page_shows_no_proposals_of_others(coordinator_of_schiedam, editor, proposal):
    for client in (coordinator_of_schiedam, editor):
        assert "Uw voorstellen" not in read(client.get("/admin/")).text


def test_proposals_of_a_coordinator_take_a_fixed_number_of_queries(coordinator_of_zaandam, proposal, zaandam):
    coordinator = coordinator_of_zaandam.user
    for_one = queries(coordinator_of_zaandam, "/admin/")
    for number in range(9):
        draft(make_intervention(title=f"V {number}", area=zaandam), by=coordinator, summary="N.")

    assert queries(coordinator_of_zaandam, "/admin/") == for_one
