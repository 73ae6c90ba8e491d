"""A record's page as it was: `?op=2025-12-11` answers what stood there that day."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date

from kansrijk.publishing.models import Record, RecordState, Revision
from kansrijk.publishing.previews.rendering import keep_private
from kansrijk.publishing.projecting import Projection, projected

View = Callable[..., HttpResponse]
Parts = Callable[[Any], Iterable[Record]]


def dated(model: type[Record], *, parts: Parts = lambda record: ()) -> Callable[[View], View]:
    """For the page of one record: with `?op=` it shows the record, and the `parts` that are records themselves,
    as they stood at the end of that day in the Netherlands. What was taken down since stays away, and a notice
    that it was withdrawn stays on top."""

    def decorator(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, slug: str) -> HttpResponse:
            if "op" not in request.GET:
                return view(request, slug=slug)
            records: Any = model._default_manager
            record = get_object_or_404(records.readable(), slug=slug)
            day = read_day(request.GET["op"])
            if day is None:
                return nothing_then(request, record, None)
            return render_as_of(
                request, view, day, record, [part for part in parts(record) if part.is_public]
            )

        return wrapped

    return decorator


def read_day(text: str) -> date | None:
    """None for anything but a day that has begun."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and day <= timezone.localdate() else None


def nothing_then(request: HttpRequest, record: Record, day: date | None) -> HttpResponse:
    """The page exists, but not as of that day; without a day, what was asked is no day that has begun."""
    context = {"record": record, "day": day, "now_url": request.path}
    response = render(request, "publishing/not_on_that_day.html", context, status=404)
    keep_private(response)
    return response


def render_as_of(
    request: HttpRequest, view: View, day: date, record: Record, parts: list[Record]
) -> HttpResponse:
    moment = timezone.make_aware(datetime.combine(day, time.max))
    then = Revision.objects.of(record).as_of(moment).select_related("snapshot").first()
    if then is None:
        return nothing_then(request, record, day)
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
    request.shown_as_of = day  # type: ignore[attr-defined]  # the page says so
    with projected(projections):
        for part in absent:
            type(part)._default_manager.filter(pk=part.pk).update(state=RecordState.NEW)
        response = view(request, slug=record.slug)  # type: ignore[attr-defined]  # what has a page has one
    keep_private(response)
    return response


def same_address(record: Record) -> dict[str, str]:
    return {"slug": record.slug} if hasattr(record, "slug") else {}
