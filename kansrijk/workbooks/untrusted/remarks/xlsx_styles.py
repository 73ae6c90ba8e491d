"""The styles of an .xlsx: the same style with our colour behind it, and the way back (ECMA-376 part 1, 18.8)."""

import re
from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from kansrijk.workbooks.untrusted.remarks.marks import (
    COLOURS,
    HEADING_COLOUR,
    LINK_COLOUR,
    NO_COLOUR,
    STYLE,
    style_name,
)
from kansrijk.workbooks.untrusted.remarks.package import Element

ORDER = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"),
    *("dxfs", "tableStyles", "colors", "extLst"),
)
FIRST = {
    "fonts": ['<font xmlns="{ns}"/>'],
    "fills": [
        '<fill xmlns="{ns}"><patternFill patternType="none"/></fill>',
        '<fill xmlns="{ns}"><patternFill patternType="gray125"/></fill>',
    ],
    "borders": ['<border xmlns="{ns}"/>'],
    "cellStyleXfs": ['<xf xmlns="{ns}" numFmtId="0" fontId="0" fillId="0" borderId="0"/>'],
}
"""What programs take for granted at the beginning of each list."""
STANDARD = "Normal"
THEME = re.compile(r"thema (\d+)(?: (-?[0-9.]+))?")
INDEXED = re.compile(r"palet (\d+)")
RGB = re.compile(r"[0-9A-F]{6}")
OWN: Mapping[str, Mapping[str, str]] = {
    "titel": {"b": "1", "sz": "16", "color": HEADING_COLOUR},
    "kop": {"b": "1", "sz": "11", "color": "FFFFFF", "fill": HEADING_COLOUR},
    "tekst": {"sz": "11"},
    "link": {"sz": "11", "u": "single", "color": LINK_COLOUR},
    **{look: {"sz": "11", "fill": colour} for look, colour in COLOURS.items()},
}
"""How our own cells look."""


class Styles:
    def __init__(self, root: Element) -> None:
        self.root = root
        self.ns = etree.QName(root).namespace
        for name in (*FIRST, "cellStyles"):
            self.group(name)
        self.formats = self.group("cellXfs")
        if not len(self.formats):
            self.add(self.formats, self.element("xf", numFmtId="0"))
        self._marked: dict[tuple[int, str], int] = {}
        self._plain: dict[int, int] = {}
        self._own: dict[str, int] = {}
        self.ours = {n for n, xf in enumerate(self.formats) if self.said_by(xf)}
        """The formats that have our colour."""

    def element(self, tag: str, **attributes: str) -> Element:
        return etree.Element(f"{{{self.ns}}}{tag}", attributes)

    def group(self, name: str) -> Element:
        """The list with this name; made where it belongs when it is not there."""
        found = self.root.find(f"{{{self.ns}}}{name}")
        if found is not None:
            return found
        before = ORDER[: ORDER.index(name)]
        place = sum(etree.QName(child).localname in before for child in self.root.iterchildren("*"))
        made = self.element(name)
        self.root.insert(place, made)
        for empty in FIRST.get(name, ()):
            made.append(etree.fromstring(empty.format(ns=self.ns)))
        if name == "cellStyles":
            self.group("cellStyleXfs")
            self.add(made, self.element("cellStyle", name=STANDARD, xfId="0", builtinId="0"))
        return made

    def add(self, group: Element, child: Element) -> int:
        """The place of an element that is the same, or else of this one, at the end."""
        for number, other in enumerate(group.iterchildren("*")):
            if same(other, child):
                return number
        group.append(child)
        group.set("count", str(len(group)))
        return len(group) - 1

    # --- Marking and restoring ---------------------------------------------------------------------------

    def marked(self, number: int, look: str) -> int:
        """The format of a cell with the colour of this look behind it."""
        if (number, look) not in self._marked:
            xf = self.formats[self.plain(number)]
            fill = self.background(xf)
            style = self.name_of(xf)
            named = self.named(style_name(look, fill, "" if style == STANDARD else style), COLOURS[look])
            changed = deepcopy(xf)
            changed.set("fillId", str(self.fill(COLOURS[look])))
            changed.set("applyFill", "1")
            changed.set("xfId", str(named))
            self._marked[number, look] = self.add(self.formats, changed)
            self.ours.add(self._marked[number, look])
        return self._marked[number, look]

    def plain(self, number: int) -> int:
        """The format as it was before we put our colour in it."""
        if number not in self.ours:
            return number if number < len(self.formats) else 0
        if number not in self._plain:
            changed = deepcopy(self.formats[number])
            said = STYLE.fullmatch(self.name_of(changed))
            fill = self.restored_fill(said[2] if said else NO_COLOUR)
            changed.set("fillId", str(fill))
            changed.set("xfId", str(self.number_of_named(said[3] if said and said[3] else STANDARD)))
            if not fill:
                changed.attrib.pop("applyFill", None)
            self._plain[number] = self.add(self.formats, changed)
        return self._plain[number]

    def said_by(self, xf: Element) -> bool:
        """Also when a program kept our colour and forgot the name of the style."""
        return bool(STYLE.fullmatch(self.name_of(xf))) or self.background(xf) in COLOURS.values()

    # --- Parts of a format -------------------------------------------------------------------------------

    def background(self, xf: Element) -> str:
        """The colour in words that restored_fill() understands; of patterns and gradients there are none."""
        fills = self.group("fills")
        number = int(xf.get("fillId") or 0)
        pattern = fills[number].find(f"{{{self.ns}}}patternFill") if number < len(fills) else None
        if pattern is None or pattern.get("patternType") != "solid":
            return NO_COLOUR
        colour = pattern.find(f"{{{self.ns}}}fgColor")
        if colour is None:
            return NO_COLOUR
        if rgb := colour.get("rgb"):
            return str(rgb[-6:]).upper()
        if theme := colour.get("theme"):
            return f"thema {theme} {colour.get('tint', '')}".strip()
        return f"palet {colour.get('indexed')}" if colour.get("indexed") else NO_COLOUR

    def restored_fill(self, said: str) -> int:
        if theme := THEME.fullmatch(said):
            return self.solid({"theme": theme[1], **({"tint": theme[2]} if theme[2] else {})})
        if indexed := INDEXED.fullmatch(said):
            return self.solid({"indexed": indexed[1]})
        return self.fill(said) if RGB.fullmatch(said) else 0

    def fill(self, rgb: str) -> int:
        return self.solid({"rgb": f"FF{rgb}"})

    def solid(self, colour: Mapping[str, str]) -> int:
        fill, pattern = self.element("fill"), self.element("patternFill", patternType="solid")
        pattern.append(self.element("fgColor", **colour))
        fill.append(pattern)
        fills = self.group("fills")
        for number, other in enumerate(fills.iterchildren("*")):
            found = other.find(f"{{{self.ns}}}patternFill/{{{self.ns}}}fgColor")
            if found is not None and dict(found.attrib) == colour and len(other) == 1:
                return number
        return self.add(fills, fill)

    def named_styles(self) -> list[Element]:
        return list(self.group("cellStyles").iterchildren("*"))

    def name_of(self, xf: Element) -> str:
        """Of the cell style that the format is based on."""
        number = xf.get("xfId", "0")
        return next(
            (one.get("name", "") for one in self.named_styles() if one.get("xfId") == number), STANDARD
        )

    def number_of_named(self, name: str) -> int:
        return next((int(one.get("xfId", 0)) for one in self.named_styles() if one.get("name") == name), 0)

    def named(self, name: str, colour: str) -> int:
        """The cell style with this name; made when it is not there."""
        found = next((one for one in self.named_styles() if one.get("name") == name), None)
        if found is not None:
            return int(found.get("xfId", 0))
        xf = self.element("xf", numFmtId="0", fontId="0", borderId="0", applyFill="1")
        xf.set("fillId", str(self.fill(colour)))
        styles = self.group("cellStyles")
        base = self.group("cellStyleXfs")
        base.append(xf)  # always a new one: what is equal may belong to another name
        base.set("count", str(len(base)))
        styles.append(self.element("cellStyle", name=name, xfId=str(len(base) - 1)))
        styles.set("count", str(len(styles)))
        return len(base) - 1

    # --- Our own cells -----------------------------------------------------------------------------------

    def own(self, look: str) -> int:
        """The format of a cell of ours; an unlocked one, so that one may sort."""
        if look not in self._own:
            wanted = OWN[look]
            font = self.element("font")
            for name in ("b", "u", "sz", "color"):
                if name in wanted:
                    key = "rgb" if name == "color" else "val"
                    font.append(
                        self.element(name, **{key: f"FF{wanted[name]}" if key == "rgb" else wanted[name]})
                    )
            font.append(self.element("name", val="Calibri"))
            xf = self.element("xf", numFmtId="49", borderId="0", xfId="0", applyFont="1", applyAlignment="1")
            xf.set("fontId", str(self.add(self.group("fonts"), font)))
            xf.set("fillId", str(self.fill(wanted["fill"]) if "fill" in wanted else 0))
            xf.set("applyFill", "1")
            wrap = "0" if look == "titel" else "1"
            xf.append(self.element("alignment", vertical="top", wrapText=wrap))
            self._own[look] = self.add(self.formats, xf)
        return self._own[look]


def same(one: Element, other: Element) -> bool:
    return (
        one.tag == other.tag
        and dict(one.attrib) == dict(other.attrib)
        and len(one) == len(other)
        and all(map(same, one, other))
    )
