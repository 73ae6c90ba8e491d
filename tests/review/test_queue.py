"""What waits for the programme office, the oldest first, also on its first page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kansrijk.publishing.change_sets import collect
from kansrijk.publishing.drafting import save_draft, send_back, submit
from kansrijk.publishing.models import ChangeSet
from kansrijk.publishing.publication import publish
from kansrijk.publishing.review.queue import PAGE_SIZE
from kansrijk.publishing.snapshots import snapshot_of
from tests.factories import make_draft, make_intervention, make_quote
from tests.moments import at
from tests.pages import read
from tests.review.steps import QUEUE, queries, review_url


def test_queue_says_what_by_whom_for_which_area_and_in_which_release(editor, proposal, office):
    release = ChangeSet.objects.create(name="Start 2026", author=office)
    collect(release, [proposal], by=office)

    page = read(editor.get(QUEUE))

    assert page.links[review_url(proposal)] == "Ontdeklab op school"
    assert page.links[f"/admin/publishing/changeset/{release.pk}/change/"] == "Start 2026"
    for words in (
        "Heet nu nog: Ontdeklab",
        "Interventie uit Zaandam",
        "Ingediend door zoe",
        "Pakket Start 2026 (1 voorstel)",
    ):
        assert words.lower() in page.text.lower().replace("zoë", "zoe")


def test_queue_holds_only_what_was_handed_in_the_oldest_first(editor, coordinator, zaandam):
    for title in ("Eerste", "Tweede", "Concept"):
        revision = make_draft(make_intervention(title=title, area=zaandam), by=coordinator, summary="Nieuw.")
        if title != "Concept":
            submit(revision, by=coordinator)

    waiting = editor.get(QUEUE).context["waiting"]

    assert [item.title for item in waiting] == ["Eerste", "Tweede"]


def test_queue_is_filtered_by_area_and_by_author(editor, proposal, office, coordinator, schiedam):
    other = make_draft(make_quote(area=schiedam, speaker="Sanne"), by=office, text="Anders.")
    submit(other, by=office)

    def found(**query):
        return [item.revision.pk for item in editor.get(QUEUE, query).context["waiting"]]

    assert found(area=schiedam.pk) == [other.pk]
    assert found(author=coordinator.pk) == [proposal.pk]
    assert found(area="x", author="99999") == [proposal.pk, other.pk]


def test_queue_shows_all_of_it_page_by_page(editor, coordinator, zaandam):
    revisions = [
        make_draft(make_intervention(title=f"V {number}", area=zaandam), by=coordinator, summary="N.")
        for number in range(PAGE_SIZE + 1)
    ]
    for revision in revisions:
        submit(revision, by=coordinator)

    def shown(**query):
        return [item.revision for item in editor.get(QUEUE, query).context["waiting"]]

    first = read(editor.get(QUEUE, {"area": zaandam.pk}))

    assert f"{PAGE_SIZE + 1} voorstellen" in first.text
    assert f"?area={zaandam.pk}&pagina=2" in first.links
    assert shown() == revisions[:PAGE_SIZE]
    assert shown(pagina=2) == shown(pagina=99) == revisions[PAGE_SIZE:]


def test_filter_of_the_queue_outlives_a_decision(editor, proposal, zaandam):
    filtered = f"{QUEUE}?area={zaandam.pk}&pagina=1"
    address = f"{review_url(proposal)}?area={zaandam.pk}&pagina=1"

    assert address in read(editor.get(filtered)).links
    assert filtered in read(editor.get(address)).links
    answer = editor.post(address, {"action": "terugsturen", "remark": "Noem de school."})
    assert answer["Location"] == filtered


@pytest.mark.parametrize(
    ("waited", "words"),
    [
        (timedelta(), "zojuist"),
        (timedelta(minutes=5), "5 minuten geleden"),
        (timedelta(days=3), "3 dagen geleden"),
    ],
)
def test_queue_says_how_long_something_waits(editor, proposal, office, coordinator, waited, words):
    send_back(proposal, by=office, remark="Noem de school.")
    with at(timezone.now() - waited):
        submit(proposal, by=coordinator)

    assert f"Zoë, {words} (" in read(editor.get(QUEUE)).text.replace("\xa0", " ")


def test_queue_takes_as_many_queries_for_thirty_as_for_one(editor, proposal, coordinator, zaandam):
    for_one = queries(editor, QUEUE)
    for number in range(29):
        revision = make_draft(
            make_intervention(title=f"V {number}", area=zaandam), by=coordinator, summary="N."
        )
        submit(revision, by=coordinator)

    assert queries(editor, QUEUE) == for_one


def test_office_sees_how_much_waits(editor, proposal):
    card = next(card for card in editor.get("/admin/").context["cards"] if card.title == "Ter beoordeling")

    assert (card.total, card.list_url) == (1, QUEUE)
    assert [record.url for record in card.records] == [review_url(proposal)]


def test_first_page_calls_a_proposal_by_the_title_that_it_has_in_the_queue(editor, proposal):
    [card] = (card for card in editor.get("/admin/").context["cards"] if card.title == "Ter beoordeling")
    [group] = editor.get(QUEUE).context["groups"]

    assert [record.label for record in card.records] == ["Ontdeklab op school"]
    assert [waiting.title for waiting in group.waiting] == ["Ontdeklab op school"]


def test_queue_keeps_together_what_came_in_one_release(editor, proposal, office, coordinator, zaandam):
    release = ChangeSet.objects.create(name="Werkboek mei.xlsx", author=coordinator)
    for title in ("Taalcafé", "Buurtmaal"):
        story = make_intervention(title=title, area=zaandam)
        content = {**snapshot_of(story), "summary": "Nieuw."}
        revision = save_draft(story, content, by=coordinator, reason="Uit werkboek mei.xlsx")
        submit(revision, by=coordinator)
        collect(release, [revision], by=office)

    answer = editor.get(QUEUE)
    page = read(answer)

    headings = [words for level, words in page.headings if level == 2]
    assert headings[-2:] == ["Los ingediend (1 voorstel)", "Pakket Werkboek mei.xlsx (2 voorstellen)"]
    assert page.text.lower().count("werkboek mei.xlsx") == 1
    assert [[one.title for one in group.waiting] for group in answer.context["groups"]] == [
        ["Ontdeklab op school"],
        ["Taalcafé", "Buurtmaal"],
    ]


def test_queue_keeps_the_title_that_came_on_the_site_meanwhile(editor, coordinator, office, zaandam):
    story = make_intervention(title="Buurtmaal", area=zaandam, body="<p>Ja.</p>")
    revision = make_draft(story, by=coordinator, summary="Nieuw.")
    submit(revision, by=coordinator)
    publish([make_draft(story, by=office, title="Samen eten")], by=office)

    assert read(editor.get(QUEUE)).links[review_url(revision)] == "Samen eten"


def test_reason_of_a_proposal_stands_in_the_queue(editor, story, coordinator):
    content = {**snapshot_of(story), "title": "De Brug"}
    submit(save_draft(story, content, by=coordinator, reason="De school heet anders."), by=coordinator)

    assert "Reden: De school heet anders." in read(editor.get(QUEUE)).text
