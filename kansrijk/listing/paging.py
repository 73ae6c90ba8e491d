"""Pages of a list: which part to show and which page links to offer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404

T = TypeVar("T", bound=Model)


@dataclass(frozen=True)
class PageLink:
    """A link in the pager; a gap has no number."""

    number: int | None
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list with the addresses of the others."""

    items: list[T]
    number: int
    total: int
    """How many records the whole list has."""
    last: int
    links: list[PageLink]
    previous_url: str
    next_url: str


def paginate(records: QuerySet[T], number: int, size: int, url_of: Callable[[int], str]) -> Page[T]:
    """The page with that number in two queries; raises Http404 when there is no such page."""
    total = records.order_by().count()
    last = max(1, -(-total // size))
    if not 1 <= number <= last:
        raise Http404(f"Deze lijst heeft {last} pagina('s); pagina {number} bestaat niet.")
    return Page(
        items=list(records[(number - 1) * size : number * size]),
        number=number,
        total=total,
        last=last,
        links=page_links(number, last, url_of),
        previous_url=url_of(number - 1) if number > 1 else "",
        next_url=url_of(number + 1) if number < last else "",
    )


def page_links(current: int, last: int, url_of: Callable[[int], str]) -> list[PageLink]:
    """First, last, and two on either side of the current page; gaps between."""
    links: list[PageLink] = []
    for number in sorted({1, last, *range(max(1, current - 2), min(last, current + 2) + 1)}):
        if links and number - (links[-1].number or 0) > 1:
            links.append(PageLink(None))
        links.append(PageLink(number, url_of(number), number == current))
    return links
