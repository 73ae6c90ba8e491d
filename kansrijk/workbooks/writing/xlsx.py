"""Writes a workbook as .xlsx. Every text is a text: nothing comes to life in the program that opens it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import IO, Any

import xlsxwriter

from kansrijk.resources.widgets import Kind
from kansrijk.workbooks.book import Value
from kansrijk.workbooks.declaration import Column
from kansrijk.workbooks.writing.explanation import TITLE, Look, explanation
from kansrijk.workbooks.writing.filling import FilledBook, FilledSheet
from kansrijk.workbooks.writing.layout import (
    LISTS_TITLE,
    LONGEST_CELL,
    ROW_HEIGHT,
    SPARE_ROWS,
    DropDown,
    drop_down_of,
    drop_downs,
    is_locked,
    width_of,
)

GREY, BLUE, LINE = "#EEF1F4", "#154273", "#D5DAE0"
TEXT_ONLY = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
PROTECTION = {
    "insert_rows": True,
    "insert_columns": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
    "select_locked_cells": True,
}
DATE_FORMAT = "dd-mm-yyyy"
MOST_NOTE_CHARACTERS = 1_000


def write_xlsx(book: FilledBook, out: IO[bytes]) -> None:
    with xlsxwriter.Workbook(out, TEXT_ONLY) as file:
        file.set_properties({"title": f"Werkboek: {book.declaration.title}", "comments": book.number})
        looks = _looks(file)
        lists = drop_downs(book)
        for sheet in book.sheets:
            _SheetWriter(file, sheet, lists, looks, is_office=book.is_office).write()
        _write_explanation(file, book, looks)
        _write_lists(file, lists)


Looks = Mapping[str, Any]


def _looks(file: xlsxwriter.Workbook) -> Looks:
    cell = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": LINE}
    return {
        "heading": file.add_format(
            {**cell, "bold": True, "bg_color": BLUE, "font_color": "white", "border": 1}
        ),
        "locked_heading": file.add_format(
            {**cell, "bold": True, "bg_color": "#595F66", "font_color": "white", "border": 1}
        ),
        "open": file.add_format({**cell, "locked": False}),
        "open_day": file.add_format({**cell, "locked": False, "num_format": DATE_FORMAT}),
        "open_text": file.add_format({**cell, "locked": False, "num_format": "@"}),
        "locked": file.add_format({**cell, "bg_color": GREY, "font_color": "#3C434A"}),
        "locked_day": file.add_format({**cell, "bg_color": GREY, "num_format": DATE_FORMAT}),
        Look.TITLE: file.add_format({"bold": True, "font_size": 16, "font_color": BLUE}),
        Look.HEADING: file.add_format({"bold": True, "font_size": 12, "font_color": BLUE}),
        Look.TEXT: file.add_format({"text_wrap": True, "valign": "top"}),
    }


class _SheetWriter:
    def __init__(
        self,
        file: xlsxwriter.Workbook,
        sheet: FilledSheet,
        lists: Mapping[tuple[str, ...] | str, DropDown],
        looks: Looks,
        *,
        is_office: bool,
    ) -> None:
        self.out = file.add_worksheet(sheet.declaration.title)
        self.sheet, self.lists, self.looks, self.is_office = sheet, lists, looks, is_office
        self.columns = sheet.declaration.columns

    def write(self) -> None:
        last = len(self.sheet.rows) + SPARE_ROWS
        self.out.freeze_panes(1, 1 + sum(column.is_key for column in self.columns[1:]))
        self.out.autofilter(0, 0, last, len(self.columns) - 1)
        for place, column in enumerate(self.columns):
            self.out.set_column(place, place, width_of(column), self.look(column, is_spare=True))
            self.check(place, column, last)
        self.write_headings()
        filled = [self.look(column, is_spare=False) for column in self.columns]
        for number, row in enumerate(self.sheet.rows, start=1):
            self.out.set_row(number, ROW_HEIGHT)
            for place, (value, look) in enumerate(zip(row, filled, strict=True)):
                write_cell(self.out, number, place, value, look)
        self.out.protect("", PROTECTION)
        self.out.set_landscape()
        self.out.fit_to_pages(1, 0)
        self.out.repeat_rows(0)

    def write_headings(self) -> None:
        self.out.set_row(0, 32)
        for place, column in enumerate(self.columns):
            locked = column.is_locked_for(is_office=self.is_office)
            self.out.write_string(
                0, place, column.heading, self.looks["locked_heading" if locked else "heading"]
            )
            if column.help:
                note = column.help[:MOST_NOTE_CHARACTERS]
                self.out.write_comment(0, place, note, {"author": "", "x_scale": 2, "y_scale": 1.2})

    def look(self, column: Column, *, is_spare: bool) -> Any:
        if is_locked(column, is_office=self.is_office, is_spare=is_spare):
            return self.looks["locked_day" if column.kind == Kind.DAY else "locked"]
        if column.kind == Kind.DAY:
            return self.looks["open_day"]
        # As text, or Excel makes a number of 007 and a date of 1-2.
        return self.looks["open" if column.kind in (Kind.NUMBER, Kind.DEGREES) else "open_text"]

    def check(self, place: int, column: Column, last: int) -> None:
        """What the program itself checks while somebody types; the site checks again."""
        if rule := self.rule(column):
            self.out.data_validation(
                1, place, last, place, {"ignore_blank": True, "error_title": column.heading[:32], **rule}
            )

    def rule(self, column: Column) -> dict[str, Any] | None:
        if found := drop_down_of(column, self.lists):
            return {
                "validate": "list",
                "source": f"={found.name}",
                # A list offers one choice; where more are allowed, people type them, and then it may not object.
                "show_error": not column.is_multiple,
                # A warning only: one may type [leeg] as well.
                "error_type": "warning",
                "error_message": "Dit staat niet in de lijst.",
            }
        match column.kind:
            case Kind.DAY:
                limits = {"minimum": date(1900, 1, 1), "maximum": date(2200, 1, 1)}
                message = "Typ een datum, bijvoorbeeld 1-5-2026."
                return {
                    "validate": "date",
                    "criteria": "between",
                    **limits,
                    "error_type": "warning",
                    "error_message": message,
                }
            case Kind.NUMBER if not column.is_key:
                message = "Typ een heel getal, zonder woorden erbij."
                return {
                    "validate": "integer",
                    "criteria": ">=",
                    "value": 0,
                    "error_type": "warning",
                    "error_message": message,
                }
        if column.max_length and column.kind != Kind.WORDS:
            message = f"Hier passen hoogstens {column.max_length} tekens."
            return {
                "validate": "length",
                "criteria": "<=",
                "value": column.max_length,
                "error_message": message,
            }
        return None


def write_cell(out: Any, row: int, place: int, value: Value, look: Any) -> None:
    """A text stays a text, a number a number; what does not fit stays away, so that it stays as it is on the site."""
    match value:
        case None | "":
            out.write_blank(row, place, None, look)
        case bool():
            out.write_string(row, place, "ja" if value else "nee", look)
        case int() | float():
            out.write_number(row, place, value, look)
        case datetime() | date():
            out.write_datetime(row, place, value, look)
        case str() if len(value) <= LONGEST_CELL:
            out.write_string(row, place, value, look)
        case _:
            out.write_blank(row, place, None, look)


def _write_explanation(file: xlsxwriter.Workbook, book: FilledBook, looks: Looks) -> None:
    out = file.add_worksheet(TITLE)
    out.set_column(0, 0, 34)
    out.set_column(1, 1, 100)
    for number, line in enumerate(explanation(book)):
        for place, text in enumerate(line.cells):
            out.write_string(number, place, text[:LONGEST_CELL], looks[line.look])
    out.protect("", {"format_columns": True})


def _write_lists(file: xlsxwriter.Workbook, lists: Mapping[Any, DropDown]) -> None:
    """Ranges with a name survive programs that forget other drop-downs."""
    out = file.add_worksheet(LISTS_TITLE)
    out.very_hidden()
    found = list(lists.values())
    for row in range(max((len(one.choices) for one in found), default=0)):
        for one in found:
            if row < len(one.choices):
                out.write_string(row, one.place, one.choices[row])
    for one in found:
        letters = xlsxwriter.utility.xl_col_to_name(one.place)
        file.define_name(one.name, f"={LISTS_TITLE}!${letters}$1:${letters}${len(one.choices)}")
