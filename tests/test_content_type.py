"""Nobody chooses in which character set we read an address or a form; this goes around Django's own test client."""

from io import BytesIO
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from kansrijk.wsgi import application


@pytest.fixture(autouse=True)
def connection_of_the_test_stays_open(db):
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


def ask(query: str = "", body: bytes = b"", **environ: str) -> tuple[int, dict[str, str], str]:
    sent = {"PATH_INFO": "/interventies/", "QUERY_STRING": query, "HTTP_HOST": "127.0.0.1"} | environ
    sent |= {"CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)}
    setup_testing_defaults(sent)
    seen = {}
    response = application(sent, lambda status, headers: seen.update(status=status, headers=dict(headers)))
    content = b"".join(response).decode()
    response.close()
    return int(seen["status"][:3]), seen["headers"], content


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain; charset=undefined",
        "text/plain; charset=rot13",
        "text/plain; charset=punycode",
        "text/plain; charset*=nope''x",
        "text/plain; x*=undefined''%41",
        "; charset=hex",
        "multipart/form-data; boundary=x; charset=base64",
        "\xff",
    ],
)
def test_content_type_with_a_strange_character_set_changes_nothing(content_type):
    status, headers, content = ask(query="q=caf%C3%A9", CONTENT_TYPE=content_type)

    assert status == 200
    assert "Content-Security-Policy" in headers
    assert "Interventies met ‘café’" in content


def test_content_type_cannot_smuggle_what_an_address_may_not_hold():
    _status, _headers, content = ask(query="over=x&q=%2BAAA-", CONTENT_TYPE="text/plain; charset=utf-7")

    assert "‘+AAA-’" in content


def test_content_type_of_a_real_form_keeps_its_boundary():
    boundary = "----WebKitFormBoundaryA1b2C3"
    token = "a" * 32
    fields = {"csrfmiddlewaretoken": token, "username": "zoë", "password": "mis"}
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]

    status, _headers, content = ask(
        body="".join([*parts, f"--{boundary}--\r\n"]).encode(),
        PATH_INFO="/admin/login/",
        REQUEST_METHOD="POST",
        HTTP_COOKIE=f"csrf={token}",
        CONTENT_TYPE=f"multipart/form-data; boundary={boundary}",
    )

    assert status == 200
    assert 'value="zoë"' in content
