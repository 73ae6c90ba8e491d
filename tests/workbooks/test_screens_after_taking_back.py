"""The page of a file that was taken back: what happened when and by whom, on every later visit, and nothing that waits."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from kansrijk.publishing.change_sets import publish_change_set, take_out
from kansrijk.publishing.drafting import discard, newest_open, submit
from kansrijk.publishing.publication import schedule, unschedule
from kansrijk.publishing.undoing import undo
from tests.factories import make_draft
from tests.pages import read
from tests.workbooks.round_trip import OVERVIEW, downloaded, page_of, press, put, taken_in

NEW_STORY = {"Titel": "Naailes", "Gebied": "Zaandam"}


@pytest.fixture
def file(stories, coordinator_of_zaandam):
    """Two new titles, a new story with something wrong in it, and a key figure that waits for that one."""
    file = downloaded(coordinator_of_zaandam)
    put(file, stories[0].code, "Titel", "Praatcafé")
    put(file, stories[1].code, "Titel", "Samen eten")
    for heading, value in {**NEW_STORY, "Thema's": "Onzin"}.items():
        put(file, None, heading, value)
    row = file["Kerncijfers"].max_row + 1
    for heading, value in {"Interventie": "Naailes", "Cijfer": "12", "Wat het telt": "naaimachines"}.items():
        column = next(cell.column for cell in file["Kerncijfers"][1] if cell.value == heading)
        file["Kerncijfers"].cell(row, column, value)
    return file


@pytest.fixture
def upload(file, coordinator_of_zaandam):
    upload = taken_in(coordinator_of_zaandam, file)
    press(coordinator_of_zaandam, upload, "klaarzetten")
    return upload


def text_of(client, upload):
    return read(client.get(page_of(upload))).text


def today():
    return date_format(timezone.localtime(), "j F Y")


def release_of(upload):
    return f"/admin/publishing/changeset/{upload.change_set_id}/change/"


def test_report_of_proposals_that_were_taken_back_is_there_on_every_visit(
    stories, upload, coordinator_of_zaandam, editor
):
    press(editor, upload, "terugdraaien")

    for client in (editor, coordinator_of_zaandam):
        text = text_of(client, upload)
        assert f"Op {today()}" in text
        assert "uur, door Esra" in text
        assert "Taalcafé: Dit voorstel is vervallen." in text
        assert "Buurtmaal: Dit voorstel is vervallen." in text


def test_report_says_on_every_visit_what_came_back(stories, editor, coordinator_of_zaandam):
    coordinator = coordinator_of_zaandam.user
    submit(make_draft(stories[0], by=coordinator, title="Van Zoë"), by=coordinator)
    file = downloaded(editor)
    put(file, stories[0].code, "Samenvatting", "Van de redactie.")
    upload = taken_in(editor, file)
    press(editor, upload, "klaarzetten")

    press(editor, upload, "terugdraaien")

    assert "Terug van daarvoor Taalcafé: Het voorstel van Zoë van daarvoor wacht weer" in text_of(
        editor, upload
    )


@pytest.mark.parametrize("address", [page_of, release_of])
def test_report_of_a_publication_is_there_on_every_visit_wherever_it_was_taken_back(
    upload, editor, coordinator_of_zaandam, address
):
    editor.post(release_of(upload), {"actie": "publiceren"})

    editor.post(address(upload), {"actie": "terugdraaien", "reden": "De school vroeg het."})

    text = text_of(coordinator_of_zaandam, upload)
    assert f"Op {today()}" in text
    assert "uur, door Esra Reden: De school vroeg het." in text
    assert "Praatcafé: De vorige inhoud staat er weer." in text
    assert "uur, door Esra" in read(editor.get(release_of(upload))).text


def test_taking_back_twice_is_told_twice(upload, stories, editor):
    schedule(newest_open(stories[0]), timezone.now() + timedelta(days=1), by=editor.user)
    press(editor, upload, "terugdraaien")
    unschedule(newest_open(stories[0]), by=editor.user)

    press(editor, upload, "terugdraaien")

    headings = [words for level, words in read(editor.get(page_of(upload))).headings if level == 2]
    assert len([words for words in headings if words.startswith(f"Op {today()}")]) == 2
    text = text_of(editor, upload)
    assert "Taalcafé: Dit is ingepland en blijft staan." in text
    assert "Taalcafé: Dit voorstel is vervallen." in text


def test_proposals_can_be_published_and_undone_after_others_of_the_file_were_taken_back(
    upload, stories, editor
):
    schedule(newest_open(stories[0]), timezone.now() + timedelta(days=1), by=editor.user)
    press(editor, upload, "terugdraaien")
    publish_change_set(upload.change_set, by=editor.user)

    undo(upload.change_set, by=editor.user)

    text = text_of(editor, upload)
    assert "Buurtmaal: Dit voorstel is vervallen." in text
    assert "Praatcafé: De vorige inhoud staat er weer." in text


def test_undone_file_says_nothing_of_what_waits(file, editor, stories):
    put(file, stories[2].code, "Samenvatting", "[leeg]")
    upload = taken_in(editor, file)
    press(editor, upload, "publiceren", leegmaken="on")
    before = text_of(editor, upload)
    assert "1 onderdeel mist nog iets dat verplicht is. Dat staat klaar als concept" in before
    assert "Lees het verbeterde bestand in" in before

    press(editor, upload, "terugdraaien", reden="Te vroeg")

    text = text_of(editor, upload)
    for words in ("staat klaar als concept", "wacht", "Lees het verbeterde bestand in"):
        assert words not in text
    assert "Deze rij hoorde bij een nieuw onderdeel dat nog niet klopte." in text
    assert text.count("Teruggedraaid:") == 1
    assert "Teruggedraaid op" not in text
    headings = [words for level, words in read(editor.get(page_of(upload))).headings if level == 2]
    assert headings[0].startswith("Teruggedraaid: 3 interventies gewijzigd")


@pytest.mark.parametrize("address", [page_of, release_of])
def test_long_report_shows_its_beginning_and_all_for_who_asks(upload, editor, monkeypatch, address):
    monkeypatch.setattr("kansrijk.publishing.undo_lists.SHOWN", 1)
    editor.post(release_of(upload), {"actie": "publiceren"})
    press(editor, upload, "terugdraaien", reden="Te vroeg")

    page = read(editor.get(address(upload)))

    assert "En nog 1 onderdeel." in page.text
    assert page.text.count("De vorige inhoud staat er weer.") == 1
    assert "Toon alle onderdelen bij: Teruggedraaid" in page.links["?verslag=alles"]
    everything = read(editor.get(f"{address(upload)}?verslag=alles")).text
    assert "En nog" not in everything
    assert everything.count("De vorige inhoud staat er weer.") == 2


@pytest.mark.parametrize("is_discarded", [False, True])
def test_file_of_which_all_was_taken_out_of_its_release_says_so(
    upload, stories, editor, coordinator_of_zaandam, is_discarded
):
    for story in stories[:2]:
        draft = newest_open(story)
        take_out(upload.change_set, draft, by=editor.user)
        if is_discarded:
            discard(draft, by=editor.user)

    listed = next(
        one for one in coordinator_of_zaandam.get(OVERVIEW).context["earlier"] if one.upload == upload
    )
    text = text_of(coordinator_of_zaandam, upload)

    assert (listed.state, listed.can_be_taken_back) == ("Uit het pakket gehaald", False)
    assert "Alles uit dit bestand is uit het pakket gehaald." in text
    assert "Er veranderde niets" not in text
    assert ("ter beoordeling, niet meer in het pakket van dit bestand" in text) is not is_discarded
    assert ("is elk voorstel vervallen of verder bewerkt" in text) is is_discarded
