"""No file slows or kills the site: it is refused with a sentence, or read as plain data, and the next one is read."""

import os
from collections.abc import Callable

import pytest

from kansrijk.workbooks.book import Book, Oddity, Unreadable
from kansrijk.workbooks.reading import process, read_book
from kansrijk.workbooks.untrusted import sentences
from tests.workbooks.files import ods, ods_row, ods_text, xlsx, zipped
from tests.workbooks.hostile import HARMLESS, REFUSED, ROW
from tests.workbooks.hostile.broken import cut, damaged
from tests.workbooks.hostile.making import text_cell

Make = Callable[[], bytes]


def outcome(data: bytes) -> Book | str:
    try:
        return read_book(data)
    except Unreadable as refused:
        return str(refused)


def assert_still_answers() -> None:
    assert read_book(xlsx(ROW)).sheets[0].rows == [["gewoon"]]


def assert_is_a_sentence(said: Book | str) -> None:
    assert isinstance(said, str), "this was read"
    assert said[0].isupper()
    assert said.endswith(".")
    assert "{" not in said


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_hostile_file_is_refused_with_a_sentence_and_the_next_file_is_read(make: Make):
    said = outcome(make())

    assert_is_a_sentence(said)
    assert said != sentences.NOT_NOW, "the file is to blame, and the sentence says so"
    assert_still_answers()


@pytest.mark.parametrize("name", ["list_of_empty_lines", "ods_of_one_cell_a_thousand_million_times"])
def test_file_that_is_too_large_is_not_called_damaged(name):
    assert outcome(REFUSED[name]()) == sentences.TOO_LARGE


@pytest.mark.parametrize("make", HARMLESS.values(), ids=HARMLESS)
def test_evil_that_does_nothing_is_read_as_plain_data(make: Make):
    book = read_book(make())

    assert book.sheets[0].rows[0][0] == "gewoon"


def test_formula_that_starts_a_program_is_marked_and_not_read():
    (sheet,) = read_book(HARMLESS["formula_that_starts_a_program"]()).sheets

    assert sheet.rows == [["gewoon"]]
    assert sheet.oddities == {(1, 2): Oddity.FORMULA}


def test_odd_cell_far_from_every_other_makes_no_row_longer():
    far = '<c r="ALL40000"><f>1</f></c>'

    (sheet,) = read_book(xlsx(f'<row r="1">{text_cell("gewoon")}</row><row r="40000">{far}</row>')).sheets

    assert sheet.rows == [["gewoon"]]
    assert sheet.oddities == {(40_000, 1_000): Oddity.FORMULA}


def test_room_up_to_an_odd_cell_is_told_like_any_cell():
    """So that a page leaves a file of many of them to a worker."""
    told = []

    read_book(
        xlsx(ROW + "".join(f'<c r="CV{number}"><f></f></c>' for number in range(1, 501))), heard=told.append
    )

    assert told[-1] == 500 * 100


def test_text_that_looks_like_a_formula_comes_in_unchanged():
    (sheet,) = read_book(HARMLESS["a_csv_of_formulas"]()).sheets

    assert sheet.rows == [["gewoon", "=1+1", "@SUM(A1)", "+31", "-1", "\tx"]]


ORDINARY = {
    "xlsx": xlsx(ROW),
    "ods": ods(ods_row(ods_text("gewoon"))),
    "zip": zipped({"Interventies.csv": "gewoon;ja\n"}),
}


@pytest.mark.parametrize("kind", ORDINARY)
def test_file_cut_off_anywhere_is_refused(kind):
    for broken in cut(ORDINARY[kind]):
        assert_is_a_sentence(outcome(broken))


@pytest.mark.parametrize("kind", ORDINARY)
def test_file_with_one_damaged_byte_is_refused_or_read_and_never_more(kind):
    for broken in damaged(ORDINARY[kind]):
        said = outcome(broken)
        if isinstance(said, str):
            assert_is_a_sentence(said)
        else:
            assert said.sheets

    assert_still_answers()


def test_hostile_files_leave_no_process_and_no_open_file_behind(monkeypatch):
    started = []
    popen = process.subprocess.Popen

    def remember(*arguments, **options):
        started.append(popen(*arguments, **options))
        return started[-1]

    monkeypatch.setattr(process.subprocess, "Popen", remember)
    before = set(os.listdir("/proc/self/fd"))

    for name in ("first_and_corner_cell", "billion_shared_strings", "random_bytes", "billion_laughs"):
        outcome(REFUSED[name]())

    assert len(started) == 4
    assert all(one.returncode is not None for one in started)
    assert set(os.listdir("/proc/self/fd")) == before
