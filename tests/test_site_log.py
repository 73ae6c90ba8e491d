"""The log of the site: to find in, to take along, for the right eyes, and for nobody to change."""

import csv
import io
import tracemalloc
import zipfile
from datetime import datetime
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kansrijk.listing.spreadsheets import WRITERS, write_csv, write_ods, write_xlsx
from kansrijk.publishing.drafting import save_draft, submit
from kansrijk.publishing.models import ChangeSet, Event, Verb
from kansrijk.publishing.review import log
from kansrijk.publishing.snapshots import snapshot_of
from tests.factories import make_intervention, make_quote
from tests.pages import read

LOG = "/admin/logboek/"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def story(zaandam):
    return make_intervention(title="Ontdeklab", area=zaandam)


def titles(client, **query):
    return [line.event.title for line in client.get(LOG, query).context["lines"]]


def event(story, **fields):
    values = {"verb": Verb.DRAFT, "kind": story.record_kind, "object_id": story.pk, "title": "Ontdeklab"}
    return Event.objects.create(**(values | fields))


def event_at(story, moment, **fields):
    """Events get the moment of writing; the database lets nobody change it, so this one is written by hand."""
    made = Event(verb=Verb.DRAFT, kind=story.record_kind, object_id=story.pk, **fields)
    Event._meta.get_field("at").auto_now_add = False
    try:
        made.at = moment
        made.save()
    finally:
        Event._meta.get_field("at").auto_now_add = True


def downloaded(client, ending, **query):
    response = client.get(f"{LOG}logboek.{ending}", query)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


# --- Reading and filtering ------------------------------------------------------------------------------


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


# --- Who may --------------------------------------------------------------------------------------------


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


# --- Taking it along ------------------------------------------------------------------------------------

HOSTILE = ["=1+1", "+31 6", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "==1+1", "\n=1"]


def cells_of_xlsx(content):
    # What we read here, we wrote ourselves a moment ago.
    sheet = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml"))
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    assert sheet.find(f".//{main}f") is None
    return [["".join(cell.itertext()) for cell in row] for row in sheet.iter(f"{main}row")]


def cells_of_ods(content):
    document = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("content.xml"))
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    assert not [cell for cell in document.iter() if f"{table}formula" in cell.attrib]
    rows = document.iter(f"{table}table-row")
    return [["".join(cell.itertext()) for cell in row.iter(f"{table}table-cell")] for row in rows]


def cells_of_csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


READERS = {"csv": cells_of_csv, "xlsx": cells_of_xlsx, "ods": cells_of_ods}


@pytest.mark.parametrize("ending", WRITERS)
def test_download_holds_the_lines_of_the_filter(editor, story, ending):
    release = ChangeSet.objects.create(name="Start 2026")
    event(story, title="Wel <&> é", by=editor.user, reason="Daarom", change_set=release)

    header, *lines = READERS[ending](downloaded(editor, ending, zoek="wel"))

    assert header == log.HEADER
    assert [line[1:8] for line in lines] == [
        ["Concept opgeslagen", "esra", "interventie", "Wel <&> é", "Zaandam", "Daarom", "Start 2026"]
    ]


@pytest.mark.parametrize("ending", WRITERS)
def test_page_offers_the_download_of_its_own_filter(editor, story, ending):
    links = read(editor.get(LOG, {"zoek": "ontdek", "wat": ""})).links

    assert links[f"{LOG}logboek.{ending}?zoek=ontdek"] == ending


def test_other_formats_do_not_exist(editor):
    assert editor.get(f"{LOG}logboek.exe").status_code == 404


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_comes_to_life(text):
    made = {}
    for ending, (_, write) in WRITERS.items():
        write(out := io.BytesIO(), ["Titel"], [[text]])
        made[ending] = READERS[ending](out.getvalue())[1][0]

    assert made["csv"] == f"'{text}"
    assert made["xlsx"].strip() == text.strip()
    assert made["ods"].strip() == text.strip()


def test_characters_that_break_xml_are_left_out_and_long_texts_are_cut():
    row = ["\x00\x1b\ufffea\ud800b", "x" * 40_000, "_x0041_", "  twee  spaties\nregel", None]
    for write in (write_csv, write_xlsx, write_ods):
        write(out := io.BytesIO(), ["A", "B", "C", "D", "E"], [row])
        content = out.getvalue()
        if write is write_xlsx:
            cells = cells_of_xlsx(content)[1]
            assert cells == ["ab", "x" * 32_767, "_x005F_x0041_", "  twee  spaties\nregel", ""]
        elif write is write_ods:
            assert cells_of_ods(content)[1][:2] == ["ab", "x" * 32_767]
        else:
            assert cells_of_csv(content)[1][1:4] == row[1:4], "a list has no such limits"


def test_moments_are_dates_for_the_office_program():
    moment = datetime(2025, 12, 11, 18, 30, tzinfo=AMSTERDAM)
    write_xlsx(xlsx := io.BytesIO(), ["Wanneer"], [[moment]])
    write_ods(ods := io.BytesIO(), ["Wanneer"], [[moment]])
    write_csv(text := io.BytesIO(), ["Wanneer"], [[moment]])

    assert cells_of_xlsx(xlsx.getvalue())[1] == ["46002.77083333"]
    assert 'office:date-value="2025-12-11T18:30:00"' in zipfile.ZipFile(ods).read("content.xml").decode()
    assert cells_of_csv(text.getvalue())[1] == ["2025-12-11 18:30:00"]


@pytest.mark.parametrize("ending", WRITERS)
def test_memory_does_not_grow_with_the_table(ending, tmp_path):
    rows = ([f"regel {number}", "tekst " * 20] for number in range(20_000))

    with (tmp_path / "tabel").open("wb") as out:
        tracemalloc.start()
        WRITERS[ending][1](out, ["A", "B"], rows)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert peak < 1_500_000


def test_download_that_is_too_long_says_so(editor, story, monkeypatch):
    monkeypatch.setattr(log, "MAX_EXPORTED", 3)
    for _ in range(5):
        event(story)

    lines = cells_of_csv(downloaded(editor, "csv"))

    assert len(lines) == 1 + 3 + 1
    assert "Kies een kortere periode" in lines[-1][1]
