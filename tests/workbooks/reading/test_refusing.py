"""What is no workbook gets the sentence for its kind, in Dutch."""

import re

import pytest

from kansrijk.workbooks.book import Unreadable
from kansrijk.workbooks.reading import read_book
from kansrijk.workbooks.untrusted import sentences
from tests.workbooks.files import xlsx, xlsx_parts, zipped
from tests.workbooks.reading.steps import row, text

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
        (bytes(range(20)), sentences.UNKNOWN),
        (b"Code;Titel\r\nZAA-001;\x01\x07hoi\r\n", sentences.STRANGE_SIGN.format(line=2)),
        (b"Code;Titel\nZAA-001;a\nZAA-002;a\0b\n", sentences.STRANGE_SIGN.format(line=3)),
        (b"Code;Titel\r\n" + b"ZAA-001;" + b"a" * 300_000 + b"\0\r\n", sentences.STRANGE_SIGN.format(line=2)),
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
