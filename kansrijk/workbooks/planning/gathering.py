"""What is gathered while the rows of a file are read one by one: drafts of rows, and records in the making."""

from collections import ChainMap, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kansrijk.publishing.models import RecordState
from kansrijk.resources.noun import Noun
from kansrijk.resources.texts import folded
from kansrijk.workbooks.known.facts import Content, Known, KnownRecord
from kansrijk.workbooks.planning.drafts import RowDraft
from kansrijk.workbooks.planning.records import NEW, RecordWork
from kansrijk.workbooks.planning.watching import Watch


@dataclass
class Gathered:
    known: Known
    naming_fields: Mapping[str, str]
    """By kind the field by which people know a record."""
    nouns: Mapping[str, Noun]
    """By kind what a record is called: interventie."""
    watch: Watch = field(default_factory=Watch)
    drafts: dict[int, list[tuple[RowDraft, RecordWork | None]]] = field(default_factory=dict)
    """By the identity of the sheet in the book: two sheets may have one name."""
    works: list[RecordWork] = field(default_factory=list)
    by_pk: dict[tuple[str, int], RecordWork] = field(default_factory=dict)
    new: dict[str, dict[str, list[RecordWork]]] = field(default_factory=lambda: defaultdict(dict))
    """New records by kind and then by folded title, for the child rows that belong to them."""
    areas_of_new: dict[str, str] = field(default_factory=dict)
    """By what others call a new record, the key of its area."""

    def __post_init__(self) -> None:
        areas = ChainMap(self.areas_of_new, dict(self.known.area_of_reference))
        self.known = replace(self.known, area_of_reference=areas)

    def keep(self, sheet: object, draft: RowDraft, work: RecordWork | None) -> None:
        self.drafts.setdefault(id(sheet), []).append((draft, work))
        if work is not None:
            work.rows.append((draft.sheet, draft.row))
            work.has_refused = work.has_refused or draft.is_refused

    def work_on(self, kind: str, record: KnownRecord, version: int | None = None) -> RecordWork:
        """The one work on this record. Whoever comes first says from which version it went out."""
        work = self.by_pk.get((kind, record.pk))
        if work is None:
            base, is_guessed = self._base(kind, record, version)
            work = RecordWork(
                kind=self.known.kinds[kind],
                pk=record.pk,
                code=record.code,
                area=record.area,
                revision=record.revision,
                base=base,
                now=record.now,
                title=str(record.now.get(self.naming_fields.get(kind, ""), "")),
                place=len(self.works),
                is_base_guessed=is_guessed,
                unseen=record.unseen,
                sent=record.sent,
                is_nowhere=record.is_nowhere and not self.known.gives_codes,
            )
            self.works.append(work)
            self.by_pk[kind, record.pk] = work
        return work

    def _base(self, kind: str, record: KnownRecord, version: int | None) -> tuple[Content, bool]:
        """What was exported: by the row itself, by the export number; else what was sent before, or is published."""
        known = self.known.kinds[kind]
        for number in (version, known.exported.get(record.pk)):
            found = known.versions.get(number) if number is not None else None
            if found is not None and found.pk == record.pk:
                return found.content, False
        if record.sent and not record.is_nowhere:
            return record.sent, False
        if record.state == RecordState.NEW and record.revision is not None:
            # Nothing was published, so that whatever somebody else typed is a reason to ask.
            return {name: value for name, value in record.now.items() if isinstance(value, list)}, True
        return record.live, True

    def new_called(self, kind: str, title: str) -> list[RecordWork]:
        """The new records of this file with this title."""
        return self.new[kind].get(folded(title), [])

    def work_referred_to(self, value: object) -> RecordWork | None:
        """The new record behind a reference that stands for one, as RecordWork.reference gives it."""
        is_new = isinstance(value, str) and value in self.areas_of_new
        return self.works[int(str(value).removeprefix(NEW))] if is_new else None

    def add_new(self, work: RecordWork, area: str, code: str = "") -> None:
        """Lets other rows of the file refer to it by its title, or by the code that it will have."""
        for name in {folded(work.title), folded(code or work.title)}:
            self.new[work.kind.kind].setdefault(name, []).append(work)
        self.areas_of_new[work.reference] = area

    def new_work(self, kind: str, title: str) -> RecordWork:
        blank = self.known.kinds[kind].blank
        work = RecordWork(
            kind=self.known.kinds[kind],
            pk=None,
            code="",
            area="",
            revision=None,
            base=blank,
            now=blank,
            title=title,
            salt=self.known.salt,
            place=len(self.works),
        )
        self.works.append(work)
        return work
