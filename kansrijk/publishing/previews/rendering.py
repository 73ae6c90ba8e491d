"""Renders an ordinary page of the site while drafts stand in its rows, with all links leading to the same preview."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import get_script_prefix, resolve, set_script_prefix

from kansrijk.publishing.addresses import site_address
from kansrijk.publishing.models import Revision
from kansrijk.publishing.previews.tokens import Ticket
from kansrijk.publishing.projecting import Projection, projected
from kansrijk.publishing.records import record_of

NOT_IN_A_PREVIEW = ("admin", "preview", "preview_home", "preview_start", "preview_answer")
"""Namespaces and names that a preview does not lead to."""
MOST_PAGES = 20
"""Of a release, that the bar names."""


@dataclass(frozen=True)
class PreviewBar:
    """What the bar on top of a previewed page says."""

    title: str
    """Of the draft or the release."""
    ticket: Ticket
    answer_url: str
    """Where an outside reader answers; empty for the office."""
    is_replaced: bool = False
    """There is a newer draft than the one shown."""
    pages: tuple[tuple[str, str], ...] = ()
    """Title and address of what is in a release, so that a reader finds it among all the rest."""


def render_preview(
    request: HttpRequest, path: str, prefix: str, revisions: Iterable[Revision], bar: PreviewBar
) -> HttpResponse:
    """The page at `path` (with a leading slash) as it would be. Raises Http404 as the page itself would."""
    match = resolve(path)
    if match.app_name in NOT_IN_A_PREVIEW or match.url_name in NOT_IN_A_PREVIEW:
        raise Http404("Een voorbeeld toont alleen pagina's voor bezoekers.")
    before = get_script_prefix()
    shown = list(revisions)
    projections = [Projection(r.kind, r.object_id, r.content) for r in shown]
    with projected(projections, as_public=True):
        set_script_prefix(prefix)
        request.path_info, request.resolver_match = path, match
        try:
            pages = pages_of(shown) if bar.ticket.change_set_id else ()
            request.preview = replace(bar, pages=pages)  # type: ignore[attr-defined]  # the page shows it
            response = match.func(request, *match.args, **match.kwargs)
            if isinstance(response, TemplateResponse):
                response.render()
        finally:
            set_script_prefix(before)
    keep_private(response)
    return response


def pages_of(revisions: list[Revision]) -> tuple[tuple[str, str], ...]:
    """Where each of these is seen, while it stands in its row."""
    records = [record_of(revision) for revision in revisions[:MOST_PAGES]]
    return tuple((str(record), url) for record in records if record and (url := site_address(record)))


def keep_private(response: HttpResponse) -> None:
    """Not kept by any cache, not found by any search engine."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
