"""One JSON line a request, and one for every other event. No address, name or search term of a visitor, and no key
to a preview."""

import json
import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

logger = logging.getLogger(__name__)
current_request_id: ContextVar[str] = ContextVar("request_id", default="")

WELL_FORMED_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
LONGEST_PATH = 200
HIDDEN = "…"
SIGNED = re.compile(r"[A-Za-z0-9_.-]+(?::|%3A)[A-Za-z0-9]+(?::|%3A)[A-Za-z0-9_-]{27,}", re.IGNORECASE)
"""What Django's signing makes, wherever it stands: also in an address with a typing error."""
UNDER_PREVIEW = re.compile(rf"({settings.PREVIEW_PATH.rstrip('/')}/+)[^\s\"]+", re.IGNORECASE)


class RequestLogMiddleware:
    """Outermost, so that it sees the answer as it leaves; gives the id of the request back as X-Request-ID."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        offered = request.headers.get("X-Request-ID", "")
        request_id = offered if WELL_FORMED_ID.fullmatch(offered) else secrets.token_hex(8)
        # Not put back afterwards: Django itself still logs a failed request when we are done with it.
        current_request_id.set(request_id)
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request_id
        event = {
            "method": request.method,
            "route": route(request),
            "status": response.status_code,
            "milliseconds": round((time.perf_counter() - started) * 1000, 1),
            "bytes": size(response),
        }
        logger.info("request", extra={"event": event})
        return response


def route(request: HttpRequest) -> str:
    """The name of the route, or the path if no route fits; never the query string, which holds what people search.
    See without_keys() for what is left out of the path."""
    match = getattr(request, "resolver_match", None)
    return (match and match.view_name) or request.path[:LONGEST_PATH]


def size(response: HttpResponseBase) -> int | None:
    """Bytes of the body; None for a stream that does not announce its length."""
    if announced := response.headers.get("Content-Length"):
        return int(announced)
    return None if response.streaming else len(response.content)  # type: ignore[attr-defined]  # what does not stream has it


def without_keys(text: str) -> str:
    """Whoever reads the log may not open a preview with what stands in it."""
    return UNDER_PREVIEW.sub(rf"\1{HIDDEN}", SIGNED.sub(HIDDEN, text))


class JsonFormatter(logging.Formatter):
    """Escapes everything below a space, so nobody can write a second line into the log."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id := current_request_id.get():
            line["request_id"] = request_id
        line |= getattr(record, "event", {})
        if record.exc_info:
            # Python's traceback shows lines of code, not the values of variables.
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(
            {name: without_keys(value) if isinstance(value, str) else value for name, value in line.items()}
        )
