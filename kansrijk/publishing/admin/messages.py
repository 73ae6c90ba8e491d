"""What an editor reads after saving: that it worked, and what still keeps the record off the site."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString


class SavedMessages(admin.ModelAdmin):
    def remarks(self, request: HttpRequest, record: Any) -> list[str]:
        """Sentences to show once `record` is saved."""
        return []

    def response_add(
        self, request: HttpRequest, obj: Model, post_url_continue: str | None = None
    ) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        self._remark(request, obj)
        return response

    def response_change(self, request: HttpRequest, obj: Model) -> HttpResponse:
        response = super().response_change(request, obj)
        self._remark(request, obj)
        return response

    def _remark(self, request: HttpRequest, record: Model) -> None:
        # A pop-up closes at once; its messages would turn up on a page they do not belong to.
        if IS_POPUP_VAR not in request.POST:
            for sentence in self.remarks(request, record):
                messages.warning(request, sentence)

    def message_user(self, request: HttpRequest, message: Any, *args: Any, **kwargs: Any) -> None:
        """Without the noun that Django starts with: it calls every one of them "de", also het citaat."""
        without_noun = str(message).removeprefix(f"De {self.opts.verbose_name} ")
        kind = SafeString if isinstance(message, SafeString) else str
        super().message_user(request, kind(without_noun), *args, **kwargs)
