"""The first page of the admin: what asks for attention, for whom, and at what cost."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from interventions.models import Intervention
from kansrijk.dashboard import greeting
from kansrijk.publishing.consent import ConsentGround
from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.publication import publish
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.taking_down import remove
from tests.factories import make_area, make_intervention, make_phase, make_photo, make_quote, make_theme
from tests.pages import read

INDEX = "/admin/"


def cards(client):
    return {card.title: card for card in client.get(INDEX).context["cards"]}


def labels(card):
    return [record.label for record in card.records]


@pytest.mark.parametrize(("hour", "word"), [(8, "Goedemorgen"), (13, "Goedemiddag"), (21, "Goedenavond")])
def test_greeting_fits_the_hour(hour, word):
    assert greeting("Esra", datetime(2026, 11, 24, hour)) == f"{word}, Esra"


def test_index_greets_by_first_name_and_says_what_day_it_is(editor):
    page = editor.get(INDEX).content.decode()

    assert ", Esra</h1>" in page
    assert "Het is vandaag" in page


def test_office_finds_its_own_unfinished_work_back(editor, zaandam):
    story = make_intervention(title="Ontdeklab", area=zaandam)
    draft = save_draft(story, {**snapshot_of(story), "summary": "Nieuw."}, by=editor.user)
    finished = make_intervention(title="Klaar", area=zaandam, body="<p>Ja.</p>")
    publish(
        [save_draft(finished, {**snapshot_of(finished), "summary": "Af."}, by=editor.user)], by=editor.user
    )

    page = editor.get(INDEX)

    assert [item.revision for item in page.context["own_work"]] == [draft]
    assert "Uw concepten" in read(page).heading(2)


def test_area_without_a_public_story_asks_for_attention(editor, zaandam, schiedam):
    make_intervention(area=zaandam)
    make_intervention(area=schiedam, is_live=False)

    assert labels(cards(editor)["Gebieden zonder verhaal"]) == ["Schiedam"]


def test_interventions_ask_for_a_quote_a_review_and_a_decision(editor, zaandam):
    make_quote(intervention=make_intervention(title="Met citaat", area=zaandam))
    make_intervention(title="Oud", area=zaandam, review_on=localdate())
    make_intervention(title="Later", area=zaandam, review_on=localdate() + timedelta(days=1))
    make_intervention(title="Concept", area=zaandam, is_live=False)

    found = cards(editor)

    assert sorted(labels(found["Interventies zonder citaat"])) == ["Concept", "Later", "Oud"]
    assert labels(found["Interventies om opnieuw te bekijken"]) == ["Oud"]
    assert labels(found["Interventies die nog niet op de website staan"]) == ["Concept"]


def test_photos_ask_for_a_description_and_for_consent(editor):
    make_photo(title="Kaal", alt_text="")
    make_photo(title="Mensen", shows_people=True)
    make_photo(title="Plein")

    found = cards(editor)

    assert labels(found["Foto's zonder beschrijving"]) == ["Kaal"]
    assert labels(found["Foto's: toestemming regelen"]) == ["Mensen"]


@pytest.mark.parametrize(
    ("consent", "asks"),
    [
        ({"consent_ground": ""}, True),
        ({"consent_until": localdate() - timedelta(days=1)}, True),
        ({"consent_until": localdate() + timedelta(days=60)}, True),
        ({"consent_until": localdate() + timedelta(days=61)}, False),
        ({"consent_until": None}, False),
        ({"consent_withdrawn_on": localdate(), "consent_until": localdate()}, False),
    ],
)
def test_quote_asks_for_consent_in_time(editor, consent, asks):
    make_quote(**{"consent_ground": ConsentGround.PUBLISHED_BEFORE, **consent})

    assert ("Citaten: toestemming regelen" in cards(editor)) is asks


def test_card_counts_all_shows_five_and_leads_to_exactly_these(editor, zaandam):
    for number in range(7):
        make_intervention(title=f"Concept {number}", area=zaandam, is_live=False)
    make_intervention(title="Op de site", area=zaandam)

    card = cards(editor)["Interventies die nog niet op de website staan"]
    listed = editor.get(card.list_url).context["cl"]

    assert (card.total, len(card.records)) == (7, 5)
    assert listed.result_count == 7


def test_coordinator_sees_only_the_own_area(coordinator_of_zaandam, zaandam, schiedam):
    make_intervention(title="Van ons", area=zaandam, is_live=False)
    make_intervention(title="Van hen", area=schiedam, is_live=False)
    make_photo(title="Foto van hen", area=schiedam, alt_text="")

    page = coordinator_of_zaandam.get(INDEX).content.decode()

    assert "Van ons" in page
    for hidden in ("Van hen", "Foto van hen", "Schiedam", "Accounts"):
        assert hidden not in page


def test_nothing_to_do_says_so(editor):
    assert "Er is niets dat nu aandacht vraagt." in editor.get(INDEX).content.decode()


def test_all_parts_are_there_but_folded_away(editor):
    page = editor.get(INDEX).content.decode()

    assert "<summary>Alle onderdelen</summary>" in page
    assert "Groepen" not in page


def queries(client):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(INDEX).status_code == 200
    return len(captured)


@pytest.mark.parametrize("role", ["editor", "coordinator_of_zaandam"])
def test_index_takes_as_many_queries_for_two_thousand_records_as_for_twenty(role, request, zaandam):
    client = request.getfixturevalue(role)
    make_area(name="Leeg")
    phase, theme = make_phase(), make_theme()
    for number in range(20):
        make_intervention(
            title=f"Verhaal {number}", area=zaandam, is_live=False, phases=[phase], themes=[theme]
        )
    with_twenty = queries(client)

    Intervention.objects.bulk_create(
        Intervention(code=f"ZAA-{n}", title=f"V {n}", slug=f"v-{n}", area=zaandam, summary="Kort.")
        for n in range(100, 2080)
    )

    assert queries(client) == with_twenty
    assert with_twenty <= 22


def test_removed_story_asks_for_nothing(editor, zaandam):
    story = make_intervention(title="Weg", area=zaandam, review_on=localdate())
    remove(story, by=editor.user, reason="Dubbel")

    assert not {"Interventies zonder citaat", "Interventies om opnieuw te bekijken"} & cards(editor).keys()
