"""The history of a record: complete, comparable, restorable, for the right people, and quick after many years."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from interventions.models import Intervention
from kansrijk.publishing.drafting import newest_open, save_draft, send_back, submit
from kansrijk.publishing.models import Revision, RevisionState
from kansrijk.publishing.publication import publish, schedule
from kansrijk.publishing.review.history import history_url
from kansrijk.publishing.review.queue import submitted
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.taking_down import remove, withdraw
from tests.factories import make_intervention, make_organisation, make_quote, make_theme
from tests.pages import read


@pytest.fixture
def office(editor):
    return editor.user


@pytest.fixture
def coordinator(coordinator_of_zaandam):
    return coordinator_of_zaandam.user


@pytest.fixture
def story(zaandam):
    return make_intervention(title="Ontdeklab", area=zaandam, summary="Eerst.", body="<p>Eerst.</p>")


def draft(record, *, by, **changes):
    return save_draft(record, {**snapshot_of(record), **changes}, by=by)


def versions(client, record, **query):
    return client.get(history_url(record), query).context["versions"]


def compare_url(old, new):
    return f"/admin/vergelijken/{new.pk}/?met={old.pk}"


def test_history_says_who_when_why_and_what_changed(editor, story, office, coordinator):
    proposal = draft(story, by=coordinator, title="Lab", themes=[])
    submit(proposal, by=coordinator)
    send_back(proposal, by=office, remark="Kies een thema.")
    publish([draft(story, by=office, summary="Beter.")], by=office)
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
    publish([draft(story, by=office, summary="Beter.")], by=office, reason="Het college vroeg erom")

    assert "Reden om te publiceren: Het college vroeg erom" in read(editor.get(history_url(story))).text


def test_history_says_of_a_withdrawn_or_removed_page_that_it_is_no_longer_simply_there(editor, story, office):
    withdraw(story, by=office, notice="Klopt niet meer.")
    assert "Nu op de website, ingetrokken" in read(editor.get(history_url(story))).text

    remove(story, by=office, reason="Dubbel.")
    text = read(editor.get(history_url(story))).text
    assert "Het laatst op de website" in text
    assert "Nu op de website" not in text


def test_two_chosen_versions_are_compared(editor, story, office):
    first, second = story.live_revision, draft(story, by=office, title="Lab")

    answer = editor.get(history_url(story), {"oud": first.pk, "nieuw": second.pk})

    assert answer["Location"] == compare_url(first, second)


@pytest.mark.parametrize("chosen", [{"oud": "1", "nieuw": "1"}, {"oud": "1"}, {"oud": "x", "nieuw": "²"}])
def test_choice_that_makes_no_comparison_says_so(editor, story, chosen):
    answer = editor.get(history_url(story), chosen, follow=True)

    assert "Kies twee verschillende versies" in read(answer).text


def test_restoring_says_the_next_step_that_the_reader_may_take(editor, coordinator_of_zaandam, zaandam):
    for client, step in (
        (editor, "Publiceer het dan."),
        (coordinator_of_zaandam, "Geef het dan ter beoordeling."),
    ):
        story = make_intervention(area=zaandam)
        page = read(client.post(history_url(story), {"versie": story.live_revision_id}, follow=True))
        assert step in page.text


def test_older_version_comes_back_as_a_draft(editor, story, office):
    first = story.live_revision
    publish([draft(story, by=office, summary="Nieuw.")], by=office)

    answer = editor.post(history_url(story), {"versie": first.pk})

    assert answer["Location"] == f"/admin/interventions/intervention/{story.pk}/change/"
    assert newest_open(story).content == first.content
    assert newest_open(story).author == office
    assert Intervention.objects.get(pk=story.pk).summary == "Nieuw."
    assert Revision.objects.get(pk=first.pk).state == first.state


def test_older_version_asks_before_it_takes_the_place_of_a_draft(editor, story, office, coordinator):
    first = story.live_revision
    publish([draft(story, by=office, summary="Nieuw.")], by=office)
    story.refresh_from_db()
    waiting = draft(story, by=coordinator, title="Lab", summary="Van Zoë.")
    submit(waiting, by=coordinator)

    asked = editor.post(history_url(story), {"versie": first.pk})

    for words in (
        f"Versie {first.pk} terughalen?",
        "is gemaakt door Zoë",
        "ter beoordeling gegeven",
        "Gewijzigd: Titel, Samenvatting.",
    ):
        assert words in read(asked).text
    assert newest_open(story) == waiting

    editor.post(history_url(story), {"versie": first.pk, "vervangt": waiting.pk})

    assert newest_open(story).content == first.content
    assert Revision.objects.get(pk=waiting.pk).state == RevisionState.SUPERSEDED


def test_draft_that_came_after_the_question_is_asked_about_again(editor, story, office, coordinator):
    first = story.live_revision
    publish([draft(story, by=office, summary="Nieuw.")], by=office)
    asked_about = draft(story, by=office, summary="Van Esra.")
    newer = draft(story, by=coordinator, summary="Van Zoë.")

    page = editor.post(history_url(story), {"versie": first.pk, "vervangt": asked_about.pk})

    assert f"in de plaats van versie {newer.pk}" in read(page).text
    assert newest_open(story) == newer


def test_older_version_comes_beside_what_is_planned_without_a_question(editor, story, office):
    first = story.live_revision
    publish([draft(story, by=office, summary="Nieuw.")], by=office)
    planned = draft(story, by=office, summary="Straks.")
    schedule(planned, timezone.now() + timedelta(days=2), by=office)

    editor.post(history_url(story), {"versie": first.pk})

    assert newest_open(story).content == first.content
    assert Revision.objects.get(pk=planned.pk).state == RevisionState.SCHEDULED


def test_only_versions_that_are_over_can_be_brought_back(editor, story, office):
    publish([draft(story, by=office, summary="Nieuw.")], by=office)
    draft(story, by=office, summary="Nog nieuwer.")

    assert [version.may_restore for version in versions(editor, story)] == [False, False, True]


@pytest.mark.parametrize("forged", ["", "x", "0", "99999999999999999999"])
def test_version_that_is_not_there_cannot_be_brought_back(editor, story, forged):
    assert editor.post(history_url(story), {"versie": forged}).status_code == 404


def test_version_of_another_record_cannot_be_brought_back(editor, story, zaandam):
    other = make_intervention(area=zaandam).live_revision

    assert editor.post(history_url(story), {"versie": other.pk}).status_code == 404
    assert newest_open(story) is None


# --- Who may --------------------------------------------------------------------------------------------

RECORDS = {
    "area": lambda area: area,
    "story": lambda area: make_intervention(area=area),
    "quote": lambda area: make_quote(area=area),
    "quote about a story": lambda area: make_quote(intervention=make_intervention(area=area)),
}


@pytest.mark.parametrize("kind", RECORDS)
def test_history_is_for_who_may_touch_the_record(
    visitor, editor, coordinator_of_zaandam, coordinator_of_schiedam, zaandam, kind
):
    record = RECORDS[kind](zaandam)
    clients = [visitor, editor, coordinator_of_zaandam, coordinator_of_schiedam]

    assert [client.get(history_url(record)).status_code for client in clients] == [302, 200, 200, 404]


def test_coordinator_of_another_area_changes_nothing(coordinator_of_schiedam, story, office):
    first = story.live_revision
    publish([draft(story, by=office, summary="Nieuw.")], by=office)

    assert coordinator_of_schiedam.post(history_url(story), {"versie": first.pk}).status_code == 404
    assert newest_open(story) is None


def test_coordinator_sees_of_the_vocabulary_only_what_was_public(coordinator_of_zaandam, editor, office):
    theme = make_theme()
    draft(theme, by=office, name="Nog geheim")

    assert [len(versions(client, theme)) for client in (coordinator_of_zaandam, editor)] == [1, 2]
    answer = coordinator_of_zaandam.post(history_url(theme), {"versie": theme.live_revision_id})
    assert answer.status_code == 403


@pytest.mark.parametrize("address", ["auth.group/1", "accounts.user/1", "bestaat.niet/1", "areas.photo/1"])
def test_only_records_have_a_history(editor, address):
    assert editor.get(f"/admin/geschiedenis/{address}/").status_code == 404


@pytest.mark.parametrize("make", [make_theme, make_organisation, make_intervention])
def test_history_of_django_shows_ours(editor, make):
    record = make()
    name = record._meta.label_lower.replace(".", "/")

    page = editor.get(f"/admin/{name}/{record.pk}/history/", follow=True)

    assert [version.revision for version in page.context["versions"]] == [record.live_revision]


# --- Many years -----------------------------------------------------------------------------------------


def make_revisions(kind, object_id, first, count):
    """All alike, straight into the database; `object_id` is SQL and may use the number i."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO publishing_revision
                (kind, object_id, snapshot_id, base_id, author_id, created_at, reason, state, published_at)
            WITH RECURSIVE number(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < %s)
            SELECT %s, {object_id}, %s, %s, NULL, %s, '', 'gepubliceerd', %s FROM number
            """,
            [count, kind, first.snapshot_id, first.pk, first.created_at, first.created_at],
        )


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_page_holds_twenty_five_and_leads_to_older_ones(editor, story):
    make_revisions(story.record_kind, str(story.pk), story.live_revision, 60)

    first = editor.get(history_url(story))
    second = editor.get(history_url(story) + first.context["older_url"])
    last = editor.get(history_url(story) + second.context["older_url"])

    pages = [first, second, last]
    assert [len(page.context["versions"]) for page in pages] == [25, 25, 11]
    assert last.context["older_url"] == ""
    found = [version.revision.pk for page in pages for version in page.context["versions"]]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == 61


def test_hundred_thousand_revisions_cost_no_more_queries_and_are_found_by_index(editor, story):
    make_revisions(story.record_kind, str(story.pk), story.live_revision, 30)
    for_thirty = queries(editor, history_url(story))
    make_revisions(story.record_kind, "1000000 + i / 200", story.live_revision, 95_000)
    make_revisions(story.record_kind, str(story.pk), story.live_revision, 5_000)
    if connection.vendor == "postgresql":  # which does so by itself, after a while
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    with CaptureQueriesContext(connection) as captured:
        editor.get(history_url(story))

    assert len(captured) == for_thirty
    assert not [query["sql"] for query in captured if "COUNT(" in query["sql"]]
    assert "revision_of_record" in Revision.objects.of(story)[:26].explain()
    assert "revision_open" in submitted().explain()
    assert "revision_open" in Revision.objects.filter(state=RevisionState.SCHEDULED).explain()


def test_planned_version_says_for_when(editor, story, office):
    schedule(draft(story, by=office, title="Straks"), timezone.now() + timedelta(days=2), by=office)

    assert "Gepland op" in read(editor.get(history_url(story))).text
