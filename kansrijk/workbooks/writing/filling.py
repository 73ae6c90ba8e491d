"""What a workbook holds: rows of cells for each sheet, the lists behind the drop-downs, and the note of what it was."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils import timezone

from kansrijk.accounts.models import User
from kansrijk.accounts.scope import scope
from kansrijk.publishing.models import Record
from kansrijk.publishing.newest_work import Version, newest_work
from kansrijk.resources.names import Names, load_names
from kansrijk.workbooks.book import Value
from kansrijk.workbooks.declaration import BookDeclaration, Column, Role, SheetDeclaration
from kansrijk.workbooks.models import Export

Versions = Mapping[str, Mapping[int, Version]]
"""By kind and primary key."""


@dataclass(frozen=True)
class FilledSheet:
    declaration: SheetDeclaration
    rows: Sequence[Sequence[Value]]
    """As many cells as the declaration has columns."""


@dataclass(frozen=True)
class FilledBook:
    declaration: BookDeclaration
    sheets: Sequence[FilledSheet]
    number: str
    """Of the export: the file carries it, and nothing else of what the server keeps."""
    made_for: str
    about: str
    made_at: datetime
    """Local time."""
    is_office: bool
    lists: Mapping[str, Sequence[str]]
    """What may be chosen, by the label of the model, in the order of the list."""


def fill(
    declaration: BookDeclaration, user: User, pks: Mapping[str, Iterable[int]], *, about: str
) -> FilledBook:
    """The workbook with these records (by kind), as far as the user may touch them; keeps what stood in it."""
    versions = {
        kind: newest_work(model, _within(user, model, pks.get(kind, ())))
        for kind, model in _models(declaration)
    }
    names = load_names(declaration.sources(), user=user)
    export = Export.keep(made_for=user, about=about, base=_base_of(versions, names))
    return FilledBook(
        declaration=declaration,
        sheets=[
            FilledSheet(sheet, list(_rows(sheet, versions[sheet.kind], names)))
            for sheet in declaration.sheets
        ],
        number=export.number,
        made_for=str(user),
        about=about,
        made_at=timezone.localtime(export.made_at),
        is_office=user.is_office,
        lists={source: names.offered(source) for source in declaration.sources()},
    )


def _models(declaration: BookDeclaration) -> list[tuple[str, type[Record]]]:
    return [(kind, apps.get_model(kind)) for kind in declaration.kinds]


def _within(user: User, model: type[Record], pks: Iterable[int]) -> list[int]:
    return list(scope(user, model._default_manager.filter(pk__in=list(pks))).values_list("pk", flat=True))


def _base_of(versions: Versions, names: Names) -> dict[str, Any]:
    return {
        "versions": {
            kind: {str(pk): version.revision for pk, version in found.items()}
            for kind, found in versions.items()
        },
        "names": {source: dict(found.labels) for source, found in names.sources.items()},
    }


def _rows(sheet: SheetDeclaration, versions: Mapping[int, Version], names: Names) -> Iterable[list[Value]]:
    """In the order of the codes, rows inside a record in their own order."""
    coded = sorted((sheet.code.of(pk, version.content), version) for pk, version in versions.items())
    for code, version in coded:
        if sheet.is_of_records:
            yield [
                _cell(column, code, version.revision, "", version.content, names) for column in sheet.columns
            ]
            continue
        for row in version.content.get(sheet.child_set) or ():
            row_code = sheet.code.row(code, row["id"])
            yield [_cell(column, code, version.revision, row_code, row, names) for column in sheet.columns]


def _cell(
    column: Column, code: str, revision: int, row_code: str, content: Mapping[str, Any], names: Names
) -> Value:
    match column.role:
        case Role.CODE:
            return names.label(column.source, code) if column.source else code
        case Role.VERSION:
            return revision
        case Role.ROW:
            return row_code
        case _:
            return column.show(content.get(column.field), names)
