"""When two texts are the same, whatever programs did to them on the way."""

import re
import unicodedata

TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""For between [ and ]: marks that turn the direction of reading, so that a text seems to say something else. These are
all that Unicode calls Bidi_Control: https://www.unicode.org/Public/UCD/latest/ucd/PropList.txt."""
TURNS = re.compile(f"[{TURNING}]")
NOT_SEEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff{TURNING}]")
LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
SPACES = re.compile(r"[^\S\n]+")
WHITE_SPACE = re.compile(r"\s+")
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\n")
UNSEEN = "\u200b\u200e\u200f\ufeff"
"""Marks without a width, which programs put around dates and codes. Inside a text of several languages they have a use."""
SAME_SIGN = str.maketrans("‘’‚‛′`´“”„‟″«»‐‑‒–—―", "'''''''\"\"\"\"\"\"\"------", UNSEEN)
AROUND_DASH = re.compile(r"(?<=\d) ?- ?(?=\d)")
"""Between two years: 2023 - 2025 is 2023-2025."""
WITHOUT_UNSEEN = str.maketrans("", "", UNSEEN)
NO_LETTER = re.compile(r"[\W_]+")


def cleaned(text: str) -> str:
    """What a person typed: without the white space around it and without what only a program sees.

    An apostrophe before what could begin a formula is how spreadsheets say that it is plain text.
    """
    text = LINE_ENDS.sub("\n", NOT_SEEN.sub("", text)).strip()
    return text[1:].strip() if text[:1] == "'" and text[1:2] in BEGINS_A_FORMULA else text


def bare(text: str) -> str:
    """For what is no text but a number or a day: cleaned, and without the marks that have no width."""
    return cleaned(text.translate(WITHOUT_UNSEEN))


def with_even_spaces(text: str) -> str:
    """The same for texts that differ in no more than their kinds of spaces and line ends."""
    return "\n".join(SPACES.sub(" ", line).strip() for line in cleaned(text).split("\n"))


def shortened(text: str) -> str:
    """Short enough for a sentence, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def folded(text: str) -> str:
    """The same for every way to write a name: capitals, kinds of quotes, dashes and spaces do not count, nor does what
    has no width."""
    text = unicodedata.normalize("NFKC", text).translate(SAME_SIGN)
    return AROUND_DASH.sub("-", WHITE_SPACE.sub(" ", text)).strip().casefold()


def unaccented(text: str) -> str:
    """Folded, and without accents."""
    letters = unicodedata.normalize("NFD", folded(text))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def letters_only(text: str) -> str:
    """For headings and names of sheets: white space, punctuation and capitals do not count."""
    return NO_LETTER.sub("", unaccented(text))
