"""The workbook that goes out: what is in it, for whom, and how office programs see it."""

import re
from io import BytesIO
from textwrap import wrap
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.taking_down import remove
from kansrijk.richtext.markup import html_from_markup
from kansrijk.workbooks.models import Export
from kansrijk.workbooks.reading.reader import read_book
from kansrijk.workbooks.registry import book, books
from kansrijk.workbooks.writing.explanation import MARKUP
from kansrijk.workbooks.writing.filling import fill
from kansrijk.workbooks.writing.formats import FORMATS
from kansrijk.workbooks.writing.layout import width_of
from kansrijk.workbooks.writing.selecting import around, everything, of_areas
from tests.factories import live, make_intervention, make_phase, make_quote, make_theme

DANGEROUS = ["=1+1", "+31 6", "-5", "@SUM(1)", "==2", "\tregel", "'=x", "_x0041_", "https://voorbeeld.nl"]


@pytest.fixture
def story(zaandam):
    theme, phase = make_theme(name="Jonge kind"), make_phase()
    story = make_intervention(
        area=zaandam,
        title="Taalcafé",
        summary="Samen praten.",
        body="<p>Een.</p><ul><li>Twee</li></ul>",
        themes=[theme],
        phases=[phase],
    )
    story.key_figures.create(value="40", label="deelnemers", position=1)
    return live(story)


def written(user, selection=None, output="xlsx"):
    declaration = book("gebied")
    filled = fill(declaration, user, selection or everything(declaration, user), about="Een test")
    out = BytesIO()
    FORMATS[output].write(filled, out)
    out.seek(0)
    return out


def rows(file, title):
    return next(sheet.rows for sheet in read_book(file.getvalue()).sheets if sheet.name == title)


@pytest.mark.parametrize("output", ["xlsx", "ods"])
def test_row_holds_what_a_person_may_change_in_words_of_the_screen(story, editor, output):
    headings, row = rows(written(editor.user, output=output), "Interventies")

    cells = dict(zip(headings, row, strict=True))
    assert cells["Code"] == story.code
    assert cells["Versie"] == story.live_revision_id
    assert cells["Titel"] == "Taalcafé"
    assert cells["Gebied"] == "Zaandam"
    assert cells["Thema's"] == "Jonge kind"
    assert cells["Verhaal"] == "Een.\n\n- Twee"
    figure = rows(written(editor.user, output=output), "Kerncijfers")[1]
    assert figure[0] == f"{story.code} Taalcafé"
    assert figure[1].startswith(f"{story.code}-")


def test_draft_is_exported_rather_than_what_is_live(story, coordinator_of_zaandam):
    draft = save_draft(story, {**snapshot_of(story), "title": "Praatcafé"}, by=coordinator_of_zaandam.user)

    row = rows(written(coordinator_of_zaandam.user), "Interventies")[1]

    assert row[:3] == [story.code, draft.pk, "Praatcafé"]


def test_coordinator_gets_the_own_area_only(story, coordinator_of_schiedam):
    assert len(rows(written(coordinator_of_schiedam.user), "Interventies")) == 1
    assert [row[2] for row in rows(written(coordinator_of_schiedam.user), "Gebied")[1:]] == ["Schiedam"]


def test_selection_of_another_area_gives_a_coordinator_nothing(story, zaandam, coordinator_of_schiedam):
    declaration = book("gebied")
    selection = of_areas(declaration, coordinator_of_schiedam.user, [zaandam.pk])

    assert not any(selection.values())


def test_selection_around_a_list_holds_the_quotes_and_the_area_of_its_stories(story, schiedam, editor):
    quote = make_quote(intervention=story)
    make_quote(area=schiedam)

    selection = around(book("gebied"), "interventions.intervention", [story.pk])

    assert selection == {
        "interventions.intervention": [story.pk],
        "interventions.quote": [quote.pk],
        "areas.area": [story.area_id],
    }


def test_removed_story_is_left_out(story, editor):
    remove(story, by=editor.user, reason="Bestaat niet meer")

    assert len(rows(written(editor.user), "Interventies")) == 1


@pytest.mark.parametrize("text", DANGEROUS)
@pytest.mark.parametrize("output", ["xlsx", "ods"])
def test_text_that_looks_like_a_formula_stays_text(zaandam, editor, text, output):
    make_intervention(area=zaandam, title="Gevaarlijk", summary=text)

    file = written(editor.user, output=output)

    headings, row = rows(file, "Interventies")
    # LibreOffice swallows a tab, so that one is a space there.
    there = text if output == "xlsx" else text.replace("\t", " ")
    assert dict(zip(headings, row, strict=True))["Samenvatting"] == there
    parts = ZipFile(file)
    name = "xl/worksheets/sheet1.xml" if output == "xlsx" else "content.xml"
    assert "<f>" not in parts.read(name).decode()
    assert "table:formula" not in parts.read(name).decode()


def test_excel_offers_the_live_vocabulary_and_locks_the_keys(story, editor):
    make_theme(name="Werk en geldzorgen")
    file = load_workbook(written(editor.user))
    sheet = file["Interventies"]
    headings = {cell.value: cell.column_letter for cell in sheet[1]}

    first = headings["Thema's"] + "2"
    rule = next(v for v in sheet.data_validations.dataValidation if first in v.sqref)
    names = file.defined_names[rule.formula1.lstrip("=")].attr_text
    title, area = names.split("!")
    offered = [row[0].value for row in file[title][area.replace("$", "")]]
    assert offered == ["Jonge kind", "Werk en geldzorgen"]
    assert file[title].sheet_state == "veryHidden"
    assert sheet.protection.sheet
    assert sheet[f"{headings['Code']}2"].protection.locked
    assert not sheet[f"{headings['Titel']}2"].protection.locked
    assert sheet.freeze_panes == "C2"
    assert "60 woorden" in sheet[f"{headings['Samenvatting']}1"].comment.text


@pytest.mark.parametrize("output", ["xlsx", "ods"])
def test_row_below_the_last_may_say_which_record_it_turned_out_to_be(story, editor, output):
    file = written(editor.user, output=output)

    if output == "xlsx":
        columns = load_workbook(file)["Interventies"].column_dimensions
        assert (columns["A"].protection.locked, columns["B"].protection.locked) == (False, True)
    else:
        content = ZipFile(file).read("content.xml").decode()
        spare = content[content.index("number-rows-repeated") :]
        assert re.findall(r'table:style-name="([a-z]+)', spare)[:2] == ["open", "vast"]


def test_libreoffice_keeps_headings_in_sight_and_offers_to_filter(story, editor):
    file = ZipFile(written(editor.user, output="ods"))
    settings = ElementTree.parse(file.open("settings.xml"))
    content = ElementTree.parse(file.open("content.xml"))

    name = "{urn:oasis:names:tc:opendocument:xmlns:config:1.0}name"
    frozen = {
        sheet.get(name): [item.text for item in sheet if str(item.get(name)).endswith("SplitPosition")]
        for sheet in settings.iterfind(f".//*[@{name}='Tables']/*")
    }
    assert frozen["Interventies"] == ["2", "1"]
    # LibreOffice reads settings by a prefix; undeclared, it passes them over.
    assert b'xmlns:ooo="http://openoffice.org/2004/office"' in file.read("settings.xml")
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    filters = [one.get(f"{table}target-range-address") for one in content.iter(f"{table}database-range")]
    assert filters[0].startswith("'Interventies'.A1:'Interventies'.")
    days = [
        r for r in content.iter(f"{table}content-validation") if "is-date()" in r.get(f"{table}condition")
    ]
    assert all("cell-content-is-between(1,109575)" in rule.get(f"{table}condition") for rule in days)


@pytest.mark.parametrize("output", ["xlsx", "ods"])
def test_no_cell_breaks_the_rule_that_its_own_file_has_for_it(story, editor, output):
    """A cell with several names may be longer than one name."""
    area = story.area
    for number in range(9):
        area.neighbourhoods.create(name=f"Een wijk met een lange naam {number}", position=number)
    live(area)

    file = written(editor.user, output=output)

    assert len(dict(zip(*rows(file, "Gebied")[:2], strict=True))["Wijken en buurten"]) > 100
    if output == "xlsx":
        sheet = load_workbook(file)["Gebied"]
        letter = next(cell.column_letter for cell in sheet[1] if cell.value == "Wijken en buurten")
        assert not [r for r in sheet.data_validations.dataValidation if f"{letter}2" in r.sqref]
    else:
        content = ZipFile(file).read("content.xml").decode()
        cell = re.search(r"<table:table-cell[^>]*><text:p>Een wijk met", content)[0]
        assert "content-validation-name" not in cell


def test_columns_of_the_office_are_locked_for_a_coordinator(story, coordinator_of_zaandam, editor):
    def is_locked(user):
        sheet = load_workbook(written(user))["Gebied"]
        letter = next(cell.column_letter for cell in sheet[1] if cell.value == "Gemeente")
        return sheet[f"{letter}2"].protection.locked

    assert is_locked(coordinator_of_zaandam.user)
    assert not is_locked(editor.user)


def test_file_carries_a_number_and_the_server_keeps_the_base(story, editor):
    file = written(editor.user)

    export = Export.objects.get()
    explanation = [cell for row in rows(file, "Uitleg") for cell in row]
    assert export.number in explanation
    assert export.made_for == editor.user
    assert export.base["versions"]["interventions.intervention"] == {str(story.pk): story.live_revision_id}


def test_csv_comes_as_one_file_for_each_sheet(story, editor):
    with ZipFile(written(editor.user, output="csv")) as file:
        assert {"Interventies.csv", "Kerncijfers.csv", "Uitleg.csv"} <= set(file.namelist())
        assert "Taalcafé" in file.read("Interventies.csv").decode("utf-8-sig")


@pytest.mark.parametrize("ending", ["xlsx", "ods", "zip"])
def test_command_writes_the_workbook_of_an_area(story, editor, tmp_path, ending, capsys):
    target = tmp_path / f"zaandam.{ending}"

    call_command("werkboek", "uit", "--gebied", "zaandam", "--gebruiker", "esra", "--naar", str(target))

    assert target.stat().st_size > 1000
    assert Export.objects.get().number in capsys.readouterr().out


def test_uitleg_shows_every_mark_that_makes_something():
    made = [html_from_markup(sign) for sign, _words in MARKUP]

    tags = {tag for html in made for tag in re.findall(r"<(\w+)", html)}
    assert tags == {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "a"}
    assert "<ul><li>punt<ul><li>deel ervan</li></ul></li></ul>" in made
    assert "<p>*</p>" in made


def test_uitleg_asks_for_the_story_of_a_new_figure(story, editor):
    lines = {line[0]: line[1] for line in rows(written(editor.user), "Uitleg") if line[1]}
    about = [line for line in rows(written(editor.user), "Uitleg") if line[0] == "Interventie"]

    assert "Laat de grijze cellen leeg" in lines["Een nieuwe rij"]
    assert "Vul die bij een nieuwe rij wel in." in about[0][1]
    assert lines["Lengtegraad"].count("ijvoorbeeld") == 1


def test_no_heading_is_cut_off():
    """The row of headings has room for two lines."""
    columns = [column for one in books().values() for sheet in one.sheets for column in sheet.columns]

    assert [column.heading for column in columns if len(wrap(column.heading, width_of(column))) > 2] == []
