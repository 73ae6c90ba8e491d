"""The sheet Uitleg: what the workbook is and how to fill it in. Never read as data, but for its number."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.formats import date_format

from kansrijk.workbooks.declaration import SheetDeclaration
from kansrijk.workbooks.writing.filling import FilledBook

TITLE = "Uitleg"
CLEAR = "[leeg]"


class Look(StrEnum):
    TITLE = "titel"
    HEADING = "kop"
    TEXT = "tekst"


@dataclass(frozen=True)
class Line:
    cells: tuple[str, ...]
    look: Look = Look.TEXT


RULES = (
    ("Een cel wijzigen", "Typ de nieuwe tekst in de cel. Alleen wat u wijzigt, verandert op de website."),
    ("Een lege cel", "Een lege cel verandert niets. Wat op de website staat, blijft staan."),
    ("Iets leegmaken", f"Typ {CLEAR} in de cel. We vragen u dit bij het inlezen nog te bevestigen."),
    ("Een nieuwe rij", "Vul een rij in onder de laatste. Laat de grijze cellen leeg: die vullen wij in."),
    (
        "Een rij weghalen",
        "Een rij die u uit het bestand weghaalt, blijft op de website staan. Een kerncijfer of link haalt u weg met "
        f"{CLEAR} in alle witte cellen van de rij.",
    ),
    ("Grijze cellen", "Daaraan herkennen we de rij. Laat ze zo staan."),
    ("Meer dan één keuze", "Zet een puntkomma tussen de keuzes. Bijvoorbeeld: Jongeren; Ouders."),
    (
        "Sorteren en filteren",
        "Filteren kan meteen. Wilt u sorteren of kolommen verplaatsen? Haal dan eerst de beveiliging van het blad "
        "af. Er is geen wachtwoord. Sorteer altijd hele rijen.",
    ),
    ("Foto's", "Foto's wijzigt u op de website zelf, niet in dit werkboek."),
    (
        "Terugsturen",
        "Lees het bestand in op de website, bij Werkboek. U ziet eerst wat er verandert. Pas daarna beslist u.",
    ),
)
MARKUP = (
    ("lege regel", "begint een nieuwe alinea"),
    ("## Kopje", "maakt een tussenkop"),
    ("### Kopje", "maakt een kleinere tussenkop"),
    ("- punt", "maakt een lijst; elke regel een punt"),
    ("1. punt", "maakt een genummerde lijst"),
    ("- punt\n  - deel ervan", "maakt een lijst in een lijst: begin die regels met twee spaties"),
    ("> Wat iemand zei", "maakt een citaat"),
    ("**woord**", "maakt een woord vet"),
    ("*woord*", "geeft een woord nadruk (schuin)"),
    ("[tekst](https://adres.nl)", "maakt een link"),
    ("\\*", "zo blijft het teken na de \\ gewone tekst: er wordt niets schuin of vet"),
)


def explanation(book: FilledBook) -> Iterator[Line]:
    """The lines of the sheet, from top to bottom."""
    yield Line((f"Werkboek: {book.declaration.title}",), Look.TITLE)
    yield Line(("Gemaakt voor", book.made_for))
    yield Line(("Gemaakt op", date_format(book.made_at, "j F Y, H:i")))
    yield Line(("Waarover", book.about))
    yield Line(("Kenmerk van dit bestand", book.number))
    yield Line(())
    yield Line(("Zo werkt het",), Look.HEADING)
    yield from (Line(rule) for rule in RULES)
    yield Line(())
    yield Line(("Opmaak in lange teksten",), Look.HEADING)
    yield from (Line(rule) for rule in MARKUP)
    for sheet in book.sheets:
        yield Line(())
        yield from _about(sheet.declaration, is_office=book.is_office)
    yield Line(())
    yield Line(("Wat u kunt kiezen",), Look.HEADING)
    for sheet in book.sheets:
        for column in sheet.declaration.fields:
            choices = book.lists.get(column.source, column.options)
            if choices and len(choices) <= MOST_LISTED:
                yield Line((f"{sheet.declaration.title}, {column.heading}", "; ".join(choices)))


MOST_LISTED = 60
"""A longer list stands in the drop-down only."""


def _about(sheet: SheetDeclaration, *, is_office: bool) -> Iterator[Line]:
    yield Line((f"Blad {sheet.title}",), Look.HEADING)
    for column in sheet.columns:
        locked = "Grijs: dit wijzigt u hier niet. " if column.is_locked_for(is_office=is_office) else ""
        needed = "Verplicht op de website. " if column.is_required and not column.is_key else ""
        yield Line((column.heading, f"{locked}{needed}{column.help}".strip()))
