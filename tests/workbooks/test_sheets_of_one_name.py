"""Two sheets with one name, or two that hold the same kind of rows: each remark says which of them it is about."""

import json
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from kansrijk.workbooks.book import Sheet, Unreadable
from kansrijk.workbooks.plans.words import totals
from kansrijk.workbooks.reading.reader import read_book
from tests.factories import live, make_area, make_intervention
from tests.workbooks.files import ods_parts, ods_row, ods_text, zipped
from tests.workbooks.round_trip import content_of, downloaded, page_of, put, taken_in
from tests.workbooks.written_books import planned, row_at, written_sheet

pytestmark = pytest.mark.django_db

TABLE = f'<table:table table:name="Interventies">{ods_row(ods_text("Titel"))}</table:table>'


def two_sheets_in_xlsx():
    """Of which no spreadsheet program would make the names the same."""
    book, out = Workbook(), BytesIO()
    book.active.title = "Interventies"
    book.create_sheet("Tweede")
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'name="Tweede"', b'name="Interventies"')
    return zipped(parts)


@pytest.mark.parametrize(
    "data",
    [
        zipped(ods_parts(TABLE * 2)),
        two_sheets_in_xlsx(),
        zipped({"Interventies.csv": "Titel;Gebied", "oud/Interventies.csv": "Titel;Gebied"}),
    ],
    ids=["ods", "xlsx", "csv"],
)
def test_file_with_two_sheets_of_one_name_is_refused_with_what_to_do(data):
    with pytest.raises(Unreadable, match="heten twee tabbladen ‘Interventies’"):
        read_book(data)


def test_copy_of_a_sheet_is_the_same_declared_sheet_under_its_own_name(stories, editor):
    file = downloaded(editor)
    put(file, stories[0].code, "Thema's", "Onzin")
    copied = file.copy_worksheet(file["Interventies"])
    copied.title = "Interventies (2)"
    upload = taken_in(editor, file)

    answer = editor.post(f"{page_of(upload)}plan.json", follow=True)
    page = editor.get(page_of(upload)).content.decode()

    told = json.loads(content_of(answer))
    names = {sheet["sheet"]: sheet["recognised_as"] for sheet in told["sheets"]}
    assert (names["Interventies"], names["Interventies (2)"]) == ("Interventies", "Interventies")
    wrong = {cell["sheet"] for cell in told["cells"] if cell["value"] == "Onzin"}
    assert wrong == {"Interventies", "Interventies (2)"}
    assert "Interventies (2), rij 2" in page


def test_row_that_stands_on_two_sheets_of_key_figures_is_used_from_neither():
    story = make_intervention(title="Het ontdeklab", area=make_area(name="Zaandam Oost", code="ZAA"))
    story.key_figures.create(value="9.500", label="leerlingen", position=1)
    live(story)
    sheet = written_sheet("Kerncijfers")
    copied = Sheet("Kerncijfers (2)", [sheet.rows[0], [*sheet.rows[1][:-2], "9.600", "leerlingen"]])

    result = planned(sheet, copied)

    assert "van tabblad ‘Kerncijfers (2)’" in row_at(result, 2).message
    assert totals(result) == "0 wijzigingen, 2 rijen wachten op verbetering"
