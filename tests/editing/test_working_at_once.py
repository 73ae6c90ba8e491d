"""What does not wait for a publication: words of the vocabulary, and consent that is withdrawn."""

from interventions.models import Organisation
from kansrijk.publishing.drafting import newest_open
from kansrijk.publishing.models import Event, Revision, Verb
from tests.editing.steps import screen, send, url_of
from tests.factories import make_organisation, make_quote


def test_vocabulary_publishes_on_save_and_keeps_its_history(editor):
    organisation = make_organisation(name="De Brug")

    send(editor, organisation, name="De Brug Zaandam")

    organisation.refresh_from_db()
    assert organisation.name == "De Brug Zaandam"
    assert [revision.content["name"] for revision in Revision.objects.of(organisation).published()] == [
        "De Brug Zaandam",
        "De Brug",
    ]
    assert Organisation.objects.public().count() == 1


def test_withdrawn_consent_works_at_once_while_the_words_wait(editor, visitor, story):
    quote = make_quote(intervention=story, text="Samen sterk.")

    send(editor, quote, text="Samen staan we sterk.", consent_withdrawn_on="24-11-2026")

    quote.refresh_from_db()
    assert (quote.text, quote.consent_state) == ("Samen sterk.", "ingetrokken")
    assert "Samen" not in screen(visitor.get("/citaten/"))
    assert "consent_withdrawn_on" not in newest_open(quote).content
    assert Event.objects.filter(verb=Verb.AT_ONCE, by=editor.user).exists()


def test_consent_that_was_withdrawn_meanwhile_stays_withdrawn(editor, coordinator_of_zaandam, story):
    quote = make_quote(intervention=story)
    opened_before = coordinator_of_zaandam.get(url_of(quote))
    send(editor, quote, consent_withdrawn_on="24-11-2026")

    send(coordinator_of_zaandam, quote, page=opened_before, text="Andere woorden.")

    quote.refresh_from_db()
    assert quote.consent_state == "ingetrokken"
