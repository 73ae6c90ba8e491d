"""Remarks leave the rest of the file as it was, whatever somebody put in it."""

import re

from openpyxl.comments import Comment
from openpyxl.styles import NamedStyle, PatternFill

from kansrijk.workbooks.untrusted.remarks.marks import HEADING, NOTE_START, SUMMARY_TITLE
from tests.workbooks.files import zipped
from tests.workbooks.remarks.steps import MENDED, MISTAKES, SHEET, colour, opened, parts_of, place
from tests.workbooks.sent_back import changed, problems, remarked, saved, written


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
    theme, day = place(sheet, 2, "Thema's"), place(sheet, 3, "Opnieuw bekijken op")
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
    assert place(clean, 3, "Opnieuw bekijken op").style == "Huisstijl"
    assert colour(place(clean, 3, "Opnieuw bekijken op")) == "D9EAD3"


def test_outcome_of_a_formula_stays_in_the_file(stories, editor):
    data = changed(written(editor.user), MISTAKES)
    parts, name = parts_of(data), "xl/worksheets/sheet1.xml"
    cell = place(opened(data)[SHEET], 4, "Samenvatting").coordinate.encode()
    text = re.compile(rb'<c r="%b"([^>]*?) t="inlineStr"><is><t>Samen.</t></is></c>' % cell)
    formula = rb'<c r="%b"\1 t="str"><f>CONCATENATE("Sam","en.")</f><v>Samen.</v></c>' % cell
    parts[name], count = text.subn(formula, parts[name])

    result = remarked(zipped(parts), editor.user)

    assert count == 1
    assert b"<v>Samen.</v>" in parts_of(result)[name]
    assert problems(result, editor.user) == problems(zipped(parts), editor.user)


def test_parts_that_we_do_not_know_are_the_same_bytes(stories, editor):
    data = changed(written(editor.user), MISTAKES)
    parts = parts_of(data) | {
        "xl/charts/chart1.xml": b"<c:chart xmlns:c='x'/>",
        "customXml/item1.xml": b"<a/>",
    }

    after = parts_of(remarked(zipped(parts), editor.user))

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
