"""The plain text files that machines and researchers look for at a fixed address."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PLAIN_TEXT = "text/plain; charset=utf-8"


def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a vulnerability (RFC 9116)."""
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {settings.SECURITY_EXPIRES}",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        "Preferred-Languages: nl, en",
    ]
    if settings.SECURITY_POLICY_URL:
        lines.append(f"Policy: {settings.SECURITY_POLICY_URL}")
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN_TEXT)


def robots_txt(request: HttpRequest) -> HttpResponse:
    """The archive and every search engine may read all there is for visitors."""
    lines = [
        "User-agent: *",
        f"Disallow: {settings.ADMIN_PATH}",
        f"Disallow: {settings.PREVIEW_PATH}",
        "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN_TEXT)
