"""The admin site: greets with what needs attention. Composes what the apps know; decides nothing itself."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.timezone import localtime

from kansrijk import dashboard
from kansrijk.accounts.forms import LogInForm
from kansrijk.accounts.person import person
from kansrijk.publishing import kept_forms
from kansrijk.publishing.review.own import own_work_title
from kansrijk.publishing.review.urls import review_urls
from kansrijk.workbooks.screens.urls import workbook_urls


class KansrijkAdminSite(AdminSite):
    login_form = LogInForm
    site_header = "Kansrijke Wijk – redactie"
    site_title = "Kansrijke Wijk"
    index_title = "Overzicht"
    enable_nav_sidebar = False
    empty_value_display = "–"

    def get_urls(self) -> list[Any]:
        """Without Django's redirect to any record's page: it asks nobody whether the user may know of the record."""
        django = [url for url in super().get_urls() if getattr(url, "name", None) != "view_on_site"]
        return [*review_urls(self), *workbook_urls(self), *django]

    def admin_view(self, view: Callable[..., HttpResponseBase], cacheable: bool = False) -> Any:
        """Also keeps what somebody typed when the session ran out meanwhile; log-in then returns to it."""
        guarded = super().admin_view(view, cacheable)

        @wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not self.has_permission(request) and kept_forms.keep(request):
                messages.warning(
                    request,
                    "U was te lang niet actief en bent uitgelogd. Wat u typte, hebben wij vastgehouden. "
                    "Log in, dan krijgt u het formulier ingevuld terug.",
                )
            return guarded(request, *args, **kwargs)

        return door

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        if context["has_permission"]:
            context["menu"] = dashboard.menu(self, request)
        return context

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        now = localtime()
        user = person(request)
        name = user.get_short_name() or user.get_username()
        own_work = dashboard.own_work_of(user)
        return super().index(
            request,
            {
                "greeting": dashboard.greeting(name, now),
                "today": now.date(),
                "cards": dashboard.attention_cards(self, request),
                "own_work": own_work.shown,
                "own_work_more": own_work.more,
                "own_work_title": own_work_title(user),
                "shortcuts": dashboard.shortcuts(self, request),
                **(extra_context or {}),
            },
        )
