"""What an admin form needs for the rich text editor to start under our strict policy."""

import secrets
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from js_asset import Media

EDITOR_STYLE_HASH = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
"""Of the one <style> element the editor adds to the page; a browser test fails when a release changes it."""


class RichTextAdminMixin(admin.ModelAdmin):
    """Allows the editor's import map (by nonce) and its style (by hash) on the pages that show an editor.

    The policy itself is put together by kansrijk.delivery.headers.
    """

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        # Only a form with an editor in it collects this kind of media.
        if isinstance(media := context["media"], Media):
            nonce = secrets.token_urlsafe(16)
            context["media"] = media.with_nonce(nonce)
            request.csp_extra = {  # type: ignore[attr-defined]  # the middleware reads it
                "script-src": [f"'nonce-{nonce}'"],
                "style-src": [EDITOR_STYLE_HASH],
            }
        return super().render_change_form(request, context, *args, **kwargs)
