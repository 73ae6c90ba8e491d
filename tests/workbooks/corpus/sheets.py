"""A sheet as somebody laid it out, which knows at which cell each value stands, and what is expected of it."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kansrijk.workbooks.book import cell_name

FILES = Path(__file__).parent / "files"
AS_WRITTEN = object()
Cells = dict[str, Any]
"""By heading of the workbook, however it is called in the file."""


@dataclass(frozen=True)
class Layout:
    """What stands where; rows and columns of the file count from 1."""

    name: str
    rows: list[Cells]
    headings: list[str]
    """Declared headings in the order of the columns; an empty one leaves a column blank."""
    written: Mapping[str, str] = field(default_factory=dict)
    """How a heading is written in this file."""
    above: int = 0
    """Rows with a title before the headings."""
    blank_after: tuple[int, ...] = ()
    """Places in rows behind which a blank row stands."""
    state: str = "visible"

    def grid(self) -> list[list[Any]]:
        titles = [["Overzicht van de wijk"] + [None] * (len(self.headings) - 1) for _ in range(self.above)]
        lines = [*titles, [self.written.get(heading, heading) or None for heading in self.headings]]
        for place, row in enumerate(self.rows):
            lines.append([row.get(heading) for heading in self.headings])
            if place in self.blank_after:
                lines.append([None] * len(self.headings))
        return lines

    def row_of(self, place: int) -> int:
        return self.above + 2 + place + sum(blank < place for blank in self.blank_after)

    def cell(self, place: int, heading: str) -> str:
        return cell_name(self.row_of(place), self.headings.index(heading) + 1)


def layout(rows: Iterable[Cells], name: str = "Interventies", **options: Any) -> Layout:
    rows = deepcopy(list(rows))
    headings = options.pop("headings", None) or list(rows[0])
    return Layout(name, rows, headings, **options)


@dataclass(frozen=True)
class Expected:
    """By sheet and cell."""

    wrong: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Refused: a part of the message, and the suggestion."""
    used: dict[str, Any] = field(default_factory=dict)
    """Taken over, with what was read; None when that does not matter."""
    skipped: dict[str, str] = field(default_factory=dict)
    """Named, but no mistake: a part of the message."""


@dataclass(frozen=True)
class Shape:
    """One file."""

    name: str
    program: str
    ending: str
    layouts: list[Layout]
    expected: Expected
    options: Mapping[str, Any] = field(default_factory=dict)
    """For the program."""

    def saved_by(self, program: str, ending: str, name: str) -> "Shape":
        """The same file, opened and saved by another program."""
        return replace(self, name=name, program=f"{self.program}, then {program}", ending=ending)


@dataclass
class Planting:
    """Changes cells of a layout and notes what is expected of them."""

    layout: Layout
    expected: Expected = field(default_factory=Expected)

    def _key(self, place: int, heading: str) -> str:
        return f"{self.layout.name}!{self.layout.cell(place, heading)}"

    def wrong(
        self, place: int, heading: str, value: Any, message: str, suggestion: str = "", at: str = ""
    ) -> "Planting":
        """The value in one cell; the message may stand at another one of the row."""
        self.layout.rows[place][heading] = value
        self.expected.wrong[self._key(place, at or heading)] = (message, suggestion)
        return self

    def used(self, place: int, heading: str, value: Any, read: Any = AS_WRITTEN) -> "Planting":
        self.layout.rows[place][heading] = value
        self.expected.used[self._key(place, heading)] = value if read is AS_WRITTEN else read
        return self

    def same(self, place: int, heading: str, value: Any) -> "Planting":
        """Written otherwise, but saying the same."""
        self.layout.rows[place][heading] = value
        return self

    def says(self, place: int, heading: str, message: str) -> "Planting":
        """A cell that is wrong as it stands."""
        self.expected.wrong[self._key(place, heading)] = (message, "")
        return self

    def skipped(self, row: int, heading: str, message: str) -> "Planting":
        column = self.layout.headings.index(heading) + 1
        self.expected.skipped[f"{self.layout.name}!{cell_name(row, column)}"] = message
        return self


def plant(layout: Layout) -> Planting:
    """With one mistake and one good change, as every file has."""
    return (
        Planting(layout)
        .wrong(1, "Thema's", "Jong kind", "Er is geen thema ‘Jong kind’", "Jonge kind")
        .used(2, "Titel", "Sportmiddag")
    )


def shape(name: str, program: str, ending: str, *plantings: Planting, **options: Any) -> Shape:
    expected = Expected()
    for one in plantings:
        expected.wrong.update(one.expected.wrong)
        expected.used.update(one.expected.used)
        expected.skipped.update(one.expected.skipped)
    return Shape(name, program, ending, [one.layout for one in plantings], expected, options)
