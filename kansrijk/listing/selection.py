"""What a visitor asked of a list: known values kept, the rest named. Pure; knows no model and no template."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict

MAX_QUERY_LENGTH = 200
MAX_TERMS = 12


@dataclass(frozen=True)
class Option:
    """One value of a facet."""

    value: str
    label: str


@dataclass(frozen=True)
class Facet:
    """A list parameter with a fixed set of values, for example `thema`."""

    name: str
    label: str
    options: tuple[Option, ...]
    hidden_options: tuple[Option, ...] = ()
    """Accepted in an address, not offered in the form."""

    def label_of(self, value: str) -> str | None:
        """The words for a value, or None when the facet does not know it."""
        return next((o.label for o in (*self.options, *self.hidden_options) if o.value == value), None)


@dataclass(frozen=True)
class ActiveFilter:
    """One thing the visitor chose, with the address of the same list without it."""

    facet_label: str
    label: str
    remove_url: str
    name: str
    value: str


@dataclass(frozen=True)
class Selection:
    """The understood part of a query string."""

    values: Mapping[str, tuple[str, ...]]
    query: str
    sort: str
    page: int
    notices: tuple[str, ...]
    facets: tuple[Facet, ...]
    default_sort: str

    @property
    def terms(self) -> list[str]:
        """The words looked for, in order."""
        return self.query.split()[:MAX_TERMS]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query or any(self.values.values()))

    @property
    def may_be_indexed(self) -> bool:
        """Search engines get the plain list and one filter at a time: more would be an endless maze."""
        chosen = sum(len(values) for values in self.values.values())
        return not self.query and self.sort == self.default_sort and chosen <= 1

    def without(self, name: str, value: str) -> "Selection":
        """The same selection without one of its choices; `q` for the words looked for."""
        if name == "q":
            return replace(self, query="")
        kept = tuple(other for other in self.values[name] if other != value)
        return replace(self, values={**self.values, name: kept})

    def query_string(self, page: int = 1) -> str:
        """The canonical query string ("" or "?...") of that page of the list."""
        data = QueryDict(mutable=True)
        if self.query:
            data["q"] = self.query
        for facet in self.facets:
            if chosen := self.values[facet.name]:
                data.setlist(facet.name, list(chosen))
        if self.sort != self.default_sort:
            data["sorteer"] = self.sort
        if page > 1:
            data["pagina"] = str(page)
        return f"?{data.urlencode()}" if data else ""

    def active_filters(self, path: str) -> list[ActiveFilter]:
        """Every choice that narrows the list, in the order of the form."""

        def active(facet_label: str, label: str, name: str, value: str) -> ActiveFilter:
            url = path + self.without(name, value).query_string()
            return ActiveFilter(facet_label, label, url, name, value)

        words = [active("Zoekwoorden", self.query, "q", self.query)] if self.query else []
        return words + [
            active(facet.label, facet.label_of(value) or value, facet.name, value)
            for facet in self.facets
            for value in self.values[facet.name]
        ]


def read_selection(data: QueryDict, facets: Iterable[Facet], sorts: Iterable[Option]) -> Selection:
    """Keeps what the list knows; everything else becomes a notice in Dutch, never an error."""
    facets, sorts = tuple(facets), tuple(sorts)
    notices: list[str] = []
    values = {facet.name: read_values(data, facet, notices) for facet in facets}
    known_names = {facet.name for facet in facets} | {"q", "sorteer", "pagina"}
    notices += [
        f"Wij kennen het filter ‘{shorten(name)}’ niet. Het telt niet mee."
        for name in data
        if name not in known_names
    ]
    sort = data.get("sorteer") or sorts[0].value
    if sort not in {option.value for option in sorts}:
        notices.append(f"Wij kennen de volgorde ‘{shorten(sort)}’ niet. U ziet de gewone volgorde.")
        sort = sorts[0].value
    return Selection(
        values=values,
        query=read_query(data.get("q", ""), notices),
        sort=sort,
        page=read_page(data.get("pagina", ""), notices),
        notices=tuple(dict.fromkeys(notices))[:8],
        facets=facets,
        default_sort=sorts[0].value,
    )


def read_values(data: QueryDict, facet: Facet, notices: list[str]) -> tuple[str, ...]:
    """The values that the facet knows, each once; a notice for every other one."""
    given = dict.fromkeys(value.strip() for value in data.getlist(facet.name) if value.strip())
    notices += [
        f"Bij ‘{facet.label}’ kennen wij ‘{shorten(value)}’ niet. Dat deel van uw keuze telt niet mee."
        for value in given
        if not facet.label_of(value)
    ]
    return tuple(value for value in given if facet.label_of(value))


def read_query(text: str, notices: list[str]) -> str:
    """Search words on one line, without characters that cannot be typed; too long is cut off and said."""
    query = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if len(query) > MAX_QUERY_LENGTH or len(query.split()) > MAX_TERMS:
        query = " ".join(query[:MAX_QUERY_LENGTH].split()[:MAX_TERMS])
        notices.append("Uw zoekvraag is erg lang. Wij hebben alleen naar het eerste deel gezocht.")
    return query


def read_page(text: str, notices: list[str]) -> int:
    """A page number; 0 for one that cannot exist, 1 with a notice for something that is no number."""
    if not text:
        return 1
    if text.isascii() and text.isdigit() and len(text) <= 6:
        return int(text)
    notices.append(f"‘{shorten(text)}’ is geen paginanummer. U ziet de eerste pagina.")
    return 1


def shorten(text: str) -> str:
    """A visitor's own words, short enough to repeat on the page."""
    printable = "".join(c for c in text if c.isprintable())
    return printable if len(printable) <= 40 else printable[:39] + "…"
