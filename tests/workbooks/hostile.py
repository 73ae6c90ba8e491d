"""Files made to harm: each by a function, so that the repository holds none of them. tests/bench/reading.py times them."""

import random
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

from tests.workbooks.files import MAIN, Parts, ods, ods_parts, ods_row, ods_text, xlsx, xlsx_parts, zipped

REFUSED: dict[str, Callable[[], bytes]] = {}
"""Files of which nothing may be read."""
HARMLESS: dict[str, Callable[[], bytes]] = {}
"""Files with something evil in them that does nothing to us: read as plain data, with a mark where that is due."""

MEGA = 1024 * 1024
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>gewoon</t></is></c></row>'
SHEET = "xl/worksheets/sheet1.xml"
START, END = f'<worksheet xmlns="{MAIN}"><sheetData>', "</sheetData></worksheet>"


def refused(make: Callable[[], bytes]) -> Callable[[], bytes]:
    REFUSED[make.__name__] = make
    return make


def harmless(make: Callable[[], bytes]) -> Callable[[], bytes]:
    HARMLESS[make.__name__] = make
    return make


def text_cell(content: str, place: str = "A1") -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{content}</t></is></c>'


def number_cell(place: str) -> str:
    return f'<c r="{place}"><v>1</v></c>'


def with_part(name: str, content: str | bytes) -> bytes:
    return zipped({**xlsx_parts(ROW), name: content})


# --- Bombs ----------------------------------------------------------------------------------------------


def bomb(parts: Parts, name: str, filling: bytes, *, megabytes: int = 160) -> bytes:
    """These parts, and one that unpacks to so much. Quickly made: the filling is packed at the lowest level."""
    start, end = str(parts.get(name, "@")).split("@")
    return zipped(
        {**parts, name: start.encode() + filling * (megabytes * MEGA // len(filling)) + end.encode()}, level=1
    )


@refused
def bomb_in_a_sheet() -> bytes:
    return bomb(xlsx_parts(f'<row r="1">{text_cell("@")}</row>'), SHEET, b"a")


@refused
def bomb_in_a_picture() -> bytes:
    return bomb(xlsx_parts(ROW), "xl/media/image1.png", b"\0")


@refused
def bomb_of_moderate_parts() -> bytes:
    moderate = {f"xl/media/{number}.png": bytes(15 * MEGA) for number in range(11)}
    return zipped({**xlsx_parts(ROW), **moderate}, level=1)


@refused
def bomb_in_ods_content() -> bytes:
    return bomb(
        ods_parts(f'<table:table table:name="a">{ods_row(ods_text("@"))}</table:table>'), "content.xml", b"a"
    )


@refused
def bomb_in_a_list() -> bytes:
    return bomb({}, "Interventies.csv", b"a;")


@refused
def bomb_that_is_denser_than_any_sheet() -> bytes:
    return zipped(xlsx_parts(f'<row r="1">{" " * 40 * MEGA}</row>'))


@refused
def overlapping_entries() -> bytes:
    """Many names for one stretch of bytes, as in Fifield's zip bomb."""
    kernel = zlib.compress(bytes(MEGA), 9)[2:-4]
    local = struct.pack(
        "<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, zlib.crc32(bytes(MEGA)), len(kernel), MEGA, 1, 0
    )
    body = local + b"a" + kernel
    directory = b"".join(
        struct.pack(
            "<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 0, zlib.crc32(bytes(MEGA)), len(kernel), MEGA, 1, 0, 0, 0, 0, 0, 0
        )
        + bytes([97 + number])
        for number in range(20)
    )  # fmt: skip
    return body + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 20, 20, len(directory), len(body), 0)


@refused
def ten_thousand_entries() -> bytes:
    return zipped({**xlsx_parts(ROW), **{f"xl/x{number}.xml": "" for number in range(10_000)}})


@refused
def one_giant_cell() -> bytes:
    return xlsx(f'<row r="1">{text_cell(noise(3 * MEGA))}</row>')


@refused
def one_giant_cell_in_ods() -> bytes:
    return ods(ods_row(ods_text(noise(3 * MEGA))))


@refused
def billion_shared_strings() -> bytes:
    """A long text once, and a reference to it from two hundred thousand cells."""
    references = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{letter}{row}" t="s"><v>0</v></c>' for letter in "ABCDEFGHIJ")
        + "</row>"
        for row in range(1, 20_001)
    )
    return xlsx(references, strings=f"<si><t>{noise(90_000)}</t></si>")


@refused
def strings_that_claim_to_be_a_billion() -> bytes:
    parts = xlsx_parts('<row r="1"><c r="A1" t="s"><v>999999999</v></c></row>')
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}" count="4000000000" uniqueCount="4000000000"/>'
    return zipped(parts)


# --- Places ---------------------------------------------------------------------------------------------


@refused
def only_the_corner_cell() -> bytes:
    return xlsx(f'<row r="1048576">{number_cell("XFD1048576")}</row>')


@refused
def first_and_corner_cell() -> bytes:
    return xlsx(f'<row r="1">{number_cell("A1")}</row><row r="1048576">{number_cell("XFD1048576")}</row>')


@refused
def a_cell_in_the_last_row() -> bytes:
    return xlsx(f'<row r="1">{number_cell("A1")}</row><row r="1048576">{number_cell("C1048576")}</row>')


@refused
def a_cell_beyond_every_row() -> bytes:
    return xlsx(f'<row r="1">{number_cell("A1")}</row><row r="4294967295">{number_cell("A4294967295")}</row>')


@refused
def a_cell_beyond_every_number() -> bytes:
    return xlsx(f'<row r="1">{number_cell("A" + "9" * 40)}</row>')


@refused
def a_negative_row() -> bytes:
    return xlsx(f'<row r="-1">{number_cell("A-1")}</row>')


@refused
def a_row_zero() -> bytes:
    return xlsx(f'<row r="0">{number_cell("A0")}</row>')


@refused
def a_hundred_thousand_columns_in_xlsx() -> bytes:
    return xlsx(f'<row r="1">{"<c><v>1</v></c>" * 100_000}</row>')


@refused
def a_hundred_thousand_columns_in_csv() -> bytes:
    return b";".join([b"x"] * 100_000) + b"\n"


@refused
def ods_cell_repeated_a_billion_times() -> bytes:
    cell = '<table:table-cell table:number-columns-repeated="999999999" office:value-type="float" office:value="1"/>'
    return ods(ods_row(cell))


@refused
def ods_row_repeated_a_billion_times() -> bytes:
    return ods(ods_row(ods_text("x"), attributes='table:number-rows-repeated="999999999"'))


@refused
def ods_corner_filled() -> bytes:
    cell = (
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    )
    return ods(ods_row(cell, attributes='table:number-rows-repeated="1048576"'))


@refused
def ods_formula_repeated_everywhere() -> bytes:
    cell = '<table:table-cell table:number-columns-repeated="16384" table:formula="of:=1"/>'
    return ods(ods_row(cell, attributes='table:number-rows-repeated="1048576"') + ods_row(ods_text("x")))


@refused
def ten_thousand_sheets() -> bytes:
    parts = xlsx_parts(ROW)
    sheets = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 10_001))
    start, end = str(parts["xl/workbook.xml"]).split("<sheets>")
    return zipped(
        {**parts, "xl/workbook.xml": f"{start}<sheets>{sheets}</sheets>{end.split('</sheets>')[1]}"}
    )


@refused
def ten_thousand_sheets_in_ods() -> bytes:
    return zipped(ods_parts("".join(f'<table:table table:name="s{n}"/>' for n in range(10_000))))


@refused
def a_sheet_with_an_endless_name() -> bytes:
    return zipped(
        ods_parts(f'<table:table table:name="{noise(MEGA)}">{ods_row(ods_text("x"))}</table:table>')
    )


@refused
def half_a_million_rows_of_a_csv() -> bytes:
    return b"x\n" * 500_000


@refused
def millions_of_empty_cells_in_a_csv() -> bytes:
    return b";" * (9 * MEGA)


# --- XML ------------------------------------------------------------------------------------------------


@refused
def billion_laughs() -> bytes:
    entities = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    row = f'<row r="1">{text_cell("&a11;")}</row>'
    return xlsx(sheet=f'<?xml version="1.0"?><!DOCTYPE x [{entities}]>{START}{row}{END}')


@refused
def entity_that_reads_a_file() -> bytes:
    row = f'<row r="1">{text_cell("&f;")}</row>'
    return xlsx(sheet=f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>{START}{row}{END}')


@refused
def entity_in_the_shared_strings() -> bytes:
    parts = xlsx_parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    parts["xl/sharedStrings.xml"] = (
        f'<!DOCTYPE x [<!ENTITY a "b">]><sst xmlns="{MAIN}"><si><t>&a;</t></si></sst>'
    )
    return zipped(parts)


@refused
def entity_in_utf16() -> bytes:
    part = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]>{START}{ROW}{END}'
    return xlsx(sheet=part.encode("utf-16"))


@refused
def entity_in_ods() -> bytes:
    parts = ods_parts(f'<table:table table:name="a">{ods_row(ods_text("&a;"))}</table:table>')
    start, end = str(parts["content.xml"]).split("\n", 1)
    return zipped({**parts, "content.xml": f'{start}<!DOCTYPE x [<!ENTITY a "b">]>{end}'})


@refused
def entity_that_does_not_exist() -> bytes:
    return xlsx(f'<row r="1">{text_cell("&bestaatniet;")}</row>')


@refused
def an_encoding_that_nobody_uses() -> bytes:
    return xlsx(sheet=f'<?xml version="1.0" encoding="UTF-7"?>{START}{ROW}{END}'.encode())


@refused
def invalid_utf8() -> bytes:
    return xlsx(sheet=f"{START}{ROW}{END}".encode().replace(b"gewoon", b"ge\xff\xfe\xc3"))


@refused
def xml_that_stops_halfway() -> bytes:
    return xlsx(sheet=f"{START}{ROW}")


@refused
def shared_string_that_is_not_there() -> bytes:
    return xlsx('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')


@refused
def drawings_nested_without_end() -> bytes:
    depth = 40
    nested = "<draw:frame><draw:text-box>" * depth + "</draw:text-box></draw:frame>" * depth
    return ods(ods_row(f'<table:table-cell office:value-type="string">{nested}</table:table-cell>'))


# --- What a careless regular expression would take minutes for -----------------------------------------------


@refused
def tags_that_never_close() -> bytes:
    return xlsx(sheet=f"{START}{ROW}" + '<c t="e" ' * MEGA)


@refused
def tags_that_never_close_behind_the_end() -> bytes:
    return xlsx(sheet=f"{START}{ROW}{END}" + '<c t="e" ' * MEGA)


@refused
def sheets_that_never_close() -> bytes:
    return zipped({**xlsx_parts(ROW), "xl/workbook.xml": '<sheet "' + "<sheet " * MEGA})


@refused
def drawings_that_never_close() -> bytes:
    return ods(ods_row("<draw:frame" * MEGA))


@harmless
def white_space_without_end_in_ods() -> bytes:
    space = "\n" * 5 * MEGA + " " * 5 * MEGA
    return ods(ods_row(f"{ods_text('gewoon')}{ods_text(noise(100) + space)}"))


@harmless
def comments_that_look_like_cells() -> bytes:
    comment = "<!--" + "<table:table-cell table:formula='of:=1" * 200_000 + '" -->'
    formula = '<table:table-cell table:formula="of:=1"/>'
    return ods(ods_row(ods_text("gewoon"), formula, comment))


@refused
def comments_that_never_close() -> bytes:
    return ods(ods_row(ods_text("gewoon"), "<!--" * 2 * MEGA))


@refused
def cdata_that_never_closes() -> bytes:
    return xlsx(sheet=f"{START}{ROW}" + "<![CDATA[" * MEGA)


@harmless
def nothing_but_white_space_before_the_first_element() -> bytes:
    return xlsx(sheet=" " * 10 * MEGA + f"{START}{ROW}{END}")


@refused
def formulas_without_outcome_in_every_cell() -> bytes:
    cell = '<table:table-cell table:number-columns-repeated="900" table:formula="of:=1"/>'
    return ods(ods_row(ods_text("x"), cell, attributes='table:number-rows-repeated="90000"'))


@refused
def accents_and_nothing_else() -> bytes:
    return "é ".encode("windows-1252") * 4 * MEGA


# --- Zips -----------------------------------------------------------------------------------------------


def patched(data: bytes, name: str, *, size: int | None = None, crc: int | None = None) -> bytes:
    """Another size or checksum for this part, in the directory as well as before the part itself."""
    changed = bytearray(data)
    for signature, crc_at, size_at, name_at in ((b"PK\3\4", 14, 22, 30), (b"PK\1\2", 16, 24, 46)):
        start = -1
        while (start := data.find(signature, start + 1)) >= 0:
            if data[start + name_at :].startswith(name.encode()):
                if size is not None:
                    struct.pack_into("<L", changed, start + size_at, size)
                if crc is not None:
                    struct.pack_into("<L", changed, start + crc_at, crc)
    return bytes(changed)


@refused
def a_bomb_that_says_it_is_small() -> bytes:
    return patched(xlsx(f'<row r="1">{text_cell("a" * 30 * MEGA)}</row>'), SHEET, size=1_000)


@refused
def strings_that_say_they_are_small() -> bytes:
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    return patched(
        xlsx(cells, strings=f"<si><t>{'a' * 30 * MEGA}</t></si>"), "xl/sharedStrings.xml", size=1_000
    )


@refused
def a_part_that_says_it_is_huge() -> bytes:
    return patched(xlsx(ROW), SHEET, size=0xFFFF_FFFE)


@refused
def a_part_that_says_it_is_larger() -> bytes:
    return patched(xlsx(ROW), SHEET, size=100_000)


@refused
def a_wrong_checksum() -> bytes:
    return patched(xlsx(ROW), SHEET, crc=1)


@refused
def the_same_name_twice() -> bytes:
    target = BytesIO(xlsx(ROW))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(SHEET.upper(), "<worksheet/>")
    return target.getvalue()


@refused
def a_name_that_climbs_out() -> bytes:
    return with_part("../../../etc/cron.d/x", "x")


@refused
def an_absolute_name() -> bytes:
    return with_part("/etc/passwd", "x")


@refused
def a_name_on_another_drive() -> bytes:
    return with_part("C:\\Windows\\x.dll", "x")


@refused
def a_symbolic_link() -> bytes:
    link = zipfile.ZipInfo("Interventies.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    return target.getvalue()


@refused
def zips_in_zips() -> bytes:
    data = zipped({"a.csv": b"a" * MEGA})
    for depth in range(8):
        data = zipped({f"{depth}-{number}.zip": data for number in range(4)})
    return data


@refused
def a_workbook_in_a_zip_with_lists() -> bytes:
    return zipped({"Interventies.csv": "Code\n", "Kerncijfers.xlsx": xlsx(ROW)})


@refused
def a_workbook_without_a_workbook() -> bytes:
    parts = xlsx_parts(ROW)
    del parts["xl/workbook.xml"]
    return zipped(parts)


@refused
def an_empty_zip() -> bytes:
    return zipped({})


@refused
def parts_behind_a_password() -> bytes:
    data = bytearray(xlsx(ROW))
    for signature, flags_at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        start = -1
        while (start := data.find(signature, start + 1)) >= 0:
            data[start + flags_at] |= 1
    return bytes(data)


@refused
def an_unknown_compression() -> bytes:
    data = bytearray(xlsx(ROW))
    for signature, method_at in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        start = -1
        while (start := data.find(signature, start + 1)) >= 0:
            data[start + method_at] = 99
    return bytes(data)


@refused
def a_directory_of_nonsense() -> bytes:
    return b"PK\3\4" + noise(200_000).encode() + b"PK\5\6" + b"\xff" * 18


@refused
def a_directory_beyond_the_file() -> bytes:
    data = xlsx(ROW)
    return data[:-6] + struct.pack("<LH", 0x7FFF_FFFF, 0)


# --- Other kinds ----------------------------------------------------------------------------------------


@refused
def ods_behind_a_password() -> bytes:
    parts = ods_parts("")
    manifest = str(parts["META-INF/manifest.xml"]).replace(
        "/></", "><manifest:encryption-data/></manifest:file-entry></"
    )
    return zipped({**parts, "META-INF/manifest.xml": manifest, "content.xml": noise(2_000)})


@refused
def ods_with_macros() -> bytes:
    return zipped(
        {
            **ods_parts(f'<table:table table:name="a">{ods_row(ods_text("x"))}</table:table>'),
            "Basic/Standard/Module1.xml": "x",
        }
    )


@refused
def xlsx_with_macros_of_excel_4() -> bytes:
    return with_part("xl/macrosheets/sheet1.xml", "<x/>")


@refused
def a_web_page_with_a_script() -> bytes:
    return b"<html><script>alert(1)</script><table><tr><td>1</td></tr></table>"


@refused
def a_program() -> bytes:
    return b"\x7fELF\x02\x01\x01" + bytes(5_000)


@refused
def nothing_but_zeros() -> bytes:
    return bytes(9 * MEGA)


@refused
def random_bytes() -> bytes:
    return random.Random(1).randbytes(2 * MEGA)  # noqa: S311 - no secret


@refused
def zeros_in_a_csv() -> bytes:
    return b"Code;Titel\nZAA-001;a\0b\n"


@refused
def one_line_of_fifty_megabytes() -> bytes:
    return b"a" * 50 * MEGA


@refused
def one_line_of_nine_megabytes() -> bytes:
    return b"a" * 9 * MEGA


@refused
def a_quote_that_is_never_closed() -> bytes:
    return b'Code;Titel\nZAA-001;"' + b"a;b\n" * 2 * MEGA


@refused
def nothing_but_quotes() -> bytes:
    return b'"' * (9 * MEGA + 1)


# --- Evil that does nothing -------------------------------------------------------------------------------


@harmless
def formula_that_starts_a_program() -> bytes:
    evil = "<c r=\"B1\"><f>cmd|'/c calc'!A0</f></c>"
    return xlsx(f'<row r="1">{text_cell("gewoon")}{evil}</row>')


@harmless
def text_that_looks_like_a_formula() -> bytes:
    evil = text_cell("=cmd|\u2019/c calc\u2019!A0", "B1")
    return xlsx(f'<row r="1">{text_cell("gewoon")}{evil}</row>')


@harmless
def link_to_another_workbook() -> bytes:
    return with_part("xl/externalLinks/externalLink1.xml", f'<externalLink xmlns="{MAIN}"/>')


@harmless
def ods_with_a_dde_link() -> bytes:
    link = (
        '<table:dde-links><table:dde-link><office:dde-source office:dde-application="cmd"/><table:table><table:table-row>'
        f"{ods_text('uitkomst')}</table:table-row></table:table></table:dde-link></table:dde-links>"
    )
    return zipped(ods_parts(f'<table:table table:name="a">{ods_row(ods_text("gewoon"))}</table:table>{link}'))


@harmless
def deep_xml() -> bytes:
    return xlsx(head="<a>" * 100_000 + "</a>" * 100_000, rows=ROW)


@harmless
def huge_attribute() -> bytes:
    return xlsx(f'<row r="1" spans="{noise(5 * MEGA)}">{text_cell("gewoon")}</row>')


@harmless
def many_attributes() -> bytes:
    attributes = " ".join(f'a{number}="1"' for number in range(200_000))
    return xlsx(f'<row r="1">{text_cell("gewoon")}<c r="B1" {attributes}/></row>')


@harmless
def a_date_in_the_year_one_million() -> bytes:
    return xlsx(
        f'<row r="1">{text_cell("gewoon")}<c r="B1" s="1"><v>365000000</v></c><c r="C1" s="1"><v>-5</v></c></row>'
    )


@harmless
def hidden_columns_without_end() -> bytes:
    return xlsx(ROW, head='<cols><col min="1" max="999999999" hidden="1"/></cols>')


@harmless
def formats_on_every_row() -> bytes:
    rows = "".join(f'<row r="{number}" hidden="1" s="1"/>' for number in range(2, 200_000))
    return xlsx(ROW + rows)


@harmless
def a_csv_of_formulas() -> bytes:
    return b"gewoon;=1+1;@SUM(A1);+31;-1;\tx\n"


# --- Broken at many places --------------------------------------------------------------------------------


def cut(data: bytes) -> list[bytes]:
    """The file, each time broken off elsewhere."""
    return [data[: len(data) * part // 16] for part in range(1, 16)]


def damaged(data: bytes, *, count: int = 20) -> list[bytes]:
    """The file, each time with one byte turned over."""
    chance = random.Random(2)  # noqa: S311 - no secret
    files = []
    for _ in range(count):
        changed = bytearray(data)
        changed[chance.randrange(len(data))] ^= 0xFF
        files.append(bytes(changed))
    return files


def noise(length: int) -> str:
    """Text that no compression makes much smaller."""
    return random.Random(3).randbytes(length // 2 + 1).hex()[:length]  # noqa: S311 - no secret
