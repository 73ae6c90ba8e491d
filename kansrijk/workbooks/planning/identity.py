"""Which record a row is about, by its code and version; or what stands in the way of knowing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kansrijk.resources.misread import Misread
from kansrijk.resources.nearest import did_you_mean
from kansrijk.resources.texts import folded
from kansrijk.workbooks.book import Oddity, Value
from kansrijk.workbooks.declaration import Column, Role, SheetDeclaration
from kansrijk.workbooks.known.facts import Known, KnownKind, KnownRecord
from kansrijk.workbooks.planning.asking import cell_at, possible_codes, version_in
from kansrijk.workbooks.planning.cells import IS_ERROR, ODDITIES, as_text, is_empty, is_error
from kansrijk.workbooks.planning.drafts import RowDraft
from kansrijk.workbooks.planning.headings import FoundSheet
from kansrijk.workbooks.plans.plan import RowVerdict

NO_CODE = "Er is geen {noun} met code ‘{code}’."
IS_IT_NEW = " Is dit een {noun.new} {noun}? Laat deze cel dan leeg: de website geeft zelf een code."
IS_NO_CODE = "‘{code}’ is geen code. Een code ziet eruit als {example}."
EMPTY_FOR_NEW = " Laat de cel leeg voor een {noun.new} {noun}."
OTHER_AREA = "{code} hoort bij gebied {area}. U kunt alleen rijen van uw eigen gebieden wijzigen."
OFFICE_RECORD = "Alleen de redactie kan dit wijzigen: {code}."
MIXED_UP = (
    "De code {code} en de versie in deze rij horen niet bij elkaar. Is er gesorteerd zonder alle kolommen mee "
    "te nemen? Maak dan een nieuw werkboek."
)
CODE_LOST = (
    "De code is weg, maar de versie hoort bij {code}. Zet {code} terug. Is dit een {noun.new} {noun}? "
    "Maak dan ook de cel met de versie leeg."
)
LAPSED = "{code} was een voorstel dat is teruggedraaid. Daarom is deze rij overgeslagen."
PROPOSE_AGAIN = " Wilt u het opnieuw voorstellen? Maak dan de cellen met de code en de versie leeg."
VERSION_OF_ANOTHER = "Deze rij heeft geen code en is dus nieuw; de versie van een andere rij telt niet."


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be used, and the cell where that is said."""

    role: Role
    message: str
    suggestion: str = ""
    is_record_certain: bool = False
    """What the cells say can be checked all the same."""
    is_skipped: bool = False
    """Nobody has to mend it."""

    def tell(self, draft: RowDraft, places: "KeyPlaces") -> None:
        """Says it of the row, of which nothing is used then."""
        if self.is_skipped:
            draft.wait(self.message, RowVerdict.IGNORED)
        else:
            heading = places.headings.get(self.role, "")
            draft.refuse_row(places.place(self.role), heading, self.message, self.suggestion)


@dataclass(frozen=True, slots=True)
class Who:
    record: KnownRecord | None = None
    """None for a new record, and when there is a problem that hides it."""
    version: int | None = None
    problem: Problem | None = None
    is_version_unknown: bool = False
    given: str = ""
    """The code that a new record gets, where the file may say so."""

    @property
    def is_new(self) -> bool:
        return self.record is None and self.problem is None


@dataclass(frozen=True)
class KeyPlaces:
    """Where the keys of a found sheet stand; 0 for a column that is absent."""

    code: int
    version: int
    row: int
    headings: Mapping[Role, str]

    @staticmethod
    def of(found: FoundSheet) -> "KeyPlaces":
        places = {column.role: number for number, column in found.columns.items() if column.is_key}
        columns: Sequence[Column] = found.declaration.columns if found.declaration else ()
        return KeyPlaces(
            places.get(Role.CODE, 0),
            places.get(Role.VERSION, 0),
            places.get(Role.ROW, 0),
            {column.role: column.heading for column in columns if column.is_key},
        )

    def place(self, role: Role) -> int:
        """Where a problem with this key is said: at the key, else at the first column."""
        return {Role.CODE: self.code, Role.VERSION: self.version, Role.ROW: self.row}.get(role, 0) or 1


def odd_key(places: KeyPlaces, row: Sequence[Value], oddities: Mapping[int, Oddity]) -> Problem | None:
    """The first key that is an error or a formula; also an error that a program left as text."""
    for role, place in ((Role.CODE, places.code), (Role.VERSION, places.version), (Role.ROW, places.row)):
        oddity = oddities.get(place) or (Oddity.ERROR if is_error(cell_at(row, place)) else None)
        if oddity == Oddity.ERROR:
            return Problem(role, f"{IS_ERROR} {_instead_of_error(role, places)}")
        if oddity:
            return Problem(role, ODDITIES[oddity])
    return None


def _instead_of_error(role: Role, places: KeyPlaces) -> str:
    """An empty key means something: a new row, or one of which nobody knows from which version it came."""
    is_child = Role.ROW in places.headings
    if role == Role.CODE and is_child:
        return "Zet hier de code van het onderdeel waar de rij bij hoort."
    if role == Role.CODE:
        return "Zet de code terug. Is deze rij nieuw? Maak dan de cellen met de code en de versie leeg."
    if role == Role.ROW:
        return "Zet de code van de rij terug. Is dit een nieuwe rij? Maak deze cel dan leeg."
    return "Zet het nummer van de versie terug, of neem de rij over uit een nieuw werkboek."


def who_is(
    code: str,
    row: Sequence[Value],
    oddities: Mapping[int, Oddity],
    places: KeyPlaces,
    declaration: SheetDeclaration,
    known: Known,
    codes_in_file: frozenset[str],
) -> Who:
    """The record that a row of a sheet of records is about. The code is empty when its cell is."""
    if problem := odd_key(places, row, oddities):
        return Who(problem=problem)
    kind = known.kinds[declaration.kind]
    number = version_in(cell_at(row, places.version))
    version = kind.versions.get(number) if number is not None else None
    if not code:
        if version is None or version.pk not in kind.records:
            return Who()
        return _by_version(kind.records[version.pk], number, places, declaration, codes_in_file)
    record = kind.record(code)
    if record is None:
        return _without_record(code, cell_at(row, places.code), number, declaration, known)
    if not record.is_in_scope:
        return Who(problem=out_of_scope(record))
    if version is not None and version.pk != record.pk:
        return Who(record, problem=Problem(Role.CODE, MIXED_UP.format(code=record.code)))
    lost = version is None and not is_empty(cell_at(row, places.version))
    return Who(record, number if version else None, is_version_unknown=lost)


def _without_record(
    code: str, cell: Value, version: int | None, declaration: SheetDeclaration, known: Known
) -> Who:
    """A code that no record has."""
    if known.gives_codes and declaration.code.field:
        return _given(code, cell, declaration, known)
    if has_lapsed(version, known.kinds[declaration.kind]):
        words = LAPSED + (PROPOSE_AGAIN if known.may_add(declaration.kind) else "")
        return Who(problem=Problem(Role.CODE, words.format(code=code), is_skipped=True))
    return Who(problem=_unknown(as_text(cell), declaration, known))


def has_lapsed(version: int | None, kind: KnownKind) -> bool:
    """Whether a row went out with a version of what was proposed then and is nowhere any more."""
    named = kind.versions.get(version) if version is not None else None
    return named is not None and named.pk not in kind.records


def _given(code: str, cell: Value, declaration: SheetDeclaration, known: Known) -> Who:
    """A new record that the file gives a code."""
    try:
        declaration.code_column.read(cell, known.names)
    except Misread as misread:
        return Who(problem=Problem(Role.CODE, misread.message, misread.suggestion))
    return Who(given=code)


def _by_version(
    record: KnownRecord,
    number: int | None,
    places: KeyPlaces,
    declaration: SheetDeclaration,
    codes_in_file: frozenset[str],
) -> Who:
    """A row without a code: perhaps the whole column is gone, perhaps it is a copy of another row."""
    if not record.is_in_scope:
        return Who(problem=out_of_scope(record))
    if not places.code:
        return Who(record, number)
    if record.code in codes_in_file:
        return Who(is_version_unknown=True)
    message = CODE_LOST.format(code=record.code, noun=declaration.noun)
    return Who(record, problem=Problem(Role.CODE, message, record.code))


def out_of_scope(record: KnownRecord) -> Problem:
    words = OTHER_AREA if record.area else OFFICE_RECORD
    return Problem(Role.CODE, words.format(code=record.code, area=record.area))


def _unknown(code: str, declaration: SheetDeclaration, known: Known) -> Problem:
    is_one = declaration.code.is_written_as_one(code)
    wrong, advice = (NO_CODE, IS_IT_NEW) if is_one else (IS_NO_CODE, EMPTY_FOR_NEW)
    words = wrong + (advice if known.may_add(declaration.kind) else "")
    message = words.format(noun=declaration.noun, code=code[:40], example=declaration.code.example)
    near = near_code(code, declaration, known)
    return Problem(Role.CODE, message + did_you_mean([near] if near else []), near)


def near_code(text: str, declaration: SheetDeclaration, known: Known) -> str:
    """The code of a record that is called much like this; empty when nothing is near, or when codes are no names."""
    source = known.names.of(declaration.kind)
    for label in source.near(text):
        key = source.keys(label)[0]
        if declaration.code.read(key) == key and folded(key) != folded(text):
            return key
    return ""


def parent_of(cell: Value, declaration: SheetDeclaration, known: Known) -> KnownRecord | None:
    """The record that a child row says it belongs to, by code or by title."""
    kind = known.kinds[declaration.kind]
    for code in possible_codes(cell, declaration, known.names):
        if record := kind.record(code):
            return record
    return None
