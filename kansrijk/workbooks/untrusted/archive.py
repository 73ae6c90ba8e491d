"""A zip: its directory is checked before anything is unpacked, and each part is checked when it is."""

import re
import stat
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

from kansrijk.workbooks.untrusted.limits import MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED_BYTES, MIN_RATIO_BYTES
from kansrijk.workbooks.untrusted.markup import HEAD_BYTES
from kansrijk.workbooks.untrusted.sentences import DAMAGED, LOCKED, SUSPECT, TOO_LARGE, Refused

LOCAL_HEADER_BYTES = 30
PIECE_BYTES = 256 * 1024
"""Small enough to stay in the cache of a processor while it is searched."""


class Archive:
    """Whatever zipfile raises on a broken file (and it raises many things), the file is damaged."""

    def __init__(self, data: bytes) -> None:
        if data.count(b"PK\x01\x02") > MAX_ENTRIES:
            raise Refused(TOO_LARGE)
        try:
            self.zip = zipfile.ZipFile(BytesIO(data))
        except Exception as error:
            raise Refused(DAMAGED) from error
        self.entries = {
            entry.filename.replace("\\", "/"): entry for entry in self.zip.infolist() if not entry.is_dir()
        }
        self.has_odd_names = any("\\" in entry.orig_filename for entry in self.zip.infolist())
        self.check()

    def check(self) -> None:
        entries = self.zip.infolist()
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise Refused(LOCKED)
        if len({entry.filename.casefold() for entry in entries}) < len(entries):
            raise Refused(SUSPECT)
        if any(is_elsewhere(entry.filename) or stat.S_ISLNK(entry.external_attr >> 16) for entry in entries):
            raise Refused(SUSPECT)
        if (
            any(too_dense(entry) for entry in entries)
            or sum(e.file_size for e in entries) > MAX_UNPACKED_BYTES
        ):
            raise Refused(TOO_LARGE)
        entries.sort(key=lambda entry: entry.header_offset)
        for one, following in pairwise(entries):
            if one.header_offset + LOCAL_HEADER_BYTES + one.compress_size > following.header_offset:
                raise Refused(SUSPECT)

    def head(self, name: str) -> bytes:
        try:
            with self.zip.open(self.entries[name]) as part:
                return part.read(HEAD_BYTES)
        except MemoryError:
            raise
        except Exception as error:
            raise Refused(DAMAGED) from error

    def read(self, name: str) -> bytes:
        """Size and checksum are those of the directory, or the file is damaged."""
        entry = self.entries[name]
        try:
            content = self.zip.read(entry)
        except MemoryError:
            raise
        except Exception as error:
            raise Refused(DAMAGED) from error
        if len(content) != entry.file_size:
            raise Refused(DAMAGED)
        return content

    def pieces(self, name: str) -> Iterator[bytes]:
        """As read(), without ever having all of it."""
        entry, left = self.entries[name], self.entries[name].file_size
        try:
            with self.zip.open(entry) as part:
                while piece := part.read(PIECE_BYTES):
                    left -= len(piece)
                    yield piece
        except MemoryError:
            raise
        except Exception as error:
            raise Refused(DAMAGED) from error
        if left:
            raise Refused(DAMAGED)


def is_elsewhere(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name[:3]


def too_dense(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > MIN_RATIO_BYTES and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip of these; quick rather than small, for it is read once."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()
