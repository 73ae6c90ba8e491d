"""Which declared sheet each sheet of a file is, and which column is which, however people moved them about."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import islice
from pathlib import PurePath

from kansrijk.resources.nearest import Nearest, did_you_mean
from kansrijk.resources.texts import letters_only
from kansrijk.resources.widgets import Kind
from kansrijk.resources.widgets.days import day_from_1904
from kansrijk.workbooks.book import (
    EXPORT_NUMBER,
    Book,
    Sheet,
    Unreadable,
    Value,
    cell_name,
    is_single_csv,
)
from kansrijk.workbooks.declaration import Column, SheetDeclaration
from kansrijk.workbooks.planning.cells import is_empty
from kansrijk.workbooks.planning.guessing import Match, guess
from kansrijk.workbooks.planning.unread_columns import LONGEST_HEADING, odd_headings, unknown_headings
from kansrijk.workbooks.plans.plan import CellFinding, Verdict

SEARCHED_ROWS, SEARCHED_COLUMNS = 40, 500
LONGEST_LINE = 5_000
"""Of the headings of a csv in which every line is one cell."""
ALIKE = 0.7
COPY = re.compile(r"^(kopievan|copyof)?(.+?)(kopie|copy)?\d*$")

NEVER_DATA = {
    "uitleg": "Het tabblad Uitleg lezen we nooit als gegevens.",
    "controle": "Dit tabblad is door de website gemaakt en wordt niet gelezen.",
    "samenvatting": "Dit tabblad is door de website gemaakt en wordt niet gelezen.",
    "lijsten": "Dit tabblad is door de website gemaakt en wordt niet gelezen.",
}
CUT_BY_BARS = (
    "In dit csv-bestand staat | tussen de kolommen. Daar hoort een ; te staan, een tab of een komma. Sla het bestand "
    "zo opnieuw op en kies het dan nog een keer."
)
EMPTY_SHEET = "Dit tabblad is leeg."
REPEATED = "Deze rij herhaalt de koppen, dus die is overgeslagen."


@dataclass(frozen=True)
class FoundSheet:
    sheet: Sheet
    declaration: SheetDeclaration | None = None
    """None when it is no data."""
    heading_row: int = 0
    columns: Mapping[int, Column] = field(default_factory=dict)
    """Counted from 1, as the spreadsheet does."""
    findings: Sequence[CellFinding] = ()
    """About headings that are unknown or stand there twice."""
    message: str = ""
    is_refused: bool = False
    """It was meant as data, but cannot be read."""
    is_guessed: bool = False
    """Neither its name nor a column of codes says which sheet it is, but its headings leave no doubt."""
    is_closed: bool = False
    """This person may change nothing on it."""
    is_expected: bool = False
    """Made by the site itself, or empty."""

    @property
    def is_data(self) -> bool:
        return self.declaration is not None and not self.is_refused and not self.is_closed

    @property
    def declared(self) -> SheetDeclaration:
        """Of a sheet with data."""
        if self.declaration is None:
            raise LookupError(f"{self.sheet.name} is no sheet of a workbook")
        return self.declaration


def find_sheets(book: Book, declarations: Sequence[SheetDeclaration]) -> list[FoundSheet]:
    """One for each sheet of the book, in its order. Raises Unreadable for a csv that is cut by another sign than ours."""
    if is_single_csv(book):
        found = _find_sheet(book.sheets[0], PurePath(book.file_name).stem, declarations)
        if not found.is_data and _is_cut_by_bars(found.sheet, declarations):
            raise Unreadable(CUT_BY_BARS)
        return [found]
    all_found = [
        FoundSheet(sheet, message=reason, is_expected=True)
        if (reason := _never_data(sheet))
        else _find_sheet(sheet, sheet.name, declarations)
        for sheet in book.sheets
    ]
    if book.counts_from_1904:
        all_found = [replace(one, sheet=_with_days_from_1904(one)) for one in all_found]
    there = [one.declaration for one in all_found if one.declaration is not None and not one.is_guessed]
    # Beside the sheet itself, another one that looks like it is somebody's own list.
    return [
        FoundSheet(one.sheet, message=_not_ours(one.sheet.name, declarations))
        if one.is_guessed and (one.declaration in there or _is_guessed_twice(one, all_found))
        else one
        for one in all_found
    ]


def _with_days_from_1904(one: FoundSheet) -> Sheet:
    """Its numbers in columns of days as the days that they are."""
    days = [number for number, column in one.columns.items() if column.kind == Kind.DAY]
    if not days:
        return one.sheet
    rows = [list(row) for row in one.sheet.rows]
    for row in rows[one.heading_row :]:
        for number in days:
            if number <= len(row):
                row[number - 1] = day_from_1904(row[number - 1])
    return replace(one.sheet, rows=rows)


def _is_guessed_twice(one: FoundSheet, all_found: Sequence[FoundSheet]) -> bool:
    return sum(other.is_guessed and other.declaration is one.declaration for other in all_found) > 1


def _is_cut_by_bars(sheet: Sheet, declarations: Sequence[SheetDeclaration]) -> bool:
    known = {heading for declaration in declarations for heading in _headings_of(declaration)}
    texts = (value for row in sheet.rows[:SEARCHED_ROWS] for value in row if isinstance(value, str))
    pieces = (text[:LONGEST_LINE].split("|") for text in texts if "|" in text)
    return any(sum(letters_only(piece) in known for piece in some) > 1 for some in pieces)


def _never_data(sheet: Sheet) -> str:
    """Why; empty when it may be data."""
    if reason := NEVER_DATA.get(_plain_name(sheet.name).rstrip("0123456789")):
        return reason
    return "" if _holds_anything(sheet) else EMPTY_SHEET


def _plain_name(name: str) -> str:
    """Without the export number, which the names of our csv's end with."""
    return letters_only(EXPORT_NUMBER.sub("", name))


def _holds_anything(sheet: Sheet) -> bool:
    return bool(sheet.oddities) or any(not is_empty(value) for row in sheet.rows for value in row)


def _find_sheet(sheet: Sheet, called: str, declarations: Sequence[SheetDeclaration]) -> FoundSheet:
    texts = _folded_texts(sheet)
    matches = [_best_row(declaration, texts) for declaration in declarations]
    named = _named(_plain_name(called), declarations)
    found = [match for match in matches if match is not None]
    chosen = _choose(found, named)
    if chosen is not None:
        return _read_headings(sheet, chosen)
    if named is None and (guessed := guess(found, sheet)):
        return replace(_read_headings(sheet, guessed), is_guessed=True)
    if named is not None:
        place = f"Op tabblad ‘{sheet.name}’" if sheet.name else "In dit bestand"
        message = (
            f"{place} staan geen koppen die we kennen. Zet boven de kolommen weer de koppen van het werkboek, "
            "of maak een nieuw werkboek."
        )
        return FoundSheet(sheet, named, message=message, is_refused=True)
    return FoundSheet(sheet, message=_not_ours(sheet.name, declarations))


def _folded_texts(sheet: Sheet) -> dict[int, list[tuple[int, str]]]:
    """Of the first rows that hold anything the cells that might be headings."""
    filled = (number for number, row in enumerate(sheet.rows) if any(not is_empty(value) for value in row))
    return {
        number + 1: [
            (column, letters_only(value))
            for column, value in enumerate(sheet.rows[number][:SEARCHED_COLUMNS], start=1)
            if isinstance(value, str) and 0 < len(value) <= LONGEST_HEADING
        ]
        for number in islice(filled, SEARCHED_ROWS)
    }


def _headings_of(declaration: SheetDeclaration) -> dict[str, Column]:
    """Every way to write a heading; a heading of today goes before an old one."""
    old = {alias: column for column in declaration.columns for alias in column.aliases}
    return {**old, **{letters_only(column.heading): column for column in declaration.columns}}


def repeats_headings(found: FoundSheet, cells: Sequence[Value]) -> bool:
    """Whether a row below the headings says them once more, as where two tables were pasted under each other."""
    said = 0
    for number, column in found.columns.items():
        cell = cells[number - 1] if number <= len(cells) else None
        if is_empty(cell):
            continue
        if not isinstance(cell, str) or len(cell) > LONGEST_HEADING:
            return False
        text = letters_only(cell)
        if text != letters_only(column.heading) and text not in column.aliases:
            return False
        said += 1
    return said > 1


def _best_row(declaration: SheetDeclaration, texts: Mapping[int, list[tuple[int, str]]]) -> Match | None:
    """The first of the rows with the most headings."""
    known = _headings_of(declaration)
    best: Match | None = None
    for row, cells in texts.items():
        found = Match(declaration, row, {column: known[text] for column, text in cells if text in known})
        if found.columns and (best is None or found.strength > best.strength):
            best = found
    return best


def _named(name: str, declarations: Sequence[SheetDeclaration]) -> SheetDeclaration | None:
    """The declaration with this name; ‘Interventies (2)’ and ‘Kopie van Interventies’ count as well."""
    names = {alias: declaration for declaration in declarations for alias in declaration.aliases}
    names |= {letters_only(declaration.title): declaration for declaration in declarations}
    copied = COPY.match(name)
    return names.get(name) or (names.get(copied[2]) if copied else None)


def _choose(matches: list[Match], named: SheetDeclaration | None) -> Match | None:
    """By its name, unless its headings are clearly those of another sheet; else by its headings."""
    strongest = sorted(matches, key=lambda match: -match.strength)
    by_name = next((match for match in matches if match.declaration is named), None)
    if by_name is not None and by_name.strength * 2 >= strongest[0].strength:
        return by_name
    able = [match for match in strongest if match.strength >= 2 and _says_which_record(match)]
    is_one = len(able) == 1 or (len(able) > 1 and able[0].strength > able[1].strength)
    return able[0] if is_one else by_name


def _says_which_record(match: Match) -> bool:
    return any(column.identifies for column in match.columns.values())


def _read_headings(sheet: Sheet, match: Match) -> FoundSheet:
    row = sheet.rows[match.row - 1]
    places = defaultdict(list)
    for number, column in match.columns.items():
        places[column.heading].append(number)
    twice = {heading: numbers for heading, numbers in places.items() if len(numbers) > 1}
    findings = [*unknown_headings(sheet, match, row), *odd_headings(sheet, match)]
    for heading, numbers in twice.items():
        cells = " en ".join(cell_name(match.row, number) for number in numbers)
        message = f"De kop ‘{heading}’ staat er meer dan één keer: in {cells}. Haal weg wat u niet bedoelt."
        findings += [
            CellFinding(sheet.name, match.row, n, heading, Verdict.REFUSED, message, value=row[n - 1])
            for n in numbers
        ]
    columns = {n: column for n, column in match.columns.items() if column.heading not in twice}
    no_key = any(match.columns[numbers[0]].identifies for numbers in twice.values())
    message = "Niemand kan zien over welke onderdelen de rijen gaan." if no_key else ""
    return FoundSheet(
        sheet, match.declaration, match.row, columns, tuple(findings), message, is_refused=no_key
    )


def _not_ours(name: str, declarations: Sequence[SheetDeclaration]) -> str:
    if not name:
        return "Dit bestand kennen we niet, dus dat is overgeslagen."
    near = Nearest(declaration.title for declaration in declarations).to(name)
    alike = [title for title in near if _is_alike(title, name)]
    return f"Het tabblad ‘{name}’ kennen we niet, dus dat is overgeslagen.{did_you_mean(alike)}"


def _is_alike(title: str, name: str) -> bool:
    """Sheets have so few names that something is near to each: ‘Mijn notities’ is not ‘Interventies’."""
    return SequenceMatcher(None, letters_only(title), letters_only(name)).ratio() >= ALIKE
