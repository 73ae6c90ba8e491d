"""Which error gets which page. Composes what the subpackages know."""

import logging

from django.contrib import admin
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from kansrijk.delivery.error_pages import error_page, last_resort
from kansrijk.publishing.addresses import follow
from kansrijk.publishing.models import OldAddress

logger = logging.getLogger(__name__)
LONGEST_PATH = OldAddress._meta.get_field("path").max_length or 0


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return admin_error_page(request, 403) or error_page(403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or that did not come from us; the page says how to send it again."""
    return error_page(403, "403_csrf.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Sends on to where the page went; 410 with its title if we took it away; 404 for what never was."""
    address, old = followed(request.path)
    if address:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    if old:
        return error_page(410, removed=old)
    return admin_error_page(request, 404) or error_page(404)


def admin_error_page(request: HttpRequest, status: int) -> HttpResponse | None:
    """For who is at work in the admin: with its own menu, so that one click leads back to the work."""
    if not request.path.startswith(reverse("admin:index")) or not hasattr(request, "user"):
        return None
    try:
        if admin.site.has_permission(request):
            context = admin.site.each_context(request)
            return render(request, f"admin/{status}.html", context, status=status)
    except DatabaseError:
        logger.exception("Could not ask who met error %s", status)
    return None


def followed(path: str) -> tuple[str | None, OldAddress | None]:
    """Nothing as well when the database does not answer: then a plain 404 is the best we have."""
    if len(path) > LONGEST_PATH or "\0" in path:
        return None, None
    try:
        return follow(path)
    except DatabaseError:
        logger.exception("Could not look up whether %s was removed", path)
        return None, None


def server_error(request: HttpRequest) -> HttpResponse:
    try:
        return error_page(500)
    except Exception:  # the cause of the first error may be in the templates too
        logger.exception("The page for a server error could not be made")
        return last_resort()
