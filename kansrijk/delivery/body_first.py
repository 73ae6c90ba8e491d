"""Takes in what a request sends before the site has its turn, so that who sends slowly keeps nobody else waiting.

The server runs a few threads, of which one at a time works; the others are for waiting. Without this, two editors who
send a photo over a slow line, or one visitor with bad intentions, would hold the whole site.
"""

from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore, Lock
from typing import IO, Any

from django.conf import settings

from kansrijk.delivery.content_type import Application

MOST_SLOW_BODIES = 3
"""One less than the threads that the Makefile gives the server, so that one is always left for visitors."""
IN_MEMORY_BYTES = 1_000_000
PIECE_BYTES = 64_000

TOO_BUSY = "kansrijk.too_busy"
"""In the environment of a request for which there was no room; delivery/limits.py answers it."""


class BodyFirst:
    def __init__(self, application: Application) -> None:
        self.application = application
        self.turn = Lock()
        self.places = BoundedSemaphore(MOST_SLOW_BODIES)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not (length := bytes_to_take_in(environ)):
            return self.in_turn(environ, start_response)
        with SpooledTemporaryFile(IN_MEMORY_BYTES) as body:
            if self.places.acquire(blocking=False):
                try:
                    take_in(environ["wsgi.input"], length, body)
                finally:
                    self.places.release()
                environ["wsgi.input"] = body
            else:
                environ[TOO_BUSY] = True
            return self.in_turn(environ, start_response)

    def in_turn(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with self.turn:
            return self.application(environ, start_response)


def bytes_to_take_in(environ: dict[str, Any]) -> int:
    """0 for what delivery/limits.py refuses unread."""
    announced = environ.get("CONTENT_LENGTH") or ""
    length = int(announced[:12]) if announced.isdecimal() and announced.isascii() else 0
    is_form = environ.get("PATH_INFO", "").startswith((settings.ADMIN_PATH, settings.PREVIEW_PATH))
    return length if is_form and length <= settings.MAX_FORM_BYTES else 0


def take_in(stream: IO[bytes], length: int, body: IO[bytes]) -> None:
    """Fills `body`, which goes to disk when it is large; with less than `length` when the sender stops halfway."""
    while length and (piece := stream.read(min(length, PIECE_BYTES))):
        body.write(piece)
        length -= len(piece)
    body.seek(0)
