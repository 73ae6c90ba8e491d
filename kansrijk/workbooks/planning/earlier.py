"""New rows beside what earlier files with the same export number made: a title that was corrected after a first upload
makes no second record without a question. Pure."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from textwrap import shorten
from typing import Any, NamedTuple

from kansrijk.publishing.models import RecordState
from kansrijk.resources.texts import folded
from kansrijk.resources.widgets import Kind
from kansrijk.workbooks.declaration import SheetDeclaration
from kansrijk.workbooks.known.facts import Content, Known, KnownRecord
from kansrijk.workbooks.planning.another import denying
from kansrijk.workbooks.planning.asking import naming_column
from kansrijk.workbooks.planning.sheet_rows import SheetRow

ALIKE = 0.75
"""As difflib counts. ‘Buurtmoestuin in Poelenburg’ for ‘Buurtmoestuin Poelenburg’ has 0.94, ‘Naailessen’ for ‘Naailes’
0.82; ‘De kookclub’ for ‘De leesclub’ 0.64. ‘Zwemles voor ouders’ for ‘Taalles voor ouders’ has 0.79, but is asked about
only when the other one stands nowhere in the file any more."""
LONG = 40
"""Characters of a text that nobody writes twice by chance."""
MOST_READ = 200
"""Characters of a title or a quotation, to see whether it is alike."""
SENTENCE = 60
"""Characters of a text that is compared word by word: letters are the same in all long texts, and take long."""
MANY = 20
"""Of more records than this only the few are compared that have most of the rare words in common."""
RARE = 8
MOST_COMPARED = 5
STEM = 5
"""Letters that make a word the same one, whatever its ending."""
LOOKS_LIKE = (
    "Dit lijkt op {code} ‘{title}’, gemaakt uit {file}. Is het {noun.same} {noun}? "
    "Zet dan {code} in de kolom Code. Is het iets anders? Zet dan ‘{denying}’ in de kolom Code."
)
LONGEST_TITLE = 60
"""Of what a message repeats."""
PROSE = (Kind.PROSE, Kind.MARKUP)


class Made(NamedTuple):
    record: KnownRecord
    title: str
    texts: frozenset[str]


class Earlier:
    """What was made of one kind, without the records that the file names itself."""

    def __init__(self, declaration: SheetDeclaration, known: Known, named: Collection[int]) -> None:
        kind = known.kinds[declaration.kind]
        column = naming_column(declaration)
        self._title = column.field if column else ""
        # Not those that say where something was found: one source may have many stories.
        self._texts = [c.field for c in declaration.fields if c.kind in PROSE and c.is_required]
        self._of_area: dict[str, list[Made]] = defaultdict(list)
        for pk in sorted(kind.made.keys() - set(named)):
            record = kind.records.get(pk)
            if record and record.is_in_scope and record.state in (RecordState.NEW, RecordState.LIVE):
                self._of_area[known.area_key(kind.kind, record.now)].append(self._made(record))
        self._with_stem = {area: _by_stem(made) for area, made in self._of_area.items() if len(made) > MANY}

    def _made(self, record: KnownRecord) -> Made:
        return Made(record, self._title_of(record.now), self._long_texts(record.now))

    def _title_of(self, content: Content) -> str:
        return folded(str(content.get(self._title) or ""))[:MOST_READ]

    def _long_texts(self, content: Content) -> frozenset[str]:
        texts = (content.get(name) for name in self._texts)
        found = (folded(text) for text in texts if isinstance(text, str) and len(text) >= LONG)
        return frozenset(text for text in found if len(text) >= LONG)

    def like(self, values: Mapping[str, Any], area: str, denied: Collection[str]) -> KnownRecord | None:
        """The record that these values are most like; None when there is none, or when the row denies that it is."""
        title, texts = self._title_of(values), self._long_texts(values)
        best, found = 0.0, None
        for made in self._candidates(title, texts, area):
            if made.record.code in denied:
                continue
            ratio = 1.0 if texts & made.texts else _ratio(title, made.title)
            if ratio > best:
                best, found = ratio, made.record
        return found

    def _candidates(self, title: str, texts: frozenset[str], area: str) -> Iterator[Made]:
        made = self._of_area.get(area, [])
        if len(made) <= MANY:
            yield from made
            return
        yield from (one for one in made if texts & one.texts)
        shared = Counter[int]()
        places = [self._with_stem[area].get(stem, []) for stem in sorted(_stems(title))]
        for one in sorted(filter(None, places), key=len)[:RARE]:
            shared.update(one)
        yield from (made[place] for place, _number in shared.most_common(MOST_COMPARED))


def _by_stem(made: Sequence[Made]) -> dict[str, list[int]]:
    """By stem the places of the records with it in their title."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(made):
        for stem in _stems(one.title):
            places[stem].append(place)
    return places


def _stems(title: str) -> set[str]:
    return {word[:STEM] for word in title.split()}


def _ratio(one: str, other: str) -> float:
    """How much two texts are alike; 0 when that is too little."""
    if not one or not other:
        return 0.0
    is_long = min(len(one), len(other)) > SENTENCE
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    matcher.set_seqs(*((one.split(), other.split()) if is_long else (one, other)))
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= ALIKE else 0.0


def earlier_of(
    rows: Sequence[SheetRow],
    called: Iterable[tuple[str, str]],
    known: Known,
    named: Collection[int],
) -> Earlier | None:
    """What earlier files with this export number made and no row of this one names, by code or by title."""
    if not rows or known.gives_codes:
        return None
    kind = known.kinds[rows[0].declaration.kind]
    if not kind.made:
        return None
    by_title = (kind.record(kind.titles.get(key, "")) for key in called)
    return Earlier(rows[0].declaration, known, {*named, *(record.pk for record in by_title if record)})


def ask_whether_the_same(row: SheetRow, record: KnownRecord | None, known: Known) -> None:
    """A person says which it is, since nobody else can know."""
    if record is None:
        return
    named = naming_column(row.declaration)
    title = str(record.now.get(named.field, "")) if named else ""
    message = LOOKS_LIKE.format(
        code=record.code,
        title=shorten(title, LONGEST_TITLE, placeholder=" …"),
        file=known.kinds[row.declaration.kind].made[record.pk],
        noun=row.declaration.noun,
        denying=denying({record.code, *row.denied}),
    )
    row.draft.refuse_row(*row.key, message, record.code)
