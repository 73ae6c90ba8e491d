"""The page and the list after a file was set ready: what was done, and what was not; and words that filter and list share."""

import pytest

from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.workbooks.screens.outcome import STATES
from tests.factories import make_intervention
from tests.workbooks.round_trip import OVERVIEW, downloaded, page_of, press, put, taken_in


@pytest.fixture
def with_source(zaandam):
    return make_intervention(area=zaandam, title="Fietsles", source="Een bron")


@pytest.fixture
def file(stories, with_source, editor):
    """A new title, a field to be emptied, a wrong theme."""
    file = downloaded(editor)
    put(file, stories[0].code, "Titel", "Praatcafé")
    put(file, with_source.code, "Bronnen", "[leeg]")
    put(file, stories[1].code, "Thema's", "Onzin")
    return file


def headings(client, upload):
    """On the page of the file, and in the list."""
    listed = client.get(OVERVIEW).context["earlier"]
    return client.get(page_of(upload)).context["totals"], next(
        one.totals for one in listed if one.upload == upload
    )


def test_emptying_that_was_confirmed_is_told_in_the_past(file, editor):
    upload = taken_in(editor, file)

    page = press(editor, upload, "klaarzetten", leegmaken="on").content.decode()

    said = "2 interventies gewijzigd, 1 veld is leeggemaakt, 1 rij met een fout is niet overgenomen"
    assert headings(editor, upload) == (said, said)
    assert "Leeggemaakt: Bronnen." in page
    assert "wordt leeggemaakt" not in page.casefold()


def test_emptying_that_was_declined_is_told_and_is_no_change(file, editor):
    upload = taken_in(editor, file)

    page = press(editor, upload, "klaarzetten").content.decode()

    said = "1 interventie gewijzigd, 1 veld is niet leeggemaakt, 1 rij met een fout is niet overgenomen"
    assert headings(editor, upload) == (said, said)
    assert "Niet leeggemaakt: Bronnen." in page
    assert "vinkje" not in page


def test_conflict_that_the_newest_work_won_is_no_change(stories, coordinator_of_zaandam, office):
    file = downloaded(coordinator_of_zaandam)
    put(file, stories[0].code, "Samenvatting", "Zo zegt de coördinator het.")
    put(file, stories[1].code, "Titel", "Buurtmaaltijd")
    save_draft(stories[0], {**snapshot_of(stories[0]), "summary": "Zo zegt de redactie het."}, by=office)
    upload = taken_in(coordinator_of_zaandam, file)

    page = press(coordinator_of_zaandam, upload, "klaarzetten").content.decode()

    assert headings(coordinator_of_zaandam, upload)[0] == "1 interventie gewijzigd"
    assert "Gekozen: het nieuwste werk." in page
    assert "Kies wat blijft staan" not in page


def test_filter_finds_every_file_by_the_word_in_the_list(file, stories, editor):
    taken_in(editor, b"%PDF-1.7", "rapport.pdf")
    taken_in(editor, file, "alleen-nagekeken.xlsx")
    for name, action in {"beoordelen.xlsx": "klaarzetten", "publiceren.xlsx": "publiceren"}.items():
        put(file, stories[0].code, "Titel", name)
        press(editor, taken_in(editor, file, name), action)
    file = downloaded(editor)
    put(file, stories[0].code, "Titel", "Terug")
    undone = taken_in(editor, file, "terug.xlsx")
    press(editor, undone, "klaarzetten")
    press(editor, undone, "terugdraaien")
    words = {label: value for value, label in STATES.items()}

    listed = editor.get(OVERVIEW).context["earlier"]

    assert {"Kon niet gelezen worden", "Nagekeken", "Teruggedraaid"} <= {one.state for one in listed}
    for one in listed:
        found = editor.get(OVERVIEW, {"staat": words[one.state]}).context["earlier"]
        assert one.upload in [other.upload for other in found]
        assert {other.state for other in found} == {one.state}


def test_filter_offers_no_word_that_the_list_never_uses(editor):
    offered = dict(editor.get(OVERVIEW).context["filter"].fields["staat"].choices)

    assert "Klaargezet" not in offered.values()
    assert offered == {"": "Alles", **STATES}


def test_list_of_many_files_asks_the_database_as_often_as_a_list_of_one(
    stories, editor, django_assert_max_num_queries
):
    for number in range(4):
        file = downloaded(editor)
        put(file, stories[0].code, "Titel", f"Titel {number}")
        press(editor, taken_in(editor, file), "klaarzetten")

    with django_assert_max_num_queries(12):
        editor.get(OVERVIEW)
