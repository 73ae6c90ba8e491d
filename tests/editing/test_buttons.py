"""What the buttons under the form do, for whom, and what is kept when they refuse."""

import pytest

from interventions.models import Intervention
from kansrijk.publishing.drafting import newest_open
from kansrijk.publishing.models import Event, RecordState, RevisionState, Verb
from kansrijk.publishing.snapshots import snapshot_of
from tests.admin_forms import form_values
from tests.editing.steps import ADD, screen, send, url_of
from tests.factories import make_phase, make_theme


def test_coordinator_submits(coordinator_of_zaandam, story):
    answer = send(coordinator_of_zaandam, story, summary="Voorstel.", _submit="")

    assert newest_open(story).state == RevisionState.SUBMITTED
    assert "Ter beoordeling" in screen(answer)


@pytest.mark.parametrize("button", ["_publish", "_schedule"])
def test_forged_button_of_a_coordinator_is_refused(coordinator_of_zaandam, story, button):
    answer = send(coordinator_of_zaandam, story, summary="Voorstel.", **{button: "", "_submit": ""})

    assert answer.status_code == 403
    assert newest_open(story) is None


def test_coordinator_sees_no_button_to_publish(coordinator_of_zaandam, story):
    page = screen(coordinator_of_zaandam.get(url_of(story)))

    assert "_submit" in page
    for hidden in ("_publish", "_schedule", "Intrekken", "Weghalen", "Adres wijzigen"):
        assert hidden not in page


def test_office_publishes_with_a_reason(editor, story):
    send(editor, story, summary="Nieuw.", _publish="", _reason="Klopt nu")

    story.refresh_from_db()
    assert story.summary == "Nieuw."
    event = Event.objects.filter(verb=Verb.PUBLISH).first()
    assert (event.by, event.reason) == (editor.user, "Klopt nu")


def test_new_record_is_added_and_published_in_one_go(editor, visitor, zaandam):
    values = form_values(
        editor.get(ADD),
        title="Buurtkeuken",
        slug="buurtkeuken",
        area=zaandam.pk,
        phases=[make_phase().pk],
        themes=[make_theme().pk],
        summary="Samen koken.",
        body="<p>Elke week.</p>",
        _publish="",
        _reason="Meteen goed",
    )

    answer = editor.post(ADD, values, follow=True)

    added = Intervention.objects.get()
    assert (added.state, added.live_revision.content) == (RecordState.LIVE, snapshot_of(added))
    assert (newest_open(added), Event.objects.get(verb=Verb.PUBLISH, kind=added.record_kind).reason) == (
        None,
        "Meteen goed",
    )
    assert "Gepubliceerd." in screen(answer)
    assert "Samen koken." in screen(visitor.get("/interventies/buurtkeuken/"))


def test_new_record_that_is_not_ready_to_publish_is_kept_as_a_draft(editor, zaandam):
    values = form_values(
        editor.get(ADD), title="Buurtkeuken", slug="buurtkeuken", area=zaandam.pk, _publish=""
    )

    answer = editor.post(ADD, values, follow=True)

    added = Intervention.objects.get()
    assert (added.state, newest_open(added).content) == (RecordState.NEW, snapshot_of(added))
    assert "Publiceren kan nog niet" in screen(answer)


def test_refused_publication_keeps_what_was_typed_and_lists_what_is_missing(editor, story):
    answer = send(editor, story, title="Andere titel", summary="", _publish="")

    assert newest_open(story).content["title"] == "Andere titel"
    assert [item.message for item in answer.context["sheet"].missing] == ["Schrijf een samenvatting."]
    assert "Publiceren kan nog niet" in screen(answer)


def test_proposal_left_the_queue_only_when_it_was_not_handed_in_again(coordinator_of_zaandam, story):
    send(coordinator_of_zaandam, story, summary="Voorstel.", _submit="")

    again = screen(send(coordinator_of_zaandam, story, summary="Beter voorstel.", _submit=""))
    as_draft = screen(send(coordinator_of_zaandam, story, summary="Nog iets.", _draft=""))

    assert "weer een concept" not in again
    assert "Dit was ter beoordeling en is nu weer een concept." in as_draft


def test_proposal_that_the_office_improves_stays_in_the_queue(editor, coordinator_of_zaandam, story):
    send(coordinator_of_zaandam, story, summary="Voorstel.", _submit="")

    send(editor, story, title="Ontdeklab in Zaandam")

    assert newest_open(story).state == RevisionState.SUBMITTED


def test_office_changes_the_address_on_purpose(editor, visitor, story):
    send(editor, story, slug="ontdeklab-zaandam", _publish="")

    assert visitor.get("/interventies/ontdeklab-zaandam/").status_code == 200
    assert visitor.get("/interventies/ontdeklab/")["Location"] == "/interventies/ontdeklab-zaandam/"


def test_coordinator_cannot_change_the_address(coordinator_of_zaandam, story):
    send(coordinator_of_zaandam, story, title="Anders", slug="anders")

    assert newest_open(story).content["slug"] == "ontdeklab"
