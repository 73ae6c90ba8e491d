"""The notes of one sheet of an .xlsx: their texts in one part, the boxes that Excel draws them in in another.

The drawing is VML (ECMA-376 part 4, 19), which Excel itself does not always write as well-formed XML: so it is
changed as text. Replies in a conversation ("threaded comments") are left alone.
"""

import re
from collections.abc import Iterator

from lxml import etree

from kansrijk.workbooks.untrusted.answer import cell as cell_name
from kansrijk.workbooks.untrusted.remarks.marks import AUTHOR, NOTE_START, readable, without_ours
from kansrijk.workbooks.untrusted.remarks.package import Element
from kansrijk.workbooks.untrusted.remarks.xlsx_grid import PLACE, SPACE, Grid, column_number
from kansrijk.workbooks.untrusted.remarks.xlsx_parts import OfficePackage

COMMENTS, DRAWING = "comments", "vmlDrawing"
AFTER_DRAWING = (
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems"),
    *("tableParts", "extLst"),
)
SHAPE = re.compile(r"<v:shape\b(?:(?!</v:shape>).)*+</v:shape>", re.DOTALL)
SHAPE_NUMBER = re.compile(r'id="_x0000_s(\d+)"')
SHAPE_PLACE = re.compile(r"<x:Row>\s*(\d+)\s*</x:Row>\s*<x:Column>\s*(\d+)\s*</x:Column>")
SHAPES_IN_BLOCK = 1_024
OUR_BLOCK = 600
"""Excel numbers shapes in blocks of 1,024, and begins at the first."""
EMPTY_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{blocks}"/>'
    '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
BOX = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;'
    'width:240pt;height:96pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 2, {right}, 31, {bottom}, 1</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


class Notes:
    def __init__(self, package: OfficePackage, part: str, grid: Grid) -> None:
        self.package, self.part, self.grid = package, part, grid
        self.boxes: list[tuple[int, int]] = []
        """New ones, by row and column."""
        self.gone: set[tuple[int, int]] = set()
        name = package.related(part, COMMENTS)
        self.root: Element | None = package.tree(name) if name else None
        self.by_cell = {one.get("ref"): one for one in self._all()}

    def _all(self) -> Iterator[Element]:
        if self.root is not None:
            yield from self.root.iter(self._tag("comment"))

    def _tag(self, name: str) -> str:
        return f"{{{self.grid.ns if self.root is None else etree.QName(self.root).namespace}}}{name}"

    def cut_ours(self) -> None:
        """Leaves what somebody else wrote, and nothing where nobody did."""
        for note in list(self._all()):
            texts = list(note.iter(self._tag("t")))
            rest = without_ours("".join(part.text or "" for part in texts))
            if rest is None:
                continue
            if rest.strip():
                shorten(texts, len(rest))
                continue
            note.getparent().remove(note)
            del self.by_cell[note.get("ref")]
            if place := PLACE.fullmatch(note.get("ref", "")):
                self.gone.add((int(place[2]), column_number(place[1])))

    def say(self, row: int, column: int, text: str) -> None:
        note = self.by_cell.get(cell_name(row, column))
        text = f"{NOTE_START}\n{text}"
        if note is None:
            note = self._new(row, column)
        else:
            text = f"\n\n{text}"
        body = note.find(self._tag("text"))
        if body is None:
            body = etree.SubElement(note, self._tag("text"))
        plain = body.find(self._tag("t"))
        if plain is not None:
            run = etree.Element(self._tag("r"))
            plain.addprevious(run)
            run.append(plain)
        added = etree.SubElement(etree.SubElement(body, self._tag("r")), self._tag("t"))
        added.set(SPACE, "preserve")
        added.text = readable(text)

    def _new(self, row: int, column: int) -> Element:
        if self.root is None:
            self.root = self.package.add_related(
                *(self.part, COMMENTS, "xl/comments{}.xml"),
                f'<comments xmlns="{self.grid.ns}"><authors/><commentList/></comments>',
            )
        place = cell_name(row, column)
        made = etree.SubElement(
            self._list("commentList"), self._tag("comment"), {"ref": place, "authorId": self._author()}
        )
        self.by_cell[place] = made
        self.gone.discard((row, column)) if (row, column) in self.gone else self.boxes.append((row, column))
        return made

    def _author(self) -> str:
        authors = self._list("authors")
        names = [one.text for one in authors]
        if AUTHOR not in names:
            etree.SubElement(authors, self._tag("author")).text = AUTHOR
            names.append(AUTHOR)
        return str(names.index(AUTHOR))

    def _list(self, name: str) -> Element:
        assert self.root is not None  # noqa: S101 - made just before
        found = self.root.find(self._tag(name))
        return etree.SubElement(self.root, self._tag(name)) if found is None else found

    def draw(self) -> None:
        """Boxes for new notes, and none for those that are gone."""
        if not (self.boxes or self.gone):
            return
        name = self.package.related(self.part, DRAWING)
        blocks = ",".join(str(OUR_BLOCK + n) for n in range(len(self.boxes) // SHAPES_IN_BLOCK + 1))
        drawn = (
            self.package.read(name).decode("utf-8", "replace")
            if name
            else EMPTY_DRAWING.format(blocks=blocks)
        )
        drawn = SHAPE.sub(self._kept, drawn)
        first = max([*map(int, SHAPE_NUMBER.findall(drawn)), OUR_BLOCK * SHAPES_IN_BLOCK]) + 1
        boxes = "".join(
            BOX.format(
                number=first + n,
                left=c,
                top=max(r - 2, 0),
                right=c + 3,
                bottom=r + 5,
                row=r - 1,
                column=c - 1,
            )
            for n, (r, c) in enumerate(self.boxes)
        )
        end = drawn.rfind("</xml>")
        drawn = drawn[:end] + boxes + drawn[end:]
        if name:
            self.package.texts[name] = drawn.encode()
        else:
            self._place_drawing(drawn)

    def _kept(self, found: "re.Match[str]") -> str:
        place = SHAPE_PLACE.search(found[0])
        return "" if place and (int(place[1]) + 1, int(place[2]) + 1) in self.gone else found[0]

    def _place_drawing(self, drawn: str) -> None:
        key = self.package.relate(self.part, DRAWING, "xl/drawings/vmlDrawing{}.vml", drawn.encode())
        root = self.grid.root
        made = etree.Element(self.grid.tag("legacyDrawing"), {self.package.id_name: key})
        later = [one for one in root.iterchildren("*") if etree.QName(one).localname in AFTER_DRAWING]
        if later:
            later[0].addprevious(made)
        else:
            root.append(made)


def shorten(texts: list[Element], length: int) -> None:
    """Keeps so many characters of these elements together."""
    for part in texts:
        text = part.text or ""
        part.text = text[:length]
        length = max(length - len(text), 0)
