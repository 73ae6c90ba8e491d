"""What the rows of a file want of one child set of one record."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property

from kansrijk.publishing.merge import row_order
from kansrijk.publishing.packing import canonical
from kansrijk.resources.codes import ROW_LETTERS
from kansrijk.workbooks.known.facts import Content

Rows = Sequence[Content]


class ChildEdits:
    def __init__(self, exported: Rows, now: Rows, blank: Content) -> None:
        self.exported = list(exported)
        self.now = now
        self.blank = blank
        self.changed: dict[str, Content] = {}
        """Also new rows; by key, in the order of the file."""
        self.removed: set[str] = set()
        self._by_values: dict[tuple[str, ...], dict[bytes, list[Content]]] = {}
        self._copies = Counter[bytes]()

    @property
    def is_touched(self) -> bool:
        return bool(self.changed or self.removed)

    def rows(self) -> list[Content]:
        """As the file wants them."""
        rows = {row["id"]: row for row in self.exported} | self.changed
        return sorted((row for key, row in rows.items() if key not in self.removed), key=row_order)

    def row_with_letters(self, letters: str) -> Content | None:
        """The row with a key that begins so. One that is younger than what was exported counts as exported with it."""
        row = self._by_letters.get(letters)
        if row is not None and letters in self._younger:
            self._younger.remove(letters)
            self.exported.append(row)
        return row

    @cached_property
    def _by_letters(self) -> dict[str, Content]:
        return {letters_of(row): row for rows in (self.now, self.exported) for row in rows}

    @cached_property
    def _exported_keys(self) -> set[str]:
        return {row["id"] for row in self.exported}

    def newest(self, key: str) -> Content:
        """How the newest work has the row; empty when it has no such row."""
        return self._newest.get(key, {})

    @cached_property
    def _newest(self) -> dict[str, Content]:
        return {row["id"]: row for row in self.now}

    @cached_property
    def _younger(self) -> set[str]:
        return {letters_of(row) for row in self.now} - {letters_of(row) for row in self.exported}

    def row_that_says(self, values: Content, taken: set[str]) -> Content | None:
        """A row that no other row of the file is about, with these values: as it was exported, or in the newest work."""
        names = tuple(values)
        if names not in self._by_values:
            found = defaultdict(list)
            for row in (*self.exported, *self.now):
                found[canonical({name: row.get(name) for name in names})].append(row)
            self._by_values[names] = found
        same = self._by_values[names].get(canonical(values), ())
        return next((row for row in same if row["id"] not in taken), None)

    def said_with(self, values: Content) -> bytes:
        """What a new row with these values says, wherever it stands: the same bytes for rows that say the same."""
        return _said({**self.blank, **values})

    def has_already(self, values: Content) -> bool:
        """Whether there will be a row that says exactly this, also if another row of the file is about it."""
        return self.said_with(values) in self._said_by_old_rows

    @cached_property
    def _said_by_old_rows(self) -> set[bytes]:
        """Asked for once every row of the file with a key was seen."""
        rows = (self.changed.get(row["id"], row) for row in self.now if row["id"] not in self.removed)
        return {_said(row) for row in rows}

    def add(self, values: Content, make_key: Callable[[str], str]) -> str:
        """Adds a row at the end, unless it says where it stands; returns its key, which follows from what it says."""
        about = canonical(values)
        key = ""
        while not key or key in self.changed or key in self._exported_keys:
            self._copies[about] += 1
            key = make_key(f"{about.decode()}|{self._copies[about]}")
        place = {"position": self._next_position()} if "position" in self.blank else {}
        self.changed[key] = {**self.blank, **place, **values, "id": key}
        return key

    def _next_position(self) -> int:
        self._last_position += 1
        return self._last_position

    @cached_property
    def _last_position(self) -> int:
        return max((row.get("position") or 0 for row in (*self.exported, *self.now)), default=0)


def _said(row: Content) -> bytes:
    """What a person reads in it, wherever it stands."""
    return canonical({name: value for name, value in row.items() if name not in ("id", "position")})


def letters_of(row: Content) -> str:
    """With which the code of the row ends."""
    return str(row["id"]).replace("-", "")[:ROW_LETTERS]
