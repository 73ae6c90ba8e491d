"""The only part of planning that asks the database: a fixed number of queries for each kind of record in the file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.apps import apps

from kansrijk.accounts.models import User
from kansrijk.publishing.models import Record
from kansrijk.publishing.new_records import ADDRESS, blank_content, blank_row
from kansrijk.publishing.parts import parts
from kansrijk.publishing.shapes import key_field_of, shape_of
from kansrijk.publishing.territory import TO_COORDINATORS, area_model, area_names, own_areas
from kansrijk.resources.names import Names, Source, load_names
from kansrijk.workbooks.book import Book
from kansrijk.workbooks.collecting import without_collector
from kansrijk.workbooks.declaration import SheetDeclaration
from kansrijk.workbooks.known.contents import Contents, load_contents
from kansrijk.workbooks.known.facts import (
    Known,
    KnownKind,
    KnownRecord,
    Path,
    Version,
    title_key,
)
from kansrijk.workbooks.known.made import load_made, load_made_names
from kansrijk.workbooks.known.taken import load_taken
from kansrijk.workbooks.models import Export
from kansrijk.workbooks.planning.asking import Asked, export_number_in, naming_column, what_to_ask
from kansrijk.workbooks.planning.headings import find_sheets

Titles = dict[tuple[str, str], str]


@without_collector()
def load_known(
    book: Book, declarations: Sequence[SheetDeclaration], *, user: User | None, file_name: str = ""
) -> Known:
    """What the plan of this book needs to know. Without a user the site itself is asking, which may do everything."""
    number = export_number_in(book, file_name)
    export = Export.objects.filter(number=number).first() if number else None
    base: Mapping[str, Any] = export.base if export else {}
    found = [one for one in find_sheets(book, declarations) if one.is_data]
    sources = {source: True for one in found for source in (*one.declared.sources(), one.declared.kind)}
    names, former = with_former_names(load_names(sources, user=user), base.get("names", {}))
    asked = what_to_ask(found, names)
    made = load_made_names(export, user) if any(asked.titles.values()) else {}
    kinds = _load_kinds(declarations, asked, base.get("versions", {}), made, user=user, export=export)
    is_office = user is None or user.is_office
    key = key_field_of(area_model())
    return Known(
        names=names,
        kinds=kinds,
        is_office=is_office,
        areas={str(area.serializable_value(key)): str(area) for area in area_model()._default_manager.all()},
        own_areas=frozenset() if is_office else frozenset(own_areas(user).values_list(key, flat=True)),
        area_of_reference=_areas_of_references(kinds),
        former_names=former,
        export_number=export.number if export else "",
        remarks=_remarks(number, is_known=export is not None),
        salt=uuid4().hex,
    )


def _load_kinds(
    declarations: Sequence[SheetDeclaration],
    asked: Asked,
    exported: Mapping[str, Mapping[str, int]],
    made: Mapping[str, str],
    *,
    user: User | None,
    export: Export | None,
) -> dict[str, KnownKind]:
    of_records = {one.kind: one for one in declarations if one.is_of_records}
    return {
        kind: _load_kind(
            of_records[kind],
            asked,
            {int(pk): version for pk, version in exported.get(kind, {}).items()},
            made if asked.titles.get(kind) else {},
            user=user,
            export=export,
        )
        for kind in asked.codes
    }


def with_former_names(names: Names, exported: Mapping[str, Mapping[str, str]]) -> tuple[Names, Names | None]:
    """Today's names, which know the names in the workbook that went out as well; and those alone, when they differ."""
    changed = {
        source: {key: label for key, label in labels.items() if names.label(source, key) != label}
        for source, labels in exported.items()
    }
    if not any(changed.values()):
        return names, None
    today, former = dict(names.sources), dict(names.sources)
    for source, labels in changed.items():
        now = names.of(source)
        known = {key: label for key, label in labels.items() if key in now.labels}
        others = {key: (*now.other_names.get(key, ()), label) for key, label in known.items()}
        today[source] = replace(now, other_names={**now.other_names, **others})
        former[source] = Source(now.noun, {**now.labels, **labels}, code=now.code)
    return Names(today), Names(former)


def _remarks(number: str, *, is_known: bool) -> tuple[str, ...]:
    if number and not is_known:
        return (
            f"Het kenmerk {number} in dit bestand kennen we niet. Komt het werkboek van een andere website?",
        )
    return ()


def _load_kind(
    declaration: SheetDeclaration,
    asked: Asked,
    exported: Mapping[int, int],
    made_names: Mapping[str, str],
    *,
    user: User | None,
    export: Export | None,
) -> KnownKind:
    kind = declaration.kind
    model: type[Record] = apps.get_model(kind)
    ways = _ways_to_area(model)
    titles = _titles(declaration, model, ways, asked.titles.get(kind, set()))
    code_field = declaration.code.field or "pk"
    made = load_made(model, code_field, made_names)
    taken = load_taken(model, declaration.code, asked.fields[kind])
    holders = {taken.get(ADDRESS, {}).get(address, "") for address in asked.addresses.get(kind, ())}
    codes = _stored(declaration, asked.codes[kind] | set(titles.values()) | holders)
    codes |= {one.code for one in made.values()} | _codes_of_own_areas(model, code_field, user)
    loaded = load_contents(model, code_field, codes, asked.versions, exported, user=user, export=export)
    records = _records(declaration, loaded)
    return KnownKind(
        kind=kind,
        records=records,
        by_code={record.code: record.pk for record in records.values()},
        versions={
            number: Version(pk, loaded.by_digest.get(digest, {}))
            for number, (pk, digest) in loaded.versions.items()
        },
        exported={pk: version for pk, version in exported.items() if version in loaded.versions},
        titles=titles,
        made={pk: one.file for pk, one in made.items()},
        blank=blank_content(model),
        blank_rows={name: blank_row(child) for name, child in shape_of(model).children.items()},
        taken=taken,
        rules=tuple(model.readiness_rules),
        ways_to_area=ways,
    )


def _codes_of_own_areas(model: type[Record], code_field: str, user: User | None) -> set[Any]:
    """Of who works for areas, so that a row about one of them is known without its code."""
    if user is None or user.is_office or model is not area_model():
        return set()
    return set(own_areas(user).values_list(code_field, flat=True))


def _stored(declaration: SheetDeclaration, codes: set[str]) -> set[Any]:
    """The codes as the table holds them."""
    if declaration.code.field:
        return codes - {""}
    numbers = (code.removeprefix(f"{declaration.code.prefix}-") for code in codes)
    return {int(number) for number in numbers if number.isascii() and number.isdecimal() and len(number) < 19}


def _records(declaration: SheetDeclaration, loaded: Contents) -> dict[int, KnownRecord]:
    areas: dict[tuple[str, int], str] = {}
    for chunk in parts(list(loaded.rows)):
        areas |= area_names((declaration.kind, pk) for pk in chunk)
    records = {}
    for pk, row in loaded.rows.items():
        live = loaded.live.get(pk, {})
        newest = loaded.open.get(pk)
        records[pk] = KnownRecord(
            pk=pk,
            code=declaration.code.of(pk, {declaration.code.field: row.code}),
            state=row.state,
            is_in_scope=pk in loaded.live,
            area=areas.get((declaration.kind, pk), ""),
            revision=newest[0] if newest else row.live_revision,
            now=loaded.by_digest.get(newest[1], live) if newest else live,
            live=live,
            sent=loaded.by_digest.get(loaded.sent.get(pk, ""), {}),
            has_work_of_others=newest is not None and newest.is_of_others,
        )
    return records


def _titles(
    declaration: SheetDeclaration, model: type[Record], ways: tuple[Path, ...], wanted: set[str]
) -> Titles:
    """By area and title the code of every record that might be what a row without a code means."""
    named = naming_column(declaration)
    if not wanted or named is None:
        return {}
    key = key_field_of(area_model())
    code = declaration.code.field or "pk"
    paths = [f"{'__'.join(path)}__{key}" for path in ways if path]
    titles: Titles = {}
    exact: Titles = {}
    looked_for = {title_key("", title)[1] for title in wanted}
    for found, title, *areas in model._default_manager.order_by("-pk").values_list(code, named.field, *paths):
        area, letters = title_key(next(filter(None, areas), ""), title)
        if letters in looked_for:
            titles[area, letters] = exact[area, title] = declaration.code.of(
                found, {declaration.code.field: found}
            )
    return {**titles, **exact}


def _ways_to_area(model: type[Record]) -> tuple[Path, ...]:
    """Shortest first: () for an area itself, (area,) for a story, (area,) and (intervention, area) for a quotation."""
    paths = [tuple(path.split("__")) for path in getattr(model, "scope_paths", ())]
    ways = [path[:-1] for path in paths if path[-1] == TO_COORDINATORS]
    return tuple(sorted(ways, key=len))


def _areas_of_references(kinds: Mapping[str, KnownKind]) -> dict[str, str]:
    """By the key of a story the key of its area, when there are records that name their area by a story."""
    found: dict[str, str] = {}
    for kind, known in kinds.items():
        for path in known.ways_to_area:
            if len(path) == 2:
                related: Any = apps.get_model(kind)._meta.get_field(path[0]).related_model
                pairs = related._default_manager.values_list(
                    key_field_of(related), f"{path[1]}__{key_field_of(area_model())}"
                )
                found |= {str(key): str(area) for key, area in pairs}
    return found
