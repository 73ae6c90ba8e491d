"""What is ours in a file, and how it is known again: by words that every program leaves as they are."""

import re

HEADING = "Controle (website)"
"""Above our column. Anything that begins with Controle is never read as data."""
SUMMARY = "Controle"
"""The name of our sheet."""
SUMMARY_TITLE = "Controle door de website"
"""Its first cell."""
NOTE_START = "Controle door de website:"
"""Our part of a note begins with this line; what stands above it is somebody else's."""
AUTHOR = "Kansrijke Wijk"

COLOURS = {"fout": "FFC9CC", "botst": "FFF1A6"}
"""By the look of a cell; nobody picks exactly these from a palette."""
HEADING_COLOUR, LINK_COLOUR = "154273", "01689B"

STYLE = re.compile(r"Controle (fout|botst) \(([^)]*)\)(?: (.+))?", re.DOTALL)
"""The name of a cell style of ours: its look, the background that was there, and the style that the cell had."""
NO_COLOUR = "geen kleur"
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LONGEST_CELL = 32_767
LONGEST_STYLE_NAME = 250


def style_name(look: str, background: str, style: str) -> str:
    name = f"Controle {look} ({background})"
    return f"{name} {style}"[:LONGEST_STYLE_NAME] if style else name


def readable(text: str) -> str:
    """What XML can hold and a cell as well."""
    return NOT_IN_XML.sub("", text)[:LONGEST_CELL]


def without_ours(note: str) -> str | None:
    """What somebody else wrote in this note; None when nothing in it is ours."""
    place = note.find(NOTE_START)
    return None if place < 0 else note[:place].rstrip()


def is_our_heading(text: str) -> bool:
    return " ".join(text.split()).casefold() == HEADING.casefold()
