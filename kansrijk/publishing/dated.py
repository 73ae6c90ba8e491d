"""A record's page as it was: `?op=2025-12-11` answers what stood there that day."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateparse import parse_date

from kansrijk.publishing.models import Record, RecordState, Revision
from kansrijk.publishing.previews.rendering import keep_private
from kansrijk.publishing.projecting import Projection, projected

View = Callable[..., HttpResponse]
Parts = Callable[[Any], Iterable[Record]]


def dated(model: type[Record], *, parts: Parts = lambda record: ()) -> Callable[[View], View]:
    """For the page of one record: with `?op=` it shows the record, and the `parts` that are records themselves,
    as they stood at the end of that day in the Netherlands. Raises Http404 when nothing stood there then."""

    def decorator(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, slug: str) -> HttpResponse:
            if "op" not in request.GET:
                return view(request, slug=slug)
            day = read_day(request.GET["op"])
            records: Any = model._default_manager
            record = get_object_or_404(records.readable(), slug=slug)
            return render_as_of(request, view, day, record, list(parts(record)), slug)

        return wrapped

    return decorator


def read_day(text: str) -> date:
    """Raises Http404 for anything but a day that has begun."""
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None or day > timezone.localdate():
        raise Http404(
            "Schrijf de dag als jaar-maand-dag, bijvoorbeeld 2025-12-11, en kies een dag die al geweest is."
        )
    return day


def render_as_of(
    request: HttpRequest, view: View, day: date, record: Record, parts: list[Record], slug: str
) -> HttpResponse:
    moment = timezone.make_aware(datetime.combine(day, time.max))
    then = Revision.objects.of(record).as_of(moment).select_related("snapshot").first()
    if then is None:
        raise Http404("Op deze dag stond deze pagina nog niet op de site.")
    shown = [(record, then)]
    absent: list[Record] = []
    for part in parts:
        revision = Revision.objects.of(part).as_of(moment).select_related("snapshot").first()
        if revision is None:
            absent.append(part)
        else:
            shown.append((part, revision))
    # The address of today leads to the page of then, also when it had another one.
    projections = [Projection(r.record_kind, r.pk, {**v.content, **same_address(r)}) for r, v in shown]
    request.shown_as_of = day  # type: ignore[attr-defined]
    with projected(projections, as_public=True):
        for part in absent:
            type(part)._default_manager.filter(pk=part.pk).update(state=RecordState.NEW)
        response = view(request, slug=slug)
    keep_private(response)
    return response


def same_address(record: Record) -> dict[str, str]:
    return {"slug": record.slug} if hasattr(record, "slug") else {}
