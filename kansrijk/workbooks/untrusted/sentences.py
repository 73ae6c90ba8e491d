"""What we say of a file that we do not read: what it is and what to do. One sentence for one cause."""

SAVE_AS = "Open het in Excel of LibreOffice, kies Opslaan als, soort .xlsx of .ods, en kies dat bestand."

EMPTY = "Dit bestand is leeg. Kies een ander bestand."
TOO_HEAVY = "Dit bestand is groter dan 10 MB. Haal foto's en tabbladen die er niet bij horen eruit, of verdeel de rijen over twee bestanden."
LOCKED = "Dit bestand is beveiligd met een wachtwoord. Haal het wachtwoord eraf (Bestand, Info, Beveiligen) en kies het bestand opnieuw."
MACROS = "In dit bestand zitten macro's. Sla het op als gewoon .xlsx- of .ods-bestand, zonder macro's, en kies dat bestand."
OLD_EXCEL = f"Dit is een Excel-bestand van de oude soort (.xls). {SAVE_AS}"
BINARY_EXCEL = f"Dit is een binair Excel-bestand (.xlsb). {SAVE_AS}"
XML_EXCEL = f"Dit is een spreadsheet die als XML is opgeslagen. {SAVE_AS}"
HTML = f"Dit bestand is een webpagina, ook als de naam op .xls eindigt. {SAVE_AS}"
NUMBERS = (
    "Dit is een bestand van Numbers. Kies in Numbers Archief, Exporteer naar, Excel, en kies dat bestand."
)
PDF = "Dit is een PDF. Kies het werkboek zelf: een bestand dat op .xlsx, .ods of .csv eindigt."
TEXT_DOCUMENT = (
    "Dit is een tekstdocument. Kies het werkboek zelf: een bestand dat op .xlsx, .ods of .csv eindigt."
)
PRESENTATION = (
    "Dit is een presentatie. Kies het werkboek zelf: een bestand dat op .xlsx, .ods of .csv eindigt."
)
IMAGE = "Dit is een afbeelding. Kies het werkboek zelf: een bestand dat op .xlsx, .ods of .csv eindigt."
PACKED = "Dit bestand is ingepakt. Pak het eerst uit en kies het werkboek zelf: een bestand dat op .xlsx, .ods of .csv eindigt."
UNKNOWN = "Dit bestand is geen werkboek. Kies een bestand dat op .xlsx, .ods of .csv eindigt."
DAMAGED = "Dit bestand is beschadigd of niet compleet. Open het in Excel of LibreOffice, sla het opnieuw op en kies dat bestand, of download een nieuw werkboek."
SUSPECT = "Dit bestand zit anders in elkaar dan een gewoon werkboek, en daarom lezen we het niet. Open het in Excel of LibreOffice, sla het opnieuw op en kies dat bestand."
TOO_LARGE = "In dit bestand staat veel meer dan wij in één keer kunnen lezen. Verwijder lege rijen en kolommen rond de tabel en tabbladen die er niet bij horen, of verdeel de rijen over twee bestanden."
TOO_SLOW = "Het lezen van dit bestand duurt te lang. Haal tabbladen die er niet bij horen eruit, of verdeel de rijen over twee bestanden."
TOO_MANY_SHEETS = (
    "Dit bestand heeft meer dan {limit} tabbladen. Haal de tabbladen die er niet bij horen eruit."
)
SAME_NAME = "In dit bestand heten twee tabbladen ‘{name}’. Geef ze elk een eigen naam of haal er één weg, en kies het bestand opnieuw."
TOO_FAR = "{place} loopt door tot cel {cell}: dat is meer dan wij kunnen lezen. Verwijder alle rijen en kolommen buiten de tabel, of verdeel de rijen over twee bestanden."
DIED_OF = "{place} is groter dan wij kunnen lezen. Verwijder alle rijen en kolommen buiten de tabel, of verdeel de rijen over twee bestanden."
LONG_TEXT = "{place} heeft in cel {cell} een tekst van meer dan {limit} tekens. Maak die tekst korter."
OPEN_QUOTE = "In dit csv-bestand ontbreekt een aanhalingsteken: de tekst die in regel {line} begint, houdt niet op. Sla het bestand opnieuw op vanuit Excel of LibreOffice."
STRANGE_SIGN = "In regel {line} van dit csv-bestand staat een teken dat in een tekst niet hoort. Typ de tekst van die regel opnieuw, of sla het bestand opnieuw op vanuit Excel of LibreOffice."
NOT_NOW = "Het bestand kon nu niet gelezen worden. Dat ligt niet aan het bestand: probeer het over een paar minuten opnieuw."


def place_of(sheet: str) -> str:
    """The subject of a sentence; the sheet of a csv has no name."""
    return f"Tabblad ‘{sheet}’" if sheet else "Dit bestand"


class Refused(Exception):
    """The message is one of the sentences above."""
