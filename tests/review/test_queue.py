"""What waits for the programme office, the oldest first, also on its first page."""

from kansrijk.publishing.change_sets import collect
from kansrijk.publishing.drafting import submit
from kansrijk.publishing.models import ChangeSet
from tests.factories import make_intervention, make_quote
from tests.pages import read
from tests.review.steps import QUEUE, draft, queries, review_url


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


def test_queue_takes_as_many_queries_for_thirty_as_for_one(editor, proposal, coordinator, zaandam):
    for_one = queries(editor, QUEUE)
    for number in range(29):
        revision = draft(make_intervention(title=f"V {number}", area=zaandam), by=coordinator, summary="N.")
        submit(revision, by=coordinator)

    assert queries(editor, QUEUE) == for_one


def test_office_sees_how_much_waits(editor, proposal):
    card = next(card for card in editor.get("/admin/").context["cards"] if card.title == "Ter beoordeling")

    assert (card.total, card.list_url) == (1, QUEUE)
    assert [(record.label, record.url) for record in card.records] == [("Ontdeklab", review_url(proposal))]
