"""The security headers of every response: pages, errors, redirects, static files and photos alike.

Django's SecurityMiddleware stands just inside and adds HSTS, over https only.
"""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

POWERFUL_FEATURES = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)

FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in POWERFUL_FEATURES),
}


def policy_text(policy: Mapping[str, Sequence[str]], extra: Mapping[str, Sequence[str]] | None = None) -> str:
    """The value of the Content-Security-Policy header; `extra` adds sources to directives of the policy."""
    extra = extra or {}
    return "; ".join(
        " ".join([directive, *sources, *extra.get(directive, ())]) for directive, sources in policy.items()
    )


class SecurityHeadersMiddleware:
    """Outermost but for the log, so that whatever answers further inside carries the whole set.

    A view that cannot do without an inline script sets `request.csp_extra`, for that one response.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.headers = FIXED_HEADERS | {"Content-Security-Policy": policy_text(settings.SECURE_CSP)}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.headers[name] = value
        if extra := getattr(request, "csp_extra", None):
            response.headers["Content-Security-Policy"] = policy_text(settings.SECURE_CSP, extra)
        # Nothing is reused unasked: a quotation withdrawn a second ago is gone for everyone.
        response.headers.setdefault("Cache-Control", "no-cache")
        return response
