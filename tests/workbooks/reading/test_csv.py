"""A list comes in whatever its encoding, its separator and its quotes are, alone or several in a zip."""

import pytest

from kansrijk.workbooks.book import Format, Unreadable
from kansrijk.workbooks.reading import read_book
from tests.workbooks.files import zipped
from tests.workbooks.reading.steps import only_sheet

LIST = 'Code;Titel;Thema\r\nZAA-001;"Huis, tuin en keuken";"a; b"\r\n'
LIST_ROWS = [["Code", "Titel", "Thema"], ["ZAA-001", "Huis, tuin en keuken", "a; b"]]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"]
)
def test_csv_in_every_encoding_reads_the_same(encoding):
    content = "Code;Titel\r\nZAA-001;“Café” – één\r\n"

    book = read_book(content.encode(encoding))

    assert book.format == Format.CSV
    assert book.sheets[0].rows == [["Code", "Titel"], ["ZAA-001", "“Café” – één"]]


def test_csv_that_mixes_utf8_and_windows_reads_both():
    mixed = "a;één\r\n".encode() + "b;één".encode("windows-1252")

    assert only_sheet(mixed).rows == [["a", "één"], ["b", "één"]]


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_csv_separator_is_found_by_what_cuts_the_rows_alike(separator):
    words = ["Code", "Titel, met komma", "a; b"]
    content = "\n".join(
        separator.join(f'"{word}"' if set(word) & set(";,") else word for word in words) for _ in "123"
    )

    assert only_sheet(content.encode()).rows == [words] * 3


@pytest.mark.parametrize("commas", [5, 40])
@pytest.mark.parametrize(
    ("above", "headings"),
    [
        ("", "Code;Verhaal"),
        ("", "Code;Titel;Verhaal"),
        ("Interventies van Zaandam, stand 3 maart\n", "Code;Verhaal"),
        ("Interventies van Zaandam, stand 3 maart\nGemaakt door Jan, Piet\n\n", "Code;Verhaal"),
        ("Interventies van Zaandam, stand 3 maart;\n", "Code;Verhaal"),
    ],
)
def test_csv_with_one_row_of_many_commas_is_cut_where_its_headings_are(above, headings, commas):
    story = ", ".join(["woord"] * (commas + 1))
    row = ["ZAA-001", story] if headings == "Code;Verhaal" else ["ZAA-001", "Taalcafé", story]

    rows = only_sheet(f"{above}{headings}\n{';'.join(row)}\n".encode()).rows

    assert rows[-2:] == [headings.split(";"), row]


@pytest.mark.parametrize("separator", [", ", "; "])
def test_csv_with_spaces_behind_its_separator_is_cut_all_the_same(separator):
    content = "\n".join(separator.join(row) for row in [("Code", "Titel", "Thema"), ("ZAA-001", "Taal", "x")])

    assert only_sheet(content.encode()).rows == [["Code", " Titel", " Thema"], ["ZAA-001", " Taal", " x"]]


@pytest.mark.parametrize("separator", [",", ";"])
def test_csv_of_headings_only_is_cut(separator):
    assert only_sheet(separator.join(["Code", "Titel"]).encode()).rows == [["Code", "Titel"]]


def test_csv_with_a_separator_line_obeys_it():
    assert only_sheet(b"sep=|\r\na|b;c;d\r\n").rows == [["a", "b;c;d"]]


def test_csv_with_quotes_lines_and_ragged_rows_reads_every_cell_as_text():
    content = 'Kop;B;C;;\r\n007;"regel 1\r\nregel ""2""";=1+1\r\n\r\n1.234,56;\'+31\r\n;;;;\r\n'

    assert only_sheet(content.encode()).rows == [
        ["Kop", "B", "C"],
        ["007", 'regel 1\r\nregel "2"', "=1+1"],
        [None, None, None],
        ["1.234,56", "'+31", None],
    ]


def test_csv_of_one_column_is_one_column():
    assert only_sheet(b"Code\nZAA-001\n").rows == [["Code"], ["ZAA-001"]]


def test_csv_with_a_quote_that_never_closes_names_the_line():
    with pytest.raises(Unreadable, match="regel 2"):
        read_book(b'Code;Titel\nZAA-001;"open\nZAA-002;dicht\n')


@pytest.mark.parametrize("line", ["", ";;;"])
def test_csv_below_many_empty_lines_is_cut_where_its_headings_are(line):
    content = f"{line}\r\n" * 60 + "Code;Titel\r\nZAA-001;Huis, tuin en keuken\r\n"

    rows = only_sheet(content.encode()).rows

    assert rows[60:] == [["Code", "Titel"], ["ZAA-001", "Huis, tuin en keuken"]]


def test_csv_with_millions_of_empty_lines_at_its_end_is_as_long_as_what_stands_in_it():
    assert only_sheet(b"Code;Titel\r\nZAA-001;Huis\r\n" + b"\r\n" * 3_000_000).rows == [
        ["Code", "Titel"],
        ["ZAA-001", "Huis"],
    ]


def test_zip_of_csvs_is_a_book_with_a_sheet_for_each():
    data = zipped(
        {"Interventies.csv": LIST, "Kerncijfers.csv": "\ufeffCode\n", "__MACOSX/._Interventies.csv": "x"}
    )

    book = read_book(data)

    assert book.format == Format.CSV
    assert [sheet.name for sheet in book.sheets] == ["Interventies", "Kerncijfers"]
    assert book.sheets[0].rows == LIST_ROWS
