"""The header set goes with every answer, whoever gives it."""

import re

import pytest
from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client

from interventions.models import Intervention
from tests.factories import make_intervention

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; "
    "manifest-src 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ANSWERS = [
    ("/", 200),
    ("/interventies/", 200),
    ("/interventies", 301),
    ("/bestaat-niet/", 404),
    ("/interventies/?q=%00", 400),
    ("/gezond/leeft", 200),
    ("/gezond/klaar", 200),
    ("/robots.txt", 200),
    ("/.well-known/security.txt", 200),
    ("/admin/", 302),
    ("/admin/login/", 200),
    ("/admin/jsi18n/", 302),
    ("/static/voorbeeld.css", 200),
]


def fetch(client: Client, path: str) -> HttpResponseBase:
    """The answer, read to its end so that a file behind it is closed."""
    answer = client.get(path)
    answer.getvalue()
    return answer


@pytest.fixture
def static_file(settings, tmp_path):
    """One collected file, in a folder that WhiteNoise reads when the client of a test starts the handler."""
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "voorbeeld.css").write_text("p { margin: 0 }")


@pytest.mark.parametrize(("path", "status"), ANSWERS)
def test_headers_every_answer_carries_the_whole_set(visitor, static_file, path, status):
    answer = fetch(visitor, path)

    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_headers_server_error_carries_the_whole_set(db, monkeypatch):
    monkeypatch.setattr(Intervention.objects, "public", lambda: 1 / 0)

    answer = Client(raise_request_exception=False).get("/interventies/")

    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_headers_unknown_host_carries_the_whole_set(visitor):
    answer = visitor.get("/interventies", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_headers_static_file_has_no_open_door_for_other_sites(visitor, static_file):
    assert "Access-Control-Allow-Origin" not in fetch(visitor, "/static/voorbeeld.css").headers


def test_headers_hsts_only_over_https(visitor):
    proxied = visitor.get("/gezond/leeft", headers={"x-forwarded-proto": "https"})

    assert re.fullmatch(
        r"max-age=(\d+); includeSubDomains; preload", proxied.headers["Strict-Transport-Security"]
    )
    assert "Strict-Transport-Security" not in visitor.get("/gezond/leeft").headers


def test_headers_editor_page_allows_its_own_script_and_no_more(editor):
    url = f"/admin/interventions/intervention/{make_intervention().pk}/change/"

    first, second = editor.get(url), editor.get(url)

    policy = first.headers["Content-Security-Policy"]
    nonce = re.search(r"script-src 'self' 'nonce-([\w-]{22})';", policy)[1]
    assert f'<script type="importmap" nonce="{nonce}">' in first.content.decode()
    assert nonce not in second.headers["Content-Security-Policy"]
    assert re.search(r"style-src 'self' 'sha256-[\w+/]{43}='; img-src", policy)
    assert "unsafe" not in policy


def test_headers_admin_page_without_editor_keeps_the_strict_policy(editor):
    for url in ["/admin/", "/admin/interventions/intervention/", "/admin/interventions/organisation/add/"]:
        assert (
            editor.get(url)
            .headers["Content-Security-Policy"]
            .startswith("default-src 'none'; script-src 'self';")
        )


@pytest.mark.parametrize("path", [path for path, _status in ANSWERS if not path.startswith("/admin/")])
def test_headers_public_answer_sets_no_cookie_and_does_not_depend_on_one(visitor, static_file, path):
    answer = fetch(visitor, path)

    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_headers_public_page_is_asked_for_again_and_costs_nothing_if_it_is_the_same(visitor, db):
    first = visitor.get("/", headers={"accept-encoding": "br"})
    second = visitor.get("/", headers={"accept-encoding": "gzip", "if-none-match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "no-cache"
    assert second.status_code == 304
    assert not second.content
    assert {name: second.headers.get(name) for name in HEADERS} == HEADERS


def test_headers_settings_hold_no_unsafe_source():
    sources = {source for sources in settings.SECURE_CSP.values() for source in sources}

    assert sources == {"'none'", "'self'", "data:"}
