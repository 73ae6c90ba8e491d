"""A field that was changed in the file and on the site: who did it there, and two texts of which neither is gone."""

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.models import Revision
from kansrijk.publishing.publication import adopt
from kansrijk.publishing.snapshots import snapshot_of
from tests.workbooks.round_trip import downloaded, page_of, put, taken_in


def draft(story, *, by, **values):
    return save_draft(story, {**snapshot_of(story), **values}, by=by)


def today():
    day = timezone.localdate()
    months = "januari februari maart april mei juni juli augustus september oktober november december"
    return f"{day.day} {months.split()[day.month - 1]}"


@pytest.fixture
def file(stories, coordinator_of_zaandam):
    """The workbook with another title for the first story."""
    file = downloaded(coordinator_of_zaandam)
    put(file, stories[0].code, "Titel", "Praatcafé")
    return file


def test_what_somebody_changed_before_is_not_called_work_of_somebody_else(
    file, stories, coordinator_of_zaandam
):
    draft(stories[0], by=coordinator_of_zaandam.user, title="Koffie-uur")

    page = coordinator_of_zaandam.get(page_of(taken_in(coordinator_of_zaandam, file))).content.decode()

    assert f"U wijzigde dit al op {today()}. Kies wat blijft staan." in page
    assert "emand anders" not in page


def test_work_of_somebody_else_is_named_with_its_day(file, stories, coordinator_of_zaandam, office):
    draft(stories[0], by=office, title="Koffie-uur")

    page = coordinator_of_zaandam.get(page_of(taken_in(coordinator_of_zaandam, file))).content.decode()

    assert f"Iemand anders wijzigde dit ook, op {today()}." in page


def test_later_work_on_another_field_does_not_make_it_ones_own(file, stories, coordinator_of_zaandam, office):
    first = draft(stories[0], by=office, title="Koffie-uur")
    draft(stories[0], by=coordinator_of_zaandam.user, title="Koffie-uur", summary="Samen drinken.")
    assert Revision.objects.of(stories[0]).latest("pk") != first

    page = coordinator_of_zaandam.get(page_of(taken_in(coordinator_of_zaandam, file))).content.decode()

    assert "Iemand anders wijzigde dit ook" in page


def test_work_that_came_after_the_plan_does_not_hide_who_made_the_change(
    file, stories, coordinator_of_zaandam, office
):
    draft(stories[0], by=office, title="Koffie-uur")
    url = page_of(taken_in(coordinator_of_zaandam, file))
    draft(stories[0], by=office, title="Theetijd")

    page = coordinator_of_zaandam.get(url).content.decode()

    assert "Koffie-uur" in page
    assert f"Iemand anders wijzigde dit ook, op {today()}." in page


def test_neither_of_the_texts_is_struck_out(file, stories, coordinator_of_zaandam, office):
    draft(stories[0], by=office, title="Koffie-uur")

    page = coordinator_of_zaandam.get(page_of(taken_in(coordinator_of_zaandam, file))).content.decode()

    choice = page[page.index("difference--conflict") : page.index("</fieldset>")]
    assert "<mark>Koffie-uur</mark>" in choice
    assert "<mark>Praatcafé</mark>" in choice
    assert "<del>" not in choice
    assert "dubbel gewijzigd" in page


def test_choice_about_a_row_of_a_story_is_about_the_cell_that_both_changed(
    stories, coordinator_of_zaandam, office
):
    story = stories[0]
    for place, (value, label) in enumerate([("9.500", "leerlingen"), ("12", "scholen")], start=1):
        story.key_figures.create(value=value, label=label, position=place)
    adopt([story], by=None, reason="Twee cijfers")
    file = downloaded(coordinator_of_zaandam)
    file["Kerncijfers"]["E2"] = "9.600"
    file["Kerncijfers"]["F3"] = "basisscholen"
    rows = snapshot_of(story)["key_figures"]
    draft(story, by=office, key_figures=[{**rows[0], "value": "9.700"}, rows[1]])

    page = coordinator_of_zaandam.get(page_of(taken_in(coordinator_of_zaandam, file))).content.decode()

    start = page.index("difference--conflict")
    end = page.index("</fieldset>", start)
    choice, rest = strip_tags(page[start:end]), strip_tags(page[end:])
    assert f"Iemand anders wijzigde dit ook, op {today()}." in choice
    assert "9.700" in choice
    assert "9.600" in choice
    assert "scholen" not in choice
    assert "12 – basisscholen" in rest
