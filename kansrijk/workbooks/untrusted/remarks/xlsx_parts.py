"""How the parts of an .xlsx belong together: relations and content types (ECMA-376 part 2)."""

import posixpath

from lxml import etree

from kansrijk.workbooks.untrusted.archive import Archive
from kansrijk.workbooks.untrusted.remarks.package import Element, Package, parsed, target_of
from kansrijk.workbooks.untrusted.sentences import DAMAGED, Refused

WORKBOOK = "xl/workbook.xml"
TYPES = "[Content_Types].xml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATIONS = f"{PACKAGE}/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MEDIA_TYPES = {
    "comments": f"{SHEETML}.comments+xml",
    "worksheet": f"{SHEETML}.worksheet+xml",
    "styles": f"{SHEETML}.styles+xml",
}
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"


class OfficePackage(Package):
    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self.workbook = self.tree(WORKBOOK)
        self.ns = etree.QName(self.workbook).namespace
        self.office = STRICT if self.ns and "purl.oclc.org" in self.ns else OFFICE
        self.id_name = f"{{{self.office}}}id"

    def sheets(self) -> dict[str, str]:
        """By name the part of each sheet."""
        targets = {one.get("Id"): one.get("Target", "") for one in self.relations(WORKBOOK)}
        return {
            sheet.get("name", ""): target_of(WORKBOOK, targets[sheet.get(self.id_name)])
            for sheet in self.workbook.iter(f"{{{self.ns}}}sheet")
            if sheet.get(self.id_name) in targets
        }

    def relations(self, part: str) -> Element:
        name = f"{posixpath.dirname(part)}/_rels/{posixpath.basename(part)}.rels".lstrip("/")
        if name not in self:
            self.trees[name] = parsed(f'<Relationships xmlns="{RELATIONS}"/>'.encode())
        return self.tree(name)

    def related(self, part: str, kind: str) -> str:
        """The first part of this kind that the part names; empty when there is none."""
        for one in self.relations(part):
            if one.get("Type", "").endswith(f"/{kind}") and one.get("TargetMode") != "External":
                name = target_of(part, one.get("Target", ""))
                if name in self:
                    return name
        return ""

    def add_related(self, part: str, kind: str, pattern: str, content: str) -> Element:
        """A new part of this kind, as a tree; the pattern of its name holds {}."""
        name = self.free_name(pattern) if "{}" in pattern else pattern
        self.relate(part, kind, name, None)
        self.trees[name] = parsed(content.encode())
        return self.trees[name]

    def relate(self, part: str, kind: str, pattern: str, content: bytes | None) -> str:
        """Makes a part and says where it is and what it is; returns the key of the relation."""
        name = self.free_name(pattern) if "{}" in pattern else pattern
        relations = self.relations(part)
        keys = {one.get("Id") for one in relations}
        key = next(f"rId{n}" for n in range(1, len(keys) + 2) if f"rId{n}" not in keys)
        attributes = {"Id": key, "Type": f"{self.office}/{kind}", "Target": f"/{name}"}
        etree.SubElement(relations, f"{{{RELATIONS}}}Relationship", attributes)
        if content is not None:
            self.texts[name] = content
        self._say_type(name, kind)
        return key

    def _say_type(self, name: str, kind: str) -> None:
        types = self.tree(TYPES)
        space = f"{{{PACKAGE}/content-types}}"
        if any(one.get("PartName") == f"/{name}" for one in types):
            return
        if kind in MEDIA_TYPES:
            attributes = {"PartName": f"/{name}", "ContentType": MEDIA_TYPES[kind]}
            etree.SubElement(types, f"{space}Override", attributes)
        elif not any(one.get("Extension", "").lower() == "vml" for one in types):
            types.insert(
                0, etree.Element(f"{space}Default", {"Extension": "vml", "ContentType": DRAWING_TYPE})
            )

    def strings(self) -> list[str]:
        """The texts that cells name by number."""
        name = self.related(WORKBOOK, "sharedStrings")
        if not name:
            return []
        root = parsed(self.read(name))
        tag = f"{{{etree.QName(root).namespace}}}"
        return [
            "".join(part.text or "" for part in one.iter(f"{tag}t")) for one in root.iterchildren(f"{tag}si")
        ]

    def styles(self) -> Element:
        name = self.related(WORKBOOK, "styles")
        if name:
            return self.tree(name)
        # Some programs look for it by this name and no other.
        name = "xl/styles.xml" if "xl/styles.xml" not in self else "xl/styles{}.xml"
        return self.add_related(WORKBOOK, "styles", name, f'<styleSheet xmlns="{self.ns}"/>')

    def add_sheet(self, name: str) -> str:
        """An empty sheet behind the others; returns its part."""
        sheets = self.workbook.find(f"{{{self.ns}}}sheets")
        if sheets is None:
            raise Refused(DAMAGED)
        part = self.free_name("xl/worksheets/controle{}.xml")
        key = self.relate(WORKBOOK, "worksheet", part, b"")
        number = max((int(one.get("sheetId", 0)) for one in sheets), default=0) + 1
        attributes = {"name": name, "sheetId": str(number), self.id_name: key}
        etree.SubElement(sheets, f"{{{self.ns}}}sheet", attributes)
        return part
