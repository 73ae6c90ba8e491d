"""The parts of a zip with XML: read when asked for, written back changed or as they were."""

import posixpath
import zipfile
from io import BytesIO
from typing import Any

from lxml import etree

from kansrijk.workbooks.untrusted.archive import Archive
from kansrijk.workbooks.untrusted.markup import HEAD_BYTES, tidy
from kansrijk.workbooks.untrusted.sentences import DAMAGED, Refused

Element = Any
"""lxml.etree has no types of its own."""
PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


BEFORE_LISTS = 3
"""Children of a sheet before its columns: properties, size and views."""


def parsed(part: bytes) -> Element:
    """Refuses a document type, and what is no XML."""
    try:
        return etree.fromstring(tidy(part), etree.XMLParser(**PARSER))
    except etree.XMLSyntaxError as error:
        raise Refused(DAMAGED) from error


class Package:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.trees: dict[str, Element] = {}
        """Parts that may have changed."""
        self.texts: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.archive.entries or name in self.trees or name in self.texts

    def tree(self, name: str) -> Element:
        """The root of this part; what is changed in it is written."""
        if name not in self.trees:
            self.trees[name] = parsed(self.read(name))
        return self.trees[name]

    def read(self, name: str) -> bytes:
        if name in self.texts:
            return self.texts[name]
        if name not in self.archive.entries:
            raise Refused(DAMAGED)
        return self.archive.read(name)

    def head(self, name: str) -> bytes:
        """Of a part as it came; of one that is in memory, what stands before the first long list in it."""
        if name in self.trees:
            return b"".join(etree.tostring(child) for child in self.trees[name][:BEFORE_LISTS])
        return self.read(name)[:HEAD_BYTES]

    def free_name(self, pattern: str) -> str:
        """The first name that is not taken; the pattern holds {}."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def packed(self) -> bytes:
        """In the order in which the parts stood; new ones come last."""
        target = BytesIO()
        names = dict.fromkeys((*self.archive.entries, *self.trees, *self.texts))
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as out:
            for name in names:
                # By this part, first and not compressed, a program knows an .ods (ODF 1.3 part 2, 3.3).
                how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                out.writestr(name, self.written(name), how)
        return target.getvalue()

    def written(self, name: str) -> bytes:
        if name not in self.trees:
            return self.read(name)
        return bytes(
            etree.tostring(self.trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)
        )


def target_of(part: str, target: str) -> str:
    """The name of a part that another part names."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target))[1:]
