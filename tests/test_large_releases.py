"""A release of thousands: its page shows a part, every button is about all of it, and the work does not grow in the square."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interventions.models import Intervention
from kansrijk.publishing.admin import release_pages
from kansrijk.publishing.bulk_drafting import Work, save_drafts
from kansrijk.publishing.change_sets import collect, publish_change_set, submit_change_set
from kansrijk.publishing.models import ChangeSet, Revision
from kansrijk.publishing.own_work import overview_of
from kansrijk.publishing.publication import publish
from kansrijk.publishing.snapshots import snapshots_of
from kansrijk.publishing.taking_down import withdraw
from kansrijk.publishing.undoing import undo
from kansrijk.workbooks.screens.proposals import proposals_of
from tests.factories import make_draft, make_intervention, make_phase, make_quote, make_theme
from tests.pages import read


@pytest.fixture(autouse=True)
def small_pages(monkeypatch):
    monkeypatch.setattr(release_pages, "PAGE_SIZE", 2)
    monkeypatch.setattr(release_pages, "SHOWN_WARNINGS", 1)


@pytest.fixture
def drafts(zaandam, editor):
    stories = [
        make_intervention(title=f"Verhaal {number}", area=zaandam, summary="Eerst.", body="<p>Ja.</p>")
        for number in range(5)
    ]
    return [make_draft(story, by=editor.user, summary="Straks.") for story in stories]


@pytest.fixture
def release(office):
    return ChangeSet.objects.create(name="Groot", author=office)


def page_of(release, query=""):
    return f"/admin/publishing/changeset/{release.pk}/change/{query}"


def titles(client, release, query="", name="inside"):
    return [line.title for line in client.get(page_of(release, query)).context[name].lines]


def test_page_shows_a_part_of_a_large_release_and_leads_to_the_rest(editor, release, drafts):
    collect(release, drafts, by=None)

    first = read(editor.get(page_of(release)))

    assert "In dit pakket (5)" in first.heading(2)
    assert titles(editor, release) == ["Verhaal 0", "Verhaal 1"]
    assert first.links["?in=2#in"] == "Volgende"
    assert titles(editor, release, "?in=3") == ["Verhaal 4"]
    assert read(editor.get(page_of(release, "?in=3"))).links["?in=2#in"] == "Vorige"


def test_loose_drafts_have_pages_of_their_own(editor, release, drafts):
    collect(release, drafts[:3], by=None)

    assert titles(editor, release, name="free") == ["Verhaal 3", "Verhaal 4"]
    collect(release, [], by=None)
    Revision.objects.filter(pk=drafts[2].pk).update(change_set=None)
    page = read(editor.get(page_of(release, "?in=1&los=1")))
    assert page.links["?in=1&los=2#los"] == "Volgende"
    assert titles(editor, release, "?los=2", name="free") == ["Verhaal 4"]


def test_ticked_drafts_of_a_later_page_leave_the_release_and_the_page_stays(editor, release, drafts):
    collect(release, drafts, by=None)

    answer = editor.post(page_of(release, "?in=3"), {"actie": "eruit", "versie": drafts[4].pk})

    assert answer.url == page_of(release, "?in=3")
    assert set(release.revisions.values_list("pk", flat=True)) == {draft.pk for draft in drafts[:4]}
    # The page that was emptied is the last one there is.
    assert titles(editor, release, "?in=3") == ["Verhaal 2", "Verhaal 3"]


def test_publishing_from_one_page_publishes_all_pages(editor, release, drafts):
    collect(release, drafts, by=None)

    editor.post(page_of(release), {"actie": "publiceren"})

    assert {story.summary for story in Intervention.objects.all()} == {"Straks."}
    assert "Dit gaat over 5 onderdelen." in read(editor.get(page_of(release))).text


def test_warnings_are_about_all_pages(editor, release, drafts):
    collect(release, drafts, by=None)
    quote = make_quote(
        intervention=Intervention.objects.get(title="Verhaal 0"), consent_ground="", is_live=False
    )
    collect(release, [make_draft(quote, by=editor.user)], by=None)
    withdraw(Intervention.objects.get(title="Verhaal 4"), by=editor.user, notice="Klopt niet.")

    page = read(editor.get(page_of(release)))

    assert page.text.count("‘Verhaal 4’ is nu ingetrokken.") == 2  # at the plan and at the button
    assert page.text.count("En nog 1 onderdeel.") == 2
    address = page_of(release, "?toon=let-op")
    assert "Bekijk alles waar u op moet letten" in page.links[f"{address}#in"]
    warned = read(editor.get(address))
    assert "U ziet nu alleen waar u op moet letten: 2 onderdelen." in warned.text
    assert "Regel de toestemming" in warned.text
    assert titles(editor, release, "?toon=let-op")[0] == "Verhaal 4"


def test_page_that_loses_its_old_address_is_warned_of_from_any_page(editor, release, drafts, zaandam):
    story = Intervention.objects.get(title="Verhaal 0")
    publish([make_draft(story, slug="anders", by=editor.user)], by=editor.user)
    new = make_intervention(title="Zelf", area=zaandam, body="<p>Ja.</p>")
    collect(release, [*drafts[1:], make_draft(new, slug="verhaal-0", by=editor.user)], by=None)

    page = read(editor.get(page_of(release))).text

    assert "‘Zelf’: Het adres /interventies/verhaal-0/ leidde tot nu toe naar ‘Verhaal 0’." in page


def test_address_of_no_page_shows_the_first(editor, release, drafts):
    collect(release, drafts, by=None)

    assert titles(editor, release, "?in=x&los=-1&toon=zomaar") == ["Verhaal 0", "Verhaal 1"]


@pytest.mark.parametrize("is_undone", [False, True])
def test_pages_of_a_published_release(editor, release, drafts, is_undone):
    collect(release, drafts, by=None)
    publish_change_set(release, by=editor.user)
    if is_undone:
        undo(release, by=editor.user, reason="Te vroeg")

    lines = editor.get(page_of(release, "?in=2")).context["inside"].lines

    assert [line.title for line in lines] == ["Verhaal 2", "Verhaal 3"]
    assert {line.state for line in lines} == {"teruggedraaid" if is_undone else "gepubliceerd"}


def steps(look):
    """How much the database does for it: on SQLite hundreds of its own steps, on PostgreSQL rows that it reads."""
    if connection.vendor == "postgresql":
        before = rows_read()
        look()
        return rows_read() - before
    done = 0

    def count():
        nonlocal done
        done += 1
        return 0

    connection.connection.set_progress_handler(count, 100)
    try:
        look()
    finally:
        connection.connection.set_progress_handler(None, 0)
    return done


def rows_read():
    """In this transaction, by PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables")
        return int(cursor.fetchone()[0] or 0)


def submit_release(stories, author):
    """As a workbook does it."""
    release = ChangeSet.objects.create(name="Werkboek", author=author)
    contents = snapshots_of(Intervention, [story.pk for story in stories])
    works = {pk: Work({**content, "summary": "Nieuw."}, None) for pk, content in contents.items()}
    save_drafts(Intervention, works, by=author, change_set=release)
    submit_change_set(release, by=author)
    return release


@pytest.mark.parametrize(
    "look",
    [lambda release: overview_of(release.author), proposals_of],
    ids=["first page of the author", "page of the file"],
)
def test_proposals_in_a_large_release_take_work_in_proportion(zaandam, office, look):
    phase, theme = make_phase(), make_theme()
    stories = [
        make_intervention(title=f"Verhaal {n}", area=zaandam, phases=[phase], themes=[theme], is_live=False)
        for n in range(250)
    ]
    small = submit_release(stories[:50], office)
    few = steps(lambda: look(small))
    large = submit_release(stories[50:], office)

    many = steps(lambda: look(large))

    # Five times as many at most; asking of each for all others would be over ten times the work.
    assert 0 < many < 7 * few


def test_page_of_a_release_takes_as_many_queries_for_four_as_for_two(editor, release, drafts):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            editor.get(page_of(release))
        return len(captured)

    collect(release, drafts[:2], by=None)
    for_two = queries()
    collect(release, drafts[:4], by=None)

    assert queries() == for_two


def test_preview_of_a_release_asks_for_all_records_at_once(editor, release, drafts):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            answer = editor.get(f"/admin/publishing/changeset/voorbeeld/pakket/{release.pk}/", follow=True)
        assert answer.status_code == 200
        return len([one for one in captured if "SELECT" in one["sql"] and "LIMIT 1" in one["sql"]])

    collect(release, drafts[:2], by=None)
    for_two = queries()
    collect(release, drafts, by=None)

    # Those of the bar, which names the first pages, and nothing else.
    assert queries() - for_two == 3
