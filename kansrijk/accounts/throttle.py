"""Slows down who guesses passwords. django-axes counts; here is what counts as too many, and what one then reads."""

from datetime import datetime
from ipaddress import IPv4Address, ip_address, ip_network
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime, now

LONGEST_NAME = AccessAttempt._meta.get_field("username").max_length


class LoginThrottle(AxesDatabaseHandler):
    """Two limits: per account from one address, and a wider one for all accounts from one address.

    An account is never shut for other addresses, so nobody can keep a colleague out. What was counted is thrown
    away at the first log-in or log-out after the cool-off time.
    """

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        return super().is_locked(request, credentials) or self._address_is_locked(request)

    def _address_is_locked(self, request: Any) -> bool:
        recent = AccessAttempt.objects.filter(
            ip_address=request.axes_ip_address,
            attempt_time__gte=request.axes_attempt_time - settings.AXES_COOLOFF_TIME,
        )
        failures = recent.aggregate(total=Sum("failures_since_start"))["total"] or 0
        return failures >= settings.LOGIN_FAILURES_PER_ADDRESS


def client_address(request: HttpRequest) -> str | None:
    """The visitor's address; of IPv6 the network, because one visitor has all of its addresses.

    Behind proxies of ours it is what the first of them wrote down, counted from the right: what stands further
    left, a visitor can make up.
    """
    forwarded = [
        hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()
    ]
    hops = [request.META.get("REMOTE_ADDR", ""), *reversed(forwarded)]
    hop = hops[min(settings.TRUSTED_PROXY_COUNT, len(hops) - 1)]
    try:
        address = ip_address(hop)
    except ValueError:
        return None
    if isinstance(address, IPv4Address):
        return hop
    # A server that listens on IPv6 writes an IPv4 visitor down as ::ffff:192.0.2.1: one network for all of them.
    mapped = address.ipv4_mapped
    return str(mapped or ip_network((address, 64), strict=False).network_address)


def counted_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The name that somebody typed, as much of it as the database has room for."""
    return str((credentials or request.POST).get("username") or "")[:LONGEST_NAME]


def locked_out(request: Any, response: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:
    """Says when to try again, the same for an account that exists and one that does not."""
    until = _locked_until(request.axes_ip_address, counted_name(request, credentials))
    seconds = max(1, int((until - now()).total_seconds()))
    page = render(
        request, "admin/locked_out.html", {"until": localtime(until), "title": "Even wachten"}, status=429
    )
    page["Retry-After"] = str(seconds)
    return page


def _locked_until(address: str | None, username: str) -> datetime:
    from_here = AccessAttempt.objects.filter(ip_address=address)
    of_account = from_here.filter(username=username).aggregate(last=Max("attempt_time"))["last"]
    last = of_account or from_here.aggregate(last=Max("attempt_time"))["last"] or now()
    return last + settings.AXES_COOLOFF_TIME
