"""Whoever visits first after a planned moment publishes what was planned, before the page is made."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from kansrijk.publishing.due import publish_due
from kansrijk.publishing.models import SiteState

logger = logging.getLogger(__name__)


class PublishDueMiddleware:
    """One small query a page; work only when something is due."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_page = request.method in ("GET", "HEAD")
        if is_page and not request.path_info.startswith((settings.STATIC_URL, "/gezond/", "/foto/")):
            self.publish_what_is_due()
        return self.get_response(request)

    def publish_what_is_due(self) -> None:
        try:
            next_due = SiteState.next_due()
            if next_due is not None and next_due <= timezone.now():
                publish_due()
        except DatabaseError:
            # The page itself will say what it cannot show; a plan can wait for the database.
            logger.exception("planned publications could not be looked up")
