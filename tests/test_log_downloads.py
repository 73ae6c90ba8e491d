"""The log of the site to take along, in each form that an office program opens: complete, and nothing comes to life."""

import csv
import io
import tracemalloc
import zipfile
from datetime import datetime
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

from kansrijk.listing.spreadsheets import WRITERS, write_csv, write_ods, write_xlsx
from kansrijk.publishing.models import ChangeSet
from kansrijk.publishing.review import log
from tests.log_lines import LOG, downloaded, event
from tests.pages import read

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
    moment = datetime(2025, 12, 11, 18, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
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
