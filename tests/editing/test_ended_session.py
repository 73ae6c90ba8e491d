"""What somebody typed comes back when the session ran out, and to nobody else."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.utils import timezone

from kansrijk.publishing.drafting import newest_open
from tests.admin_forms import form_values
from tests.editing.steps import ADD, screen, send, url_of
from tests.moments import at


def end_session(client):
    """As time does: the browser still sends its cookie, but the server knows it no more."""
    session_class = import_module(settings.SESSION_ENGINE).SessionStore
    session_class(client.cookies[settings.SESSION_COOKIE_NAME].value).delete()


def type_after_the_session(client, record, **changes):
    values = form_values(client.get(url_of(record)), **changes)
    end_session(client)
    return client.post(url_of(record), values, follow=True)


def test_text_typed_after_the_session_ran_out_comes_back_after_log_in(editor, story):
    login = type_after_the_session(editor, story, summary="Lang getypt.", _publish="")
    editor.force_login(editor.user)

    page = editor.get(url_of(story))

    assert "Wat u typte, hebben wij vastgehouden" in screen(login)
    assert page.context["adminform"].form["summary"].value() == "Lang getypt."
    assert "Het is nog niet opgeslagen" in screen(page)
    assert newest_open(story) is None
    send(editor, story, page=page)
    assert newest_open(story).content["summary"] == "Lang getypt."
    assert "Het is nog niet opgeslagen" not in screen(editor.get(url_of(story)))


def test_rows_typed_after_the_session_ran_out_come_back_too(editor, story):
    row = {"links-TOTAL_FORMS": 1, "links-0-label": "De Brug", "links-0-url": "https://brug.example/"}
    type_after_the_session(editor, story, **row)
    editor.force_login(editor.user)

    page = editor.get(url_of(story))

    links = page.context["inline_admin_formsets"][1].formset
    assert links.forms[0]["label"].value() == "De Brug"


def test_kept_text_of_a_new_record_comes_back_too(editor, zaandam):
    values = form_values(editor.get(ADD), title="Buurtkeuken", area=zaandam.pk)
    end_session(editor)
    editor.post(ADD, values)
    editor.force_login(editor.user)

    assert editor.get(ADD).context["adminform"].form["title"].value() == "Buurtkeuken"


def test_kept_text_is_for_nobody_else(editor, coordinator_of_zaandam, story):
    type_after_the_session(editor, story, summary="Geheim.")
    editor.force_login(coordinator_of_zaandam.user)

    page = editor.get(url_of(story))

    assert page.context["adminform"].form["summary"].value() == "Eerst."
    assert "Geheim." not in screen(page)


def test_kept_text_comes_back_in_its_own_form_only(editor, story, new_story):
    type_after_the_session(editor, story, summary="Lang getypt.")
    editor.force_login(editor.user)

    other = editor.get(url_of(new_story))

    assert "Lang getypt." not in screen(other)
    assert editor.get(url_of(story)).context["adminform"].form["summary"].value() == "Lang getypt."


@pytest.mark.parametrize(("hours", "summary"), [(5.9, "Lang getypt."), (6.1, "Eerst.")])
def test_kept_text_waits_six_hours(editor, story, hours, summary):
    with at(timezone.now() - timedelta(hours=hours)):
        type_after_the_session(editor, story, summary="Lang getypt.")
    editor.force_login(editor.user)

    page = editor.get(url_of(story))

    assert page.context["adminform"].form["summary"].value() == summary


@pytest.mark.parametrize("ticket", ["verzonnen:abc:def", ""])
def test_form_that_we_gave_to_nobody_is_not_kept(editor, story, ticket):
    values = form_values(editor.get(url_of(story)), summary="Onzin.", _ticket=ticket)
    end_session(editor)

    login = editor.post(url_of(story), values, follow=True)
    editor.force_login(editor.user)

    assert "hebben wij vastgehouden" not in screen(login)
    assert editor.get(url_of(story)).context["adminform"].form["summary"].value() == "Eerst."


def test_form_that_is_too_long_is_not_kept(editor, story):
    login = type_after_the_session(editor, story, summary="Lang getypt.", body="x" * 500_000)
    editor.force_login(editor.user)

    assert "hebben wij vastgehouden" not in screen(login)
    assert editor.get(url_of(story)).context["adminform"].form["summary"].value() == "Eerst."


def test_kept_text_can_be_thrown_away(editor, story):
    type_after_the_session(editor, story, summary="Lang getypt.")
    editor.force_login(editor.user)

    page = editor.get(url_of(story), {"vergeet": ""})

    assert page.context["adminform"].form["summary"].value() == "Eerst."
