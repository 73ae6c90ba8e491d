"""What an admin form needs for the rich text editor to start under our strict policy."""

import secrets
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from js_asset import Media


class RichTextAdminMixin(admin.ModelAdmin):
    """Gives the editor's inline import map a nonce; kansrijk.delivery.headers puts the same nonce in the policy.

    Django 6 does this itself, so there this class can go.
    """

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        # Only a form that shows an editor collects this kind of media, so only that page gets a nonce.
        if isinstance(media := context["media"], Media):
            nonce = secrets.token_urlsafe(16)
            context["media"] = media.with_nonce(nonce)
            request.csp_nonce = nonce  # type: ignore[attr-defined]
        return super().render_change_form(request, context, *args, **kwargs)
