"""Errors on the page of a plan: each said once, and what is wrong in many cells said together."""

import re

from kansrijk.workbooks.jobs import running
from kansrijk.workbooks.jobs.running import work_once
from kansrijk.workbooks.models import UploadState
from kansrijk.workbooks.planning import finishing, watching
from kansrijk.workbooks.planning.records import settle
from kansrijk.workbooks.plans.words import totals_of
from tests.factories import make_quote
from tests.workbooks.round_trip import downloaded, page_of, put, taken_in


def test_error_that_stands_in_many_cells_is_said_once_with_the_places(stories, editor):
    file = downloaded(editor)
    for story in stories:
        put(file, story.code, "Thema's", "Onzin")
    put(file, stories[0].code, "Opnieuw bekijken op", "morgen")

    page = editor.get(page_of(taken_in(editor, file)))

    [repeated] = page.context["repeated"]
    assert (repeated.count, repeated.more) == (3, 0)
    assert repeated.places[0].startswith("Interventies ")
    assert "Interventies" not in "".join(repeated.places[1:])
    assert "Deze fouten komen vaker voor" in page.content.decode()


def test_error_that_stands_in_one_cell_is_not_said_twice(stories, editor):
    file = downloaded(editor)
    put(file, stories[0].code, "Thema's", "Onzin")
    put(file, None, "Code", "XYZ-001")

    page = editor.get(page_of(taken_in(editor, file)))

    assert page.context["repeated"] == []
    assert page.content.decode().count("Er is geen interventie met code ‘XYZ-001’") == 1


def test_numbers_of_four_figures_are_written_as_in_dutch():
    counts = {"kinds": {"interventions.intervention": {"nieuw": 4948}}, "rows": {"geweigerd": 1052}}

    assert totals_of(counts) == "4.948 interventies nieuw, 1.052 rijen wachten op verbetering"


def test_headings_in_a_story_stand_below_those_of_the_page(stories, editor):
    file = downloaded(editor)
    put(file, stories[0].code, "Verhaal", "Begin.\n\n## Een kop\n\nEinde.")

    page = editor.get(page_of(taken_in(editor, file))).content.decode()

    assert "<h6><ins>Een kop</ins></h6>" in page
    assert "<h2>" not in page[page.index("data-plan") : page.index('id="klaar"')]


def test_quotation_is_not_repeated_as_a_whole_in_the_heading(editor, zaandam):
    text = "Ik kom hier elke week. " * 20
    quotation = make_quote(area=zaandam, text=text.strip())
    file = downloaded(editor)
    put(file, f"CIT-{quotation.pk}", "Spreker", "Bo", sheet="Citaten")

    page = editor.get(page_of(taken_in(editor, file))).content.decode()

    heading = page[page.index('<h4 class="record__title">') :].partition("<span")[0]
    assert len(heading) < 200
    assert "…" in heading


def test_file_with_too_many_errors_says_on_its_page_where_they_begin(stories, editor, monkeypatch):
    monkeypatch.setattr(watching, "MOST_REFUSED", 2)
    file = downloaded(editor)
    for story in stories:
        put(file, story.code, "Thema's", "Onzin")

    upload = taken_in(editor, file)
    page = editor.get(page_of(upload)).content.decode()

    assert upload.state == UploadState.UNREADABLE
    assert "Er zitten meer dan 2 fouten in dit bestand." in page
    assert "De eerste fout staat in Interventies " in page


def test_page_shows_how_many_rows_are_looked_through(stories, editor, monkeypatch):
    monkeypatch.setattr(watching, "ROWS_BETWEEN", 1)
    monkeypatch.setattr(watching, "LOOK_AGAIN_SECONDS", 0)
    monkeypatch.setattr(running, "SOON_DONE_BYTES", 0)
    upload = taken_in(editor, downloaded(editor))
    pages = []

    def looks_at_the_page(*settled):
        pages.append(editor.get(page_of(upload)).content.decode())
        return settle(*settled)

    monkeypatch.setattr(finishing, "settle", looks_at_the_page)
    work_once()

    assert "Werkboek nakijken" in pages[0]
    done, total = re.search(r"<p data-count>(\d+) van (\d+)</p>", pages[0]).groups()
    assert int(total) >= int(done) >= len(stories)
