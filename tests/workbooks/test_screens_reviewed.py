"""A file of which the office decided record by record, and field by field: what its page says, and taking it back."""

import pytest

from kansrijk.publishing.change_sets import collect
from kansrijk.publishing.drafting import newest_open, save_draft
from kansrijk.publishing.models import ChangeSet, RevisionState
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.taking_down import withdraw
from kansrijk.publishing.verifying import problems
from tests.factories import make_draft
from tests.pages import read
from tests.review.steps import review_url
from tests.workbooks.round_trip import OVERVIEW, downloaded, page_of, press, put, taken_in


@pytest.fixture
def upload(stories, coordinator_of_zaandam):
    """Two stories of a coordinator, each with another title and summary, that wait for the office."""
    file = downloaded(coordinator_of_zaandam)
    for story, title in zip(stories[:2], ("Praatcafé", "Samen eten"), strict=True):
        put(file, story.code, "Titel", title)
        put(file, story.code, "Samenvatting", "Van de coördinator.")
    upload = taken_in(coordinator_of_zaandam, file)
    press(coordinator_of_zaandam, upload, "klaarzetten")
    return upload


def decide(editor, story, *accepted):
    """As the office does in the queue, with only these fields ticked."""
    proposal = newest_open(story)
    editor.post(review_url(proposal), {"action": "publiceren", "accepted": accepted})


def release_of(upload):
    return f"/admin/publishing/changeset/{upload.change_set_id}/change/"


def shown(story):
    story.refresh_from_db()
    return story.title, story.summary


@pytest.mark.parametrize("address", [page_of, release_of])
def test_file_that_was_reviewed_per_field_is_taken_back_in_one_click(upload, stories, editor, address):
    decide(editor, stories[0], "title")
    decide(editor, stories[1], "title", "summary")
    assert shown(stories[0]) == ("Praatcafé", "Samen.")
    assert 'value="terugdraaien"' in editor.get(address(upload)).content.decode()

    report = read(editor.post(address(upload), {"actie": "terugdraaien"}, follow=True)).text

    assert "Praatcafé: De vorige inhoud staat er weer." in report
    assert shown(stories[0]) == ("Taalcafé", "Samen.")
    assert shown(stories[1]) == ("Buurtmaal", "Samen.")
    assert list(problems()) == []


def test_what_still_waits_goes_along_when_the_office_takes_back_what_it_reviewed(upload, stories, editor):
    decide(editor, stories[0], "title")
    asked = editor.get(OVERVIEW).content.decode()
    assert "Dit gaat over 2 onderdelen. Bezoekers zien het meteen" in asked
    assert "Wat nog niet is beoordeeld, vervalt." in asked

    report = read(press(editor, upload, "terugdraaien")).text

    assert "Praatcafé: De vorige inhoud staat er weer." in report
    assert "Buurtmaal: Dit voorstel is vervallen." in report
    assert shown(stories[0]) == ("Taalcafé", "Samen.")
    assert not upload.change_set.revisions.filter(state=RevisionState.SUBMITTED).exists()
    assert list(problems()) == []


@pytest.mark.parametrize("address", [page_of, release_of])
def test_page_that_was_withdrawn_since_keeps_its_notice(upload, stories, editor, visitor, address):
    """Taking back the file would otherwise put it back online without the notice."""
    decide(editor, stories[0], "title")
    decide(editor, stories[1], "title", "summary")
    stories[0].refresh_from_db()
    withdraw(stories[0], by=editor.user, notice="De school vroeg het.")

    report = read(editor.post(address(upload), {"actie": "terugdraaien"}, follow=True)).text

    assert "Praatcafé: Dit is intussen ingetrokken" in report
    assert "De school vroeg het." in read(visitor.get(stories[0].get_absolute_url())).text
    assert shown(stories[0])[0] == "Praatcafé"
    assert shown(stories[1]) == ("Buurtmaal", "Samen.")


def test_work_of_others_in_the_release_stays(upload, stories, editor, coordinator_of_zaandam):
    """Somebody went on with a proposal of the file, and something else was collected into its release."""
    proposal = newest_open(stories[0])
    later = save_draft(
        stories[0], {**proposal.content, "title": "Van de redactie"}, by=editor.user, replaces=proposal
    )
    loose = make_draft(stories[2], by=editor.user, title="Los concept")
    collect(upload.change_set, [loose], by=editor.user)
    asked = coordinator_of_zaandam.get(page_of(upload)).content.decode()
    assert "Dit gaat over 1 onderdeel." in asked

    report = read(press(coordinator_of_zaandam, upload, "terugdraaien")).text

    assert "Taalcafé: Dit is werk van Esra. Het blijft staan, los van dit bestand." in report
    assert "Buurtmaal: Dit voorstel is vervallen." in report
    assert [newest_open(stories[0]), newest_open(stories[2])] == [later, loose]
    assert newest_open(stories[1]) is None
    assert newest_open(stories[0]).change_set is None
    assert list(problems()) == []


def test_coordinator_takes_back_only_what_still_waits(upload, stories, editor, coordinator_of_zaandam):
    decide(editor, stories[0], "title")
    asked = coordinator_of_zaandam.get(page_of(upload)).content.decode()
    assert "Dit gaat over 1 onderdeel. Deze voorstellen vervallen." in asked

    press(coordinator_of_zaandam, upload, "terugdraaien")

    assert shown(stories[0]) == ("Praatcafé", "Samen.")
    assert "Draai terug" not in read(coordinator_of_zaandam.get(page_of(upload))).text


def test_release_of_which_all_was_decided_says_so_and_offers_nothing_useless(upload, stories, editor):
    waiting = read(editor.get(release_of(upload))).text
    assert "Dit pakket ligt ter beoordeling" in waiting
    for story in stories[:2]:
        decide(editor, story, "title")

    page = read(editor.get(release_of(upload))).text

    assert "Dit pakket is beoordeeld" in page
    for useless in ("Inplannen", "Laten lezen", "Publiceer het pakket", "Losse concepten"):
        assert useless in waiting
        assert useless not in page
    assert "beoordeeld" in read(editor.get("/admin/publishing/changeset/")).text


def test_release_in_which_something_waits_is_not_taken_back_from_its_page(upload, stories, editor):
    decide(editor, stories[0], "title")

    page = editor.post(release_of(upload), {"actie": "terugdraaien"})

    assert "In dit pakket wacht nog iets." in read(page).text
    assert shown(stories[0])[0] == "Praatcafé"
    assert ChangeSet.objects.get(pk=upload.change_set_id).undone_at is None


def test_file_and_coordinator_read_per_field_what_the_office_did_not_take_over(
    upload, stories, editor, coordinator_of_zaandam
):
    decide(editor, stories[0], "title")
    decide(editor, stories[1], "title", "summary")

    page = coordinator_of_zaandam.get(page_of(upload)).content.decode()

    assert page.count("Niet overgenomen door de redactie.") == 1
    first, _, second = page.partition("Buurtmaal <")
    assert "Niet overgenomen door de redactie." in first.partition("Samenvatting</h5>")[2]
    assert (
        "gepubliceerd. Niet overgenomen: Samenvatting"
        in read(coordinator_of_zaandam.get(page_of(upload))).text
    )
    assert "Niet overgenomen" not in second


def test_field_that_the_file_had_won_and_the_office_refused_is_not_called_chosen(
    stories, editor, office, coordinator_of_zaandam
):
    file = downloaded(coordinator_of_zaandam)
    put(file, stories[0].code, "Samenvatting", "Van de coördinator.")
    put(file, stories[0].code, "Titel", "Praatcafé")
    save_draft(stories[0], {**snapshot_of(stories[0]), "summary": "Van de redactie."}, by=office)
    upload = taken_in(coordinator_of_zaandam, file)
    place = coordinator_of_zaandam.get(page_of(upload)).context["parts"][0][1][0].conflicts[0].name
    press(coordinator_of_zaandam, upload, "klaarzetten", **{place: "bestand"})
    assert "Gekozen: het bestand." in read(coordinator_of_zaandam.get(page_of(upload))).text

    decide(editor, stories[0], "title")

    text = read(coordinator_of_zaandam.get(page_of(upload))).text
    assert "Gekozen: het bestand." not in text
    assert "Niet overgenomen door de redactie." in text


def test_page_of_a_release_leads_to_the_file_it_came_of(upload, editor):
    assert page_of(upload) in read(editor.get(release_of(upload))).links
