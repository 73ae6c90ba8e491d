"""The drafts of a release page by page, and what to watch for in all of it, however many there are."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.paginator import Page, Paginator
from django.http import QueryDict

from kansrijk.publishing.addresses import taken_over
from kansrijk.publishing.admin.release_lines import Line, lines
from kansrijk.publishing.consent import Consent, valid_consent
from kansrijk.publishing.models import ChangeSet, OldAddress, Record, RecordState, Revision, RevisionState
from kansrijk.publishing.models.revision import OPEN_STATES, RevisionQuerySet
from kansrijk.publishing.newest_work import contents_of
from kansrijk.publishing.parts import parts

PAGE_SIZE = 25
SHOWN_WARNINGS = 10
INSIDE_STATES = (*OPEN_STATES, RevisionState.PUBLISHED)
"""Of each record the work that counts: earlier drafts of it stay in its history."""
INSIDE, FREE = "in", "los"
"""In the address: which page of each list."""
PART, WARNED = "toon", "let-op"
"""In the address: only what there is something to know of."""


@dataclass(frozen=True)
class LinePage:
    """One page of drafts, with the way to the others."""

    lines: Sequence[Line]
    page: Page
    parameter: str
    """Of the address: there are two such lists on one page."""
    query: QueryDict

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @property
    def previous_url(self) -> str:
        return self._url(self.page.previous_page_number()) if self.page.has_previous() else ""

    @property
    def next_url(self) -> str:
        return self._url(self.page.next_page_number()) if self.page.has_next() else ""

    def _url(self, number: int) -> str:
        query = self.query.copy()
        query[self.parameter] = str(number)
        return f"?{query.urlencode()}#{self.parameter}"


def page_of_lines(revisions: RevisionQuerySet, query: QueryDict, parameter: str) -> LinePage:
    """The page that the address asks for; one that was emptied meanwhile becomes the last one there is."""
    ordered = revisions.select_related("author", "snapshot").order_by("kind", "pk")
    page = Paginator(ordered, PAGE_SIZE).get_page(query.get(parameter))
    return LinePage(lines(page), page, parameter, query)


@dataclass(frozen=True)
class Warnings:
    """Open drafts of a release of which there is something to know before it is published."""

    pks: frozenset[int]
    shown: Sequence[Line]
    """The first of them."""

    @property
    def more(self) -> int:
        return len(self.pks) - len(self.shown)


def warnings(work: RevisionQuerySet) -> Warnings:
    """Looks through all of it in a few questions a thousand, and makes lines of the first alone."""
    by_kind: dict[str, dict[int, int]] = defaultdict(dict)
    for kind, record, pk in work.order_by("pk").values_list("kind", "object_id", "pk"):
        by_kind[kind][record] = pk
    found = frozenset(
        revisions[record]
        for kind, revisions in by_kind.items()
        for record in _to_know(apps.get_model(kind), revisions)
    )
    first = work.filter(pk__among=found).select_related("author", "snapshot").order_by("kind", "pk")
    return Warnings(found, lines(first[:SHOWN_WARNINGS]) if found else ())


def _to_know(model: type[Record], revisions: dict[int, int]) -> Iterator[int]:
    """Records that are withdrawn now, that nobody may see for want of consent, or that get the old address of another."""
    rows = model._default_manager.filter(pk__among=list(revisions)).order_by()
    yield from rows.filter(state=RecordState.WITHDRAWN).values_list("pk", flat=True)
    if issubclass(model, Consent):
        yield from rows.exclude(valid_consent()).values_list("pk", flat=True)
    # Contents are read for it, so not when there is no old address to get.
    if hasattr(model, "get_absolute_url") and OldAddress.objects.exists():
        for part in parts(list(revisions)):
            contents = contents_of(revisions[record] for record in part)
            records = model._default_manager.filter(pk__among=part)
            taken = taken_over((one, contents[revisions[one.pk]]) for one in records)
            yield from (record for _kind, record in taken)


def lists_of(change_set: ChangeSet, query: QueryDict) -> dict[str, Any]:
    """What the page of a release lists, as its address asks: what is inside, and what could be added."""
    inside = change_set.revisions.filter(state__in=INSIDE_STATES)
    lists: dict[str, Any] = {"count": inside.count()}
    if not change_set.published_at:
        free = Revision.objects.open().filter(change_set__isnull=True)
        lists["free"] = page_of_lines(free, query, FREE)
        lists["warned"] = warned = warnings(inside.open())
        if warned.pks and query.get(PART) == WARNED:
            inside = inside.filter(pk__among=warned.pks)
            lists["is_part"] = True
    return {**lists, "inside": page_of_lines(inside, query, INSIDE)}
