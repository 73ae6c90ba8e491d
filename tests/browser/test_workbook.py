"""The workbook in a real browser: a coordinator downloads, changes, sends and sets ready; the office publishes, undoes."""

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from interventions.models import Intervention
from kansrijk.accounts.models import COORDINATOR, OFFICE
from kansrijk.publishing.drafting import newest_open, save_draft
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.workbooks.jobs import running
from kansrijk.workbooks.jobs.running import work_once
from kansrijk.workbooks.models import Upload
from tests.browser.steps import assert_accessible, log_in
from tests.factories import make_account
from tests.workbooks.round_trip import put

WIDTHS = (1280, 320)
OVERVIEW = "/admin/werkboek/"


@pytest.fixture
def stories(site):
    return list(Intervention.objects.filter(area__slug="zaandam-oost").order_by("code"))


@pytest.fixture
def coordinator(stories):
    return make_account("zoe", role=COORDINATOR, areas=[stories[0].area], first_name="Zoë")


@pytest.fixture
def office(site):
    return make_account("esra", role=OFFICE, first_name="Esra")


@pytest.fixture
def page_without_script(chromium, site):
    with chromium.new_context(base_url=site, locale="nl-NL", java_script_enabled=False) as context:
        yield context.new_page()


def download(page: Page, folder):
    """The workbook, opened, and where it is kept."""
    page.goto(OVERVIEW)
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Maak het werkboek").click()
    path = folder / downloading.value.suggested_filename
    downloading.value.save_as(path)
    return load_workbook(path), path


def send(page: Page, file, path) -> None:
    file.save(path)
    page.goto(OVERVIEW)
    page.get_by_label("Uw bestand").set_input_files(path)
    page.get_by_role("button", name="Lees het bestand in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(path.name)


def assert_good_to_look_at(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert_accessible(page)


def test_coordinator_sends_a_workbook_and_the_office_publishes_and_undoes(
    page, chromium, site, tmp_path, stories, coordinator, office
):
    log_in(page, as_=coordinator)
    page.goto("/admin/")
    page.get_by_role("link", name="Werkboek").first.click()
    assert_good_to_look_at(page)
    file, path = download(page, tmp_path)
    put(file, stories[0].code, "Titel", "Een schooldag om te onthouden")
    put(file, stories[1].code, "Thema's", "Jong kind")
    send(page, file, path)

    expect(
        page.get_by_role("heading", name="1 interventie gewijzigd, 1 rij wacht op verbetering")
    ).to_be_visible()
    expect(page.get_by_role("heading", name="Interventies, rij 3")).to_be_visible()
    expect(page.get_by_text("Bedoelt u ‘Jonge kind’?")).to_be_visible()
    expect(page.locator("ins").first).to_contain_text("om te onthouden")
    assert_good_to_look_at(page)
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download met opmerkingen").click()
    assert downloading.value.suggested_filename.endswith("-opmerkingen.xlsx")
    page.get_by_role("button", name="Klaarzetten ter beoordeling").click()
    expect(page.get_by_text("De redactie kijkt hiernaar.")).to_be_visible()
    assert_good_to_look_at(page)

    with chromium.new_context(base_url=site, locale="nl-NL") as context:
        desk = context.new_page()
        log_in(desk, as_=office)
        desk.goto("/admin/beoordelen/")
        expect(desk.get_by_role("heading", name="Pakket Werkboek")).to_be_visible()
        desk.goto(OVERVIEW)
        desk.get_by_role("link", name=path.name).click()
        desk.get_by_role("link", name="Bekijk het pakket").click()
        desk.get_by_role("button", name="Publiceer het pakket").click()
        assert Intervention.objects.filter(title="Een schooldag om te onthouden").exists()

        desk.goto(OVERVIEW)
        expect(desk.get_by_role("heading", name=path.name)).to_contain_text("Gepubliceerd")
        desk.get_by_text("Draai terug").click()
        assert_good_to_look_at(desk)
        desk.get_by_label("Reden (mag leeg blijven").fill("De school vroeg het.")
        desk.get_by_role("button", name="Draai 1 onderdeel terug").click()
        expect(desk.get_by_text("De vorige inhoud staat er weer.")).to_be_visible()
        assert_good_to_look_at(desk)
    assert not Intervention.objects.filter(title="Een schooldag om te onthouden").exists()


def test_coordinator_chooses_between_two_texts(page, tmp_path, stories, coordinator, office):
    log_in(page, as_=coordinator)
    file, path = download(page, tmp_path)
    put(file, stories[0].code, "Samenvatting", "Zo zegt de coördinator het.")
    content = {**snapshot_of(stories[0]), "summary": "Zo zegt de redactie het."}
    save_draft(stories[0], content, by=office)
    send(page, file, path)

    choice = page.get_by_role("group", name="Samenvatting")
    expect(choice).to_contain_text("Iemand anders wijzigde dit ook, op")
    expect(choice.get_by_label("Houd het nieuwste werk")).to_be_checked()
    assert_good_to_look_at(page)
    choice.get_by_label("Neem uw bestand").check()
    page.get_by_role("button", name="Bewaar mijn keuzes").click()
    expect(choice.get_by_label("Neem uw bestand")).to_be_checked()
    page.get_by_role("button", name="Klaarzetten ter beoordeling").click()

    expect(page.get_by_text("De redactie kijkt hiernaar.")).to_be_visible()
    assert newest_open(stories[0]).content["summary"] == "Zo zegt de coördinator het."


def test_everything_works_without_javascript(
    page_without_script, tmp_path, stories, coordinator, monkeypatch
):
    page = page_without_script
    log_in(page, as_=coordinator)
    file, path = download(page, tmp_path)
    put(file, stories[0].code, "Titel", "Een schooldag om te onthouden")
    monkeypatch.setattr(running, "SOON_DONE_BYTES", 0)
    send(page, file, path)
    expect(page.get_by_text("zo aan de beurt")).to_be_visible()

    assert work_once()
    page.get_by_role("button", name="Klaarzetten ter beoordeling").click()
    expect(page.get_by_text("zo aan de beurt")).to_be_visible()
    assert work_once()

    expect(page.get_by_text("De redactie kijkt hiernaar.")).to_be_visible()
    page.get_by_text("Draai terug").click()
    page.get_by_role("button", name="Draai 1 onderdeel terug").click()
    expect(page.get_by_text("Dit voorstel is vervallen.")).to_be_visible()
    assert newest_open(stories[0]) is None


def test_progress_moves_by_itself(page, tmp_path, stories, coordinator, monkeypatch):
    log_in(page, as_=coordinator)
    file, path = download(page, tmp_path)
    monkeypatch.setattr(running, "SOON_DONE_BYTES", 0)
    send(page, file, path)
    expect(page.get_by_text("zo aan de beurt")).to_be_visible()
    assert_good_to_look_at(page)

    Upload.objects.get().jobs.update(doing="Wijzigingen klaarzetten", cursor=3, total=5)
    expect(page.get_by_text("3 van 5")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Wijzigingen klaarzetten")).to_be_visible()
    assert work_once()

    expect(page.get_by_role("heading", name="0 wijzigingen")).to_be_visible()


def test_file_that_is_dropped_on_the_form_is_taken(page, stories, coordinator):
    log_in(page, as_=coordinator)
    page.goto(OVERVIEW)

    page.locator("[data-take-in]").evaluate(
        """form => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File(["%PDF-1.7"], "rapport.pdf"));
            for (const name of ["dragover", "drop"]) {
                form.dispatchEvent(new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }));
            }
        }"""
    )
    page.get_by_role("button", name="Lees het bestand in").click()

    expect(page.get_by_role("heading", name="Kon niet gelezen worden")).to_be_visible()
    assert_good_to_look_at(page)
    page.get_by_role("link", name="Kies een ander bestand").click()
    expect(page.get_by_label("Uw bestand")).to_be_visible()


def test_file_that_is_too_large_is_not_even_sent(page, tmp_path, stories, coordinator):
    log_in(page, as_=coordinator)
    page.goto(OVERVIEW)
    path = tmp_path / "groot.xlsx"
    path.write_bytes(b"x" * (10 * 1024 * 1024 + 1))

    page.get_by_label("Uw bestand").set_input_files(path)
    page.get_by_role("button", name="Lees het bestand in").click()

    expect(page.get_by_role("alert")).to_contain_text("groter dan 10 MB")
    assert_accessible(page)
    assert not Upload.objects.exists()


def test_office_makes_the_workbook_of_a_filtered_list(page, stories, office):
    log_in(page, as_=office)
    page.goto(f"/admin/interventions/intervention/?area__id__exact={stories[0].area_id}")
    page.get_by_role("link", name="Werkboek").last.click()

    expect(page.get_by_text(f"{len(stories)} interventies")).to_be_visible()
    assert_good_to_look_at(page)
    page.get_by_label("LibreOffice").check()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Maak het werkboek").click()
    assert downloading.value.suggested_filename.endswith(".ods")
