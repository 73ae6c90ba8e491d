"""By which codes, versions and titles a file names records: what known/loading.py has to look up. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from kansrijk.publishing.new_records import ADDRESS
from kansrijk.resources.misread import Misread
from kansrijk.resources.names import Names
from kansrijk.resources.texts import bare
from kansrijk.workbooks.book import EXPORT_NUMBER, Book, Value
from kansrijk.workbooks.declaration import Column, Role, SheetDeclaration
from kansrijk.workbooks.planning.another import denied_in
from kansrijk.workbooks.planning.cells import as_text, is_empty
from kansrijk.workbooks.planning.headings import FoundSheet

LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True)
class Asked:
    """Everything by kind of record."""

    codes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    titles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Of rows without a code."""
    addresses: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Of rows without a code."""
    fields: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Of the record itself: those that have a column."""
    versions: set[int] = field(default_factory=set)


def what_to_ask(found: Sequence[FoundSheet], names: Names) -> Asked:
    asked = Asked()
    for one in found:
        if one.declaration is None or one.is_refused:
            continue
        places = {column.role: number for number, column in one.columns.items() if column.is_key}
        named = naming_column(one.declaration)
        title = next((number for number, column in one.columns.items() if column is named), 0)
        asked.codes[one.declaration.kind]
        if one.declaration.is_of_records:
            asked.fields[one.declaration.kind] |= {c.field for c in one.columns.values() if not c.is_key}
        for row in one.sheet.rows[one.heading_row :]:
            _ask_row(asked, one.declaration, row, places, title, address_place(one), names)
    return asked


def _ask_row(
    asked: Asked,
    declaration: SheetDeclaration,
    row: Sequence[Value],
    places: dict[Role, int],
    title: int,
    address: int,
    names: Names,
) -> None:
    codes = asked.codes[declaration.kind]
    code = cell_at(row, places.get(Role.CODE, 0))
    if not is_empty(code):
        codes.update(possible_codes(code, declaration, names))
    is_new = is_empty(code) or denied_in(code, declaration.code)
    if is_new and declaration.is_of_records:
        if not is_empty(found := cell_at(row, title)):
            asked.titles[declaration.kind] |= {as_text(found), _read(declaration, found, names)}
        if not is_empty(found := cell_at(row, address)):
            asked.addresses[declaration.kind].add(as_text(found))
    version = version_in(cell_at(row, places.get(Role.VERSION, 0)))
    if version is not None:
        asked.versions.add(version)
    row_code = cell_at(row, places.get(Role.ROW, 0))
    if not is_empty(row_code):
        codes.add(declaration.code.read_row(row_code)[0])


def _read(declaration: SheetDeclaration, cell: Value, names: Names) -> str:
    """A title as it will be kept, which may be less than what stands in the cell."""
    named = naming_column(declaration)
    try:
        return str(named.widget.read(cell, names)) if named else ""
    except Misread:
        return ""


def naming_column(declaration: SheetDeclaration) -> Column | None:
    """What people know a record by: its title, or of a quotation its text."""
    if declaration.title_field:
        return declaration.field(declaration.title_field)
    texts = (c for c in declaration.fields if c.is_required and not c.may_be_emptied and not c.source)
    return next(texts, None)


def address_place(found: FoundSheet) -> int:
    """The column with the address of the page of a record; 0 when it is absent."""
    is_of_records = found.declared.is_of_records
    return next((n for n, c in found.columns.items() if is_of_records and c.field == ADDRESS), 0)


def cell_at(row: Sequence[Value], column: int) -> Value:
    """The cell of a column, counted from 1; programs leave empty cells out at the end."""
    return row[column - 1] if 0 < column <= len(row) else None


def possible_codes(cell: Value, declaration: SheetDeclaration, names: Names) -> list[str]:
    """The codes that a cell may mean: a code, a code with a title behind it, or on a child sheet a title."""
    text = as_text(cell)
    by_title = () if declaration.is_of_records else names.of(declaration.kind).keys(text)
    return [declaration.code.read(text), *(by_title if len(by_title) == 1 else ())]


def version_in(cell: Value) -> int | None:
    """The number of a revision; None when there is none in the cell."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = bare(as_text(cell))
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else 0
    return number if 0 < number <= LARGEST_KEY else None


def export_number_in(book: Book, file_name: str = "") -> str:
    """The number of the workbook that the file was: on sheet Uitleg; without that sheet in the properties of the
    file, in its name, or in the names of its sheets as long as these name one workbook."""
    for sheet in book.sheets:
        if sheet.name.strip().casefold().startswith("uitleg"):
            texts = (value for row in sheet.rows for value in row if isinstance(value, str))
            if found := next(filter(None, map(EXPORT_NUMBER.search, texts)), None):
                return found[0]
    if found := EXPORT_NUMBER.search(book.about) or EXPORT_NUMBER.search(file_name):
        return found[0]
    named = {number for sheet in book.sheets for number in EXPORT_NUMBER.findall(sheet.name)}
    return named.pop() if len(named) == 1 else ""
