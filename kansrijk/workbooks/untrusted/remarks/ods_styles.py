"""The styles of an .ods: the same style with our colour behind it, and the way back (ODF 1.3, 16)."""

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
from kansrijk.workbooks.untrusted.remarks.ods_table import made, name
from kansrijk.workbooks.untrusted.remarks.package import Element

NAME, PARENT, DISPLAY = name("style:name"), name("style:parent-style-name"), name("style:display-name")
FAMILY = name("style:family")
PROPERTIES, BACKGROUND = name("style:table-cell-properties"), name("fo:background-color")
STANDARD = "Default"
TRANSPARENT = "transparent"
OWN = {
    "titel": ("", {"fo__font_weight": "bold", "fo__font_size": "16pt", "fo__color": f"#{HEADING_COLOUR}"}),
    "kop": (HEADING_COLOUR, {"fo__font_weight": "bold", "fo__color": "#ffffff"}),
    "tekst": ("", {}),
    "link": ("", {"fo__color": f"#{LINK_COLOUR}"}),
    **{look: (colour, {}) for look, colour in COLOURS.items()},
}
"""How our own cells look: the background and the properties of the text."""


class Styles:
    def __init__(self, content: Element, styles: Element) -> None:
        self.automatic = child_of(content, "office:automatic-styles", before="office:body")
        self.common = child_of(styles, "office:styles", before="office:automatic-styles")
        self.by_name = {one.get(NAME): one for one in self.automatic if one.get(FAMILY) == "table-cell"}
        self.common_names = {one.get(NAME): one for one in self.common if one.get(FAMILY) == "table-cell"}
        self._marked: dict[tuple[str, str], str] = {}
        self._plain: dict[str, str] = {}
        self._own: dict[str, str] = {}
        self.ours = {key for key in (*self.by_name, *self.common_names) if self.said_by(key)}

    def display_name(self, key: str) -> str:
        style = self.common_names.get(key)
        return key if style is None else str(style.get(DISPLAY) or key)

    def parent_of(self, key: str) -> str:
        """The common style that an automatic one is based on; a common one is its own."""
        style = self.by_name.get(key)
        return key if style is None else str(style.get(PARENT) or "")

    def said_by(self, key: str) -> bool:
        """Also when a program kept our colour and forgot the name of the style."""
        return bool(STYLE.fullmatch(self.display_name(self.parent_of(key)))) or (
            self.background(key) in COLOURS.values()
        )

    def background(self, key: str) -> str:
        style = self.by_name.get(key)
        properties = None if style is None else style.find(PROPERTIES)
        colour = "" if properties is None else str(properties.get(BACKGROUND, ""))
        return colour[1:].upper() if colour.startswith("#") and len(colour) == 7 else NO_COLOUR

    def marked(self, key: str, look: str) -> str:
        """The style of a cell with the colour of this look behind it."""
        if (key, look) not in self._marked:
            before = self.plain(key)
            parent, colour = self.parent_of(before), self.background(before)
            shown = self.display_name(parent)
            named = self.named(
                style_name(look, colour, "" if shown in ("", STANDARD) else shown), parent, look
            )
            self._marked[key, look] = self._automatic(before, named, COLOURS[look])
            self.ours.add(self._marked[key, look])
        return self._marked[key, look]

    def plain(self, key: str) -> str:
        """The style as it was before we put our colour in it."""
        if key not in self.ours:
            return key
        if key not in self._plain:
            parent = self.parent_of(key)
            said = STYLE.fullmatch(self.display_name(parent))
            colour = said[2] if said and said[2] != NO_COLOUR and len(said[2]) == 6 else ""
            self._plain[key] = self._automatic(key, self._before(parent, said[3] if said else None), colour)
        return self._plain[key]

    def _before(self, parent: str, shown: str | None) -> str:
        """The common style that a cell was based on: what ours is based on, or what has the name in ours."""
        style = self.common_names.get(parent)
        if style is not None and STYLE.fullmatch(self.display_name(parent)):
            found = next((key for key in self.common_names if shown and self.display_name(key) == shown), "")
            return found or str(style.get(PARENT) or "")
        return parent

    def _automatic(self, key: str, parent: str, colour: str) -> str:
        """A style like this one, with another parent and another background."""
        like = self.by_name.get(key)
        style = made("style:style") if like is None else deepcopy(like)
        style.tail = None
        style.set(FAMILY, "table-cell")
        style.attrib.pop(NAME, None)
        style.attrib.pop(PARENT, None)
        if parent:
            style.set(PARENT, parent)
        properties = style.find(PROPERTIES)
        if properties is None:
            properties = made("style:table-cell-properties")
            style.insert(0, properties)
        if colour:
            properties.set(BACKGROUND, f"#{colour.lower()}")
        elif BACKGROUND in properties.attrib:
            properties.set(BACKGROUND, TRANSPARENT)
        return self._kept(style)

    def _kept(self, style: Element) -> str:
        """The name of an automatic style that is the same, or of this one."""
        wanted = looks(style)
        for key, other in self.by_name.items():
            if looks(other) == wanted:
                return str(key)
        number = 1
        while f"controle{number}" in self.by_name:
            number += 1
        style.set(NAME, f"controle{number}")
        self.automatic.append(style)
        self.by_name[f"controle{number}"] = style
        return f"controle{number}"

    def named(self, shown: str, parent: str, look: str) -> str:
        """The common style with this name on the screen; made when it is not there."""
        for key in self.common_names:
            if self.display_name(key) == shown:
                return str(key)
        key = f"Controle_{look}_{len(self.common_names) + 1}"
        style = made("style:style", style__name=key, style__display_name=shown, style__family="table-cell")
        if parent:
            style.set(PARENT, parent)
        style.append(made("style:table-cell-properties", fo__background_color=f"#{COLOURS[look].lower()}"))
        self.common.append(style)
        self.common_names[key] = style
        return key

    def own(self, look: str) -> str:
        """The style of a cell of ours; an unlocked one, so that one may sort."""
        if look not in self._own:
            colour, text = OWN[look]
            style = made("style:style", style__family="table-cell")
            cell = {
                "fo__wrap_option": "no-wrap" if look == "titel" else "wrap",
                "style__vertical_align": "top",
            }
            if colour:
                cell["fo__background_color"] = f"#{colour.lower()}"
            style.append(made("style:table-cell-properties", **cell))
            style.append(made("style:text-properties", **text))
            self._own[look] = self._kept(style)
        return self._own[look]

    def wide(self, key: str, width: str) -> str:
        """A style for columns of this width."""
        for one in self.automatic:
            if one.get(FAMILY) == "table-column" and one.get(NAME) == key:
                return key
        style = made("style:style", style__name=key, style__family="table-column")
        style.append(made("style:table-column-properties", style__column_width=width))
        self.automatic.append(style)
        return key


def child_of(root: Element, prefixed: str, *, before: str) -> Element:
    """Made before the other one when it is not there."""
    found = root.find(name(prefixed))
    if found is None:
        found = made(prefixed)
        later = root.find(name(before))
        if later is None:
            root.append(found)
        else:
            later.addprevious(found)
    return found


def looks(style: Element) -> bytes:
    """All of a style but its name."""
    bare = deepcopy(style)
    bare.tail = None
    bare.attrib.pop(NAME, None)
    return bytes(etree.tostring(bare, method="c14n2"))
