"""The page of a release says what each record lacks, before and when somebody publishes or plans it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from interventions.models import Intervention, Theme
from kansrijk.publishing.admin import blocked
from kansrijk.publishing.change_sets import (
    collect,
    publish_change_set,
    rename_change_set,
    schedule_change_set,
)
from kansrijk.publishing.models import ChangeSet, Event, Revision, RevisionState, SiteState, Verb
from kansrijk.publishing.publication import publish
from kansrijk.publishing.refusals import HasConflicts, NotAllowed, NotReady, Refusal, WrongState
from kansrijk.publishing.uniqueness import Taken
from tests.factories import make_draft, make_intervention
from tests.pages import read

TOMORROW = timedelta(days=1)


@pytest.fixture
def release(office):
    return ChangeSet.objects.create(name="Start 2026", author=office)


@pytest.fixture
def bare(zaandam):
    """Never published; without a text."""
    return make_intervention(title="Kaal", area=zaandam, is_live=False)


def page_of(release):
    return f"/admin/publishing/changeset/{release.pk}/change/"


def act(client, release, action, **typed):
    return read(client.post(page_of(release), {"actie": action, **typed}, follow=True))


def plan(client, release):
    day = timezone.localdate() + TOMORROW
    return act(client, release, "inplannen", day=day.isoformat(), time="11:00")


def form_of(record):
    return f"/admin/interventions/intervention/{record.pk}/change/"


def put_in(release, *revisions):
    collect(release, revisions, by=None)


def test_page_says_per_record_what_is_missing_with_links(editor, release, story, bare):
    put_in(release, make_draft(story, summary="Straks."), make_draft(bare, summary=""))

    page = read(editor.get(page_of(release)))

    assert "Nodig om te publiceren" in page.heading(2)
    assert "1 onderdeel kan nog niet op de website." in page.text
    assert "Kaal: Schrijf een samenvatting. Schrijf het verhaal." in page.text
    assert page.links[f"{form_of(bare)}#id_summary"] == "Schrijf een samenvatting."
    assert page.links[f"{form_of(bare)}#id_body"] == "Schrijf het verhaal."


def test_page_of_a_complete_release_lists_nothing(editor, release, story):
    put_in(release, make_draft(story, summary="Straks."))

    assert "Nodig om te publiceren" not in read(editor.get(page_of(release))).heading(2)


@pytest.mark.parametrize("press", [plan, lambda client, release: act(client, release, "publiceren")])
def test_release_that_lacks_something_is_refused_at_once(editor, release, story, bare, press):
    drafts = make_draft(story, summary="Straks."), make_draft(bare)
    put_in(release, *drafts)

    page = press(editor, release)

    assert "Dit pakket kan nog niet gepubliceerd of ingepland worden." in page.text
    assert "Kaal: Schrijf het verhaal." in page.text
    assert page.links[f"{form_of(bare)}#id_body"] == "Schrijf het verhaal."
    assert {one.state for one in release.revisions.all()} == {RevisionState.DRAFT}
    assert Intervention.objects.get(pk=story.pk).summary == "Eerst."


def test_refused_plan_and_reason_are_still_filled_in(editor, release, bare):
    put_in(release, make_draft(bare))
    day = (timezone.localdate() + TOMORROW).isoformat()

    planned = editor.post(page_of(release), {"actie": "inplannen", "day": day, "time": "11:00"})
    published = editor.post(page_of(release), {"actie": "publiceren", "reden": "Het is zover"})

    assert f'value="{day}"' in planned.content.decode()
    assert 'value="Het is zover"' in published.content.decode()


def test_release_that_can_be_published_is_planned_and_the_site_stays_as_it_is(editor, release, story):
    version = SiteState.current_version()
    put_in(release, make_draft(story, summary="Straks."))

    assert "Ingepland." in plan(editor, release).text

    story.refresh_from_db()
    assert (story.summary, SiteState.current_version()) == ("Eerst.", version)
    assert release.revisions.get().state == RevisionState.SCHEDULED
    assert not Event.objects.filter(verb=Verb.PUBLISH, change_set=release).exists()


def lacks_a_text(story, release):
    put_in(release, make_draft(make_intervention(title="Kaal", area=story.area, is_live=False)))


def collides(story, release):
    draft = make_draft(story, summary="Van mij.")
    publish([make_draft(story, summary="Van een ander.")], by=None)
    put_in(release, draft)


def takes_an_address(story, release):
    other = make_intervention(title="Ander", area=story.area, body="<p>Ja.</p>")
    put_in(release, make_draft(story, slug="x"), make_draft(other, slug="x"))


def names_what_is_gone(story, release):
    theme = Theme.objects.create(name="Weg", slug="weg")
    put_in(release, make_draft(story, themes=["weg"]))
    theme.delete()


def holds_nothing(story, release):
    pass


@pytest.mark.parametrize(
    ("obstacle", "refusal"),
    [
        (lacks_a_text, NotReady),
        (collides, HasConflicts),
        (takes_an_address, Taken),
        (names_what_is_gone, Refusal),
        (holds_nothing, WrongState),
    ],
)
def test_planning_is_refused_as_publishing_would_be(story, release, obstacle, refusal):
    obstacle(story, release)

    with pytest.raises(refusal) as planning:
        schedule_change_set(release, timezone.now() + TOMORROW, by=None)
    with pytest.raises(refusal) as publishing:
        publish_change_set(release, by=None)

    assert type(planning.value) is type(publishing.value)
    assert str(planning.value) == str(publishing.value)
    release.refresh_from_db()
    assert (release.publish_at, SiteState.next_due()) == (None, None)
    assert not Revision.objects.filter(state=RevisionState.SCHEDULED).exists()


def test_page_leads_from_a_conflict_to_the_choice(editor, release, story):
    collides(story, release)
    draft = release.revisions.get()

    page = read(editor.get(page_of(release)))

    words = "‘Samenvatting’ is intussen ook op de website gewijzigd. Kies wat blijft staan."
    assert words in page.links[f"/admin/beoordelen/{draft.pk}/"]


def test_page_says_whose_address_a_draft_would_take(editor, release, story):
    takes_an_address(story, release)

    page = read(editor.get(page_of(release))).text

    assert "Nodig om te publiceren" in page
    assert "staat hetzelfde in ‘" in page
    assert "‘x’" in page


def test_page_of_a_large_release_looks_when_a_button_is_pressed(editor, release, story, bare, monkeypatch):
    monkeypatch.setattr(blocked, "CHECKED_AT_ONCE", 1)
    put_in(release, make_draft(story, summary="Straks."), make_draft(bare))

    assert "kijken wij na als u het inplant of publiceert" in read(editor.get(page_of(release))).text
    assert "Kaal: Schrijf het verhaal." in plan(editor, release).text


def test_long_list_of_what_is_missing_says_how_many_more(editor, release, zaandam, monkeypatch):
    monkeypatch.setattr(blocked, "SHOWN", 1)
    bare = [make_intervention(title=f"Kaal {n}", area=zaandam, is_live=False) for n in range(3)]
    put_in(release, *[make_draft(one) for one in bare])

    page = read(editor.get(page_of(release))).text

    assert "3 onderdelen kunnen nog niet op de website." in page
    assert "En nog 2 andere onderdelen." in page


def test_what_is_missing_takes_as_many_queries_for_ten_as_for_one(editor, release, zaandam):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            editor.get(page_of(release))
        return len(captured)

    def add(number):
        bare = make_intervention(title=f"Kaal {number}", area=zaandam, is_live=False)
        put_in(release, make_draft(bare))

    add(0)
    for_one = queries()
    for number in range(1, 10):
        add(number)

    assert queries() == for_one


def test_release_gets_another_name_which_the_log_knows(editor, release):
    page = act(editor, release, "naam", name=" Start in maart ")

    assert page.heading(1) == ["Pakket: Start in maart"]
    log = read(editor.get("/admin/logboek/"))
    assert log.links[page_of(release)] == "Start in maart"
    assert "Heette eerst ‘Start 2026’." in log.text
    assert "pakket" in log.text
    download = editor.get("/admin/logboek/logboek.csv")
    assert "Heette eerst" in b"".join(download.streaming_content).decode()


@pytest.mark.parametrize(("name", "words"), [("  ", "Vul een naam in."), ("x" * 151, "150")])
def test_name_that_cannot_be_is_refused(editor, release, name, words):
    assert words in act(editor, release, "naam", name=name).text
    assert ChangeSet.objects.get().name == "Start 2026"


def test_same_name_leaves_no_line_in_the_log(release):
    rename_change_set(release, "Start 2026", by=None)

    assert not Event.objects.exists()


def test_published_release_keeps_its_name(editor, release, story):
    put_in(release, make_draft(story, summary="Straks."))
    act(editor, release, "publiceren")

    assert "Dit pakket is al gepubliceerd." in act(editor, release, "naam", name="Anders").text
    assert ChangeSet.objects.get().name == "Start 2026"
    assert "Andere naam" not in read(editor.get(page_of(release))).text


def test_coordinator_renames_nothing(release, coordinator):
    with pytest.raises(NotAllowed):
        rename_change_set(release, "Van mij", by=coordinator)


def test_list_of_releases_loads_no_scripts_of_widgets_it_does_not_have(editor, release):
    page = editor.get("/admin/publishing/changeset/").content.decode()

    for script in ("jquery", "xregexp", "urlify", "RelatedObjectLookups", "actions.js"):
        assert script not in page
