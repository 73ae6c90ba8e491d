"""What is wrong is said in the file itself: at the cell, behind its row and in a summary."""

from kansrijk.workbooks.untrusted.remarks.marks import COLOURS, HEADING, NOTE_START, SUMMARY_TITLE
from tests.factories import make_draft
from tests.workbooks.remarks.steps import MISTAKES, SHEET, colour, opened, place
from tests.workbooks.sent_back import changed, remarked, written


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
    assert words[1].startswith("fout: Opnieuw bekijken op: ‘morgen’ is geen datum")
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
    make_draft(stories[0], title="Leescafé", by=editor.user)

    sheet = opened(remarked(data, coordinator_of_zaandam.user))[SHEET]

    cell = place(sheet, 2, "Titel")
    assert colour(cell) == COLOURS["botst"]
    assert "Dit is intussen ook op een andere plek gewijzigd." in cell.comment.text
    assert place(sheet, 2, HEADING).value == "botst: Titel"


def test_empty_cell_in_which_something_is_missing_is_coloured_in_a_new_row(stories, editor):
    data = changed(written(editor.user), {(SHEET, 6, "Samenvatting"): "Nieuw, maar zonder titel."})

    sheet = opened(remarked(data, editor.user))[SHEET]

    assert colour(place(sheet, 6, "Titel")) == COLOURS["fout"]
    assert place(sheet, 6, HEADING).value.startswith("fout: Titel: Vul ‘Titel’ in")
