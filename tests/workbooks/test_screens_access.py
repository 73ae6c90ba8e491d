"""Who sees, downloads, sets ready and takes back which workbook: by role, for each door."""

import pytest
from django.contrib.auth.models import Group

from interventions.models import Intervention
from kansrijk.accounts.models import COORDINATOR
from kansrijk.publishing.drafting import newest_open
from kansrijk.publishing.taking_down import remove
from kansrijk.workbooks.models import Export, Job, Upload, UploadState
from tests.factories import make_account, make_intervention, make_organisation
from tests.workbooks.round_trip import (
    MAKE,
    OVERVIEW,
    content_of,
    downloaded,
    page_of,
    press,
    put,
    taken_in,
)

DOORS = ("", "bestand/", "opmerkingen/", "plan.json")


@pytest.fixture
def story(zaandam):
    return make_intervention(area=zaandam, title="Taalcafé", body="<p>Ja.</p>")


@pytest.fixture
def elsewhere(schiedam):
    return make_intervention(area=schiedam, title="Kookclub")


@pytest.fixture
def upload(story, coordinator_of_zaandam):
    """Of the coordinator of Zaandam: one title changed."""
    file = downloaded(coordinator_of_zaandam)
    put(file, story.code, "Titel", "Praatcafé")
    return taken_in(coordinator_of_zaandam, file)


@pytest.fixture
def nobody_special(roles):
    """May enter the admin, but has no role."""
    account = make_account("noa", role="coördinator")
    account.groups.clear()
    return account


@pytest.mark.parametrize("door", DOORS)
def test_upload_is_there_for_its_sender_and_the_office_alone(
    upload, door, coordinator_of_zaandam, coordinator_of_schiedam, editor, visitor
):
    address = page_of(upload) + door

    assert coordinator_of_zaandam.get(address, follow=True).status_code == 200
    assert editor.get(address, follow=True).status_code == 200
    assert coordinator_of_schiedam.get(address).status_code == 404
    assert coordinator_of_schiedam.post(address).status_code == 404
    assert visitor.get(address).headers["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("address", [OVERVIEW, MAKE])
def test_who_has_no_role_gets_no_workbook(client, nobody_special, address):
    client.force_login(nobody_special)

    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403


def test_list_shows_a_coordinator_its_own_and_the_office_all(
    upload, coordinator_of_zaandam, coordinator_of_schiedam, editor
):
    name = upload.file_name

    assert name in coordinator_of_zaandam.get(OVERVIEW).content.decode()
    assert name in editor.get(OVERVIEW).content.decode()
    assert name not in coordinator_of_schiedam.get(OVERVIEW).content.decode()


@pytest.mark.parametrize("action", ["klaarzetten", "publiceren", "bewaren", "terugdraaien"])
def test_button_on_the_upload_of_somebody_else_does_nothing(upload, story, coordinator_of_schiedam, action):
    answer = coordinator_of_schiedam.post(page_of(upload), {"actie": action})

    assert answer.status_code == 404
    assert newest_open(story) is None


def test_office_looks_at_the_plan_of_a_coordinator_but_does_not_set_it_ready(upload, story, editor):
    text = editor.get(page_of(upload)).content.decode()

    assert "Alleen Zoë kan dit klaarzetten." in text
    assert press(editor, upload, "klaarzetten").status_code == 403
    assert newest_open(story) is None


def test_coordinator_cannot_publish(upload, story, coordinator_of_zaandam):
    text = coordinator_of_zaandam.get(page_of(upload)).content.decode()

    assert 'value="publiceren"' not in text
    assert press(coordinator_of_zaandam, upload, "publiceren").status_code == 403
    story.refresh_from_db()
    assert (story.title, newest_open(story)) == ("Taalcafé", None)


def test_office_takes_back_what_a_coordinator_set_ready(upload, story, coordinator_of_zaandam, editor):
    press(coordinator_of_zaandam, upload, "klaarzetten")

    press(editor, upload, "terugdraaien")

    assert newest_open(story) is None


def test_coordinator_cannot_take_back_what_the_office_published(
    upload, story, coordinator_of_zaandam, editor
):
    press(coordinator_of_zaandam, upload, "klaarzetten")
    editor.post(f"/admin/publishing/changeset/{upload.change_set_id}/change/", {"actie": "publiceren"})

    page = coordinator_of_zaandam.get(page_of(upload)).content.decode()
    answer = press(coordinator_of_zaandam, upload, "terugdraaien").content.decode()

    assert "Gepubliceerd" in page
    assert "Draai terug" not in page
    assert "Alleen de redactie kan dit doen." in answer
    story.refresh_from_db()
    assert story.title == "Praatcafé"


def test_workbook_holds_only_what_its_owner_may_change(story, elsewhere, coordinator_of_zaandam, editor):
    def codes(client):
        return {row[0].value for row in downloaded(client)["Interventies"].iter_rows(min_row=2)} - {None}

    assert codes(coordinator_of_zaandam) == {story.code}
    assert codes(editor) == {story.code, elsewhere.code}


def test_row_of_another_area_is_refused_by_name(upload, elsewhere, editor, coordinator_of_zaandam):
    file = downloaded(editor)
    put(file, elsewhere.code, "Titel", "Van mij")

    page = coordinator_of_zaandam.get(page_of(taken_in(coordinator_of_zaandam, file))).content.decode()

    assert "hoort bij gebied Schiedam" in page
    assert Intervention.objects.filter(title="Van mij").count() == 0


def test_names_of_another_area_that_visitors_do_not_see_are_not_told(
    story, zaandam, schiedam, coordinator_of_zaandam, editor
):
    """Not by its code, and not by guessing its name."""
    removed = make_intervention(area=schiedam, title="Geheim verleden")
    remove(removed, by=editor.user, reason="Op verzoek.")
    new = make_intervention(area=schiedam, title="Geheim plan", is_live=False)
    file = f"Code;Tekst;Spreker;Interventie\n;A;Piet;{removed.code}\n;B;Piet;{new.code}\n;C;Piet;Geheim plan\n".encode()

    upload = taken_in(coordinator_of_zaandam, file, "Citaten.csv")
    told = "".join(
        content_of(answer).decode()
        for answer in (
            coordinator_of_zaandam.get(page_of(upload)),
            coordinator_of_zaandam.post(f"{page_of(upload)}plan.json", follow=True),
        )
    )

    assert "van de site weggehaald" in told
    assert "Geheim verleden" not in told
    assert f"{new.code} hoort bij gebied Schiedam" in told
    assert "Er is geen interventie ‘Geheim plan’" in told


def test_lists_of_the_office_are_no_workbook_of_a_coordinator(roles, editor, coordinator_of_zaandam):
    make_organisation(name="De Poort")

    assert coordinator_of_zaandam.get(f"{MAKE}?lijst=interventions.organisation").status_code == 404
    file = downloaded(coordinator_of_zaandam, boek="organisaties")
    assert "Organisaties" not in file.sheetnames
    assert editor.get(f"{MAKE}?lijst=interventions.organisation").status_code == 200


def test_looking_changes_nothing(upload, story, coordinator_of_zaandam):
    exports, jobs = Export.objects.count(), Job.objects.count()

    for address in (OVERVIEW, MAKE, *(page_of(upload) + door for door in DOORS)):
        coordinator_of_zaandam.get(address)

    assert (Export.objects.count(), Upload.objects.count(), Job.objects.count()) == (exports, 1, jobs)
    assert newest_open(story) is None


def test_downloads_are_never_shown_by_a_browser(upload, coordinator_of_zaandam):
    before = bytes(Upload.objects.get().file)

    for door in DOORS[2:]:
        coordinator_of_zaandam.post(page_of(upload) + door)
    for door in DOORS[1:]:
        response = coordinator_of_zaandam.get(page_of(upload) + door)
        assert response.headers["Content-Disposition"].startswith("attachment; filename=")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert content_of(coordinator_of_zaandam.get(page_of(upload) + "bestand/")) == before


def test_plan_of_who_lost_a_role_is_made_again(story, zaandam, schiedam, editor):
    file = downloaded(editor)
    put(file, story.code, "Adres", "gekaapt")
    put(file, story.code, "Titel", "Praatcafé")
    upload = taken_in(editor, file)
    editor.user.groups.set(Group.objects.filter(name=COORDINATOR))
    zaandam.coordinators.add(editor.user)

    answer = press(editor, upload, "klaarzetten").content.decode()

    assert "Wat u mag wijzigen, is veranderd" in answer
    assert newest_open(story) is None
    press(editor, upload, "klaarzetten")
    assert newest_open(story).content["title"] == "Praatcafé"
    assert newest_open(story).content["slug"] == story.slug


def test_plan_for_an_area_that_was_taken_away_is_made_again(upload, story, zaandam, coordinator_of_zaandam):
    zaandam.coordinators.clear()

    press(coordinator_of_zaandam, upload, "klaarzetten")
    page = coordinator_of_zaandam.get(page_of(upload)).content.decode()

    assert upload.state == UploadState.PLANNED
    assert "hoort bij gebied Zaandam" in page
    assert newest_open(story) is None
