"""The number by which we know what somebody got: it is found again however little of the file is left."""

import pytest

from kansrijk.workbooks.book import Book, Format, Sheet
from kansrijk.workbooks.planning.asking import export_number_in
from kansrijk.workbooks.reading.reader import read_book
from tests.workbooks.files import ods_parts, ods_row, ods_text, xlsx_parts, zipped

NUMBER, OTHER = "KW-7F3K-9QX2", "KW-ABCD-2345"
DESCRIPTION = f"<dc:description>{NUMBER}</dc:description>"
CORE = f'<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc">{DESCRIPTION}</cp:coreProperties>'
META = f'<office:document-meta xmlns:office="urn:o" xmlns:dc="urn:dc"><office:meta>{DESCRIPTION}</office:meta></office:document-meta>'
TABLE = f'<table:table table:name="Interventies">{ods_row(ods_text("Titel"))}</table:table>'


@pytest.mark.parametrize(
    "data",
    [
        zipped({**xlsx_parts(), "docProps/core.xml": CORE}),
        zipped({**ods_parts(TABLE), "meta.xml": META}),
        zipped({f"Kerncijfers-{NUMBER}.csv": "Code", f"Links-{NUMBER}.csv": "Code"}),
    ],
)
def test_number_is_found_in_a_file_without_uitleg(data):
    assert export_number_in(read_book(data), "werkboek van mij.xlsx") == NUMBER


def test_number_of_the_name_of_one_csv_is_found():
    assert export_number_in(read_book(b"Code;Cijfer"), f"Kerncijfers-{NUMBER}.csv") == NUMBER


def test_sheet_uitleg_says_it_before_all_others():
    book = Book(Format.XLSX, (Sheet("Uitleg", [["Kenmerk", NUMBER]]),), about=OTHER)

    assert export_number_in(book, f"{OTHER}.xlsx") == NUMBER


def test_lists_of_two_workbooks_together_have_no_number():
    data = zipped({f"Kerncijfers-{NUMBER}.csv": "Code", f"Kerncijfers-{OTHER}.csv": "Code"})

    assert export_number_in(read_book(data)) == ""


@pytest.mark.parametrize("meta", ["", "<dc:description>", "<dc:description>Van ons</dc:description>", "\x00"])
def test_file_that_says_nothing_of_itself_is_read_all_the_same(meta):
    book = read_book(zipped({**ods_parts(TABLE), "meta.xml": meta}))

    assert [sheet.name for sheet in book.sheets] == ["Interventies"]
    assert export_number_in(book) == ""
