"""Which error gets which page. Composes what the subpackages know."""

import logging

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from kansrijk.delivery.error_pages import error_page, last_resort
from kansrijk.publishing.models import RemovedAddress

logger = logging.getLogger(__name__)
LONGEST_PATH = RemovedAddress._meta.get_field("path").max_length or 0


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or that did not come from us; the page says how to send it again."""
    return error_page(403, "403_csrf.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """410 with the title of the page that was here, if we took it away ourselves."""
    if removed := removed_address(request.path):
        return error_page(410, removed=removed)
    return error_page(404)


def removed_address(path: str) -> RemovedAddress | None:
    """None as well when the database does not answer: then a plain 404 is the best we have."""
    if len(path) > LONGEST_PATH or "\0" in path:
        return None
    try:
        return RemovedAddress.objects.filter(path=path).first()
    except DatabaseError:
        logger.exception("Could not look up whether %s was removed", path)
        return None


def server_error(request: HttpRequest) -> HttpResponse:
    try:
        return error_page(500)
    except Exception:  # the cause of the first error may be in the templates too
        logger.exception("The page for a server error could not be made")
        return last_resort()
