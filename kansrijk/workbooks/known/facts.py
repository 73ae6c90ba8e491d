"""What the database knows about a file, as plain data: so that planning itself asks nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kansrijk.publishing.models import RecordState
from kansrijk.publishing.readiness import Rule
from kansrijk.resources.names import Names
from kansrijk.resources.texts import folded, letters_only

Content = Mapping[str, Any]
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownRecord:
    pk: int
    code: str
    state: str
    is_in_scope: bool
    area: str = ""
    """Name of its area."""
    revision: int | None = None
    """The newest open work, else what is live."""
    now: Content = field(default_factory=dict)
    """What the newest open work holds, else the live content; empty when it is not in scope."""
    live: Content = field(default_factory=dict)
    sent: Content = field(default_factory=dict)
    """What an earlier file of the same person, of the same workbook, made of it; empty when there was none."""
    has_work_of_others: bool = False
    """Whether the newest open work was saved by somebody else than who sent the file."""

    @property
    def unseen(self) -> frozenset[str]:
        """Fields that others changed, and that visitors do not see yet."""
        if not self.has_work_of_others:
            return frozenset()
        # The row of a record that was never shown holds its newest work.
        live = {} if self.state == RecordState.NEW else self.live
        nothing: tuple[Any, ...] = (None, "", [])
        return frozenset(
            name for name, value in self.now.items() if value != live.get(name) and value not in nothing
        )

    @property
    def is_nowhere(self) -> bool:
        """Neither on the site nor proposed for it: it was taken off again, or its only draft lapsed."""
        return self.state == RecordState.NEW and self.revision is None


@dataclass(frozen=True, slots=True)
class Version:
    """A revision that the file names."""

    pk: int
    """Of the record."""
    content: Content = field(default_factory=dict)
    """Empty when the record is not in scope."""


@dataclass(frozen=True)
class KnownKind:
    """The records of one kind that the file is about, and what a new one begins with."""

    kind: str
    records: Mapping[int, KnownRecord] = field(default_factory=dict)
    by_code: Mapping[str, int] = field(default_factory=dict)
    versions: Mapping[int, Version] = field(default_factory=dict)
    """By the number of the revision."""
    exported: Mapping[int, int] = field(default_factory=dict)
    """By record the revision that stood in the workbook with this export number."""
    titles: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By title_key() the code of a record that has it, and before that by area and exact title."""
    made: Mapping[int, str] = field(default_factory=dict)
    """Those that earlier files with the same export number made, with what to call that file; known when the file has
    rows without a code."""
    blank: Content = field(default_factory=dict)
    blank_rows: Mapping[str, Content] = field(default_factory=dict)
    """By child set what a new row holds."""
    taken: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By field of which each value may stand once in the whole table: the code of the record
    that has it. Of words each word counts."""
    rules: tuple[Rule, ...] = ()
    ways_to_area: tuple[Path, ...] = ()
    """The fields that lead from the content to the area; an empty path when the record is an area itself."""

    def record(self, code: str) -> KnownRecord | None:
        pk = self.by_code.get(code)
        return None if pk is None else self.records[pk]


@dataclass(frozen=True)
class Known:
    names: Names
    kinds: Mapping[str, KnownKind]
    is_office: bool = True
    areas: Mapping[str, str] = field(default_factory=dict)
    """The name of each area, by its key in contents."""
    gives_codes: bool = False
    """The site itself fills its database: a code that nobody has is that of a new record, and no record is new
    without a reason."""
    own_areas: frozenset[str] = frozenset()
    """The keys of the areas this person works for; the office works for all."""
    area_of_reference: Mapping[str, str] = field(default_factory=dict)
    """By the key of a record that others refer to, the key of its area."""
    former_names: Names | None = None
    """How names stood in the cells of the workbook that went out."""
    export_number: str = ""
    """Of the workbook that the file was; empty when it is not found."""
    remarks: tuple[str, ...] = ()
    salt: str = ""
    """Keeps the keys of rows of new records apart from those of every other file."""

    def area_key(self, kind: str, content: Content) -> str:
        """The area that content of this kind belongs to; empty when it says none."""
        for path in self.kinds[kind].ways_to_area:
            if path and (key := content.get(path[0])):
                return key if len(path) == 1 else self.area_of_reference.get(key, "")
        return ""

    def area_fields(self, kind: str) -> tuple[str, ...]:
        """The fields that say which area a record belongs to."""
        return tuple(path[0] for path in self.kinds[kind].ways_to_area if path)

    def may_add(self, kind: str) -> bool:
        """Only the office adds areas and words that all areas share."""
        ways = self.kinds[kind].ways_to_area
        return self.is_office or (bool(ways) and () not in ways)

    def works_for(self, area: str) -> bool:
        return self.is_office or area in self.own_areas

    def area_name(self, area: str) -> str:
        return self.areas.get(area, area)


NOT_TO_BE_CHANGED = {
    RecordState.WITHDRAWN: (
        "{code} is ingetrokken en kan daarom niet via een werkboek gewijzigd worden. "
        "Vraag de redactie om dit eerst terug te zetten."
    ),
    RecordState.REMOVED: (
        "{code} is van de site weggehaald. Vraag de redactie om dit eerst terug te zetten."
    ),
}
"""States in which a workbook changes nothing, and what to do then."""


def title_key(area: str, title: object) -> tuple[str, str]:
    """Two records with the same one are probably one record: only letters and digits count, if there are any."""
    return area, letters_only(str(title)) or folded(str(title))
