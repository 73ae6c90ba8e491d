"""A workbook in which somebody changed every column of every sheet, cleared what may be cleared, and added rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kansrijk.resources.widgets import Kind
from kansrijk.workbooks.declaration import Column
from kansrijk.workbooks.writing.explanation import CLEAR
from kansrijk.workbooks.writing.filling import FilledBook, FilledSheet

NEW_ROWS: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "Interventies": [
        {
            "Titel": "Heel nieuw verhaal",
            "Gebied": "Zaandam Oost",
            "Samenvatting": "Samen koken.",
            "Verhaal": "Elke **dinsdag**.",
            "Opnieuw bekijken op": date(2031, 5, 1),
        }
    ],
    "Kerncijfers": [
        {"Interventie": parent, "Cijfer": "1.234", "Wat het telt": "maaltijden"}
        for parent in ("ZAA-001", "Heel nieuw verhaal")
    ],
    "Links": [
        {"Interventie": parent, "Tekst van de link": "Meer lezen", "Webadres": "https://voorbeeld.nl/meer"}
        for parent in ("ZAA-001", "Heel nieuw verhaal")
    ],
    "Citaten": [
        {"Interventie": parent, "Citaat": f"Wat een feest bij {parent}!", "Spreker": "Een buurvrouw"}
        for parent in ("ZAA-001", "Heel nieuw verhaal")
    ],
    "Organisaties": [
        {"Naam": "Stichting Nieuw", "Soort": "Zorg, GGD en consultatiebureau", "Andere schrijfwijzen": "SN"}
    ],
    "Doelgroepen": [{"Naam": "Nieuwkomers", "Andere woorden": "pas verhuisd; nieuw hier"}],
    "Thema's": [{"Naam": "Nieuw thema", "Uitleg": "Waarom dit *nieuw* is."}],
    "Namen per periode": [{"Thema": "Nieuw thema", "Naam in deze periode": "Nieuw in die tijd"}],
    "Periodes": [{"Naam": "Daarna", "Eerste jaar": 2026, "Laatste jaar": 2028, "Inleiding": "Nog een keer."}],
    "Bijdragen": [{"Periode": "Daarna", "Ministerie": "Nieuwe Zaken", "Bedrag in euro": 5_000}],
}
"""By sheet; a choice that a new row needs and that is not named here is the first of its list."""
ONE_OF_TWO = ("Interventie", "Gebied")
"""Of a quotation one of these is filled in: to change the one is to clear the other."""


def with_broad_edits(book: FilledBook) -> FilledBook:
    return replace(book, sheets=[_edited(sheet, book) for sheet in book.sheets])


def _edited(sheet: FilledSheet, book: FilledBook) -> FilledSheet:
    """Each column is changed in another row and cleared in yet another, as far as there are as many rows."""
    rows = [list(row) for row in sheet.rows]
    places = [(place, c) for place, c in enumerate(sheet.declaration.columns) if not c.is_key]
    is_exclusive = {*ONE_OF_TWO} <= {column.heading for _place, column in places}
    free = [(place, c) for place, c in places if not (is_exclusive and c.heading in ONE_OF_TWO)]
    touched: set[tuple[int, int]] = set()
    for turn, (place, column) in enumerate(free):
        number = turn % len(rows)
        rows[number][place] = another(column, rows[number][place], book)
        touched.add((number, place))
    for turn, (place, column) in enumerate(free, start=len(free)):
        in_turn = [(turn + step) % len(rows) for step in range(len(rows))]
        able = [n for n in in_turn if rows[n][place] not in (None, "") and (n, place) not in touched]
        if column.may_be_emptied and able:
            rows[able[0]][place] = CLEAR
    if is_exclusive:
        _move(rows, {column.heading: (place, column) for place, column in places}, book)
    if sheet.declaration.child_set:
        rows[-1] = [
            value if c.is_key else CLEAR for c, value in zip(sheet.declaration.columns, rows[-1], strict=True)
        ]
    return replace(sheet, rows=[*rows, *_new_rows(sheet, book)])


def _move(rows: list[list[Any]], places: Mapping[str, tuple[int, Column]], book: FilledBook) -> None:
    """One goes to another story, one from a story to an area, one from an area to another and one to a story."""
    (story, of_story), (area, of_area) = (places[heading] for heading in ONE_OF_TWO)
    told, about = [row for row in rows if row[story]], [row for row in rows if row[area]]
    told[0][story] = another(of_story, told[0][story], book)
    about[0][area] = another(of_area, about[0][area], book)
    told[1][story], told[1][area] = CLEAR, another(of_area, "", book)
    about[1][story], about[1][area] = another(of_story, "", book), CLEAR


def another(column: Column, value: Any, book: FilledBook) -> Any:
    """Something else that may stand in this cell."""
    match column.kind:
        case Kind.CHOICE | Kind.CHOICES:
            choices = book.lists.get(column.source, column.options)
            return next(choice for choice in reversed(choices) if choice not in str(value))
        case Kind.NUMBER:
            return (value or 40) + 1
        case Kind.DEGREES:
            return value + 0.01
        case Kind.DAY:
            return date(2031, 5, 1)
        case Kind.WORDS:
            return f"{value}; nog een woord" if value else "een woord; nog een"
        case Kind.MARKUP:
            return f"{value}\n\nEen alinea **erbij**."
    return {"Taal": "tr", "Website van het lokale programma": "https://voorbeeld.nl/anders"}.get(
        column.heading, f"{value or 'iets'}-anders"
    )


def _new_rows(sheet: FilledSheet, book: FilledBook) -> Iterable[list[Any]]:
    for cells in NEW_ROWS.get(sheet.declaration.title, ()):
        yield [cells.get(column.heading) or _needed(column, book) for column in sheet.declaration.columns]


def _needed(column: Column, book: FilledBook) -> Any:
    is_choice = column.is_required and column.kind in (Kind.CHOICE, Kind.CHOICES)
    return book.lists.get(column.source, column.options)[0] if is_choice else None
