"""One line a request that tells what happened, and nothing about who asked or what they searched."""

import io
import json
import logging

import pytest
from django.test import Client

from interventions.models import Intervention
from kansrijk.delivery.logging import JsonFormatter


@pytest.fixture
def log():
    """What production would write to stderr."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def lines(log: io.StringIO) -> list[dict]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_log_page_gives_one_line_with_its_facts(visitor, log):
    answer = visitor.get(
        "/interventies/?q=schulden", REMOTE_ADDR="192.0.2.7", headers={"user-agent": "Mijnbrowser"}
    )

    (line,) = lines(log)
    assert line["request_id"] == answer.headers["X-Request-ID"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "interventions:list", 200)
    assert line["bytes"] == len(answer.content)
    assert line["milliseconds"] >= 0
    assert line["time"].endswith("+00:00")
    for personal in ["schulden", "192.0.2.7", "Mijnbrowser"]:
        assert personal not in log.getvalue()


def test_log_does_not_name_the_user(editor, log):
    editor.get("/admin/")

    (line,) = lines(log)
    assert line["route"] == "admin:index"
    assert editor.user.username not in log.getvalue()


def test_log_failed_login_names_nobody(visitor, log):
    visitor.post(
        "/admin/login/", {"username": "jan@voorbeeld.nl", "password": "geheim"}, REMOTE_ADDR="192.0.2.7"
    )

    assert lines(log)
    for personal in ["jan@", "geheim", "192.0.2.7"]:
        assert personal not in log.getvalue()


def test_log_unknown_address_is_kept_on_one_line_and_short(visitor, log):
    visitor.get("/%0a%7b%22status%22:200%7d\u2028" + "a" * 1_000)

    (line,) = lines(log)
    assert line["status"] == 404
    assert line["route"].startswith('/\n{"status":200}')
    assert len(line["route"]) == 200


@pytest.mark.parametrize("offered", ["abcd-1234_EFGH", "a" * 64])
def test_log_well_formed_request_id_is_taken_over(visitor, log, offered):
    answer = visitor.get("/gezond/leeft", headers={"x-request-id": offered})

    assert answer.headers["X-Request-ID"] == lines(log)[0]["request_id"] == offered


@pytest.mark.parametrize(
    "offered", ["", "kort", "a" * 65, "met spatie erin", "regel\neinde12", "<script>alert"]
)
def test_log_other_request_id_is_replaced(visitor, log, offered):
    answer = visitor.get("/gezond/leeft", headers={"x-request-id": offered})

    assert answer.headers["X-Request-ID"] != offered
    assert len(answer.headers["X-Request-ID"]) == 16


def test_log_error_holds_the_traceback_but_no_values(db, monkeypatch, log):
    def fail():
        token = "inhoud-van-variabele"  # noqa: F841 - must stay out of the log
        raise RuntimeError("kapot")

    monkeypatch.setattr(Intervention.objects, "public", fail)

    answer = Client(raise_request_exception=False).get("/interventies/?q=schulden")

    error, request = lines(log)
    assert error["request_id"] == request["request_id"] == answer.headers["X-Request-ID"]
    assert error["exception"].splitlines()[-1] == "RuntimeError: kapot"
    assert request["status"] == 500
    assert "schulden" not in log.getvalue()


def test_log_scanner_with_false_host_fills_one_line(visitor, log):
    visitor.get("/interventies", headers={"host": "evil.example"})

    assert [line["status"] for line in lines(log)] == [400]
