"""The first page of the admin: a greeting, what needs attention, and the quickest ways to work.

The admins of the models declare what asks for attention; the site shows it for the records this user may touch.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from kansrijk.accounts.models import User
from kansrijk.accounts.person import person
from kansrijk.accounts.scope import is_office
from kansrijk.publishing.log import titles_of
from kansrijk.publishing.models import Revision, Verb
from kansrijk.publishing.own_work import Overview, overview_of
from kansrijk.publishing.previews.answers import answered_work
from kansrijk.publishing.review.queue import submitted
from kansrijk.publishing.titles import new_titles

SHOWN_PER_CARD = 5
ATTENTION_ORDER = ("interventions.Intervention", "areas.Area", "interventions.Quote", "areas.Photo")


@dataclass(frozen=True)
class Shortcut:
    label: str
    url: str


@dataclass(frozen=True)
class Card:
    """One thing to do: how many records it is about and the first of them."""

    title: str
    advice: str
    total: int
    records: list[Shortcut]
    list_url: str


def greeting(name: str, now: datetime) -> str:
    """For example: Goedemiddag, Samira."""
    part_of_day = "Goedemorgen" if now.hour < 12 else "Goedemiddag" if now.hour < 18 else "Goedenavond"
    return f"{part_of_day}, {name}"


def attention_cards(site: AdminSite, request: HttpRequest) -> list[Card]:
    """A card for everything of which at least one record asks for attention."""
    cards = [*review_cards(request), *answer_cards(request)]
    for label in ATTENTION_ORDER:
        model = apps.get_model(label)
        model_admin = site.get_model_admin(model)
        if not model_admin.has_view_permission(request):
            continue
        for item in model_admin.attention:  # type: ignore[attr-defined]  # all admins in this order have it
            records = item.select(model_admin.get_queryset(request))
            if total := records.count():
                shown = [
                    Shortcut(str(record), _url(model, "change", record.pk))
                    for record in records[:SHOWN_PER_CARD]
                ]
                list_url = f"{_url(model, 'changelist')}?aandacht={item.slug}"
                cards.append(Card(item.title, item.advice, total, shown, list_url))
    return cards


def review_cards(request: HttpRequest) -> list[Card]:
    """For the programme office: what waits to be reviewed, the oldest first."""
    if not is_office(request.user):
        return []
    waiting = submitted()
    oldest = list(waiting.order_by("submitted_at", "pk")[:SHOWN_PER_CARD])
    if not oldest:
        return []
    shown = _named(oldest, "publishing_review_one")
    advice = "Iemand vraagt u dit te bekijken en op de website te zetten."
    return [Card("Ter beoordeling", advice, waiting.count(), shown, reverse("admin:publishing_review"))]


def answer_cards(request: HttpRequest) -> list[Card]:
    """What readers without an account said of work that is still open."""
    answered = answered_work(request.user)
    newest = list(answered[:SHOWN_PER_CARD])
    if not newest:
        return []
    log_url = f"{reverse('admin:publishing_log')}?wat={Verb.REMARK}"
    advice = "Iemand las een concept via een link en zei of het klopt."
    return [
        Card("Antwoorden van lezers", advice, answered.count(), _named(newest, "publishing_share"), log_url)
    ]


def _named(revisions: list[Revision], view: str) -> list[Shortcut]:
    """By what each will be called, as in the queue: who looks for a proposal knows it by that."""
    titles = titles_of(revisions) | new_titles(revisions)
    return [
        Shortcut(titles[one.kind, one.object_id], reverse(f"admin:{view}", args=[one.pk]))
        for one in revisions
    ]


def own_work_of(user: User) -> Overview:
    """For a coordinator: what became of its work. For the office: what it began and did not finish."""
    return overview_of(user) if user.is_coordinator or user.is_office else Overview([], 0)


def shortcuts(site: AdminSite, request: HttpRequest) -> list[Shortcut]:
    """The buttons on the first page, as far as this user may press them."""
    new = apps.get_model("interventions.Intervention")
    adds = (
        [Shortcut("Nieuwe interventie", _url(new, "add"))]
        if site.get_model_admin(new).has_add_permission(request)
        else []
    )
    return adds + menu(site, request)


def menu(site: AdminSite, request: HttpRequest) -> list[Shortcut]:
    """The main lists, in the header of every page of the admin."""
    lists = [
        ("Interventies", "interventions.Intervention"),
        ("Citaten", "interventions.Quote"),
        ("Foto's", "areas.Photo"),
        ("Gebieden", "areas.Area"),
        ("Pakketten", "publishing.ChangeSet"),
        ("Accounts", "accounts.User"),
    ]
    models = [(label, apps.get_model(name)) for label, name in lists]
    found = [
        Shortcut(label, _url(model, "changelist"))
        for label, model in models
        if site.get_model_admin(model).has_view_permission(request)
    ]
    user = person(request)
    if user.is_office or user.is_coordinator:
        found.append(Shortcut("Werkboek", reverse("admin:workbooks")))
    if user.is_office:
        found.append(Shortcut("Ter beoordeling", reverse("admin:publishing_review")))
    return [*found, Shortcut("Logboek", reverse("admin:publishing_log"))] if found else []


def _url(model: type[Model], view: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}", args=args)
