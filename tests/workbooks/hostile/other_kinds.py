"""What is no workbook that we read, whatever it calls itself."""

import random

from tests.workbooks.files import ods_parts, ods_row, ods_text, zipped
from tests.workbooks.hostile.making import MEGA, noise, refused, with_part


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
    return random.Random(1).randbytes(2 * MEGA)


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
