"""Books as an export would write them, straight from the database and without a file between."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps

from kansrijk.publishing.snapshots import snapshots_of
from kansrijk.resources.names import load_names
from kansrijk.workbooks.book import Book, Format, Sheet
from kansrijk.workbooks.declaration import Role, SheetDeclaration
from kansrijk.workbooks.known.loading import load_known
from kansrijk.workbooks.planning.planner import plan
from kansrijk.workbooks.plans.plan import CellFinding, Plan, RecordPlan, RowPlan
from kansrijk.workbooks.registry import books

ALL_SHEETS = tuple(sheet for book in books().values() for sheet in book.sheets)


def declared(title: str) -> SheetDeclaration:
    return next(sheet for sheet in ALL_SHEETS if sheet.title == title)


def written_sheet(title: str, *, records: Sequence[Any] | None = None) -> Sheet:
    """All records, or these, as they are live."""
    declaration = declared(title)
    model = apps.get_model(declaration.kind)
    rows = model._default_manager.order_by("pk") if records is None else records
    contents = snapshots_of(model, [row.pk for row in rows])
    versions = {row.pk: row.live_revision_id for row in rows}
    names = load_names([*declaration.sources(), declaration.kind])
    lines: list[list[Any]] = [[column.heading for column in declaration.columns]]
    for pk, content in contents.items():
        code = declaration.code.of(pk, content)
        for part in [content] if declaration.is_of_records else content[declaration.child_set]:
            keys = {
                Role.CODE: code,
                Role.VERSION: versions[pk],
                Role.ROW: declaration.code.row(code, part["id"]) if declaration.child_set else "",
            }
            lines.append(
                [keys[c.role] if c.is_key else _shown(c, part[c.field], names) for c in declaration.columns]
            )
    return Sheet(title, lines)


def _shown(column: Any, content: Any, names: Any) -> Any:
    return column.show(content, names) if content not in (None, "", []) else None


def book_of(*sheets: Sheet) -> Book:
    return Book(Format.XLSX, sheets)


def changed(sheet: Sheet, row: int, heading: str, value: Any) -> Sheet:
    """The sheet with another value in one cell; rows count from 1, the headings are row 1."""
    rows = [list(line) for line in sheet.rows]
    rows[row - 1][sheet.rows[0].index(heading)] = value
    return Sheet(sheet.name, rows)


def with_row(sheet: Sheet, **cells: Any) -> Sheet:
    """The sheet with a row at the end; headings as keywords, with _ for a space."""
    by_heading = {heading.replace("_", " "): value for heading, value in cells.items()}
    return Sheet(sheet.name, [*sheet.rows, [by_heading.get(str(heading)) for heading in sheet.rows[0]]])


def planned(*sheets: Sheet, user: Any = None) -> Plan:
    """The plan for this person; without one, for the site itself."""
    book = book_of(*sheets)
    return plan(book, ALL_SHEETS, load_known(book, ALL_SHEETS, user=user))


def finding_at(result: Plan, cell: str, sheet: str = "") -> CellFinding:
    """What is said of one cell, on the first sheet unless another is named."""
    name = sheet or result.sheets[0].name
    return next(found for found in result.findings if (found.cell, found.sheet) == (cell, name))


def row_at(result: Plan, row: int, sheet: str = "") -> RowPlan:
    name = sheet or result.sheets[0].name
    return next(one for one in result.rows if (one.row, one.sheet) == (row, name))


def record_called(result: Plan, title: str) -> RecordPlan:
    return next(one for one in result.records if one.title == title)
