"""What a person chose on the page of a plan stays chosen, wherever else in the plan they look before they decide."""

import pytest

from kansrijk.publishing.drafting import newest_open, save_draft
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.workbooks.screens import plan_views
from tests.workbooks.round_trip import downloaded, page_of, press, put, taken_in


@pytest.fixture
def upload(stories, coordinator_of_zaandam, office):
    """Of one story a text in conflict, of another the source to be emptied, of the third a new title."""
    stories[1].source = "Een bron"
    save_draft(stories[1], {**snapshot_of(stories[1]), "source": "Een bron"}, by=office)
    file = downloaded(coordinator_of_zaandam)
    put(file, stories[0].code, "Samenvatting", "Zo zegt de coördinator het.")
    put(file, stories[1].code, "Bronnen", "[leeg]")
    put(file, stories[2].code, "Titel", "Sportmiddag")
    save_draft(stories[0], {**snapshot_of(stories[0]), "summary": "Zo zegt de redactie het."}, by=office)
    return taken_in(coordinator_of_zaandam, file)


@pytest.fixture
def chosen(upload, coordinator_of_zaandam):
    """What the form holds when the file wins and the tick is set."""
    page = coordinator_of_zaandam.get(page_of(upload))
    [conflict] = page.context["parts"][0][1][0].conflicts
    return {"plan": page.context["seal"], conflict.name: "bestand", "leegmaken": "on"}


BUTTONS = {
    "filter": ({"actie": "filter", "soort": "", "zoek": "sport"}, "?zoek=sport#wijzigingen"),
    "part": ({"deel": "gewijzigd", "oordeel": "", "zoek": "uur "}, "?oordeel=gewijzigd&zoek=uur#wijzigingen"),
    "everything": ({"alles": "1", "zoek": "sport"}, "?#wijzigingen"),
    "page": ({"ga": "2"}, "?p=2#wijzigingen"),
    "one record": ({"toon": "1"}, "?onderdeel=1#wijzigingen"),
    "left otherwise": ({}, ""),
}


@pytest.mark.parametrize(("button", "view"), BUTTONS.values(), ids=BUTTONS)
def test_choices_survive_every_button_that_shows_something_else(
    button, view, upload, chosen, coordinator_of_zaandam
):
    answer = coordinator_of_zaandam.post(page_of(upload), {**chosen, **button})

    assert answer.url == page_of(upload) + view
    upload.refresh_from_db()
    assert upload.choices["clear"] is True
    assert list(upload.choices["conflicts"].values()) == [["summary"]]
    page = coordinator_of_zaandam.get(page_of(upload)).content.decode()
    assert 'value="bestand" checked' in page
    assert 'name="leegmaken" checked' in page


def test_part_is_kept_when_one_filters_within_it(upload, chosen, coordinator_of_zaandam):
    address = f"{page_of(upload)}?oordeel=gewijzigd"
    page = coordinator_of_zaandam.get(address).content.decode()
    assert '<input type="hidden" name="oordeel" value="gewijzigd">' in page

    answer = coordinator_of_zaandam.post(
        address, {**chosen, "actie": "filter", "oordeel": "gewijzigd", "zoek": "sport"}
    )

    assert answer.url == f"{page_of(upload)}?oordeel=gewijzigd&zoek=sport#wijzigingen"


def test_every_way_to_another_view_is_a_button_of_the_form_while_there_is_a_choice(
    upload, coordinator_of_zaandam, monkeypatch
):
    monkeypatch.setattr(plan_views, "MOST_CHARACTERS", 0)
    page = coordinator_of_zaandam.get(f"{page_of(upload)}?zoek=a").content.decode()
    form = page[page.index("data-plan") :]

    assert 'method="get"' not in page
    assert all(f'name="{name}"' in form for name in ("deel", "alles", "toon"))
    assert "?onderdeel=" not in page
    assert "admin_choices.js" in page


def test_keeping_choices_for_later_says_so(upload, chosen, coordinator_of_zaandam):
    page = coordinator_of_zaandam.post(page_of(upload), {**chosen, "actie": "bewaren"}, follow=True)

    assert "Uw keuzes zijn bewaard." in page.content.decode()


def test_plan_without_choices_is_filtered_by_its_address(stories, coordinator_of_zaandam):
    file = downloaded(coordinator_of_zaandam)
    put(file, stories[0].code, "Titel", "Praatcafé")
    put(file, stories[1].code, "Thema's", "Onzin")

    page = coordinator_of_zaandam.get(
        f"{page_of(taken_in(coordinator_of_zaandam, file))}?zoek=a"
    ).content.decode()

    assert 'method="get"' in page
    assert 'href="?zoek=a&amp;oordeel=fout#wijzigingen"' in page


def test_file_wins_after_filtering_and_setting_ready(upload, chosen, stories, coordinator_of_zaandam):
    coordinator_of_zaandam.post(page_of(upload), {**chosen, "actie": "filter", "zoek": "sport"})

    press(coordinator_of_zaandam, upload, "klaarzetten", leegmaken="on")

    assert newest_open(stories[0]).content["summary"] == "Zo zegt de coördinator het."
    assert newest_open(stories[1]).content["source"] == ""
