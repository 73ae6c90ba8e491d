"""Who sends a form slowly waits alone."""

import re
from io import BytesIO
from pathlib import Path
from threading import Event, Thread

import pytest
from django.conf import settings

from kansrijk.delivery.body_first import MOST_SLOW_BODIES, TOO_BUSY, BodyFirst


class SlowBody(BytesIO):
    """Sends nothing until `go`."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.asked, self.go = Event(), Event()

    def read(self, size: int = -1) -> bytes:
        self.asked.set()
        assert self.go.wait(10)
        return super().read(size)


def echo(environ, start_response):
    return [b"busy" if TOO_BUSY in environ else environ["wsgi.input"].read()]


def form(body, length, path="/admin/areas/photo/add/"):
    return {"PATH_INFO": path, "CONTENT_LENGTH": str(length), "wsgi.input": body}


@pytest.fixture
def site():
    return BodyFirst(echo)


@pytest.fixture
def slow_forms(site):
    """As many as we wait for at once, each in a thread of its own."""
    bodies = [SlowBody(b"foto") for _ in range(MOST_SLOW_BODIES)]
    threads = [Thread(target=site, args=(form(body, 4), None), daemon=True) for body in bodies]
    for thread, body in zip(threads, bodies, strict=True):
        thread.start()
        assert body.asked.wait(10)
    yield threads
    for thread, body in zip(threads, bodies, strict=True):
        body.go.set()
        thread.join(10)


def test_page_is_served_while_slow_forms_come_in(site, slow_forms):
    assert site(form(BytesIO(), 0, "/"), None) == [b""]


def test_form_beyond_the_places_is_refused_unread(site, slow_forms):
    body = BytesIO(b"naam")

    assert site(form(body, 4), None) == [b"busy"]
    assert body.tell() == 0


def test_place_is_free_again_once_a_form_is_in(site):
    answers = [site(form(BytesIO(b"naam"), 4), None) for _ in range(2 * MOST_SLOW_BODIES)]

    assert answers == [[b"naam"]] * (2 * MOST_SLOW_BODIES)


def test_large_form_arrives_whole_and_one_cut_off_arrives_short(site):
    large = b"x" * 3_000_000

    assert site(form(BytesIO(large), len(large)), None) == [large]
    assert site(form(BytesIO(b"half"), 1_000), None) == [b"half"]


@pytest.mark.parametrize(
    ("path", "length"),
    [("/", "4"), ("/admin/", str(settings.MAX_FORM_BYTES + 1)), ("/admin/", "9" * 5_000), ("/admin/", "-4")],
)
def test_what_will_be_refused_is_not_taken_in(site, path, length):
    body = SlowBody(b"naam")
    site.application = lambda environ, start_response: [b"not read"]

    assert site(form(body, length, path), None) == [b"not read"]
    assert not body.asked.is_set()


def test_server_has_a_thread_more_than_it_waits_with():
    makefile = (Path(settings.BASE_DIR) / "Makefile").read_text()

    assert int(re.search(r"--blocking-threads (\d+)", makefile)[1]) == MOST_SLOW_BODIES + 1


def test_too_busy_gets_a_page_that_says_when_to_try_again(visitor):
    answer = visitor.get("/admin/login/", **{TOO_BUSY: True})

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "even te druk" in answer.content.decode()
