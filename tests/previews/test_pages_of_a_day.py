"""A page as it was on a day, without what may not be seen any more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kansrijk.publishing.models import Revision
from kansrijk.publishing.publication import publish
from kansrijk.publishing.taking_down import remove, withdraw
from tests.factories import make_draft, make_quote
from tests.moments import was_so_before
from tests.pages import read


def test_page_shows_what_stood_there_on_a_day(visitor, editor, story):
    was_so_before([story.live_revision], days=10)
    publish([make_draft(story, summary="Nu.", by=editor.user)], by=editor.user)
    day = timezone.localdate() - timedelta(days=5)

    page = visitor.get(f"/interventies/ontdeklab/?op={day.isoformat()}")

    assert "Eerst." in read(page).text
    assert "Nu." not in read(page).text
    assert "Eerdere versie." in read(page).text
    assert read(page).meta["robots"] == "noindex,nofollow"
    assert "Nu." in read(visitor.get("/interventies/ontdeklab/")).text


def test_page_as_it_was_shows_no_quote_that_came_later_or_was_withdrawn(visitor, story):
    was_so_before([story.live_revision], days=10)
    make_quote(intervention=story, text="Later gezegd.")
    day = timezone.localdate() - timedelta(days=5)

    assert (
        "Later gezegd." not in visitor.get(f"/interventies/ontdeklab/?op={day.isoformat()}").content.decode()
    )
    assert "Later gezegd." in visitor.get("/interventies/ontdeklab/").content.decode()


def test_page_as_it_was_brings_back_no_quote_that_was_removed_since(visitor, editor, story):
    quote = make_quote(intervention=story, text="Dit wil ik niet meer.")
    was_so_before(Revision.objects.published(), days=10)
    day = timezone.localdate() - timedelta(days=5)
    assert "Dit wil ik niet meer." in read(visitor.get(f"/interventies/ontdeklab/?op={day}")).text

    remove(quote, by=editor.user, reason="Op verzoek")

    assert "Dit wil ik niet meer." not in visitor.get(f"/interventies/ontdeklab/?op={day}").content.decode()


def test_page_as_it_was_keeps_the_notice_of_a_withdrawal(visitor, editor, story):
    withdraw(story, by=editor.user, notice="De cijfers klopten niet.")

    page = visitor.get(f"/interventies/ontdeklab/?op={timezone.localdate()}")

    assert "De cijfers klopten niet." in read(page).text
    assert "Eerdere versie." in read(page).text


@pytest.mark.parametrize(
    ("day", "explanation"),
    [
        ("gisteren", "Schrijf achter ?op= een dag die al geweest is"),
        ("2025-02-30", "Schrijf achter ?op= een dag die al geweest is"),
        ("2999-01-01", "Schrijf achter ?op= een dag die al geweest is"),
        ("", "Schrijf achter ?op= een dag die al geweest is"),
        ("1999-01-01", "Op 1 januari 1999 stond ‘Ontdeklab’ nog niet op de site."),
    ],
)
def test_day_on_which_there_was_nothing_says_so_and_leads_to_the_page_of_now(
    visitor, story, day, explanation
):
    page = visitor.get("/interventies/ontdeklab/", {"op": day})

    assert page.status_code == 404
    assert explanation in read(page).text
    assert "/interventies/ontdeklab/" in read(page).links
    assert page["X-Robots-Tag"] == "noindex, nofollow"
