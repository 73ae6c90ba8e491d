"""The log of the site: who did what, when and why. To read, to filter and to take along; nobody can change it."""

from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate, localtime

from kansrijk.accounts.person import person
from kansrijk.listing.spreadsheets import WRITERS, Row
from kansrijk.publishing.models import ChangeSet, Event
from kansrijk.publishing.review.access import number_in
from kansrijk.publishing.review.log_filter import LogFilter
from kansrijk.publishing.territory import area_names, record_models

PAGE_SIZE = 50
MAX_EXPORTED = 100_000
HEADER = ["Wanneer", "Wat", "Wie", "Soort", "Titel", "Gebied", "Reden", "Pakket", "Versie"]


@dataclass(frozen=True)
class Line:
    event: Event
    kind: str
    area: str

    @property
    def url(self) -> str:
        """The history of the record, or the release that it was about."""
        about = (self.event.kind, self.event.object_id)
        if self.event.kind == ChangeSet._meta.label_lower:
            return reverse("admin:publishing_changeset_change", args=about[1:])
        return reverse("admin:publishing_history", args=about)


def readable_log(request: HttpRequest) -> LogFilter:
    """Raises PermissionDenied for who has no role."""
    user = person(request)
    if not (user.is_office or user.is_coordinator):
        raise PermissionDenied
    return LogFilter(request.GET, user=user)


def site_log(request: HttpRequest) -> HttpResponse:
    """A page of lines, the newest first. Older ones follow by number, so that no page counts them all."""
    chosen = readable_log(request)
    events = chosen.select().select_related("by", "change_set").order_by("-pk")
    if before := number_in(request.GET.get("voor", "")):
        events = events.filter(pk__lt=before)
    page = list(events[: PAGE_SIZE + 1])
    query = {name: str(value) for name, value in request.GET.items() if name in chosen.fields and value}
    shown = page[:PAGE_SIZE]
    context = {
        **admin.site.each_context(request),
        "title": "Logboek",
        "filter": chosen,
        "lines": lines(shown),
        "is_filtered": bool(query),
        "is_first_page": not before,
        "newest_url": f"?{urlencode(query)}",
        "older_url": f"?{urlencode({**query, 'voor': str(shown[-1].pk)})}" if len(page) > PAGE_SIZE else "",
        "downloads": [
            (ending, f"{reverse('admin:publishing_log_download', args=[ending])}?{urlencode(query)}")
            for ending in WRITERS
        ],
    }
    return TemplateResponse(request, "admin/publishing/log.html", context)


def lines(events: list[Event]) -> list[Line]:
    """Each event with the names that its keys stand for."""
    areas = area_names((event.kind, event.object_id) for event in events if event.kind in record_models())
    return [
        Line(event, kind_name(event.kind), areas.get((event.kind, event.object_id), "")) for event in events
    ]


def kind_name(kind: str) -> str:
    """What the screen calls this kind of record; its label when we have it no longer."""
    model: type[Model] | None = record_models().get(kind)
    if kind == ChangeSet._meta.label_lower:
        model = ChangeSet
    return str(model._meta.verbose_name) if model else kind


def download_log(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The lines of the current filter as a spreadsheet, the newest first; by way of a file, so not by memory."""
    if ending not in WRITERS:
        raise Http404("Dit bestandsformaat maken wij niet.")
    events = readable_log(request).select().select_related("by", "change_set").order_by("-pk")
    media_type, write = WRITERS[ending]
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    write(file, HEADER, rows(events))
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"logboek-{localdate():%Y-%m-%d}.{ending}",
        content_type=media_type,
    )


def rows(events: QuerySet[Event]) -> Iterator[Row]:
    """At most MAX_EXPORTED lines; a last one says so when there are more."""
    chunk: list[Event] = []
    for number, event in enumerate(events[: MAX_EXPORTED + 1].iterator(chunk_size=1_000)):
        if number == MAX_EXPORTED:
            yield from _rows_of(chunk)
            yield [None, f"Er zijn meer dan {MAX_EXPORTED} regels. Kies een kortere periode."]
            return
        chunk.append(event)
        if len(chunk) == 1_000:
            yield from _rows_of(chunk)
            chunk = []
    yield from _rows_of(chunk)


def _rows_of(events: list[Event]) -> Iterator[Row]:
    for line in lines(events):
        event = line.event
        yield [
            localtime(event.at),
            event.get_verb_display(),
            str(event.by) if event.by else "de site zelf",
            line.kind,
            event.title,
            line.area,
            event.reason,
            event.change_set.name if event.change_set else "",
            str(event.revision_id or ""),
        ]
