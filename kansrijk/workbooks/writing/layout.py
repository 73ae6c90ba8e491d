"""How the columns of a workbook look and behave, whatever the format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from kansrijk.resources.widgets import Kind
from kansrijk.workbooks.declaration import Column, Role
from kansrijk.workbooks.writing.filling import FilledBook

SPARE_ROWS = 200
"""Below the last row, ready to be filled in."""
LISTS_TITLE = "Lijsten"
"""A hidden sheet with what the drop-downs offer."""
LONGEST_CELL = 32_767
"""Characters; more does not fit in a cell of Excel."""
ROW_HEIGHT = 48
"""Points: three lines of a long text, so that one sees several rows at once."""

WIDTHS = {
    Kind.LINE: 26,
    Kind.PROSE: 45,
    Kind.MARKUP: 60,
    Kind.NUMBER: 12,
    Kind.DEGREES: 12,
    Kind.DAY: 14,
    Kind.CHOICE: 26,
    Kind.CHOICES: 32,
    Kind.WORDS: 32,
}
"""In characters."""
HEADING_LINES = 2
"""So many fit in the row of headings, which stays in view."""
KEY_WIDTHS = {Role.CODE: 12, Role.VERSION: 9, Role.ROW: 18}


def width_of(column: Column) -> int:
    if column.role == Role.CODE and column.source:
        return 34
    width = KEY_WIDTHS.get(column.role, WIDTHS[column.kind])
    while len(wrap(column.heading, width - 1)) > HEADING_LINES:
        width += 1
    return width


@dataclass(frozen=True)
class DropDown:
    name: str
    """Of the range with its choices."""
    place: int
    """Its column on the sheet with lists, from 0."""
    choices: Sequence[str]


def drop_downs(book: FilledBook) -> dict[tuple[str, ...] | str, DropDown]:
    """By the source of a column, or by its fixed options."""
    wanted: dict[tuple[str, ...] | str, Sequence[str]] = {}
    for sheet in book.sheets:
        for column in sheet.declaration.columns:
            if column.source:
                wanted[column.source] = book.lists[column.source]
            elif column.options:
                wanted[column.options] = column.options
    filled = [(key, choices) for key, choices in wanted.items() if choices]
    return {
        key: DropDown(f"Lijst_{place + 1}", place, choices) for place, (key, choices) in enumerate(filled)
    }


def drop_down_of(column: Column, lists: Mapping[tuple[str, ...] | str, DropDown]) -> DropDown | None:
    return lists.get(column.source or column.options)


def is_locked(column: Column, *, is_office: bool, is_spare: bool) -> bool:
    """A new row may say which record it belongs to, or which one it turned out to be; all other keys are given out by
    the site."""
    if is_spare and column.role == Role.CODE:
        return False
    return column.is_locked_for(is_office=is_office)
