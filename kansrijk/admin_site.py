"""The admin site: greets with what needs attention. Composes what the apps know; decides nothing itself."""

from typing import Any, cast

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.timezone import localtime

from kansrijk import dashboard
from kansrijk.accounts.forms import LogInForm
from kansrijk.accounts.models import User


class KansrijkAdminSite(AdminSite):
    login_form = LogInForm
    site_header = "Kansrijke Wijk – redactie"
    site_title = "Kansrijke Wijk"
    index_title = "Overzicht"
    enable_nav_sidebar = False
    empty_value_display = "–"

    def get_urls(self) -> list[Any]:
        """Without Django's redirect to any record's page: it asks nobody whether the user may know of the record."""
        return [url for url in super().get_urls() if getattr(url, "name", None) != "view_on_site"]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        if context["has_permission"]:
            context["menu"] = dashboard.menu(self, request)
        return context

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        now = localtime()
        user = cast(User, request.user)
        name = user.get_short_name() or user.get_username()
        return super().index(
            request,
            {
                "greeting": dashboard.greeting(name, now),
                "today": now.date(),
                "cards": dashboard.attention_cards(self, request),
                "shortcuts": dashboard.shortcuts(self, request),
                **(extra_context or {}),
            },
        )
