"""What a request may look like at all, checked before anything reads its body or asks the database."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from kansrijk.delivery.body_first import TOO_BUSY
from kansrijk.delivery.error_pages import error_page

logger = logging.getLogger(__name__)

PUBLIC_METHODS = ("GET", "HEAD", "OPTIONS")
MOST_SEARCH_WORDS = 60
"""In the admin, where each word adds a condition for every field; SQLite refuses to nest more than a thousand."""
UNWANTED_LOOKUPS = {"regex", "iregex", "range"}
"""Django lets every address of an admin list name them; a pattern can keep SQLite busy for ever."""


class RequestLimitsMiddleware:
    """Refuses with 400, 405, 413 or 503 and a page that says why.

    Only the admin receives forms, and the answer of a reader.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        query = request.META.get("QUERY_STRING", "")
        # PostgreSQL stores no NUL and answers it with an exception.
        if len(query) > settings.MAX_QUERY_CHARACTERS or "%00" in query or "\0" in query + request.path_info:
            return error_page(400)
        is_admin = request.path_info.startswith(settings.ADMIN_PATH)
        is_answer = request.path_info.startswith(settings.PREVIEW_PATH) and request.path_info.endswith(
            "/antwoord/"
        )
        if is_admin and asks_too_much(request):
            return error_page(400)
        limit = settings.MAX_FORM_BYTES if is_admin else settings.MAX_PUBLIC_BODY_BYTES
        if content_length(request) > limit:
            response = error_page(413)
            # The body stays unread, so nothing can follow on this connection.
            response.headers["Connection"] = "close"
            return response
        if TOO_BUSY in request.META:
            response = error_page(503)
            response.headers["Retry-After"] = "60"
            response.headers["Connection"] = "close"
            return response
        if not (is_admin or is_answer) and request.method not in PUBLIC_METHODS:
            response = error_page(405)
            response.headers["Allow"] = ", ".join(PUBLIC_METHODS)
            return response
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A number that fits in no column of SQLite. No form or link of ours holds one; PostgreSQL finds nothing."""
        if not isinstance(exception, OverflowError):
            return None
        logger.warning("Refused a number that is too large", exc_info=exception)
        return error_page(400)


def asks_too_much(request: HttpRequest) -> bool:
    """Whether the address of an admin list searches for a whole page of text or names a lookup of no use to it."""
    words = max(len(request.GET.get(name, "").split()) for name in ("q", "term"))
    return words > MOST_SEARCH_WORDS or any(
        name.rpartition("__")[2] in UNWANTED_LOOKUPS for name in request.GET
    )


def content_length(request: HttpRequest) -> int:
    """In bytes, as announced; 0 without a number, which is also how many bytes Django then reads."""
    announced = request.META.get("CONTENT_LENGTH") or ""
    return int(announced) if announced.isdecimal() and announced.isascii() else 0
