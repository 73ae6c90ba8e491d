"""The history of a record says who, when, why and what changed, and compares any two versions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kansrijk.publishing.drafting import send_back, submit
from kansrijk.publishing.publication import publish, schedule
from kansrijk.publishing.review.history import history_url
from kansrijk.publishing.taking_down import remove, withdraw
from tests.factories import make_draft
from tests.history.steps import versions
from tests.pages import read


def compare_url(old, new):
    return f"/admin/vergelijken/{new.pk}/?met={old.pk}"


def test_history_says_who_when_why_and_what_changed(editor, story, office, coordinator):
    proposal = make_draft(story, by=coordinator, title="Lab", themes=[])
    submit(proposal, by=coordinator)
    send_back(proposal, by=office, remark="Kies een thema.")
    publish([make_draft(story, by=office, summary="Beter.")], by=office)
    story.refresh_from_db()
    withdraw(story, by=office, notice="Klopt niet meer.")

    newest, sent_back, first = versions(editor, story)
    page = read(editor.get(history_url(story)))

    assert (newest.changed, newest.is_live) == (["Samenvatting"], True)
    assert (sent_back.changed, sent_back.is_live) == (["Titel", "Thema's"], False)
    assert first.is_beginning
    for words in (
        "Zoë,",
        "Gepubliceerd door Esra",
        "Teruggestuurd door Esra",
        "Kies een thema.",
        "Gewijzigd: Titel, Thema's.",
        "De eerste versie.",
        "Reden: Voor een test",
        "Ingetrokken door Esra",
        "Klopt niet meer.",
    ):
        assert words in page.text


def test_history_says_why_it_was_published(editor, story, office):
    publish([make_draft(story, by=office, summary="Beter.")], by=office, reason="Het college vroeg erom")

    assert "Reden om te publiceren: Het college vroeg erom" in read(editor.get(history_url(story))).text


def test_history_says_of_a_withdrawn_or_removed_page_that_it_is_no_longer_simply_there(editor, story, office):
    withdraw(story, by=office, notice="Klopt niet meer.")
    assert "Nu op de website, ingetrokken" in read(editor.get(history_url(story))).text

    remove(story, by=office, reason="Dubbel.")
    text = read(editor.get(history_url(story))).text
    assert "Het laatst op de website" in text
    assert "Nu op de website" not in text


def test_two_chosen_versions_are_compared(editor, story, office):
    first, second = story.live_revision, make_draft(story, by=office, title="Lab")

    answer = editor.get(history_url(story), {"oud": first.pk, "nieuw": second.pk})

    assert answer["Location"] == compare_url(first, second)


@pytest.mark.parametrize("chosen", [{"oud": "1", "nieuw": "1"}, {"oud": "1"}, {"oud": "x", "nieuw": "²"}])
def test_choice_that_makes_no_comparison_says_so(editor, story, chosen):
    answer = editor.get(history_url(story), chosen, follow=True)

    assert "Kies twee verschillende versies" in read(answer).text


def test_planned_version_says_for_when(editor, story, office):
    schedule(make_draft(story, by=office, title="Straks"), timezone.now() + timedelta(days=2), by=office)

    assert "Gepland op" in read(editor.get(history_url(story))).text
