"""The rows of a projection are seen by nobody else, and stand in nobody's way."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Thread

import pytest
from django.db import connection

from interventions.models import Intervention, Quote
from kansrijk.publishing import publication
from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.models import Revision
from kansrijk.publishing.projecting import Projection, projected
from kansrijk.publishing.publication import publish
from kansrijk.publishing.snapshots import snapshot_of
from tests.factories import make_intervention, make_quote


@pytest.mark.django_db(transaction=True)
def test_page_of_a_day_and_a_publication_of_the_same_records_do_not_stop_each_other(monkeypatch):
    story = make_intervention(title="Ontdeklab", body="<p>Eerst.</p>")
    quote = make_quote(intervention=story, text="Eerst.")
    drafts = [
        save_draft(quote, {**snapshot_of(quote), "text": "Straks."}, by=None),
        save_draft(story, {**snapshot_of(story), "title": "Ontdeklab 2"}, by=None),
    ]
    # The publication begins with the quote and the page with the story. As it should be, one waits for the other
    # before either has a row.
    each_has_one = Barrier(2)
    errors: list[Exception] = []
    apply_snapshots = publication.apply_snapshots

    def wait() -> None:
        with suppress(BrokenBarrierError):
            each_has_one.wait(timeout=1)

    def apply_and_wait(model, contents):
        apply_snapshots(model, contents)
        wait()

    def look() -> None:
        try:
            with projected([Projection("interventions.intervention", story.pk, snapshot_of(story))]):
                wait()
                Quote.objects.filter(pk=quote.pk).update(source="Alleen om te kijken")
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    monkeypatch.setattr(publication, "apply_snapshots", apply_and_wait)
    looker = Thread(target=look)
    looker.start()
    publish(drafts, by=None)
    looker.join()

    assert errors == []
    assert Intervention.objects.get().title == "Ontdeklab 2"
    assert Quote.objects.get().text == "Straks."
    assert Quote.objects.get().source != "Alleen om te kijken"
    assert not Revision.objects.open().exists()
