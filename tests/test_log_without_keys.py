"""The address of a preview is a key to work that nobody else may see: it never stands in the log."""

import io
import json
import logging

import pytest

from kansrijk.delivery.logging import JsonFormatter
from kansrijk.publishing.previews.tokens import sign, ticket_for
from tests.factories import make_draft


@pytest.fixture
def log():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def token(story):
    return sign(ticket_for(make_draft(story, summary="Straks."), reader="De school", days=7))


@pytest.mark.parametrize(
    "address",
    [
        "/voorbeeld/{}/",
        "/voorbeeld/{}/bestaat-niet/",
        "/voorbeeld/{}/antwoord/",
        "/voorbeeld/{}",
        "/voorbeeld//{}/",
        "//voorbeeld/{}/",
        "/Voorbeeld/{}/",
        "/voorbeeld/ {}/",
        "/vorbeeld/{}/",
        "/voorbeeld/{}/" + "a" * 300,
    ],
)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_log_never_holds_the_key_of_a_preview(visitor, log, token, address, method):
    getattr(visitor, method)(address.format(token))

    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert lines
    assert not [part for part in token.split(":") if len(part) > 6 and part in log.getvalue()]


def test_log_still_says_that_a_preview_was_asked_for(visitor, log, token):
    visitor.put(f"/voorbeeld/{token}/")

    (line,) = [json.loads(line) for line in log.getvalue().splitlines()]
    assert (line["method"], line["route"], line["status"]) == ("PUT", "/voorbeeld/…", 405)


def test_log_hides_the_key_in_the_message_of_an_error(visitor, log, token, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError(f"kapot bij /voorbeeld/{token}/")

    monkeypatch.setattr("kansrijk.publishing.previews.views.read", fail)
    visitor.raise_request_exception = False

    visitor.get(f"/voorbeeld/{token}/")

    assert "kapot bij /voorbeeld/…" in json.loads(log.getvalue().splitlines()[0])["exception"]
    assert token.split(":")[-1] not in log.getvalue()
