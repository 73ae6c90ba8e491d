"""A large .ods is searched in pieces while it is read: what must be mended or marked is found wherever it stands."""

import pytest

from kansrijk.workbooks.book import Oddity, Sheet
from kansrijk.workbooks.reading import read_book
from kansrijk.workbooks.untrusted.archive import PIECE_BYTES
from tests.workbooks.files import ods, ods_parts, ods_row, ods_text, zipped

FILLING = ods_row(ods_text("x" * 900))


def with_hint_at(place: int, row: str, hint: str) -> Sheet:
    """An .ods with this hint after so many bytes; rows stand before it, and one after it."""
    start, end = ods_parts('<table:table table:name="Interventies">@</table:table>')["content.xml"].split("@")
    left = place - len(start) - row.index(hint)
    rows = [FILLING] * (left // len(FILLING) - 1)
    rest = left - sum(map(len, rows)) - len(ods_row(ods_text("")))
    content = "".join([start, *rows, ods_row(ods_text("y" * rest)), row, ods_row(ods_text("eind")), end])
    assert content.index(hint) == place
    (sheet,) = read_book(zipped({**ods_parts(""), "content.xml": content})).sheets
    return sheet


AROUND_THE_EDGE = [PIECE_BYTES + distance for distance in (-40, -16, -8, -1, 0, 1, PIECE_BYTES // 2)]


@pytest.mark.parametrize("place", AROUND_THE_EDGE)
def test_ods_line_break_around_the_edge_of_a_piece_is_kept(place):
    sheet = with_hint_at(place, ods_row(ods_text("a<text:line-break/>b")), "<text:line-break")

    assert [row[0] for row in sheet.rows[-2:]] == ["a\nb", "eind"]


@pytest.mark.parametrize("place", AROUND_THE_EDGE)
def test_ods_formula_around_the_edge_of_a_piece_is_marked(place):
    formula = '<table:table-cell table:formula="of:=[.A1]"/>'

    sheet = with_hint_at(place, ods_row(ods_text("er"), formula), 'table:formula="')

    assert sheet.oddities == {(len(sheet.rows) - 1, 2): Oddity.FORMULA}


@pytest.mark.parametrize("text", ["Hoera! Klaar!", "Hoera!<!-- geen tekst -->"])
def test_ods_with_exclamation_marks_keeps_them_and_leaves_comments_out(text):
    rows = ods_row(ods_text("er")) * 10 + ods_row(ods_text(text))

    (sheet,) = read_book(ods(rows)).sheets

    assert sheet.rows[-1] == [text.partition("<")[0]]
