"""The file that somebody sent, with remarks in it: what is wrong is said there, and the rest is as it was."""

import re
import zipfile
from io import BytesIO

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import NamedStyle, PatternFill
from openpyxl.worksheet.formula import ArrayFormula

from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.workbooks.checking import check_file
from kansrijk.workbooks.reading.reader import read_book
from kansrijk.workbooks.remarks import with_remarks
from kansrijk.workbooks.untrusted.remarks.marks import COLOURS, HEADING, NOTE_START, SUMMARY_TITLE
from tests.workbooks.files import ods_parts, ods_text, zipped
from tests.workbooks.sent_back import changed, problems, remarked, saved, written

SHEET = "Interventies"
MISTAKES = {
    (SHEET, 2, "Thema's"): "Jong kind",
    (SHEET, 3, "Bekijken op"): "morgen",
    (SHEET, 4, "Titel"): "Sportmiddag",
}
MENDED = {(SHEET, 2, "Thema's"): "Jonge kind", (SHEET, 3, "Bekijken op"): "1-5-2027"}


def opened(data):
    return load_workbook(BytesIO(data))


def place(sheet, row, heading):
    return sheet.cell(row, next(cell.column for cell in sheet[1] if cell.value == heading))


def colour(cell):
    return cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else None


def look(cell):
    return (
        colour(cell),
        *(cell.font.b, cell.font.sz, cell.font.color and cell.font.color.rgb),
        *(cell.alignment.wrap_text, cell.alignment.vertical, cell.protection.locked),
        *(cell.number_format, cell.border.bottom.style, cell.style),
    )


def test_wrong_cell_is_coloured_and_says_what_is_wrong_and_what_to_write(stories, editor):
    sheet = opened(remarked(changed(written(editor.user), MISTAKES), editor.user))[SHEET]

    cell = place(sheet, 2, "Thema's")
    assert colour(cell) == COLOURS["fout"]
    assert cell.value == "Jong kind"
    assert cell.comment.text.startswith(f"{NOTE_START}\nEr is geen thema ‘Jong kind’")
    assert cell.comment.text.endswith("\nBijvoorbeeld: Jonge kind")
    assert colour(place(sheet, 4, "Titel")) is None


def test_column_behind_the_last_one_has_a_word_for_every_row(stories, editor):
    sheet = opened(remarked(changed(written(editor.user), MISTAKES), editor.user))[SHEET]

    words = [place(sheet, row, HEADING).value for row in (2, 3, 4)]
    assert words[0].startswith("fout: Thema's: Er is geen thema")
    assert words[1].startswith("fout: Bekijken op: ‘morgen’ is geen datum")
    assert words[2] == "gewijzigd: Titel"
    assert sheet.max_column == place(sheet, 1, HEADING).column


def test_summary_names_each_problem_with_a_link_to_its_cell(stories, editor):
    file = opened(remarked(changed(written(editor.user), MISTAKES), editor.user))

    rows = list(file["Controle"].iter_rows())
    assert rows[0][0].value == SUMMARY_TITLE
    assert rows[1][0].value == "1 interventie gewijzigd, 2 rijen wachten op verbetering."
    found = next(row for row in rows if row[0].value == SHEET)
    letters = place(file[SHEET], 2, "Thema's").coordinate
    assert [cell.value for cell in found[1:4]] == [letters, "Thema's", "Jong kind"]
    assert found[5].value == "Jonge kind"
    assert found[1].hyperlink.location == f"'{SHEET}'!{letters}"
    assert file.active.title == "Controle"
    assert [sheet.title for sheet in file if sheet.sheet_view.tabSelected] == ["Controle"]


def test_field_that_somebody_else_changed_as_well_is_yellow(stories, editor, coordinator_of_zaandam):
    data = changed(written(coordinator_of_zaandam.user), {(SHEET, 2, "Titel"): "Praatcafé"})
    save_draft(stories[0], {**snapshot_of(stories[0]), "title": "Leescafé"}, by=editor.user)

    sheet = opened(remarked(data, coordinator_of_zaandam.user))[SHEET]

    cell = place(sheet, 2, "Titel")
    assert colour(cell) == COLOURS["botst"]
    assert "Iemand anders" in cell.comment.text
    assert place(sheet, 2, HEADING).value == "botst: Titel"


@pytest.mark.parametrize("output", ["xlsx", "ods"])
def test_same_file_uncorrected_gives_the_same_errors_however_often(stories, editor, output):
    data = changed(written(editor.user), MISTAKES) if output == "xlsx" else misspelled_ods(editor.user)
    before = problems(data, editor.user)

    once = remarked(data, editor.user)
    twice = remarked(once, editor.user)

    assert len(before) == (2 if output == "xlsx" else 1)
    assert problems(once, editor.user) == before
    assert problems(twice, editor.user) == before
    assert contents(once) == contents(twice)


def misspelled_ods(user):
    parts = dict_of(written(user, "ods"))
    content = parts["content.xml"].decode()
    parts["content.xml"] = content.replace("<text:p>Jonge kind</text:p>", "<text:p>Jong kind</text:p>", 1)
    return zipped(parts)


def dict_of(data):
    with zipfile.ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def contents(data):
    return [(sheet.name, [list(row) for row in sheet.rows]) for sheet in read_book(data).sheets]


def test_corrected_file_has_no_errors_and_looks_as_it_did_before(stories, editor):
    original = written(editor.user)
    wrong = remarked(changed(original, MISTAKES), editor.user)

    clean = remarked(changed(wrong, MENDED), editor.user)

    assert not problems(clean, editor.user)
    before, after = opened(original)[SHEET], opened(clean)[SHEET]
    for row in before.iter_rows(min_row=1, max_row=6):
        for cell in row:
            other = after[cell.coordinate]
            assert look(cell) == look(other)
            assert (cell.comment and cell.comment.text) == (other.comment and other.comment.text)
    assert place(after, 2, HEADING).value == "ok"
    assert place(after, 3, HEADING).value == "gewijzigd: Bekijken op"
    assert "We vonden geen fouten." in [row[0].value for row in opened(clean)["Controle"].iter_rows()]


def test_lists_checks_notes_widths_and_locks_stay(stories, editor):
    original = changed(written(editor.user), MISTAKES)

    before, after = opened(original), opened(remarked(original, editor.user))

    assert {n: d.attr_text for n, d in before.defined_names.items()} == {
        n: d.attr_text for n, d in after.defined_names.items()
    }
    for sheet in before:
        other = after[sheet.title]
        rules, others = (one.data_validations.dataValidation for one in (sheet, other))
        assert [(r.sqref, r.type, r.formula1) for r in rules] == [
            (r.sqref, r.type, r.formula1) for r in others
        ]
        assert (sheet.freeze_panes, sheet.sheet_state) == (other.freeze_panes, other.sheet_state)
        assert sheet.protection.sheet == other.protection.sheet
        assert {k: d.width for k, d in sheet.column_dimensions.items()}.items() <= {
            k: d.width for k, d in other.column_dimensions.items()
        }.items()
        assert [cell.comment.text for cell in sheet[1] if cell.comment] == [
            cell.comment.text for cell in other[1] if cell.comment
        ]
        assert sheet.auto_filter.ref == other.auto_filter.ref


def test_own_colours_styles_notes_and_formulas_come_back_as_they_were(stories, editor):
    file = opened(changed(written(editor.user), MISTAKES))
    sheet = file[SHEET]
    theme, day = place(sheet, 2, "Thema's"), place(sheet, 3, "Bekijken op")
    theme.fill = PatternFill("solid", fgColor="FF00B0F0")
    theme.comment = Comment("Nog navragen bij Fatima.", "Zoë")
    day.style = NamedStyle("Huisstijl", fill=PatternFill("solid", fgColor="FFD9EAD3"))

    wrong = remarked(saved(file), editor.user)
    marked = opened(wrong)[SHEET]
    clean = opened(remarked(changed(wrong, MENDED), editor.user))[SHEET]

    note = place(marked, 2, "Thema's").comment.text
    assert note.startswith(f"Nog navragen bij Fatima.\n\n{NOTE_START}\n")
    assert place(clean, 2, "Thema's").comment.text == "Nog navragen bij Fatima."
    assert colour(place(clean, 2, "Thema's")) == "00B0F0"
    assert place(clean, 3, "Bekijken op").style == "Huisstijl"
    assert colour(place(clean, 3, "Bekijken op")) == "D9EAD3"


def test_outcome_of_a_formula_stays_in_the_file(stories, editor):
    data = changed(written(editor.user), MISTAKES)
    parts, name = dict_of(data), "xl/worksheets/sheet1.xml"
    cell = place(opened(data)[SHEET], 4, "Samenvatting").coordinate.encode()
    text = re.compile(rb'<c r="%b"([^>]*?) t="inlineStr"><is><t>Samen.</t></is></c>' % cell)
    formula = rb'<c r="%b"\1 t="str"><f>CONCATENATE("Sam","en.")</f><v>Samen.</v></c>' % cell
    parts[name], count = text.subn(formula, parts[name])

    result = remarked(zipped(parts), editor.user)

    assert count == 1
    assert b"<v>Samen.</v>" in dict_of(result)[name]
    assert problems(result, editor.user) == problems(zipped(parts), editor.user)


def test_parts_that_we_do_not_know_are_the_same_bytes(stories, editor):
    data = changed(written(editor.user), MISTAKES)
    parts = dict_of(data) | {
        "xl/charts/chart1.xml": b"<c:chart xmlns:c='x'/>",
        "customXml/item1.xml": b"<a/>",
    }

    after = dict_of(remarked(zipped(parts), editor.user))

    changed_parts = {name for name in parts if after[name] != parts[name]}
    assert {"xl/charts/chart1.xml", "customXml/item1.xml", "xl/theme/theme1.xml"}.isdisjoint(changed_parts)
    assert set(parts) <= set(after)


def test_sheet_of_the_user_that_is_called_controle_is_left_alone(stories, editor):
    file = opened(changed(written(editor.user), MISTAKES))
    file.create_sheet("Controle")["A1"] = "Mijn lijstje"

    once = remarked(saved(file), editor.user)
    twice = opened(remarked(once, editor.user))

    assert twice["Controle"]["A1"].value == "Mijn lijstje"
    assert twice["Controle 2"]["A1"].value == SUMMARY_TITLE
    assert len(twice.sheetnames) == len(file.sheetnames) + 1


def test_column_of_the_user_behind_ours_is_left_alone(stories, editor):
    file = opened(remarked(changed(written(editor.user), MISTAKES), editor.user))
    sheet = file[SHEET]
    place_of_ours = place(sheet, 1, HEADING).column
    sheet.cell(1, place_of_ours + 1, "Gebeld met")
    sheet.cell(2, place_of_ours + 1, "Fatima")

    again = opened(remarked(saved(file), editor.user))[SHEET]

    assert place(again, 1, HEADING).column == place_of_ours
    assert place(again, 2, "Gebeld met").value == "Fatima"


def test_empty_cell_in_which_something_is_missing_is_coloured_in_a_new_row(stories, editor):
    data = changed(written(editor.user), {(SHEET, 6, "Samenvatting"): "Nieuw, maar zonder titel."})

    sheet = opened(remarked(data, editor.user))[SHEET]

    assert colour(place(sheet, 6, "Titel")) == COLOURS["fout"]
    assert place(sheet, 6, HEADING).value.startswith("fout: Titel: Vul ‘Titel’ in")


@pytest.mark.parametrize("text", ["<text:p>Jonge kind</text:p>", "<text:p>Samen.</text:p>"])
def test_ods_keeps_its_checks_and_gets_its_own_look_back(stories, editor, text):
    original = written(editor.user, "ods")
    content = dict_of(original)["content.xml"].decode()
    wrong = zipped({**dict_of(original), "content.xml": content.replace("Jonge kind", "Jong kind", 1)})

    marked = remarked(wrong, editor.user)
    mended = zipped(
        {
            **dict_of(marked),
            "content.xml": dict_of(marked)["content.xml"]
            .decode()
            .replace("<text:p>Jong kind</text:p>", "<text:p>Jonge kind</text:p>", 1),
        }
    )
    clean = dict_of(remarked(mended, editor.user))["content.xml"].decode()

    assert COLOURS["fout"].lower() in dict_of(marked)["content.xml"].decode()
    assert NOTE_START in dict_of(marked)["content.xml"].decode()
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
    file.active.append(["Titel", "Gebied", "Bekijken op"])
    file.active.append(["Koken", "Zaandam", "gisteren"])
    file.active["E9"] = ArrayFormula("E9:E10", "=ROW(A1:A2)")
    parts = {name: part for name, part in dict_of(saved(file)).items() if name != "xl/styles.xml"}
    parts["xl/_rels/workbook.xml.rels"] = re.sub(
        rb"<Relationship [^>]*styles[^>]*/>", b"", parts["xl/_rels/workbook.xml.rels"]
    )

    sheet = opened(remarked(zipped(parts), editor.user))["Interventies"]

    assert colour(sheet["C2"]) == COLOURS["fout"]
    assert sheet["F1"].value == HEADING
