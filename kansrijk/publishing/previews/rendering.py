"""Renders an ordinary page of the site while drafts stand in its rows, with all links leading to the same preview."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import get_script_prefix, resolve, set_script_prefix

from kansrijk.publishing.models import Revision
from kansrijk.publishing.previews.tokens import Ticket
from kansrijk.publishing.projecting import Projection, projected

NOT_IN_A_PREVIEW = ("admin", "preview", "preview_home", "preview_start", "preview_answer")
"""Namespaces and names that a preview does not lead to."""


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


def render_preview(
    request: HttpRequest, path: str, prefix: str, revisions: Iterable[Revision], bar: PreviewBar
) -> HttpResponse:
    """The page at `path` (with a leading slash) as it would be. Raises Http404 as the page itself would."""
    match = resolve(path)
    if match.app_name in NOT_IN_A_PREVIEW or match.url_name in NOT_IN_A_PREVIEW:
        raise Http404("Een voorbeeld toont alleen pagina's voor bezoekers.")
    before = get_script_prefix()
    projections = [Projection(r.kind, r.object_id, r.content) for r in revisions]
    with projected(projections, as_public=True):
        set_script_prefix(prefix)
        request.path_info, request.preview, request.resolver_match = path, bar, match  # type: ignore[attr-defined]
        try:
            response = match.func(request, *match.args, **match.kwargs)
            if isinstance(response, TemplateResponse):
                response.render()
        finally:
            set_script_prefix(before)
    keep_private(response)
    return response


def keep_private(response: HttpResponse) -> None:
    """Not kept by any cache, not found by any search engine."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
