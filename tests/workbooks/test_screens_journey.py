"""From the download to the site and back, by the buttons on the screen."""

import pytest

from interventions.models import Intervention
from kansrijk.publishing.drafting import newest_open, save_draft
from kansrijk.publishing.models import RevisionState
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.workbooks.models import UploadState
from tests.factories import all_live, make_intervention, make_phase, make_theme
from tests.workbooks.round_trip import OVERVIEW, downloaded, page_of, press, put, sent, taken_in


@pytest.fixture
def stories(zaandam):
    theme, phase = make_theme(name="Jonge kind"), make_phase()
    return all_live(
        [
            make_intervention(
                is_live=False, area=zaandam, title=title, body="<p>Ja.</p>", themes=[theme], phases=[phase]
            )
            for title in ("Taalcafé", "Buurtmaal", "Sportuur")
        ]
    )


def changed(client, story, **cells):
    file = downloaded(client)
    for heading, value in cells.items():
        put(file, story.code, heading, value)
    return file


def text_of(client, upload):
    return client.get(page_of(upload)).content.decode()


def test_untouched_workbook_says_there_is_nothing_to_do(stories, coordinator_of_zaandam):
    upload = taken_in(coordinator_of_zaandam, downloaded(coordinator_of_zaandam))

    text = text_of(coordinator_of_zaandam, upload)

    assert "0 wijzigingen" in text
    assert "U hoeft niets te doen" in text
    assert "Klaarzetten ter beoordeling" not in text


def test_coordinator_sees_the_change_and_sets_it_ready(stories, coordinator_of_zaandam):
    client = coordinator_of_zaandam
    upload = taken_in(client, changed(client, stories[0], Titel="Praatcafé"))
    text = text_of(client, upload)
    assert "1 interventie gewijzigd" in text
    assert "<ins>Praatcafé</ins>" in text

    page = press(client, upload, "klaarzetten").content.decode()

    draft = newest_open(stories[0])
    assert (draft.content["title"], draft.state) == ("Praatcafé", RevisionState.SUBMITTED)
    assert f"/admin/vergelijken/{draft.pk}/" in page
    assert "Draai terug" in page


def test_coordinator_takes_a_proposal_back(stories, coordinator_of_zaandam):
    client = coordinator_of_zaandam
    upload = taken_in(client, changed(client, stories[0], Titel="Praatcafé"))
    press(client, upload, "klaarzetten")

    page = press(client, upload, "terugdraaien").content.decode()

    assert "Dit voorstel is vervallen." in page
    assert newest_open(stories[0]) is None
    assert "Teruggedraaid" in client.get(OVERVIEW).content.decode()


def test_office_publishes_and_takes_it_back(stories, editor, visitor):
    upload = taken_in(editor, changed(editor, stories[0], Titel="Praatcafé"))

    page = press(editor, upload, "publiceren")

    assert f"/admin/publishing/changeset/{upload.change_set_id}/change/" in page.content.decode()
    assert "Praatcafé" in visitor.get("/interventies/").content.decode()
    page = press(editor, upload, "terugdraaien", reden="Te vroeg").content.decode()
    assert "De vorige inhoud staat er weer." in page
    assert "Praatcafé" not in visitor.get("/interventies/").content.decode()


def test_new_record_that_is_taken_back_keeps_its_title_in_the_report(stories, coordinator_of_zaandam):
    client = coordinator_of_zaandam
    file = downloaded(client)
    put(file, None, "Titel", "Naailes")
    upload = taken_in(client, file)
    press(client, upload, "klaarzetten")
    assert Intervention.objects.filter(title="Naailes").exists()

    page = press(client, upload, "terugdraaien").content.decode()

    assert "Naailes: Dit voorstel is vervallen." in page
    assert "/admin/vergelijken/" not in page
    assert not Intervention.objects.filter(title="Naailes").exists()


def test_wrong_cell_is_named_and_the_rest_goes_on(stories, coordinator_of_zaandam):
    client = coordinator_of_zaandam
    file = changed(client, stories[0], **{"Thema's": "Jong kind"})
    put(file, stories[1].code, "Titel", "Samen eten")
    upload = taken_in(client, file)

    text = text_of(client, upload)

    for words in (
        "Interventies, rij 2",
        "G2",
        "Thema&#x27;s",
        "Jong kind",
        "Jonge kind",
        "1 rij met een fout wacht",
    ):
        assert words in text
    press(client, upload, "klaarzetten")
    assert newest_open(stories[0]) is None
    assert newest_open(stories[1]).content["title"] == "Samen eten"
    assert "Lees het verbeterde bestand in" in text_of(client, upload)


def test_field_is_emptied_only_with_the_tick(stories, editor):
    for values, left in (({}, "Bewoners helpen elkaar."), ({"leegmaken": "on"}, "")):
        file = changed(editor, stories[0], Samenvatting="[leeg]", Titel=f"Titel {len(values)}")
        upload = taken_in(editor, file)
        assert "Ja, maak 1 veld leeg" in text_of(editor, upload)

        press(editor, upload, "klaarzetten", **values)

        assert newest_open(stories[0]).content["summary"] == left


def test_conflict_shows_both_texts_and_the_choice_is_kept(stories, editor, coordinator_of_zaandam):
    client = coordinator_of_zaandam
    file = changed(client, stories[0], Titel="Praatcafé")
    save_draft(stories[0], {**snapshot_of(stories[0]), "title": "Koffie-uur"}, by=editor.user)
    upload = taken_in(client, file)
    page = client.get(page_of(upload))
    assert "Koffie-uur" in page.content.decode()
    assert "Praatcafé" in page.content.decode()
    conflict = page.context["parts"][0][1][0].conflicts[0]

    press(client, upload, "bewaren", **{conflict.name: "bestand"})
    assert upload.choices["conflicts"] == {f"interventions.intervention:{stories[0].pk}": ["title"]}
    press(client, upload, "klaarzetten")

    assert newest_open(stories[0]).content["title"] == "Praatcafé"


def test_choice_for_what_is_no_conflict_is_thrown_away(stories, coordinator_of_zaandam):
    client = coordinator_of_zaandam
    upload = taken_in(client, changed(client, stories[0], Titel="Praatcafé"))

    press(client, upload, "bewaren", **{"kies-0-summary": "bestand", "kies-9-title": "bestand"})

    assert upload.choices["conflicts"] == {}


def test_work_of_somebody_else_in_between_is_shown_instead_of_overwritten(
    stories, editor, coordinator_of_zaandam
):
    client = coordinator_of_zaandam
    upload = taken_in(client, changed(client, stories[0], Titel="Praatcafé"))
    save_draft(stories[0], {**snapshot_of(stories[0]), "title": "Koffie-uur"}, by=editor.user)

    page = press(client, upload, "klaarzetten").content.decode()

    assert "opnieuw nagekeken" in page
    assert "Neem uw bestand" in page
    assert newest_open(stories[0]).content["title"] == "Koffie-uur"


def test_button_of_a_page_about_an_older_plan_does_nothing(stories, coordinator_of_zaandam):
    client = coordinator_of_zaandam
    upload = taken_in(client, changed(client, stories[0], Titel="Praatcafé"))

    page = client.post(page_of(upload), {"plan": "een ander", "actie": "klaarzetten"}, follow=True)

    assert "Er is nu niets gedaan." in page.content.decode()
    assert newest_open(stories[0]) is None


def test_second_click_on_the_button_does_nothing_more(stories, coordinator_of_zaandam):
    client = coordinator_of_zaandam
    upload = taken_in(client, changed(client, stories[0], Titel="Praatcafé"))
    seal = client.get(page_of(upload)).context["seal"]
    for _ in range(2):
        client.post(page_of(upload), {"plan": seal, "actie": "klaarzetten"})

    upload.refresh_from_db()
    assert upload.state == UploadState.READY
    assert upload.change_set.revisions.count() == 1


def test_file_that_is_no_workbook_says_what_to_do(coordinator_of_zaandam):
    response = sent(coordinator_of_zaandam, b"%PDF-1.7 ...", "rapport.pdf")

    page = coordinator_of_zaandam.get(response.url).content.decode()

    assert "Kies een ander bestand" in page
