"""What a file is, by what stands in it and never by its name, and who reads it."""

import re

from kansrijk.workbooks.untrusted import sentences
from kansrijk.workbooks.untrusted.answer import Answer
from kansrijk.workbooks.untrusted.archive import Archive
from kansrijk.workbooks.untrusted.delimited import tell_text, text_of
from kansrijk.workbooks.untrusted.sentences import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
IN_OLE = (
    ("EncryptedPackage", sentences.LOCKED),
    ("WordDocument", sentences.TEXT_DOCUMENT),
    ("PowerPoint Document", sentences.PRESENTATION),
)
BY_START: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"%PDF-"), sentences.PDF),
    (re.compile(rb"\{\\rtf"), sentences.TEXT_DOCUMENT),
    (
        re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0{4}|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp", re.DOTALL),
        sentences.IMAGE,
    ),
    (re.compile(rb"\x1f\x8b|7z\xbc\xaf\x27\x1c|Rar!|BZh|\xfd7zXZ"), sentences.PACKED),
    (re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00"), sentences.OLD_EXCEL),
)
BY_TEXT: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"\s*<.{0,4000}urn:schemas-microsoft-com:office:spreadsheet", re.DOTALL),
        sentences.XML_EXCEL,
    ),
    (re.compile(r"\s*<.{0,4000}<office:document\b", re.DOTALL), sentences.XML_EXCEL),
    (
        re.compile(r"\s*<(?:!doctype html|.{0,4000}<?(?:html|table|meta)\b)", re.DOTALL | re.IGNORECASE),
        sentences.HTML,
    ),
    (re.compile(r"\s*<(?:\?xml|svg)", re.IGNORECASE), sentences.UNKNOWN),
    (re.compile(r"ID;P|TABLE\r?\n0,1\r?\n"), sentences.UNKNOWN),
    (re.compile(r"MIME-Version:", re.IGNORECASE), sentences.HTML),
)
IN_MIME_TYPE = (
    (b"opendocument.text", sentences.TEXT_DOCUMENT),
    (b"opendocument.presentation", sentences.PRESENTATION),
    (b"opendocument.graphics", sentences.IMAGE),
)
BY_ENTRY: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"xl/(?:.*/)?vbaProject\.bin|xl/macrosheets/|Basic/|Scripts/", re.IGNORECASE),
        sentences.MACROS,
    ),
    (re.compile(r"xl/workbook\.bin"), sentences.BINARY_EXCEL),
    (re.compile(r"word/"), sentences.TEXT_DOCUMENT),
    (re.compile(r"ppt/"), sentences.PRESENTATION),
    (re.compile(r"Index/.*\.iwa|Index\.zip"), sentences.NUMBERS),
)
CONTENT_TYPES = "[Content_Types].xml"
MACROS_ALLOWED = b"macroEnabled"
NOT_OURS = re.compile(r"__MACOSX/|(?:.*/)?(?:\.DS_Store|Thumbs\.db|desktop\.ini)$")


def tell(data: bytes) -> None:
    """Says on stdout what stands in the file."""
    if data.startswith(b"PK"):
        tell_zip(data)
        return
    if data.startswith(OLE):
        raise Refused(in_ole(data))
    for pattern, sentence in BY_START:
        if pattern.match(data):
            raise Refused(sentence)
    text = text_of(data)
    for text_pattern, sentence in BY_TEXT:
        if text_pattern.match(text):
            raise Refused(sentence)
    if not text.strip():
        raise Refused(sentences.EMPTY)
    tell_text("", text, Answer("csv"))


def in_ole(data: bytes) -> str:
    for name, sentence in IN_OLE:
        if name.encode("utf-16-le") in data:
            return sentence
    return sentences.OLD_EXCEL


def tell_zip(data: bytes) -> None:
    archive = Archive(data)
    for pattern, sentence in BY_ENTRY:
        if any(pattern.match(name) for name in archive.entries):
            raise Refused(sentence)
    if "xl/workbook.xml" in archive.entries:
        tell_excel(data, archive)
    elif "mimetype" in archive.entries or "content.xml" in archive.entries:
        tell_open_document(data, archive)
    else:
        tell_lists(archive)


def tell_excel(data: bytes, archive: Archive) -> None:
    from kansrijk.workbooks.untrusted.xlsx import tell_xlsx  # noqa: PLC0415 - a csv need not wait for calamine

    if CONTENT_TYPES in archive.entries and MACROS_ALLOWED in archive.read(CONTENT_TYPES):
        raise Refused(sentences.MACROS)
    tell_xlsx(data, archive, Answer("xlsx"))


def tell_open_document(data: bytes, archive: Archive) -> None:
    from kansrijk.workbooks.untrusted.ods import MANIFEST, tell_ods  # noqa: PLC0415 - as above

    mime_type = archive.read("mimetype")[:200] if "mimetype" in archive.entries else b""
    for part, sentence in IN_MIME_TYPE:
        if part in mime_type:
            raise Refused(sentence)
    if "encrypted-package" in archive.entries or (
        MANIFEST in archive.entries and b"encryption-data" in archive.read(MANIFEST)
    ):
        raise Refused(sentences.LOCKED)
    tell_ods(data, archive, Answer("ods"))


def tell_lists(archive: Archive) -> None:
    """A zip of csv's: what we make ourselves when somebody asks for csv."""
    if CONTENT_TYPES in archive.entries:
        raise Refused(sentences.SUSPECT)
    names = [name for name in archive.entries if not NOT_OURS.match(name)]
    if not names or not all(name.lower().endswith((".csv", ".txt", ".tsv")) for name in names):
        raise Refused(sentences.PACKED if names else sentences.EMPTY)
    answer = Answer("csv")
    for name in names:
        tell_text(name.rpartition("/")[2].rpartition(".")[0], text_of(archive.read(name)), answer)
