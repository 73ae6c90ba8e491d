"""Zips that lie about what is in them."""

import stat
import struct
import zipfile
from io import BytesIO

from tests.workbooks.files import xlsx, xlsx_parts, zipped
from tests.workbooks.hostile.making import MEGA, ROW, SHEET, noise, refused, text_cell, with_part


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
