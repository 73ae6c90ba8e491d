"""One column of a file, with what was worked out before: the same names stand in thousands of cells."""

from dataclasses import replace
from typing import Any

from kansrijk.resources.misread import Misread
from kansrijk.resources.names import Names
from kansrijk.resources.widgets import Kind
from kansrijk.workbooks.book import Value
from kansrijk.workbooks.declaration import Column
from kansrijk.workbooks.planning.cells import as_text, same_cell
from kansrijk.workbooks.planning.gathering import Gathered

SHOWN_AS_IT_IS = (Kind.LINE, Kind.PROSE)
REPEATED = (Kind.CHOICE, Kind.CHOICES)
"""Kinds of which the same content stands in many rows."""
LONGEST_LIST = 1_000
"""Characters of a cell with names; what is longer is no list of names, and would cost much to look up."""
MOST_SUGGESTED = 100
"""Cells of one column that get a suggestion; a column with more mistakes is not mended one by one."""
MOST_REMEMBERED = 500
"""Of other kinds, of which each row may have its own."""


class ColumnReader:
    __slots__ = (
        "_gathered",
        "_is_plain",
        "_is_repeated",
        "_misread",
        "_names",
        "_old",
        "_read",
        "_shown",
        "column",
        "number",
    )

    def __init__(self, number: int, column: Column, gathered: Gathered) -> None:
        known = gathered.known
        self._gathered = gathered
        self.number = number
        """Counted from 1."""
        self.column = column
        self._names, self._old = known.names, known.former_names
        self._is_plain = column.kind in SHOWN_AS_IT_IS
        self._is_repeated = column.kind in REPEATED
        self._shown: dict[Any, Value] = {}
        self._read: dict[Value, Any] = {}
        self._misread: dict[Value, Misread] = {}

    def is_untouched(self, cell: Value, content: Any) -> bool:
        """Whether the cell still shows this content."""
        if content is None or content == []:
            return False
        if same_cell(cell, content if self._is_plain else self._show(content)):
            return True
        return self._old is not None and same_cell(cell, self.column.show(content, self._old))

    def _show(self, content: Any) -> Value:
        key = tuple(content) if self._is_repeated and isinstance(content, list) else content
        if isinstance(key, list):
            return self.column.show(content, self._names)
        if key not in self._shown:
            if not self._is_repeated and len(self._shown) >= MOST_REMEMBERED:
                self._shown.clear()
            self._shown[key] = self.column.show(content, self._names)
        return self._shown[key]

    def read(self, cell: Value) -> Any:
        """What the cell says. Raises Misread."""
        if not self._is_repeated:
            return self.column.read(cell, self._names)
        if cell in self._misread:
            raise self._misread[cell]
        if cell not in self._read:
            try:
                self._read[cell] = self._look_up(cell)
            except Misread as misread:
                self._misread[cell] = misread
                raise
        return self._read[cell]

    def _look_up(self, cell: Value) -> Any:
        if isinstance(cell, str) and len(cell) > LONGEST_LIST:
            raise Misread(f"Hier staan {len(cell)} tekens. Dat is te veel voor namen uit een lijst.")
        if len(self._misread) == MOST_SUGGESTED:
            self._names = without_suggestions(self._names, self.column.source)
        return self._new(cell) or self.column.read(cell, self._names)

    def _new(self, cell: Value) -> str:
        """What stands for a record that is new in the same file, called by its title; empty when there is none."""
        if self.column.kind != Kind.CHOICE or not self.column.source:
            return ""
        same = self._gathered.new_called(self.column.source, as_text(cell))
        if len(same) > 1:
            raise Misread(f"‘{as_text(cell)}’ staat meer dan één keer als nieuw in dit bestand.")
        return same[0].reference if same else ""

    def check_chosen(self, value: Any, before: Any) -> None:
        """What was taken off the site may stay where it stands, but nobody chooses it anew. Raises Misread."""
        source: Names = self._names
        gone = source.of(self.column.source).removed
        if not gone:
            return
        chosen = set(value if isinstance(value, list) else [value])
        anew = chosen - set(before if isinstance(before, list) else [before])
        if found := anew & gone:
            names = ", ".join(sorted(f"‘{source.label(self.column.source, key)}’" for key in found))
            raise Misread(f"{names} is van de site weggehaald. Kies iets anders.")


def without_suggestions(names: Names, source: str) -> Names:
    """The same names, but nothing is near to a wrong one."""
    return Names({**names.sources, source: replace(names.of(source), offered=())})
