"""Remarks in .ods, in a list, and in files that another program wrote."""

import re
import zipfile
from io import BytesIO

import pytest
from lxml import etree
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from kansrijk.workbooks.checking import check_file
from kansrijk.workbooks.reading.reader import read_book
from kansrijk.workbooks.remarks import with_remarks
from kansrijk.workbooks.untrusted.remarks.marks import COLOURS, HEADING, NOTE_START
from tests.workbooks.files import ods_parts, ods_text, zipped
from tests.workbooks.remarks.steps import SHEET, colour, opened, parts_of, place
from tests.workbooks.sent_back import problems, remarked, saved, written


@pytest.mark.parametrize("text", ["<text:p>Jonge kind</text:p>", "<text:p>Samen.</text:p>"])
def test_ods_keeps_its_checks_and_gets_its_own_look_back(stories, editor, text):
    original = written(editor.user, "ods")
    content = parts_of(original)["content.xml"].decode()
    wrong = zipped({**parts_of(original), "content.xml": content.replace("Jonge kind", "Jong kind", 1)})

    marked = remarked(wrong, editor.user)
    mended = zipped(
        {
            **parts_of(marked),
            "content.xml": parts_of(marked)["content.xml"]
            .decode()
            .replace("<text:p>Jong kind</text:p>", "<text:p>Jonge kind</text:p>", 1),
        }
    )
    clean = parts_of(remarked(mended, editor.user))["content.xml"].decode()

    assert COLOURS["fout"].lower() in parts_of(marked)["content.xml"].decode()
    assert NOTE_START in parts_of(marked)["content.xml"].decode()
    assert NOTE_START not in clean
    assert styles_in(clean, SHEET, text) == styles_in(content, SHEET, text)
    assert clean.count("content-validation-name") >= content.count("content-validation-name")
    assert not problems(remarked(mended, editor.user), editor.user)


def styles_in(content, sheet, text):
    """What the styles of the cells with this text come to."""
    root = etree.fromstring(content.encode())
    spaces = root.nsmap
    properties = {}
    for style in root.iterfind(".//office:automatic-styles/style:style", spaces):
        found = style.find("style:table-cell-properties", spaces)
        values = dict(found.attrib) if found is not None else {}
        values = {key: value for key, value in values.items() if value != "transparent"}
        properties[style.get(f"{{{spaces['style']}}}name")] = values
    table = root.find(f".//table:table[@table:name='{sheet}']", spaces)
    inside = text.removeprefix("<text:p>").removesuffix("</text:p>")
    cells = [c for c in table.iter(f"{{{spaces['table']}}}table-cell") if "".join(c.itertext()) == inside]
    return [properties[cell.get(f"{{{spaces['table']}}}style-name")] for cell in cells]


def test_ods_with_equal_rows_in_one_element_says_something_of_each(db, editor, zaandam):
    heading = "".join(map(ods_text, ("Code", "Titel", "Samenvatting")))
    row = f'<table:table-cell table:number-columns-repeated="2"/>{ods_text("Zonder titel")}'
    data = zipped(
        ods_parts(
            '<table:table table:name="Interventies"><table:table-column table:number-columns-repeated="16384"/>'
            f"<table:table-row>{heading}</table:table-row>"
            f'<table:table-row table:number-rows-repeated="3">{row}</table:table-row></table:table>'
        )
    )

    sheet = read_book(remarked(data, editor.user)).sheets[0]

    words = [row[3] for row in sheet.rows]
    assert words[0] == HEADING
    assert [word.startswith("fout: Titel: Vul") for word in words[1:]] == [True, True, True]


def test_csv_comes_back_as_a_workbook_with_the_same_cells(stories, editor):
    with zipfile.ZipFile(BytesIO(written(editor.user, "csv"))) as file:
        text = file.read("Interventies.csv").decode("utf-8-sig")
    data = text.replace("Jonge kind", "Jong kind", 1).encode("cp1252")

    result, ending = with_remarks(data, check_file(data, editor.user).plan)

    sheet = opened(result)["Interventies"]
    assert ending == "xlsx"
    assert colour(place(sheet, 2, "Thema's")) == COLOURS["fout"]
    assert {error[1:] for error in problems(result, editor.user)} == {
        error[1:] for error in problems(data, editor.user)
    }


def test_file_of_another_program_without_styles_gets_remarks(db, editor, zaandam):
    file = Workbook()
    file.active.title = "Interventies"
    file.active.append(["Titel", "Gebied", "Opnieuw bekijken op"])
    file.active.append(["Koken", "Zaandam", "gisteren"])
    file.active["E9"] = ArrayFormula("E9:E10", "=ROW(A1:A2)")
    parts = {name: part for name, part in parts_of(saved(file)).items() if name != "xl/styles.xml"}
    parts["xl/_rels/workbook.xml.rels"] = re.sub(
        rb"<Relationship [^>]*styles[^>]*/>", b"", parts["xl/_rels/workbook.xml.rels"]
    )

    sheet = opened(remarked(zipped(parts), editor.user))["Interventies"]

    assert colour(sheet["C2"]) == COLOURS["fout"]
    assert sheet["F1"].value == HEADING
