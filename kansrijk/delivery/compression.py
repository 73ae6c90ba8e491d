"""Public pages leave compressed. The admin's do not: a secret beside reflected text leaks through its length (BREACH)."""

import zlib
from collections.abc import Callable

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

COMPRESSIBLE = ("text/", "application/json", "application/ld+json", "application/xml", "image/svg+xml")
SMALLEST_BYTES = 500


def to_brotli(content: bytes) -> bytes:
    # Measured on 57 kB of our HTML: level 3 takes 0.2 ms and wins from gzip 6 at 0.7 ms; level 5 saves 4 % more at 0.6.
    return brotli.compress(content, quality=3)


def to_gzip(content: bytes) -> bytes:
    compressor = zlib.compressobj(level=3, wbits=16 + zlib.MAX_WBITS)
    return compressor.compress(content) + compressor.flush()


ENCODINGS: dict[str, Callable[[bytes], bytes]] = {"br": to_brotli, "gzip": to_gzip}


class CompressionMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path_info.startswith((settings.ADMIN_PATH, settings.PREVIEW_PATH)) or not isinstance(
            response, HttpResponse
        ):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if (etag := response.headers.get("ETag", "")).startswith('"'):
            # One tag for every encoding of a page, which is what "weak" means.
            response.headers["ETag"] = f"W/{etag}"
        encoding = chosen_encoding(request)
        if encoding and is_worthwhile(response):
            response.content = ENCODINGS[encoding](response.content)
            response.headers["Content-Encoding"] = encoding
            response.headers["Content-Length"] = str(len(response.content))
        return response


def is_worthwhile(response: HttpResponse) -> bool:
    return (
        len(response.content) >= SMALLEST_BYTES
        and "Content-Encoding" not in response.headers
        and response.headers.get("Content-Type", "").startswith(COMPRESSIBLE)
    )


def chosen_encoding(request: HttpRequest) -> str | None:
    """The first of ours that the browser accepts; `;q=0` means that it does not."""
    offered = request.META.get("HTTP_ACCEPT_ENCODING", "").replace(" ", "").split(",")
    accepted = {part.split(";")[0] for part in offered if not part.endswith((";q=0", ";q=0.0", ";q=0.000"))}
    return next((encoding for encoding in ENCODINGS if encoding in accepted), None)
