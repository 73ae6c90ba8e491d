"""Withdrawing, removing, putting back and discarding from the form of a record."""

from kansrijk.publishing.drafting import newest_open
from kansrijk.publishing.models import RecordState, Revision, RevisionState
from tests.editing.steps import screen, send, step, url_of


def test_office_withdraws_with_an_explanation_and_puts_back(editor, visitor, story):
    step(editor, story, "intrekken", uitleg="Dit project is gestopt.")
    withdrawn = visitor.get(story.get_absolute_url())
    step(editor, story, "terugzetten")

    story.refresh_from_db()
    assert "Dit project is gestopt." in screen(withdrawn)
    assert story.state == RecordState.LIVE


def test_withdrawing_without_an_explanation_is_refused(editor, story):
    answer = step(editor, story, "intrekken", uitleg=" ")

    story.refresh_from_db()
    assert story.state == RecordState.LIVE
    assert "Schrijf erbij waarom" in screen(answer)


def test_discarding_needs_the_version_that_was_seen(editor, coordinator_of_zaandam, story):
    send(coordinator_of_zaandam, story, summary="Voorstel.")
    seen = newest_open(story).pk
    send(coordinator_of_zaandam, story, summary="Beter voorstel.")

    refused = step(editor, story, "weggooien", versie=seen)
    kept = newest_open(story)
    step(editor, story, "weggooien", versie=kept.pk)

    assert "intussen gewijzigd" in screen(refused)
    assert kept.content["summary"] == "Beter voorstel."
    assert newest_open(story) is None


def test_removed_record_is_to_look_at_until_it_is_put_back(editor, story):
    step(editor, story, "weghalen", reden="Dubbel")

    page = screen(editor.get(url_of(story)))

    assert 'name="_draft"' not in page
    assert "Terugzetten" in page


def test_text_typed_while_a_colleague_removed_it_is_in_the_history(editor, coordinator_of_zaandam, story):
    opened_before = coordinator_of_zaandam.get(url_of(story))
    step(editor, story, "weghalen", reden="Dubbel")

    answer = send(coordinator_of_zaandam, story, page=opened_before, summary="Lang getypt.")

    parked = Revision.objects.get(state=RevisionState.PARKED)
    assert parked.content["summary"] == "Lang getypt."
    assert f"versie {parked.pk} in de geschiedenis" in screen(answer)
