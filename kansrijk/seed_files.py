"""What stands where in the seed files, and how they become rows of the sheets. Knows nothing of the database."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from areas.resources import AreaAliasResource, AreaResource, NeighbourhoodResource
from interventions.resources import (
    ContributionResource,
    InterventionResource,
    KeyFigureResource,
    LinkResource,
    OrganisationAliasResource,
    OrganisationResource,
    PhaseResource,
    QuoteResource,
    TargetGroupAliasResource,
    TargetGroupResource,
    ThemeNameResource,
    ThemeResource,
)
from kansrijk.publishing.consent import ConsentGround
from kansrijk.resources.nearest import Nearest, did_you_mean
from kansrijk.resources.sheet import SheetResource, seed_key
from kansrijk.resources.widgets import is_empty

Table = dict[str, Any]
POSITION = "Volgorde"


@dataclass(frozen=True)
class Part:
    """A list inside an entry, each item of which is a row of a sheet of its own."""

    key: str
    resource: type[SheetResource]
    parent: str
    """The heading of the column that names the entry around it."""
    word: str = ""
    """The only column, when the items are bare words instead of tables."""
    always: Mapping[str, Any] = field(default_factory=dict)
    """What the files do not say because it holds for all of them."""


@dataclass(frozen=True)
class Kind:
    """One kind of entry: its files, its sheet and its parts."""

    files: str
    key: str
    """The name of the list of tables; empty when the whole file is one entry."""
    resource: type[SheetResource]
    parts: tuple[Part, ...] = ()
    always: Mapping[str, Any] = field(default_factory=dict)


PUBLISHED_BEFORE = {"Grond": ConsentGround.PUBLISHED_BEFORE.value}

KINDS = (
    Kind(
        "gebieden.toml",
        "gebied",
        AreaResource,
        (
            Part("wijken", NeighbourhoodResource, parent="Gebied", word="Naam"),
            Part("andere_schrijfwijzen", AreaAliasResource, parent="Gebied", word="Naam"),
        ),
    ),
    Kind(
        "periodes.toml", "periode", PhaseResource, (Part("bijdrage", ContributionResource, parent="Periode"),)
    ),
    Kind(
        "themas.toml", "thema", ThemeResource, (Part("naam_per_periode", ThemeNameResource, parent="Thema"),)
    ),
    Kind(
        "doelgroepen.toml",
        "doelgroep",
        TargetGroupResource,
        (Part("andere_woorden", TargetGroupAliasResource, parent="Doelgroep", word="Naam"),),
    ),
    Kind(
        "organisaties.toml",
        "organisatie",
        OrganisationResource,
        (Part("andere_schrijfwijzen", OrganisationAliasResource, parent="Organisatie", word="Naam"),),
    ),
    Kind(
        "interventies/*.toml",
        "",
        InterventionResource,
        (
            Part("kerncijfer", KeyFigureResource, parent="Interventie"),
            Part("link", LinkResource, parent="Interventie"),
            Part("citaat", QuoteResource, parent="Interventie", always=PUBLISHED_BEFORE),
        ),
    ),
)
"""In the order of loading: what is referred to comes first."""


@dataclass(frozen=True)
class Row:
    resource: type[SheetResource]
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
        [key_heading] = self.kind.resource.key_headings()
        key = table.get(seed_key(key_heading)) or ""
        place = f"{self.file}, {key or name}"
        if not self.kind.key and key and key != name:
            self.problems.append(
                f"{place}: het bestand heet {name}, maar de code is ‘{key}’. Maak die gelijk."
            )
        own = {
            name: value for name, value in table.items() if name not in {part.key for part in self.kind.parts}
        }
        record = self._row(self.kind.resource, own, self.kind.always, place)
        parts = [row for part in self.kind.parts for row in self._part(part, table, str(key), place)]
        return Entry(self.kind, record, tuple(parts))

    def _part(self, part: Part, table: Table, key: str, place: str) -> Iterator[Row]:
        for number, item in enumerate(self._tables(table, part.key, place, part.word), start=1):
            given = {part.parent: key, **part.always}
            if POSITION in part.resource.headings():
                given[POSITION] = number
            yield self._row(part.resource, item, given, f"{place}, {part.key} {number}")

    def _tables(self, table: Table, key: str, place: str, word: str = "") -> list[Table]:
        items = table.get(key, [])
        expected = str if word else dict
        if not isinstance(items, list) or not all(isinstance(item, expected) for item in items):
            shape = f'{key} = ["…", "…"]' if word else f"[[{key}]]"
            self.problems.append(f"{place}: ‘{key}’ hoort een lijst te zijn. Schrijf: {shape}.")
            return []
        return [{seed_key(word): item} for item in items] if word else items

    def _row(self, resource: type[SheetResource], table: Table, given: Mapping[str, Any], place: str) -> Row:
        headings = {seed_key(heading): heading for heading in resource.headings() if heading not in given}
        for key in table.keys() - headings.keys():
            self.problems.append(f"{place}: onbekend veld ‘{key}’.{did_you_mean(Nearest(headings).to(key))}")
        written = {headings[key]: value for key, value in table.items() if key in headings}
        cells = {**resource.blank_row(), **written, **given}
        for heading in resource.headings():
            if heading in resource.required_headings() and (is_empty(cells[heading]) or cells[heading] == []):
                self.problems.append(f"{place}: ‘{seed_key(heading)}’ ontbreekt of is leeg.")
        return Row(resource, cells, place)


def _doubles(entries: list[Entry]) -> Iterator[str]:
    """A sentence for each row whose natural key an earlier row has too."""
    seen: dict[tuple[Any, ...], str] = {}
    for entry in entries:
        for row in (entry.record, *entry.parts):
            headings = row.resource.key_headings()
            values = [str(row.cells[heading]) for heading in headings]
            if (key := (row.resource, *values)) in seen and all(values):
                yield f"{row.place}: {seed_key(headings[-1])} ‘{values[-1]}’ staat er al, bij {seen[key]}."
            seen.setdefault(key, row.place)
