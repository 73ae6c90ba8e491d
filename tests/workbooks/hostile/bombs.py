"""Small files that become enormous when they are unpacked."""

import struct
import zlib

from tests.workbooks.files import MAIN, Parts, ods, ods_parts, ods_row, ods_text, xlsx, xlsx_parts, zipped
from tests.workbooks.hostile.making import MEGA, ROW, SHEET, noise, refused, text_cell


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
def list_of_empty_lines() -> bytes:
    return b"\r\n" * 4_900_000 + b"Code;Titel\r\nZAA-001;x\r\n"


@refused
def ods_of_one_cell_a_thousand_million_times() -> bytes:
    cell = ods_text("x").replace(" office:", ' table:number-columns-repeated="1000" office:', 1)
    return ods(ods_row(cell, attributes='table:number-rows-repeated="1000000"'))


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
