"""The log of the site: to find in, for the right eyes, and for nobody to change."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kansrijk.publishing.drafting import save_draft, submit
from kansrijk.publishing.models import Event, Verb
from kansrijk.publishing.snapshots import snapshot_of
from tests.factories import make_quote
from tests.log_lines import LOG, downloaded, event
from tests.pages import read

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def titles(client, **query):
    return [line.event.title for line in client.get(LOG, query).context["lines"]]


def event_at(story, moment, **fields):
    """Events get the moment of writing; the database lets nobody change it, so this one is written by hand."""
    made = Event(verb=Verb.DRAFT, kind=story.record_kind, object_id=story.pk, **fields)
    Event._meta.get_field("at").auto_now_add = False
    try:
        made.at = moment
        made.save()
    finally:
        Event._meta.get_field("at").auto_now_add = True


def test_log_says_who_did_what_when_and_why(editor, story, coordinator_of_zaandam):
    content = {**snapshot_of(story), "title": "Lab"}
    revision = save_draft(story, content, by=coordinator_of_zaandam.user, reason="Nieuwe naam")
    submit(revision, by=coordinator_of_zaandam.user)

    page = read(editor.get(LOG))

    assert "Ter beoordeling gegeven" in page.text
    assert "Concept opgeslagen Ontdeklab interventie Zoë Zaandam Nieuwe naam" in page.text
    assert f"/admin/geschiedenis/interventions.intervention/{story.pk}/" in page.links


def test_log_is_filtered_on_everything_at_once(editor, story, zaandam, schiedam, coordinator_of_zaandam):
    zoe = coordinator_of_zaandam.user
    quote = make_quote(area=schiedam, speaker="Sanne")
    event(story, title="Van Zoë", by=zoe, verb=Verb.SUBMIT)

    assert titles(editor, wie=zoe.pk) == ["Van Zoë"]
    assert titles(editor, wat="ingediend") == ["Van Zoë"]
    assert titles(editor, zoek="van zo") == ["Van Zoë"]
    assert titles(editor, soort="interventions.quote") == [str(quote)]
    assert set(titles(editor, gebied=schiedam.pk)) == {"Schiedam", str(quote)}
    assert titles(editor, gebied=zaandam.pk, wat="ingediend", wie=zoe.pk, zoek="Zoë") == ["Van Zoë"]
    assert titles(editor, gebied=schiedam.pk, wie=zoe.pk) == []


def test_days_are_days_in_the_netherlands(editor, story):
    event_at(story, datetime(2025, 12, 10, 23, 59, tzinfo=AMSTERDAM), title="Dag ervoor")
    event_at(story, datetime(2025, 12, 11, 0, 0, tzinfo=AMSTERDAM), title="Begin")
    event_at(story, datetime(2025, 12, 11, 23, 59, tzinfo=AMSTERDAM), title="Eind")
    event_at(story, datetime(2025, 12, 12, 0, 0, tzinfo=AMSTERDAM), title="Dag erna")

    assert titles(editor, vanaf="2025-12-11", tot="2025-12-11") == ["Eind", "Begin"]


@pytest.mark.parametrize(
    "query",
    [
        {"wie": "x"},
        {"wat": "niets"},
        {"vanaf": "morgen"},
        {"tot": "9999-12-31"},
        {"vanaf": "0001-01-01"},
        {"gebied": "-1"},
        {"soort": "auth.group"},
        {"voor": "x"},
        {"voor": "99999999999999999999"},
        {"zoek": "\x01%_'"},
    ],
)
def test_strange_filters_never_break_the_page(editor, story, query):
    assert editor.get(LOG, query).status_code == 200
    assert downloaded(editor, "csv", **query)


def test_line_gives_its_moment_in_two_short_lines(editor, story):
    event_at(story, datetime(2026, 9, 29, 11, 30, tzinfo=AMSTERDAM))

    html = editor.get(LOG).content.decode()

    assert "29 sep 2026<br>11:30 uur" in html
    assert "Schuif de tabel opzij voor de rest." in html


def test_pages_follow_each_other_without_gap_or_overlap(editor, story):
    for number in range(120):
        event(story, title=f"Nummer {number:03}")
    found, url = [], f"{LOG}?zoek=nummer"

    while url:
        page = editor.get(url)
        found += [line.event.title for line in page.context["lines"]]
        url = page.context["older_url"] and LOG + page.context["older_url"]

    assert found == [f"Nummer {number:03}" for number in reversed(range(120))]


def test_page_takes_as_many_queries_for_many_lines_as_for_few(editor, story):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            editor.get(LOG)
        return len(captured)

    few = queries()
    for _ in range(60):
        event(story, by=editor.user)

    assert queries() <= few


def test_coordinator_sees_the_own_area_only(coordinator_of_zaandam, coordinator_of_schiedam, story, schiedam):
    make_quote(area=schiedam, speaker="Sanne")

    assert set(titles(coordinator_of_zaandam)) == {"Zaandam", "Ontdeklab"}
    assert not {"Zaandam", "Ontdeklab"} & set(titles(coordinator_of_schiedam))
    assert b"Ontdeklab" not in downloaded(coordinator_of_schiedam, "csv")


def test_filters_offer_a_coordinator_nothing_of_other_areas(coordinator_of_zaandam, editor, story, schiedam):
    event(schiedam, kind=schiedam.record_kind, by=editor.user)

    form = coordinator_of_zaandam.get(LOG).context["filter"]

    assert [str(area) for area in form.fields["gebied"].queryset] == ["Zaandam"]
    assert not form.fields["wie"].queryset.exists()
    assert titles(coordinator_of_zaandam, gebied=schiedam.pk) == titles(coordinator_of_zaandam)


def test_log_is_for_people_with_a_role(visitor, editor, coordinator_of_zaandam):
    coordinator_of_zaandam.user.groups.clear()

    assert downloaded(editor, "csv")
    for url in (LOG, f"{LOG}logboek.csv"):
        assert [client.get(url).status_code for client in (visitor, coordinator_of_zaandam)] == [302, 403]


def test_nobody_can_write_in_the_log(superuser, story):
    line = Event.objects.first()

    for change in (
        lambda: Event.objects.filter(pk=line.pk).update(title="Anders"),
        lambda: Event.objects.filter(pk=line.pk).delete(),
        lambda: Event(pk=line.pk, verb=Verb.DRAFT, kind="x", object_id=1, title="Anders").save(),
    ):
        with pytest.raises(DatabaseError, match="geschiedenis kan niet"), transaction.atomic():
            change()

    assert superuser.post(LOG, {"zoek": "x"}).status_code in (200, 405)
    for address in (f"/admin/publishing/event/{line.pk}/change/", "/admin/publishing/event/add/"):
        assert superuser.get(address).status_code == 404
    assert Event.objects.get(pk=line.pk).title == line.title
