"""The queue of the programme office: what was handed in, by whom, since when, for which area."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince

from kansrijk.accounts.models import User
from kansrijk.publishing.log import titles_of
from kansrijk.publishing.models import ChangeSet, Revision, RevisionState
from kansrijk.publishing.models.revision import RevisionQuerySet
from kansrijk.publishing.review.access import require_office_user
from kansrijk.publishing.territory import area_model, area_names, of_area, record_models
from kansrijk.publishing.titles import new_titles

PAGE_SIZE = 50


@dataclass(frozen=True)
class Waiting:
    """A proposal in the queue."""

    revision: Revision
    title: str
    """As it will be called."""
    old_title: str
    """What it is called now, when that is different."""
    kind: str
    area: str

    @property
    def since(self) -> str:
        """How long it waits, in words."""
        moment = self.revision.submitted_at
        if moment is None or timezone.now() - moment < timedelta(minutes=1):
            return "zojuist"
        return f"{timesince(moment, depth=1)} geleden"

    @property
    def reason(self) -> str:
        """Why, unless that only says again in which release it is: a workbook gives its name to both."""
        release, reason = self.revision.change_set, self.revision.reason
        return "" if release and release.name.casefold() in reason.casefold() else reason


@dataclass(frozen=True)
class Group:
    """What belongs together in the queue."""

    release: ChangeSet | None
    """None for what was handed in by itself."""
    waiting: Sequence[Waiting]
    """As far as it is on this page."""
    total: int

    @property
    def release_url(self) -> str:
        return reverse("admin:publishing_changeset_change", args=[self.release.pk]) if self.release else ""


class QueueFilter(forms.Form):
    kind = forms.ChoiceField(label="Soort", required=False)
    area: Any = forms.ModelChoiceField(None, label="Gebied", required=False, empty_label="Alle gebieden")
    author: Any = forms.ModelChoiceField(None, label="Indiener", required=False, empty_label="Iedereen")

    def __init__(self, data: Any) -> None:
        super().__init__(data, label_suffix="")
        authors = submitted().order_by().values("author")
        kind, area, author = (cast(Any, self.fields[name]) for name in ("kind", "area", "author"))
        kinds = [
            (label, str(model._meta.verbose_name).capitalize()) for label, model in record_models().items()
        ]
        kind.choices = [("", "Alle soorten"), *kinds]
        area.queryset = area_model()._default_manager.all()
        author.queryset = User.objects.filter(pk__in=authors)

    def select(self, revisions: RevisionQuerySet) -> RevisionQuerySet:
        """Keeps what the valid choices ask for."""
        self.is_valid()
        chosen = self.cleaned_data
        if kind := chosen.get("kind"):
            revisions = revisions.filter(kind=kind)
        if area := chosen.get("area"):
            revisions = revisions.filter(of_area(area))
        if author := chosen.get("author"):
            revisions = revisions.filter(author=author)
        return revisions


def submitted() -> RevisionQuerySet:
    """What waits for the programme office."""
    return Revision.objects.filter(state=RevisionState.SUBMITTED)


def review_queue(request: HttpRequest) -> HttpResponse:
    require_office_user(request)
    chosen = QueueFilter(request.GET)
    found = chosen.select(submitted())
    oldest_first = found.select_related("author", "change_set").order_by("submitted_at", "pk")
    # A page that the office emptied meanwhile becomes the last one there is.
    page = Paginator(oldest_first, PAGE_SIZE).get_page(request.GET.get("pagina"))
    context = {
        **admin.site.each_context(request),
        "title": "Ter beoordeling",
        "filter": chosen,
        "is_filtered": any(request.GET.get(name) for name in chosen.fields),
        "page": page,
        "waiting": (shown := waiting(list(page))),
        "groups": groups(shown, found),
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
    }
    return TemplateResponse(request, "admin/publishing/review_queue.html", context)


def waiting(revisions: list[Revision]) -> list[Waiting]:
    """What the queue says of each, in a number of queries that does not depend on how many."""
    titles = titles_of(revisions)
    renamed = new_titles(revisions)
    areas = area_names(titles)
    return [
        Waiting(
            revision,
            renamed.get(key, titles[key]),
            titles[key] if key in renamed else "",
            str(record_models()[revision.kind]._meta.verbose_name),
            areas.get(key, ""),
        )
        for revision in revisions
        if (key := (revision.kind, revision.object_id))
    ]


def groups(shown: list[Waiting], found: RevisionQuerySet) -> list[Group]:
    """By release, in the order of what waits longest in each; `found` is the whole queue, for the totals."""
    together: dict[int | None, list[Waiting]] = {}
    for one in shown:
        together.setdefault(one.revision.change_set_id, []).append(one)
    counted = found.order_by().values_list("change_set").annotate(Count("pk"))
    totals: dict[int | None, int] = dict(counted)
    return [
        Group(inside[0].revision.change_set, inside, totals.get(pk, len(inside)))
        for pk, inside in together.items()
    ]
