"""Writes a workbook as .ods (ODF 1.3, part 3), row by row: with lists, checks, notes and locks as in the .xlsx."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import IO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from kansrijk.listing.spreadsheets import NOT_IN_XML, ODS_MANIFEST, ODS_STYLES, ODS_TYPE
from kansrijk.resources.widgets import Kind
from kansrijk.workbooks.book import Value, column_letters
from kansrijk.workbooks.declaration import Column
from kansrijk.workbooks.writing.explanation import TITLE, Look, explanation
from kansrijk.workbooks.writing.filling import FilledBook, FilledSheet
from kansrijk.workbooks.writing.layout import (
    LISTS_TITLE,
    LONGEST_CELL,
    SPARE_ROWS,
    DropDown,
    drop_down_of,
    drop_downs,
    is_locked,
    width_of,
)
from kansrijk.workbooks.writing.ods_parts import CONTENT_END, CONTENT_START, settings_of

FOLDED_SPACE = re.compile(r"(?<= ) |^ | $", re.MULTILINE)
LOOK_STYLES = {Look.TITLE: "titel", Look.HEADING: "tussenkop", Look.TEXT: "uitleg"}


def write_ods(book: FilledBook, out: IO[bytes]) -> None:
    lists = drop_downs(book)
    manifest = ODS_MANIFEST.replace(
        "</manifest:manifest>",
        '<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/></manifest:manifest>',
    )
    with ZipFile(out, "w") as file:
        # First and not compressed: by this a program knows the file (ODF 1.3 part 2, 3.3).
        file.writestr("mimetype", ODS_TYPE)
        file.writestr("META-INF/manifest.xml", manifest, ZIP_DEFLATED)
        file.writestr("styles.xml", ODS_STYLES, ZIP_DEFLATED)
        file.writestr("settings.xml", settings_of(book), ZIP_DEFLATED)
        file.compression = ZIP_DEFLATED
        with file.open("content.xml", "w", force_zip64=True) as content:
            for part in _content(book, lists):
                content.write(part.encode())


Lists = Mapping[tuple[str, ...] | str, DropDown]


def _content(book: FilledBook, lists: Lists) -> Iterator[str]:
    writers = [
        _SheetWriter(sheet, lists, number, is_office=book.is_office)
        for number, sheet in enumerate(book.sheets)
    ]
    widths = sorted(
        {width_of(column) for sheet in book.sheets for column in sheet.declaration.columns} | {34, 100}
    )
    yield CONTENT_START
    for width in widths:
        yield (
            f'<style:style style:name="breed{width}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width * 0.2:.2f}cm"/></style:style>'
        )
    yield "</office:automatic-styles><office:body><office:spreadsheet><table:content-validations>"
    for writer in writers:
        yield from writer.validations()
    yield "</table:content-validations>"
    for writer in writers:
        yield from writer.table()
    yield from _explanation(book)
    yield from _lists(lists)
    yield "<table:database-ranges>"
    for writer in writers:
        yield writer.filter_buttons()
    yield "</table:database-ranges>"
    yield CONTENT_END


class _SheetWriter:
    def __init__(self, sheet: FilledSheet, lists: Lists, number: int, *, is_office: bool) -> None:
        self.sheet, self.lists, self.number, self.is_office = sheet, lists, number, is_office
        self.columns = sheet.declaration.columns
        self.rules = [self.rule(place, column) for place, column in enumerate(self.columns)]

    def rule(self, place: int, column: Column) -> str:
        """The check of a column, as XML; empty when there is none."""
        if found := drop_down_of(column, self.lists):
            letters = column_letters(found.place + 1)
            area = f"[${LISTS_TITLE}.${letters}$1:.${letters}${len(found.choices)}]"
            message = "" if column.is_multiple else "Dit staat niet in de lijst."
            return self.validation(place, f"of:cell-content-is-in-list({area})", message)
        match column.kind:
            case Kind.DAY:
                # With limits, or LibreOffice forgets the check. They count days, as dates do there.
                condition = "of:cell-content-is-date() and cell-content-is-between(1,109575)"
                return self.validation(place, condition, "Typ een datum, bijvoorbeeld 1-5-2026.")
            case Kind.NUMBER if not column.is_key:
                condition = "of:cell-content-is-whole-number() and cell-content()>=0"
                return self.validation(place, condition, "Typ een heel getal, zonder woorden erbij.")
        if column.max_length and column.kind != Kind.WORDS:
            message = f"Hier passen hoogstens {column.max_length} tekens."
            return self.validation(place, f"of:cell-content-text-length()<={column.max_length}", message)
        return ""

    def validation(self, place: int, condition: str, message: str) -> str:
        cell = f"'{self.sheet.declaration.title}'.{column_letters(place + 1)}2"
        return (
            f'<table:content-validation table:name="{self.rule_name(place)}" table:condition={quoteattr(condition)} '
            f'table:allow-empty-cell="true" table:display-list="unsorted" table:base-cell-address={quoteattr(cell)}>'
            f'<table:error-message table:message-type="warning" table:display="{"true" if message else "false"}">'
            f"<text:p>{escape(message)}</text:p></table:error-message></table:content-validation>"
        )

    def rule_name(self, place: int) -> str:
        return f"regel{self.number}_{place}"

    def validations(self) -> Iterator[str]:
        return filter(None, self.rules)

    def table(self) -> Iterator[str]:
        yield _table_start(self.sheet.declaration.title, is_protected=True)
        for column in self.columns:
            yield f'<table:table-column table:style-name="breed{width_of(column)}"/>'
        yield f'<table:table-row table:style-name="koprij">{"".join(map(self.heading, self.columns))}</table:table-row>'
        attributes = [
            self.attributes(place, column, is_spare=False) for place, column in enumerate(self.columns)
        ]
        for row in self.sheet.rows:
            cells = "".join(_cell(value, known) for value, known in zip(row, attributes, strict=True))
            yield f'<table:table-row table:style-name="rij">{cells}</table:table-row>'
        spare = [self.attributes(place, column, is_spare=True) for place, column in enumerate(self.columns)]
        yield f'<table:table-row table:style-name="rij" table:number-rows-repeated="{SPARE_ROWS}">'
        yield "".join(f"<table:table-cell{known}/>" for known in spare)
        yield "</table:table-row></table:table>"

    def heading(self, column: Column) -> str:
        locked = column.is_locked_for(is_office=self.is_office)
        note = f"<office:annotation>{_paragraphs(column.help)}</office:annotation>" if column.help else ""
        style = "grijze-kop" if locked else "kop"
        return (
            f'<table:table-cell table:style-name="{style}" office:value-type="string">{note}'
            f"<text:p>{escape(column.heading)}</text:p></table:table-cell>"
        )

    def attributes(self, place: int, column: Column, *, is_spare: bool) -> str:
        lock = "vast" if is_locked(column, is_office=self.is_office, is_spare=is_spare) else "open"
        kind = {Kind.DAY: "-datum", Kind.NUMBER: "", Kind.DEGREES: ""}.get(column.kind, "-tekst")
        rule = f' table:content-validation-name="{self.rule_name(place)}"' if self.rules[place] else ""
        return f' table:style-name="{lock}{kind}"{rule}'

    def filter_buttons(self) -> str:
        """By this name LibreOffice knows the filter of a sheet as the one that the sheet has of itself."""
        last = f"{column_letters(len(self.columns))}{1 + len(self.sheet.rows) + SPARE_ROWS}"
        sheet = f"'{self.sheet.declaration.title}'"
        target = quoteattr(f"{sheet}.A1:{sheet}.{last}")
        return (
            f'<table:database-range table:name="__Anonymous_Sheet_DB__{self.number}" table:display-filter-buttons="true" '
            f"table:target-range-address={target}/>"
        )


def _table_start(title: str, *, is_protected: bool = False, style: str = "blad") -> str:
    protection = (
        '<loext:table-protection loext:select-protected-cells="true" loext:select-unprotected-cells="true" '
        'loext:insert-rows="true" loext:use-autofilter="true"/>'
        if is_protected
        else ""
    )
    protected = ' table:protected="true"' if is_protected else ""
    return f'<table:table table:name="{escape(title)}" table:style-name="{style}"{protected}>{protection}'


def _cell(value: Value, attributes: str) -> str:
    match value:
        case None | "":
            return f"<table:table-cell{attributes}/>"
        case bool():
            return _text_cell("ja" if value else "nee", attributes)
        case int() | float():
            return (
                f'<table:table-cell{attributes} office:value-type="float" office:value="{value}">'
                f"<text:p>{value}</text:p></table:table-cell>"
            )
        case datetime() | date():
            return (
                f'<table:table-cell{attributes} office:value-type="date" office:date-value="{value:%Y-%m-%d}">'
                f"<text:p>{value:%d-%m-%Y}</text:p></table:table-cell>"
            )
        case str() if len(value) <= LONGEST_CELL:
            return _text_cell(value, attributes)
    # What does not fit stays away, so that it stays as it is on the site.
    return f"<table:table-cell{attributes}/>"


def _text_cell(text: str, attributes: str = "") -> str:
    return f'<table:table-cell{attributes} office:value-type="string">{_paragraphs(text)}</table:table-cell>'


def _paragraphs(text: str) -> str:
    """White space in XML folds, unless it is an element. LibreOffice swallows tabs in cells, so they are spaces."""
    text = NOT_IN_XML.sub("", text).replace("\t", " ")
    lines = escape(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "".join(f"<text:p>{FOLDED_SPACE.sub('<text:s/>', line)}</text:p>" for line in lines)


def _explanation(book: FilledBook) -> Iterator[str]:
    yield _table_start(TITLE, is_protected=True)
    yield '<table:table-column table:style-name="breed34"/><table:table-column table:style-name="breed100"/>'
    for line in explanation(book):
        style = f' table:style-name="{LOOK_STYLES[line.look]}"'
        cells = "".join(_text_cell(text, style) for text in line.cells) or "<table:table-cell/>"
        yield f"<table:table-row>{cells}</table:table-row>"
    yield "</table:table>"


def _lists(lists: Lists) -> Iterator[str]:
    yield _table_start(LISTS_TITLE, style="verborgen")
    found: Sequence[DropDown] = list(lists.values())
    yield f'<table:table-column table:number-columns-repeated="{max(len(found), 1)}"/>'
    for row in range(max((len(one.choices) for one in found), default=1)):
        cells = (
            _text_cell(one.choices[row]) if row < len(one.choices) else "<table:table-cell/>" for one in found
        )
        yield f"<table:table-row>{''.join(cells) or '<table:table-cell/>'}</table:table-row>"
    yield "</table:table>"
