"""What stands where, in words: the column and the filter of a list, without a query for each row."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime

from kansrijk.publishing.models import RecordState, Revision, RevisionState

ON_SITE = {
    RecordState.NEW: "",
    RecordState.LIVE: "op de website",
    RecordState.WITHDRAWN: "ingetrokken",
    RecordState.REMOVED: "weggehaald",
}
"""What a visitor can see of the record."""

CHOICES: dict[str, tuple[str, Callable[[], Q]]] = {
    "op-de-website": ("op de website", lambda: Q(state=RecordState.LIVE)),
    "nog-niet": ("nog niet op de website", lambda: Q(state=RecordState.NEW)),
    "concept": ("concept", lambda: Q(work_state=RevisionState.DRAFT)),
    "ter-beoordeling": ("ter beoordeling", lambda: Q(work_state=RevisionState.SUBMITTED)),
    "gepland": ("gepland", lambda: Q(work_state=RevisionState.SCHEDULED)),
    "ingetrokken": ("ingetrokken", lambda: Q(state=RecordState.WITHDRAWN)),
    "weggehaald": ("weggehaald", lambda: Q(state=RecordState.REMOVED)),
}


def with_work(records: QuerySet) -> QuerySet:
    """Adds `work_state` and `work_publish_at` of the newest open revision of each record."""
    newest = (
        Revision.objects.open()
        .filter(kind=records.model._meta.label_lower, object_id=OuterRef("pk"))
        .order_by("-pk")
    )
    return records.annotate(
        work_state=Subquery(newest.values("state")[:1]),
        work_publish_at=Subquery(newest.values("publish_at")[:1]),
    )


def state_in_words(record: Any) -> str:
    """For a record out of with_work(), for example: op de website, wijziging ter beoordeling."""
    on_site = ON_SITE[record.state]
    match record.work_state:
        case RevisionState.SCHEDULED:
            at = date_format(localtime(record.work_publish_at), r"j F Y \o\m H:i \u\u\r")
            work = f"gepland op {at}"
        case RevisionState.SUBMITTED:
            work = "ter beoordeling"
        case _:
            work = "concept" if record.work_state or not on_site else ""
    if on_site and work:
        return f"{on_site}, wijziging {work}" if work != "concept" else f"{on_site}, met een concept"
    return on_site or work


class WorkStateFilter(admin.SimpleListFilter):
    title = "staat"
    parameter_name = "staat"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(slug, label) for slug, (label, _condition) in CHOICES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        chosen = CHOICES.get(self.value() or "")
        return with_work(queryset).filter(chosen[1]()) if chosen else queryset
