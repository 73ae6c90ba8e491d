"""The admin as an editor meets it: accessible, narrow screens included, and with its small scripts at work."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from areas.models import Area
from interventions.models import Intervention, Organisation, Quote
from kansrijk.accounts.models import COORDINATOR, OFFICE
from tests.browser.steps import assert_accessible, log_in
from tests.factories import make_account

PAGES = {
    "index": lambda: reverse("admin:index"),
    "list": lambda: reverse("admin:interventions_intervention_changelist"),
    "new intervention": lambda: reverse("admin:interventions_intervention_add"),
    "intervention": lambda: change_url(Intervention.objects.filter(key_figures__isnull=False).first()),
    "area": lambda: change_url(Area.objects.first()),
    "quote": lambda: change_url(Quote.objects.first()),
    "new photo": lambda: reverse("admin:areas_photo_add"),
    "accounts": lambda: reverse("admin:accounts_user_changelist"),
    "new account": lambda: reverse("admin:accounts_user_add"),
    "history": lambda: reverse("admin:areas_area_history", args=[Area.objects.first().pk]),
}


def change_url(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


@pytest.fixture
def desk(page, roles):
    """A tab in which Esra of the office is logged in."""
    log_in(page, as_=make_account("esra", role=OFFICE, first_name="Esra"))
    return page


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.frontend
def test_page_of_the_admin_is_accessible_and_fits_a_narrow_screen(desk, name):
    desk.goto(PAGES[name]())
    assert_accessible(desk)

    desk.set_viewport_size({"width": 320, "height": 800})
    assert desk.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.frontend
def test_form_lines_up_and_cuts_nothing_off_on_a_narrow_screen(desk):
    desk.set_viewport_size({"width": 320, "height": 800})
    desk.goto(PAGES["intervention"]())
    expect(desk.locator(".select2-selection__choice").first).to_be_visible()

    boxes = [box.bounding_box() for box in desk.locator(".field-themes input").all()]
    assert len({(box["x"], box["width"]) for box in boxes}) == 1
    cut_off = desk.locator(".form-row label, .submit-row, .select2-selection__rendered").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.textContent.trim())"
    )
    assert cut_off == []


@pytest.mark.frontend
def test_address_follows_the_title_of_a_new_intervention(desk):
    desk.goto(PAGES["new intervention"]())

    desk.get_by_label("Titel").press_sequentially("Leren in het ontdeklab")

    assert desk.get_by_label("Adres", exact=True).input_value() == "leren-in-het-ontdeklab"


@pytest.mark.frontend
def test_summary_counts_its_words(desk):
    desk.goto(PAGES["new intervention"]())

    desk.get_by_label("Samenvatting").fill("woord " * 61)

    assert desk.get_by_text("61 woorden: 1 te veel").is_visible()


def test_autocomplete_finds_an_organisation_and_has_a_name(desk):
    desk.goto(PAGES["new intervention"]())
    name = Organisation.objects.first().name

    desk.get_by_role("searchbox", name="Organisaties").press_sequentially(name)

    expect(desk.get_by_role("option", name=name)).to_be_visible()


def test_coordinator_finds_only_the_own_area_in_a_new_intervention(page, roles):
    area = Area.objects.first()
    log_in(page, as_=make_account("zoe", role=COORDINATOR, areas=[area]))

    page.goto(PAGES["new intervention"]())

    assert page.get_by_label("Gebied").locator("option").all_inner_texts() == ["---------", area.name]
    assert page.get_by_label("Gebied").input_value() == str(area.pk)


@pytest.fixture
def questions(desk):
    """What the browser asks when a form is left; the answer is always to leave."""
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    return asked


@pytest.mark.parametrize("name", ["intervention", "area"])
@pytest.mark.frontend
def test_leaving_a_form_that_nobody_touched_asks_nothing(desk, questions, name):
    desk.goto(PAGES[name]())
    # The scripts of the choices and of the text have then done their work.
    desk.wait_for_load_state("networkidle")
    # A browser asks only somebody who has done something.
    desk.locator("h1").click()

    desk.get_by_role("link", name="Overzicht", exact=True).first.click()

    desk.wait_for_url("**/admin/")
    assert questions == []


@pytest.mark.frontend
def test_leaving_a_form_with_unsaved_words_asks_first(desk, questions):
    desk.goto(PAGES["intervention"]())
    desk.get_by_label("Titel").press_sequentially("Nieuw")

    desk.get_by_role("link", name="Interventies", exact=True).first.click()

    desk.wait_for_url("**/intervention/")
    assert questions == ["beforeunload"]


@pytest.mark.frontend
def test_leaving_a_form_with_another_organisation_asks_first(desk, questions):
    desk.goto(PAGES["new intervention"]())
    name = Organisation.objects.first().name
    desk.get_by_role("searchbox", name="Organisaties").press_sequentially(name)
    desk.get_by_role("option", name=name).click()

    desk.get_by_role("link", name="Interventies", exact=True).first.click()

    desk.wait_for_url("**/intervention/")
    assert questions == ["beforeunload"]
