"""What people send comes in as it stands in their program; what is no workbook gets a sentence."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter

from kansrijk.workbooks.book import Book, Format, Oddity, Sheet, Unreadable
from kansrijk.workbooks.reading import process, read_book
from kansrijk.workbooks.untrusted import sentences
from tests.workbooks.files import ods, ods_row, ods_text, ods_value, xlsx, xlsx_parts, zipped


def only_sheet(data: bytes) -> Sheet:
    (sheet,) = read_book(data).sheets
    return sheet


def cell(reference: str, inside: str, attributes: str = "") -> str:
    return f'<c r="{reference}" {attributes}>{inside}</c>'


def text(reference: str, content: str) -> str:
    return cell(reference, f"<is><t xml:space='preserve'>{content}</t></is>", 't="inlineStr"')


def row(number: int, *cells: str, attributes: str = "") -> str:
    return f'<row r="{number}" {attributes}>{"".join(cells)}</row>'


def made_by_xlsxwriter(fill) -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        fill(workbook)
    return target.getvalue()


# --- Values ---------------------------------------------------------------------------------------------


def test_xlsx_with_every_kind_of_value_reads_each_as_itself():
    def fill(workbook):
        sheet = workbook.add_worksheet("Kerncijfers")
        day = workbook.add_format({"num_format": "dd-mm-yyyy"})
        clock = workbook.add_format({"num_format": "hh:mm"})
        lasting = workbook.add_format({"num_format": "[h]:mm"})
        percent = workbook.add_format({"num_format": "0%"})
        sheet.write_row(0, 0, [7, -3, 5.5, True, "007", "=1+1"])
        sheet.write_number(0, 6, 0.25, percent)
        sheet.write_datetime(1, 0, datetime(2026, 3, 3), day)
        sheet.write_datetime(1, 1, datetime(2026, 3, 3, 14, 5), day)
        sheet.write_number(1, 2, 0.5, clock)
        sheet.write_number(1, 3, 1.5, lasting)

    sheet = only_sheet(made_by_xlsxwriter(fill))

    assert sheet.name == "Kerncijfers"
    assert sheet.rows[0] == [7, -3, 5.5, True, "007", "=1+1", 0.25]
    assert [type(value) for value in sheet.rows[0][:4]] == [int, int, float, bool]
    assert sheet.rows[1][:4] == [date(2026, 3, 3), datetime(2026, 3, 3, 14, 5), "12:00", "36:00"]


@pytest.mark.parametrize(
    ("format", "value"),
    [
        ("[$-413]dddd d mmmm yyyy;@", date(2026, 3, 3)),
        ("mmm yy", date(2026, 3, 3)),
        ('0 "dagen"', 46084),
        ('0;0;"n.v.t. (dag)"', 46084),
        ('"€" #,##0.00;[Red]-0', 46084),
        ("@", 46084),
    ],
)
def test_xlsx_number_is_a_date_only_where_its_format_says_so(format, value):
    def fill(workbook):
        workbook.add_worksheet().write_number(0, 0, 46084, workbook.add_format({"num_format": format}))

    assert only_sheet(made_by_xlsxwriter(fill)).rows == [[value]]


def test_xlsx_text_of_every_make_comes_in_unchanged():
    strings = (
        "<si><t>“slim” ’s – é 😀</t></si>"
        "<si><r><t xml:space='preserve'>half </t></r><r><rPr><b/></rPr><t xml:space='preserve'>vet </t></r></si>"
        "<si><t>漢</t><rPh sb='0' eb='1'><t>kan</t></rPh></si>"
        "<si><t>_x0001_ _x005F_x0041_</t></si>"
    )
    shared = "".join(cell(f"{letter}1", f"<v>{n}</v>", 't="s"') for n, letter in enumerate("ABCD"))
    own = text("E1", "regel 1\nregel 2") + cell("F1", "<f>A1</f><v>uitkomst</v>", 't="str"')
    own += cell("G1", "<is><r><t>los</t></r><r><t>deel</t></r></is>", 't="inlineStr"')

    sheet = only_sheet(xlsx(row(1, shared, own), strings=strings))

    assert sheet.rows == [
        ["“slim” ’s – é 😀", "half vet ", "漢", "\x01 _x0041_", "regel 1\nregel 2", "uitkomst", "losdeel"]
    ]


def test_xlsx_that_begins_below_and_right_of_a1_keeps_its_places():
    sheet = only_sheet(xlsx(row(3, text("C3", "hier"))))

    assert sheet.rows == [[None] * 3, [None] * 3, [None, None, "hier"]]


def test_xlsx_with_dates_from_1904_reads_the_same_day():
    serial = cell("A1", "<v>44622</v>", 's="1"')

    sheet = only_sheet(xlsx(row(1, serial), properties='<workbookPr date1904="1"/>'))

    assert sheet.rows == [[date(2026, 3, 3)]]


def test_xlsx_without_references_or_in_another_order_is_read_by_place():
    unnamed = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>4</v></c></row>"
    turned = row(2, cell("B2", "<v>4</v>")) + row(1, cell("B1", "<v>2</v>"), cell("A1", "<v>1</v>"))

    assert only_sheet(xlsx(unnamed)).rows == only_sheet(xlsx(turned)).rows == [[1, 2], [None, 4]]


def test_xlsx_with_numbers_that_do_not_exist_marks_those_cells():
    sheet = only_sheet(
        xlsx(row(1, cell("A1", "<v>NaN</v>"), cell("B1", "<v>1e999</v>"), cell("C1", "<v>1</v>")))
    )

    assert sheet.rows == [[None, None, 1]]
    assert sheet.oddities == {(1, 1): Oddity.ERROR, (1, 2): Oddity.ERROR}


def test_xlsx_number_too_large_for_whole_stays_a_float():
    sheet = only_sheet(xlsx(row(1, cell("A1", "<v>1E+300</v>"), cell("B1", "<v>1E+3</v>"))))

    assert sheet.rows == [[1e300, 1000]]
    assert isinstance(sheet.rows[0][0], float)


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252"])
def test_xlsx_in_another_encoding_reads_the_same(encoding):
    part = xlsx_parts(row(1, text("A1", "café")))["xl/worksheets/sheet1.xml"]
    other = f'<?xml version="1.0" encoding="{encoding}"?>{part}'.encode(encoding)

    assert only_sheet(xlsx(sheet=other)).rows == [["café"]]


def test_xlsx_with_prefixes_cdata_and_backslashes_reads_the_same():
    prefixed = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1" '
        'hidden="1"><x:c r="A1" t="str"><x:v><![CDATA[R&D <1>]]></x:v></x:c><x:c r="B1" t="e"><x:v>#N/A</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    parts = {name.replace("/", "\\"): part for name, part in xlsx_parts(sheet=prefixed).items()}

    sheet = only_sheet(zipped(parts))

    assert sheet.rows == [["R&D <1>", None]]
    assert sheet.hidden_rows == {1}
    assert sheet.oddities == {(1, 2): Oddity.ERROR}


# --- What a cell or row is besides its value --------------------------------------------------------------


def test_xlsx_errors_and_formulas_without_outcome_are_named_at_their_cell():
    cells = (
        cell("A2", "<f>1/0</f><v>#DIV/0!</v>", 't="e"'),
        cell("B2", "<f>A1</f>"),
        cell("C2", "<f>A1</f><v></v>"),
        cell("D2", '<f t="shared" si="0"/><v>5</v>'),
        cell("E2", "<f>A1</f><v></v>", 't="str"'),
        cell("F2", "<v>#N/A</v>", 't="e"'),
        cell("G2", "<v>1</v>", 's="1"'),
    )

    sheet = only_sheet(xlsx(row(1, text("A1", "Kop")) + row(2, *cells) + row(5, cell("I5", "<f>A1</f>"))))

    assert sheet.oddities == {
        (2, 1): Oddity.ERROR,
        (2, 2): Oddity.FORMULA,
        (2, 3): Oddity.FORMULA,
        (2, 6): Oddity.ERROR,
        (5, 9): Oddity.FORMULA,
    }
    assert sheet.rows[1][3] == 5
    assert len(sheet.rows) == 5, "an odd cell stands inside the rows, also where nothing else does"
    assert len(sheet.rows[4]) == 9


def test_xlsx_hidden_rows_columns_and_sheets_are_told():
    def fill(workbook):
        shown = workbook.add_worksheet("Zichtbaar")
        for number in range(4):
            shown.write_row(number, 0, ["a", "b", "c", "d"])
        shown.set_row(2, None, None, {"hidden": True})
        shown.set_column(1, 2, None, None, {"hidden": True})
        workbook.add_worksheet("Verborgen").hide()
        workbook.add_worksheet("Diep verborgen").very_hidden()
        workbook.add_chartsheet("Grafiek")

    book = read_book(made_by_xlsxwriter(fill))

    assert [(sheet.name, sheet.is_hidden) for sheet in book.sheets] == [
        ("Zichtbaar", False),
        ("Verborgen", True),
        ("Diep verborgen", True),
    ]
    assert book.sheets[0].hidden_rows == {3}
    assert book.sheets[0].hidden_columns == {2, 3}


def test_xlsx_rows_hidden_by_a_filter_are_told():
    rows = (
        row(1, text("A1", "Kop"))
        + row(2, text("A2", "weg"), attributes='hidden="true"')
        + row(3, text("A3", "er"))
    )

    assert only_sheet(xlsx(rows)).hidden_rows == {2}


def test_xlsx_merged_cells_have_their_value_top_left():
    def fill(workbook):
        workbook.add_worksheet("Samen").merge_range(0, 0, 1, 1, "samen")

    assert only_sheet(made_by_xlsxwriter(fill)).rows[0][:1] == ["samen"]


def test_xlsx_with_formats_down_to_the_last_row_is_as_long_as_what_stands_in_it():
    rows = row(1, text("A1", "Kop")) + row(1_048_576, '<c r="XFD1048576" s="1"/>')

    assert only_sheet(xlsx(rows)).rows == [["Kop"]]


# --- ods ------------------------------------------------------------------------------------------------


def test_ods_with_every_kind_of_value_reads_each_as_itself():
    sheet = only_sheet(
        ods(
            ods_row(
                ods_text("007"),
                ods_value("float", value="5"),
                ods_value("percentage", value="0.25"),
                ods_value("currency", value="12.50", currency="EUR"),
                ods_value("boolean", boolean_value="true"),
                ods_value("date", date_value="2026-03-03"),
                ods_value("date", date_value="2026-03-03T14:05:00"),
                ods_value("time", time_value="PT14H05M00S"),
                ods_value("time", time_value="PT36H00M00S"),
            )
        )
    )

    moments = [date(2026, 3, 3), datetime(2026, 3, 3, 14, 5)]
    assert sheet.rows == [["007", 5, 0.25, 12.5, True, *moments, "14:05", "36:00"]]
    assert type(sheet.rows[0][1]) is int


def test_ods_text_keeps_spaces_tabs_lines_and_paragraphs_and_leaves_notes_and_drawings_out():
    note = "<office:annotation><text:p>Opmerking</text:p></office:annotation>"
    drawing = '<draw:frame draw:name="a"><draw:text-box><text:p>Kader</text:p></draw:text-box></draw:frame>'

    sheet = only_sheet(
        ods(
            ods_row(
                ods_text('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d'),
                ods_text("een", "", "drie"),
                ods_text("met <text:span>opmaak</text:span> en <text:a>link</text:a>"),
                f'<table:table-cell office:value-type="string">{note}<text:p>cel</text:p></table:table-cell>',
                f"<table:table-cell>{note}</table:table-cell>",
                f'<table:table-cell office:value-type="string">{drawing}<text:p>plaatje</text:p></table:table-cell>',
                ods_text("eind"),
            )
        )
    )

    assert sheet.rows == [
        ["a   b\tc\nd", "een\n\ndrie", "met opmaak en link", "cel", None, "plaatje", "eind"]
    ]


def test_ods_with_indented_xml_reads_without_the_indents():
    cells = '\n  <table:table-cell office:value-type="string">\n    <text:p>een\n    twee</text:p>\n  </table:table-cell>\n'

    assert only_sheet(ods(f"\n<table:table-row>{cells}</table:table-row>\n")).rows == [["een twee"]]


def test_ods_with_a_million_repeated_empty_rows_is_as_long_as_what_stands_in_it():
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = (
        ods_row(empty, attributes='table:number-rows-repeated="2"')
        + ods_row(
            '<table:table-cell table:number-columns-repeated="2"/>',
            '<table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell>',
            attributes='table:number-rows-repeated="2"',
        )
        + ods_row(empty, attributes='table:number-rows-repeated="1048572"')
    )

    assert only_sheet(ods(rows)).rows == [
        [None] * 4,
        [None] * 4,
        [None, None, "x", "x"],
        [None, None, "x", "x"],
    ]


def test_ods_hidden_rows_columns_sheets_errors_and_formulas_are_told():
    columns = '<table:table-column/><table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
    error = (
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    )
    rows = (
        ods_row(ods_text("Kop"), attributes='table:number-rows-repeated="2"')
        + ods_row(ods_text("weg"), attributes='table:visibility="filter"')
        + ods_row(ods_text("weg"), attributes='table:visibility="collapse" table:number-rows-repeated="2"')
        + ods_row(
            ods_text("er"),
            error,
            '<table:table-cell table:formula="of:=[.A1]&gt;3"/>',
            ods_value("float", value="1"),
        )
    )
    style = '<style:style style:name="weg" style:family="table"><style:table-properties table:display="false"/></style:style>'

    sheet = only_sheet(ods(columns + rows, styles=style, table='table:style-name="weg"'))

    assert sheet.is_hidden
    assert sheet.hidden_rows == {3, 4, 5}
    assert sheet.hidden_columns == {2, 3}
    assert sheet.oddities == {(6, 2): Oddity.ERROR, (6, 3): Oddity.FORMULA}


# --- csv ------------------------------------------------------------------------------------------------

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


def test_zip_of_csvs_is_a_book_with_a_sheet_for_each():
    data = zipped(
        {"Interventies.csv": LIST, "Kerncijfers.csv": "\ufeffCode\n", "__MACOSX/._Interventies.csv": "x"}
    )

    book = read_book(data)

    assert book.format == Format.CSV
    assert [sheet.name for sheet in book.sheets] == ["Interventies", "Kerncijfers"]
    assert book.sheets[0].rows == LIST_ROWS


# --- What we do not read ----------------------------------------------------------------------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
MACRO_TYPE = '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", sentences.EMPTY),
        (b" \r\n", sentences.EMPTY),
        (bytes(10 * 1024 * 1024 + 1), sentences.TOO_HEAVY),
        (OLE + "EncryptedPackage".encode("utf-16-le"), sentences.LOCKED),
        (OLE + "Workbook".encode("utf-16-le"), sentences.OLD_EXCEL),
        (OLE + "WordDocument".encode("utf-16-le"), sentences.TEXT_DOCUMENT),
        (zipped({"[Content_Types].xml": MACRO_TYPE, "xl/workbook.xml": ""}), sentences.MACROS),
        (zipped({**xlsx_parts(), "xl/vbaProject.bin": b"x"}), sentences.MACROS),
        (zipped({"xl/workbook.bin": b"x"}), sentences.BINARY_EXCEL),
        (zipped({"word/document.xml": "<x/>"}), sentences.TEXT_DOCUMENT),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}), sentences.TEXT_DOCUMENT),
        (zipped({"Index/Document.iwa": b"x"}), sentences.NUMBERS),
        (zipped({"werkboek.xlsx": xlsx()}), sentences.PACKED),
        (b"%PDF-1.7\n", sentences.PDF),
        (b"{\\rtf1", sentences.TEXT_DOCUMENT),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), sentences.IMAGE),
        (b"\xff\xd8\xff\xe0" + bytes(50), sentences.IMAGE),
        (b"<html><table><tr><td>1</td></tr></table></html>", sentences.HTML),
        (b"\xef\xbb\xbf<!DOCTYPE HTML>\n<p>", sentences.HTML),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', sentences.XML_EXCEL),
        (bytes(range(256)) * 10, sentences.UNKNOWN),
        (xlsx(row(1, text("A1", "x")))[:-40], sentences.DAMAGED),
    ],
)  # fmt: skip
def test_file_that_is_no_workbook_gets_the_sentence_for_its_kind(data, sentence):
    with pytest.raises(Unreadable) as refused:
        read_book(data)

    assert str(refused.value) == sentence


def test_sentences_say_in_dutch_what_to_do_and_address_nobody_as_je():
    said = [value for name, value in vars(sentences).items() if name.isupper()]

    assert all(re.match(r"[A-Z]|\{place\} ", one) and one.endswith(".") for one in said)
    assert not any(re.search(r"\b(je|jij|jouw)\b", one) for one in said)


# --- The child --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("program", "sentence"),
    [
        ("import os; print('[\"ready\"]', flush=True); os.abort()", sentences.TOO_LARGE),
        ("import os; print('[\"ready\"]', flush=True); os.kill(os.getpid(), 9)", sentences.TOO_SLOW),
        ('print(\'["ready"]\'); print(\'["format","xlsx"]\')', sentences.DAMAGED),
        ("print('[\"ready\"]'); print('[\"end\"]')", sentences.DAMAGED),
        ('print(\'["ready"]\'); print(\'["format","exe"]\')', sentences.DAMAGED),
        ("print('[\"ready\"]'); print('[\"rows\",5]')", sentences.DAMAGED),
        ("print('[\"ready\"]'); print('[' * 100000)", sentences.DAMAGED),
        ("print('[\"ready\"]')\nwhile True: print('x' * 1000000)", sentences.DAMAGED),
        ("print('[\"ready\"]')\nwhile True: print('x' * 1000000, end='')", sentences.TOO_LARGE),
        ("import time; print('[\"ready\"]', flush=True); time.sleep(60)", sentences.TOO_SLOW),
        ("raise SystemExit(1)", sentences.NOT_NOW),
    ],
)
def test_child_that_does_anything_else_becomes_a_sentence(tmp_path, monkeypatch, program, sentence):
    child = tmp_path / "child.py"
    child.write_text(program)
    monkeypatch.setattr(process, "CHILD", child)
    monkeypatch.setattr(process, "WALL_SECONDS", 2)

    with pytest.raises(Unreadable) as refused:
        read_book(b"Code\n")

    assert str(refused.value) == sentence


def test_child_gets_nothing_of_our_environment_or_open_files(tmp_path, monkeypatch):
    child = tmp_path / "child.py"
    child.write_text(
        "import json, os\n"
        'print(\'["ready"]\')\nprint(\'["format","csv"]\')\nprint(\'["sheet","",false]\')\n'
        "fds = sorted(map(int, os.listdir('/proc/self/fd')))[:-1]\n"
        "print(json.dumps(['rows', [[os.environ.get('SECRET_KEY'), fds == [0, 1, 2]]]]))\nprint('[\"end\"]')\n"
    )
    monkeypatch.setattr(process, "CHILD", child)
    monkeypatch.setenv("SECRET_KEY", "geheim")

    assert only_sheet(b"Code\n").rows == [[None, True]]


def test_many_threads_at_once_each_get_their_own_book():
    def read(number: int) -> Book:
        return read_book(xlsx(row(1, text("A1", f"boek {number}"))))

    with ThreadPoolExecutor(6) as threads:
        books = list(threads.map(read, range(12)))

    assert [book.sheets[0].rows for book in books] == [[[f"boek {number}"]] for number in range(12)]
