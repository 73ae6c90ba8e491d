"""The rows of one record that no row of a file is about, and which of them a row without a code of its own is like. Pure."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping
from itertools import islice
from typing import Any

from kansrijk.publishing.packing import canonical
from kansrijk.resources.texts import folded
from kansrijk.workbooks.declaration import SheetDeclaration
from kansrijk.workbooks.known.facts import Content
from kansrijk.workbooks.planning.child_edits import ChildEdits, letters_of

POSITION = "position"
MOST_COMPARED = 50
"""Rows with the same words: of more of them nobody can tell which one is meant."""


class Unclaimed:
    def __init__(self, edits: ChildEdits, taken: Collection[str], declaration: SheetDeclaration) -> None:
        self._edits = edits
        self._recognised_by = declaration.recognised_by
        self._chosen = [column.field for column in declaration.fields if column.source]
        self._rows: dict[str, list[Content]] = defaultdict(list)
        self._with_mark: dict[Hashable, dict[str, None]] = defaultdict(dict)
        self._saying: dict[bytes, set[str]] = defaultdict(set)
        # As it was exported and as it is now: the file may have either.
        for row in (*edits.exported, *edits.now):
            key = str(row["id"])
            if key not in taken:
                self._rows[key].append(row)
                self._saying[edits.said_with(row)].add(key)
                for mark in self._marks(row, by_place_alone=True):
                    self._with_mark[mark][key] = None

    def take(self, key: str) -> None:
        self._rows.pop(key, None)

    def that_moved(self, values: Content) -> Content | None:
        """The only row that says this, at another place."""
        keys = self._saying.get(self._edits.said_with(values), set()) & set(self._rows)
        return self._rows[next(iter(keys))][0] if len(keys) == 1 else None

    def like(self, values: Content, denied: Collection[str], *, has_version: bool) -> Content | None:
        """The row that these values have most in common with; None when there is none, or when all are denied.

        It has the same words, or stands at the same place and says something else that is the same. A row that was
        exported, as its version says, may have no more than its place left.
        """
        best, found = 0, None
        for key in self._candidates(values, has_version=has_version):
            row = self._rows[key][-1]
            common = max(sum(one.get(n) == value for n, value in values.items()) for one in self._rows[key])
            is_other = not has_version and any(
                values.get(name) and values[name] != row.get(name) for name in self._chosen
            )
            if common > best and not is_other and letters_of(row) not in denied:
                best, found = common, row
        return found

    def _candidates(self, values: Content, *, has_version: bool) -> Iterator[str]:
        for mark in self._marks(values, by_place_alone=has_version):
            yield from (
                key for key in islice(self._with_mark.get(mark, ()), MOST_COMPARED) if key in self._rows
            )

    def _marks(self, row: Mapping[str, Any], *, by_place_alone: bool) -> Iterator[Hashable]:
        """What a person would know it by."""
        for name in self._recognised_by:
            if text := folded(str(row.get(name) or "")):
                yield name, text
        place = row.get(POSITION)
        if place is None:
            return
        for name, value in row.items():
            if name not in (POSITION, "id", *self._recognised_by) and value not in (None, "", []):
                yield place, name, canonical({name: value})
        if by_place_alone:
            yield place, POSITION
