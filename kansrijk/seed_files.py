"""What stands where in the seed files, and how they become rows of the sheets. Knows nothing of the database."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from areas.resources import AreaResource
from interventions.resources import (
    ContributionResource,
    InterventionResource,
    KeyFigureResource,
    LinkResource,
    OrganisationResource,
    PhaseResource,
    QuoteResource,
    TargetGroupResource,
    ThemeNameResource,
    ThemeResource,
)
from kansrijk.publishing.consent import ConsentGround
from kansrijk.resources.nearest import Nearest, did_you_mean
from kansrijk.resources.seed_sheet import POSITION, WORD, SeedSheet, seed_sheet, words_sheet
from kansrijk.resources.sheet import SheetResource, seed_key
from kansrijk.resources.widgets import is_empty

CODE = "Code"
Table = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """A list inside an entry, each item of which is a row of a sheet of its own."""

    key: str
    sheet: SeedSheet
    parent: str
    """The heading of the column that names the entry around it."""
    is_of_words: bool = False
    """The items are bare words instead of tables."""
    always: Mapping[str, Any] = field(default_factory=dict)
    """What the files do not say because it holds for all of them."""


@dataclass(frozen=True)
class Kind:
    """One kind of entry: its files, its sheet and its parts."""

    files: str
    key: str
    """The name of the list of tables; empty when the whole file is one entry."""
    sheet: SeedSheet
    parts: tuple[Part, ...] = ()
    always: Mapping[str, Any] = field(default_factory=dict)


def _words(key: str, resource: type[SheetResource], child_set: str, *, parent: str) -> Part:
    return Part(key, words_sheet(resource, child_set, parent), parent, is_of_words=True)


PUBLISHED_BEFORE = {"Grond": ConsentGround.PUBLISHED_BEFORE.value}

KINDS = (
    Kind(
        "gebieden.toml",
        "gebied",
        seed_sheet(AreaResource),
        (
            _words("wijken", AreaResource, "neighbourhoods", parent="Gebied"),
            _words("andere_schrijfwijzen", AreaResource, "aliases", parent="Gebied"),
        ),
    ),
    Kind(
        "periodes.toml",
        "periode",
        seed_sheet(PhaseResource),
        (Part("bijdrage", seed_sheet(ContributionResource), parent="Periode"),),
    ),
    Kind(
        "themas.toml",
        "thema",
        seed_sheet(ThemeResource),
        (Part("naam_per_periode", seed_sheet(ThemeNameResource), parent="Thema"),),
    ),
    Kind(
        "doelgroepen.toml",
        "doelgroep",
        seed_sheet(TargetGroupResource),
        (_words("andere_woorden", TargetGroupResource, "aliases", parent="Doelgroep"),),
    ),
    Kind(
        "organisaties.toml",
        "organisatie",
        seed_sheet(OrganisationResource),
        (_words("andere_schrijfwijzen", OrganisationResource, "aliases", parent="Organisatie"),),
    ),
    Kind(
        "interventies/*.toml",
        "",
        seed_sheet(InterventionResource),
        (
            Part("kerncijfer", seed_sheet(KeyFigureResource), parent="Interventie"),
            Part("link", seed_sheet(LinkResource), parent="Interventie"),
            Part("citaat", seed_sheet(QuoteResource), parent="Interventie", always=PUBLISHED_BEFORE),
        ),
    ),
)
"""In the order of loading: what is referred to comes first."""


@dataclass(frozen=True)
class Row:
    sheet: SeedSheet
    cells: Table
    """By heading; every column has a cell."""
    place: str
    """For messages, for example: gebieden.toml, zaandam-oost, wijken 2."""


@dataclass(frozen=True)
class Entry:
    """A record and the rows that belong to it."""

    kind: Kind
    record: Row
    parts: tuple[Row, ...]


class SeedError(Exception):
    """Everything that is wrong with the seeds, one Dutch sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_seeds(folder: Path) -> list[Entry]:
    """All entries in the order of loading; raises SeedError with every mistake that shows without a database."""
    problems: list[str] = []
    entries = [entry for kind in KINDS for entry in _entries(kind, folder, problems)]
    problems += _doubles(entries)
    if problems:
        raise SeedError(problems)
    return entries


def _entries(kind: Kind, folder: Path, problems: list[str]) -> Iterator[Entry]:
    paths = sorted(folder.glob(kind.files))
    if not paths:
        problems.append(f"{kind.files}: dit bestand ontbreekt in {folder}.")
    for path in paths:
        place = path.relative_to(folder).as_posix()
        try:
            document = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(f"{place}: geen geldige TOML{_line_of(error)}. De lezer meldt: {error}.")
            continue
        reader = _EntryReader(kind, place, problems)
        if kind.key:
            yield from reader.read_list(document)
        else:
            yield reader.read(document, path.stem)


def _line_of(error: ValueError) -> str:
    found = re.search(r"at line (\d+), column (\d+)", str(error))
    return f" op regel {found[1]}, teken {found[2]}" if found else ""


@dataclass
class _EntryReader:
    """Turns the tables of one file into entries and notes what is wrong on the way."""

    kind: Kind
    file: str
    problems: list[str]

    def read_list(self, document: Table) -> Iterator[Entry]:
        for key in document.keys() - {self.kind.key}:
            self.problems.append(
                f"{self.file}: onbekend veld ‘{key}’. Elk deel begint met [[{self.kind.key}]]."
            )
        tables = self._tables(document, self.kind.key, self.file)
        if not tables:
            self.problems.append(f"{self.file}: hier staat geen enkel [[{self.kind.key}]] in.")
        for number, table in enumerate(tables, start=1):
            yield self.read(table, f"{self.kind.key} {number}")

    def read(self, table: Table, name: str) -> Entry:
        [key_heading] = self.kind.sheet.key
        key = table.get(seed_key(key_heading)) or ""
        place = f"{self.file}, {key or name}"
        if not self.kind.key and key and key != name:
            self.problems.append(
                f"{place}: het bestand heet {name}, maar de code is ‘{key}’. Maak die gelijk."
            )
        own = {
            name: value for name, value in table.items() if name not in {part.key for part in self.kind.parts}
        }
        record = self._row(self.kind.sheet, own, self.kind.always, place)
        parts = [row for part in self.kind.parts for row in self._part(part, table, str(key), place)]
        return Entry(self.kind, record, tuple(parts))

    def _part(self, part: Part, table: Table, key: str, place: str) -> Iterator[Row]:
        items = self._tables(table, part.key, place, is_of_words=part.is_of_words)
        for number, item in enumerate(items, start=1):
            given = {part.parent: key, **part.always}
            if POSITION in part.sheet.columns:
                given[POSITION] = number
            yield self._row(part.sheet, item, given, f"{place}, {part.key} {number}")

    def _tables(self, table: Table, key: str, place: str, *, is_of_words: bool = False) -> list[Table]:
        items = table.get(key, [])
        expected = str if is_of_words else dict
        if not isinstance(items, list) or not all(isinstance(item, expected) for item in items):
            shape = f'{key} = ["…", "…"]' if is_of_words else f"[[{key}]]"
            self.problems.append(f"{place}: ‘{key}’ hoort een lijst te zijn. Schrijf: {shape}.")
            return []
        return [{seed_key(WORD): item} for item in items] if is_of_words else items

    def _row(self, sheet: SeedSheet, table: Table, given: Mapping[str, Any], place: str) -> Row:
        headings = {seed_key(heading): heading for heading in sheet.columns if heading not in given}
        for key in table.keys() - headings.keys():
            self.problems.append(f"{place}: onbekend veld ‘{key}’.{did_you_mean(Nearest(headings).to(key))}")
        written = {headings[key]: value for key, value in table.items() if key in headings}
        cells = {**sheet.blank_row(), **written, **given}
        for heading in sheet.columns:
            if heading in sheet.required and (is_empty(cells[heading]) or cells[heading] == []):
                self.problems.append(f"{place}: ‘{seed_key(heading)}’ ontbreekt of is leeg.")
        return Row(sheet, cells, place)


def _doubles(entries: list[Entry]) -> Iterator[str]:
    """A sentence for each row whose natural key, or code, an earlier row has too."""
    seen: dict[tuple[Any, ...], str] = {}
    for entry in entries:
        for row in (entry.record, *entry.parts):
            values = [str(row.cells[heading]) for heading in row.sheet.key]
            key, code = (row.sheet, *values), (row.sheet, CODE, row.cells.get(CODE))
            if key in seen and all(values):
                yield f"{row.place}: {seed_key(row.sheet.key[-1])} ‘{values[-1]}’ staat er al, bij {seen[key]}."
            elif code in seen and code[-1]:
                yield f"{row.place}: {seed_key(CODE)}: Dit is al van {seen[code]}. Kies iets anders."
            seen.setdefault(key, row.place)
            seen.setdefault(code, row.place)
