"""The programme office reviews in a real browser: looks, accepts two of three fields, publishes, looks back."""

import pytest
from playwright.sync_api import expect

from areas.models import Area
from interventions.models import Intervention
from kansrijk.accounts.models import COORDINATOR, OFFICE
from kansrijk.publishing.drafting import save_draft, send_back, submit
from kansrijk.publishing.publication import publish
from kansrijk.publishing.snapshots import snapshot_of
from tests.browser.steps import assert_accessible, log_in
from tests.factories import make_account, make_photo

WIDTHS = (1280, 320)


@pytest.fixture
def story(site):
    return Intervention.objects.filter(area__slug="zaandam-oost").first()


@pytest.fixture
def coordinator(story):
    return make_account("zoe", role=COORDINATOR, areas=[story.area], first_name="Zoë", last_name="Vos")


@pytest.fixture
def office(site):
    return make_account("esra", role=OFFICE, first_name="Esra", last_name="Kaya")


@pytest.fixture
def proposal(story, coordinator):
    """Changes the title, the summary and the period in words, and the rows below them."""
    now = snapshot_of(story)
    content = {
        **now,
        "title": f"{now['title']} op school",
        "summary": "Een heel andere samenvatting.",
        "period_in_words": "sinds januari 2026",
    }
    revision = save_draft(story, content, by=coordinator, reason="Na het bezoek")
    submit(revision, by=coordinator)
    return revision


def fits(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    return page.evaluate("document.documentElement.scrollWidth") <= width


def test_office_accepts_two_of_three_fields_and_publishes(page, story, proposal, office):
    before = story.summary
    log_in(page, as_=office)
    page.goto("/admin/")
    page.get_by_role("link", name="Ter beoordeling").first.click()
    page.get_by_role("link", name=story.title).click()
    expect(page.locator("ins", has_text="op school")).to_be_visible()

    page.get_by_label("Samenvatting: overnemen").uncheck()
    page.get_by_label("Opmerking voor de indiener").fill("De samenvatting houden wij zo.")
    page.get_by_role("button", name="Publiceer wat is aangevinkt").click()

    expect(page.get_by_text("is gepubliceerd")).to_be_visible()
    story.refresh_from_db()
    assert story.title.endswith(" op school")
    assert (story.summary, story.period_in_words) == (before, "sinds januari 2026")

    page.goto(f"/admin/geschiedenis/interventions.intervention/{story.pk}/")
    expect(page.get_by_text("Niet overgenomen: Samenvatting.")).to_be_visible()
    page.get_by_role("button", name="Vergelijk de gekozen versies").click()
    expect(page.get_by_role("heading", name="Samenvatting")).to_be_visible()


def test_office_sends_back_and_the_coordinator_reads_why(page, story, proposal, office, coordinator):
    log_in(page, as_=office)
    page.goto(f"/admin/beoordelen/{proposal.pk}/")
    page.get_by_role("button", name="Terugsturen").click()
    expect(page.get_by_role("alert")).to_contain_text("Schrijf erbij wat er moet veranderen.")
    page.get_by_label("Opmerking voor de indiener").fill("Noem de school.")
    page.get_by_role("button", name="Terugsturen").click()
    expect(page.get_by_text("Er wacht niets op u.")).to_be_visible()

    log_in(page, as_=coordinator)
    page.goto("/admin/")

    expect(page.get_by_role("region", name="Uw voorstellen")).to_contain_text("Noem de school.")
    assert_accessible(page)


def test_office_brings_an_older_version_back(page, story, proposal, office):
    publish([proposal], by=office)
    log_in(page, as_=office)
    page.goto(f"/admin/geschiedenis/interventions.intervention/{story.pk}/")

    page.get_by_role("button", name="Terughalen als concept").first.click()

    expect(page.get_by_text("staat klaar als concept")).to_be_visible()
    assert page.get_by_label("Titel", exact=True).input_value() == story.title


@pytest.fixture
def contested(story, proposal, office, coordinator):
    """Something of everything: a conflict, a photo, a row that goes, a remark, something missing."""
    now = snapshot_of(story)
    placement = {
        "id": "6f1f0f52-0000-4000-8000-000000000000",
        "photo": str(make_photo(area=story.area).pk),
        "caption": "De tuin",
        "position": 0,
    }
    send_back(proposal, by=office, remark="Bijna goed.")
    content = {
        **proposal.content,
        "key_figures": [],
        "themes": [],
        "body": f"<h2>Nieuw</h2>{now['body']}<ul><li>Een</li></ul>",
        "photo_placements": [placement],
    }
    revision = save_draft(story, content, by=coordinator, replaces=proposal)
    submit(revision, by=coordinator)
    publish([save_draft(story, {**now, "summary": "Van de redactie."}, by=office)], by=office)
    return revision


@pytest.mark.frontend
def test_all_screens_are_accessible_and_fit_a_narrow_screen(page, story, contested, office):
    log_in(page, as_=office)
    pages = {
        "index": "/admin/",
        "queue": "/admin/beoordelen/",
        "review": f"/admin/beoordelen/{contested.pk}/",
        "compare": f"/admin/vergelijken/{contested.pk}/",
        "history": f"/admin/geschiedenis/interventions.intervention/{story.pk}/",
        "log": "/admin/logboek/",
        "log, filtered": "/admin/logboek/?zoek=zaan&vanaf=x",
    }
    for name, address in pages.items():
        for width in WIDTHS:
            page.goto(address)
            assert fits(page, width), name
            assert_accessible(page)

    page.goto(pages["review"])
    page.get_by_role("button", name="Publiceer wat is aangevinkt").click()
    expect(page.get_by_role("alert")).to_contain_text("kies wat er moet blijven staan")
    assert_accessible(page)


def test_log_is_filtered_and_taken_along(page, story, proposal, coordinator):
    log_in(page, as_=coordinator)
    page.goto("/admin/logboek/")
    page.get_by_label("Wat", exact=True).select_option("Ter beoordeling gegeven")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_role("row")).to_have_count(2)

    with page.expect_download() as downloading:
        page.get_by_role("link", name="ods").click()

    assert downloading.value.suggested_filename.endswith(".ods")
    other = Area.objects.exclude(pk=story.area_id).first()
    assert other.name not in page.get_by_label("Gebied", exact=True).inner_text()
