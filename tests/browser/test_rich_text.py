"""An editor writes body text: everything the toolbar offers, under the policy of production."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from interventions.models import Intervention
from kansrijk.accounts.models import OFFICE
from kansrijk.publishing.drafting import newest_open
from kansrijk.publishing.publication import adopt
from tests.browser.steps import log_in
from tests.factories import make_account

pytestmark = pytest.mark.frontend
BODY = ".field-body"


@pytest.fixture
def form(page: Page, roles) -> Page:
    """The change form of a story, its body empty and ready to type in."""
    log_in(page, as_=make_account("esra", role=OFFICE))
    story = Intervention.objects.first()
    Intervention.objects.filter(pk=story.pk).update(body="")
    adopt([story], by=None, reason="Voor een test")
    page.goto(reverse("admin:interventions_intervention_change", args=[story.pk]))
    page.locator(f"{BODY} .ProseMirror[role=textbox]").click()
    return page


def press(page: Page, label: str) -> None:
    """The editor hears of what is selected a moment after the browser has it; until then its buttons do nothing."""
    button = page.locator(BODY).get_by_role("button", name=label, exact=True)
    expect(button).not_to_contain_class("disabled")
    button.click()


def saved_body(page: Page) -> str:
    page.get_by_role("button", name="Concept opslaan").click()
    expect(page.locator(".messagelist li")).to_be_visible()
    story = Intervention.objects.first()
    draft = newest_open(story)
    return draft.content["body"] if draft else story.body


def test_editor_headings_lists_bold_italic_and_quotation_are_saved_clean(form):
    press(form, "Kop")
    form.keyboard.type("De buurt")
    form.keyboard.press("Enter")
    form.keyboard.type("Een ")
    press(form, "Vet")
    form.keyboard.type("vet")
    press(form, "Vet")
    press(form, "Schuin")
    form.keyboard.type(" woord")
    press(form, "Schuin")
    form.keyboard.press("Enter")
    press(form, "Lijst met punten")
    form.keyboard.type("een")
    form.keyboard.press("Enter")
    form.keyboard.type("twee")
    form.keyboard.press("Enter")
    form.keyboard.press("Enter")
    press(form, "Citaat")
    form.keyboard.type("Zo is het")

    assert saved_body(form) == (
        "<h2>De buurt</h2><p>Een <strong>vet</strong> <em>woord</em></p>"
        "<ul><li>een</li><li>twee</li></ul><blockquote><p>Zo is het</p></blockquote>"
    )


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("www.zaanstad.nl/wijk?a=1", "https://www.zaanstad.nl/wijk?a=1"),
        ("naam@zaanstad.nl", "mailto:naam@zaanstad.nl"),
        ("/gebieden/", "/gebieden/"),
    ],
)
def test_editor_link_gets_the_address_that_was_meant(form, typed, address):
    form.keyboard.type("Lees meer")
    form.keyboard.press("Shift+Control+ArrowLeft")
    press(form, "Link maken of wijzigen (kies eerst de woorden)")
    dialog = form.get_by_role("dialog")
    dialog.get_by_label("Adres van de link").fill(typed)
    dialog.get_by_role("button", name="Link plaatsen").click()

    assert saved_body(form) == f'<p>Lees <a href="{address}">meer</a></p>'


def test_editor_link_can_be_changed_and_taken_away(form):
    form.keyboard.type("meer")
    form.keyboard.press("Shift+Home")
    press(form, "Link maken of wijzigen (kies eerst de woorden)")
    form.get_by_role("dialog").get_by_label("Adres van de link").fill("https://a.nl")
    form.keyboard.press("Enter")
    press(form, "Link maken of wijzigen (kies eerst de woorden)")
    expect(form.get_by_role("dialog").get_by_label("Adres van de link")).to_have_value("https://a.nl")
    form.get_by_role("dialog").get_by_role("button", name="Annuleren").click()
    press(form, "Link weghalen")

    assert saved_body(form) == "<p>meer</p>"


def test_editor_javascript_address_leaves_only_the_words(form):
    form.keyboard.type("meer")
    form.keyboard.press("Shift+Home")
    press(form, "Link maken of wijzigen (kies eerst de woorden)")
    form.get_by_role("dialog").get_by_label("Adres van de link").fill("javascript:alert(1)")
    form.get_by_role("dialog").get_by_role("button", name="Link plaatsen").click()

    assert saved_body(form) == "<p>meer</p>"


def test_editor_is_named_for_who_cannot_see_it(form):
    text_box = form.locator(BODY).get_by_role("textbox")

    expect(text_box).to_have_accessible_name("Verhaal")
    for button in form.locator(f"{BODY} .prose-menubar button:visible").all():
        assert button.get_attribute("aria-label") == button.get_attribute("title")


def test_editor_undo_with_the_keyboard_takes_back_what_was_typed(form):
    form.keyboard.type("weg")
    form.keyboard.press("Control+z")

    assert saved_body(form) == ""


def test_text_pasted_from_word_keeps_its_headings_and_lists(form):
    item = (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>"
        "{}<span style='font:7pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>{}<o:p></o:p></p>"
    )
    word = (
        "<h1 style='mso-pagination:widow-orphan'>Wat gebeurt er?<o:p></o:p></h1>"
        "<p class=MsoNormal><span style='mso-bidi-font-family:Calibri'>Een <b>tuin</b>.</span></p>"
        + item.format("·", "Wieden")
        + item.format("·", "Zaaien")
        + item.format("1.", "Eerst de grond")
    )

    form.evaluate(
        """html => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/html", html);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        word,
    )

    assert saved_body(form) == (
        "<h2>Wat gebeurt er?</h2><p>Een <strong>tuin</strong>.</p>"
        "<ul><li>Wieden</li><li>Zaaien</li></ul><ol><li>Eerst de grond</li></ol>"
    )


def test_link_to_a_text_that_is_missing_leads_to_the_editor(form):
    form.get_by_label("Periode in woorden").fill("Sinds 2026")
    form.get_by_role("button", name="Concept opslaan").click()

    form.get_by_role("link", name="Schrijf het verhaal.").click()

    expect(form.locator(f"{BODY} label")).to_be_in_viewport()
    expect(form.locator(f"{BODY} .ProseMirror")).to_be_in_viewport(ratio=0.9)
