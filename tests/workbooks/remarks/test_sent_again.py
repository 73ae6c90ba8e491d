"""A file with remarks in it is read as if there were none: the same errors while they stand there, none once mended."""

import pytest

from kansrijk.workbooks.reading.reader import read_book
from kansrijk.workbooks.untrusted.remarks.marks import HEADING
from tests.workbooks.files import zipped
from tests.workbooks.remarks.steps import MENDED, MISTAKES, SHEET, look, opened, parts_of, place
from tests.workbooks.sent_back import changed, problems, remarked, written


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
    parts = parts_of(written(user, "ods"))
    content = parts["content.xml"].decode()
    parts["content.xml"] = content.replace("<text:p>Jonge kind</text:p>", "<text:p>Jong kind</text:p>", 1)
    return zipped(parts)


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
    assert place(after, 3, HEADING).value == "gewijzigd: Opnieuw bekijken op"
    assert "We vonden geen fouten." in [row[0].value for row in opened(clean)["Controle"].iter_rows()]
