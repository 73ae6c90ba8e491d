"""What the page of a file and that of its release say of each record, also after others decided about it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kansrijk.publishing.change_sets import take_out
from kansrijk.publishing.drafting import newest_open, save_draft
from kansrijk.publishing.publication import schedule
from tests.pages import read
from tests.workbooks.round_trip import OVERVIEW, downloaded, page_of, press, put, taken_in


@pytest.fixture
def upload(stories, coordinator_of_zaandam):
    """Two stories of a coordinator, that wait for the office."""
    file = downloaded(coordinator_of_zaandam)
    put(file, stories[0].code, "Titel", "Praatcafé")
    put(file, stories[1].code, "Titel", "Samen eten")
    upload = taken_in(coordinator_of_zaandam, file)
    press(coordinator_of_zaandam, upload, "klaarzetten")
    return upload


def release_of(upload):
    return f"/admin/publishing/changeset/{upload.change_set_id}/change/"


def states(client, upload):
    return {one.title: one.state for one in client.get(page_of(upload)).context["proposals"].shown}


def state_in_list(client, upload):
    return next(one for one in client.get(OVERVIEW).context["earlier"] if one.upload == upload)


def test_file_of_which_the_rest_is_planned_is_not_to_be_taken_back_again(
    upload, stories, coordinator_of_zaandam, editor
):
    schedule(newest_open(stories[0]), timezone.now() + timedelta(days=1), by=editor.user)

    report = read(press(coordinator_of_zaandam, upload, "terugdraaien")).text

    assert "Buurtmaal: Dit voorstel is vervallen." in report
    assert "Taalcafé: Dit is ingepland en blijft staan." in report
    assert "De redactie kijkt hiernaar." not in report
    assert "Draai terug" not in report
    listed = state_in_list(coordinator_of_zaandam, upload)
    assert (listed.state, listed.can_be_taken_back) == ("Ingepland", False)


def test_file_that_a_later_one_replaced_says_so(upload, stories, editor, coordinator_of_zaandam):
    file = downloaded(editor)
    for story in stories[:2]:
        put(file, story.code, "Samenvatting", "Van de redactie.")
    press(editor, taken_in(editor, file), "klaarzetten")

    listed = state_in_list(coordinator_of_zaandam, upload)

    assert (listed.state, listed.can_be_taken_back) == ("Vervangen door later werk", False)


def test_release_that_was_undone_calls_nothing_published(upload, editor):
    editor.post(release_of(upload), {"actie": "publiceren"})
    assert set(states(editor, upload).values()) == {"gepubliceerd"}

    editor.post(release_of(upload), {"actie": "terugdraaien", "reden": "Te vroeg"})

    assert set(states(editor, upload).values()) == {"teruggedraaid"}
    assert {line.state for line in editor.get(release_of(upload)).context["inside"].lines} == {
        "teruggedraaid"
    }


def test_record_that_somebody_went_on_with_stands_in_the_list_once(upload, stories, editor):
    draft = newest_open(stories[0])
    save_draft(stories[0], {**draft.content, "summary": "Beter."}, by=editor.user, replaces=draft)

    titles = [one.title for one in editor.get(page_of(upload)).context["proposals"].shown]

    assert sorted(titles) == ["Buurtmaal", "Taalcafé"]


def test_what_the_office_took_out_of_the_release_stays_in_the_list_of_the_file(
    upload, stories, editor, coordinator_of_zaandam
):
    take_out(upload.change_set, newest_open(stories[0]), by=editor.user)

    assert states(coordinator_of_zaandam, upload) == {
        "Taalcafé": "ter beoordeling, niet meer in het pakket van dit bestand",
        "Buurtmaal": "ter beoordeling",
    }
    assert state_in_list(coordinator_of_zaandam, upload).totals == "2 interventies gewijzigd"


def folded(html, action):
    """The text around a button that only shows once somebody opened it."""
    before, _, after = html.partition(f'value="{action}"')
    assert before.count("<details") > before.count("</details>")
    return before.rpartition("<details")[2] + after.partition("</details>")[0]


@pytest.mark.parametrize("address", [page_of, lambda upload: OVERVIEW])
def test_taking_back_is_asked_first_with_how_much_it_is_about(upload, coordinator_of_zaandam, address):
    asked = folded(coordinator_of_zaandam.get(address(upload)).content.decode(), "terugdraaien")

    assert "Dit gaat over 2 onderdelen." in asked
    assert "Deze voorstellen vervallen." in asked
    assert "Draai 2 onderdelen terug" in asked
    assert "Reden" not in asked


@pytest.mark.parametrize("address", [page_of, lambda upload: OVERVIEW])
def test_taking_back_what_visitors_see_says_so_and_offers_to_say_why(upload, editor, address):
    editor.post(release_of(upload), {"actie": "publiceren"})

    asked = folded(editor.get(address(upload)).content.decode(), "terugdraaien")

    assert "Dit gaat over 2 onderdelen. Bezoekers zien het meteen" in asked
    assert "haal de versie terug als concept" in asked
    assert "Reden (mag leeg blijven; de indiener leest dit)" in asked


def test_publishing_is_asked_first_with_what_stays_a_draft(stories, editor):
    file = downloaded(editor)
    put(file, stories[0].code, "Titel", "Praatcafé")
    put(file, stories[1].code, "Titel", "Samen eten")
    put(file, None, "Titel", "Naailes")
    put(file, None, "Gebied", "Zaandam")
    upload = taken_in(editor, file)

    asked = folded(editor.get(page_of(upload)).content.decode(), "publiceren")

    assert "2 onderdelen komen meteen op de website." in asked
    assert "1 mist nog iets dat verplicht is en blijft concept." in asked
    assert "Publiceer 2 onderdelen" in asked


@pytest.mark.parametrize("address", [page_of, release_of])
def test_coordinator_reads_why_its_work_was_taken_back(upload, editor, coordinator_of_zaandam, address):
    editor.post(release_of(upload), {"actie": "publiceren"})

    report = editor.post(
        address(upload), {"actie": "terugdraaien", "reden": "De school vroeg het."}, follow=True
    )

    assert "Reden: De school vroeg het." in read(report).text
    assert "De school vroeg het." in read(coordinator_of_zaandam.get("/admin/")).text
    assert "De school vroeg het." in read(coordinator_of_zaandam.get("/admin/eigen-werk/")).text


@pytest.mark.parametrize("address", [page_of, release_of])
def test_what_visitors_see_is_taken_back_without_a_reason_as_well(upload, stories, editor, address):
    editor.post(release_of(upload), {"actie": "publiceren"})

    page = read(editor.post(address(upload), {"actie": "terugdraaien", "reden": "   "}, follow=True)).text

    assert "Reden:" not in page
    stories[0].refresh_from_db()
    assert stories[0].title == "Taalcafé"


def test_form_that_spoke_of_proposals_takes_nothing_off_the_site(upload, stories, editor):
    """Somebody else published while the page stood open."""
    page = editor.get(page_of(upload)).content.decode()
    assert 'name="alleen_voorstellen"' in folded(page, "terugdraaien")
    editor.post(release_of(upload), {"actie": "publiceren"})

    fields = {"actie": "terugdraaien", "alleen_voorstellen": "ja"}
    answer = read(editor.post(page_of(upload), fields, follow=True)).text

    assert "Dit bestand is intussen gepubliceerd." in answer
    stories[0].refresh_from_db()
    assert stories[0].title != "Taalcafé"


@pytest.mark.parametrize("address", [page_of, release_of])
def test_nobody_else_reads_why_somebody_took_back_their_own_file(stories, editor, address):
    file = downloaded(editor)
    put(file, stories[0].code, "Titel", "Praatcafé")
    upload = taken_in(editor, file)
    press(editor, upload, "publiceren")

    asked = folded(editor.get(address(upload)).content.decode(), "terugdraaien")

    assert "Reden (mag leeg blijven)" in asked


@pytest.mark.parametrize("address", [page_of, release_of])
def test_reason_that_is_too_long_is_said_and_nothing_is_taken_back(upload, stories, editor, address):
    typed, says = "Te lang!" * 40, "Maak de reden korter: er passen 300 tekens, u typte er 320."
    editor.post(release_of(upload), {"actie": "publiceren"})

    page = editor.post(address(upload), {"actie": "terugdraaien", "reden": typed}, follow=True)

    asked = folded(page.content.decode(), "terugdraaien")
    assert says in asked
    assert f'value="{typed}"' in asked
    assert asked.partition(">")[0].endswith("open")
    assert read(page).title.startswith("Fout: ")
    stories[0].refresh_from_db()
    assert stories[0].title == "Praatcafé"
    upload.change_set.refresh_from_db()
    assert upload.change_set.undone_at is None
