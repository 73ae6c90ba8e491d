"""Every error gets a page of ours that helps, also when half of the site is broken."""

import pytest
from django.db import DatabaseError
from django.test import Client

from interventions.models import Intervention
from kansrijk import errors
from kansrijk.delivery import error_pages
from kansrijk.publishing.models import OldAddress
from tests.pages import read


@pytest.fixture
def sturdy_visitor(db) -> Client:
    """Sees the error page instead of the exception."""
    return Client(raise_request_exception=False)


def test_404_page_offers_a_way_on(visitor):
    answer = visitor.get("/bestaat-niet/")

    assert answer.status_code == 404
    assert "Deze pagina bestaat niet" in answer.content.decode()
    assert 'href="/interventies/"' in answer.content.decode()


def leave_notice(path, title):
    OldAddress.objects.create(
        path=path, title=title, kind="interventions.intervention", object_id=1, is_removed=True
    )


def test_410_page_tells_what_stood_here(visitor):
    leave_notice("/interventies/ontdeklab/", "Het <Ontdeklab>")

    answer = visitor.get("/interventies/ontdeklab/?bron=nieuwsbrief")

    assert answer.status_code == 410
    assert "Het &lt;Ontdeklab&gt;" in answer.content.decode()


def test_410_of_an_address_with_accents(visitor):
    leave_notice("/interventies/café/", "Café")

    assert visitor.get("/interventies/caf%C3%A9/").status_code == 410


def test_404_page_needs_no_database(visitor, monkeypatch):
    def refuse(**kwargs):
        raise DatabaseError("gone")

    monkeypatch.setattr(OldAddress.objects, "filter", refuse)

    assert visitor.get("/bestaat-niet/").status_code == 404


@pytest.mark.parametrize("path", ["/" + "a" * 1_000, "/%ff%fe/", "/%F0%9F%98%80/", "/..%2f..%2fetc/passwd"])
def test_strange_path_is_a_404_and_never_a_500(visitor, path):
    assert visitor.generic("GET", path).status_code == 404


@pytest.mark.parametrize("path", ["//evil.example", "//evil.example/", "/\\evil.example"])
def test_path_that_looks_like_another_site_is_no_redirect_to_it(visitor, path):
    answer = visitor.get("/", PATH_INFO=path)

    assert answer.status_code == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "a b", "", "127.0.0.1:8000@evil.example", "[::1"]
)
def test_bad_host_gets_the_400_page(visitor, host):
    answer = visitor.get("/interventies", headers={"host": host})

    assert answer.status_code == 400
    assert "Dit verzoek begrijpen wij niet" in answer.content.decode()


def test_500_page_asks_nothing_of_the_database(sturdy_visitor, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(Intervention.objects, "public", lambda: 1 / 0)

    # One before anything went wrong: whether a planned publication is due.
    with django_assert_num_queries(1):
        answer = sturdy_visitor.get("/interventies/")

    assert answer.status_code == 500
    assert "Er ging iets mis bij ons" in answer.content.decode()
    assert "ZeroDivisionError" not in answer.content.decode()


def test_500_with_broken_templates_still_answers_in_dutch(sturdy_visitor, monkeypatch):
    def broken(*args):
        raise OSError("no templates")

    monkeypatch.setattr(error_pages.loader, "render_to_string", broken)

    answer = sturdy_visitor.get("/bestaat-niet/")

    assert answer.status_code == 500
    assert "Er ging iets mis bij ons" in answer.content.decode()


def test_403_page_for_who_may_not(rf):
    answer = errors.permission_denied(rf.get("/admin/"), PermissionError())

    assert answer.status_code == 403
    assert "U mag deze pagina niet bekijken" in answer.content.decode()


@pytest.mark.parametrize(("path", "status"), [("bestaat-niet", 404), ("accounts/user", 403)])
def test_error_inside_the_admin_keeps_the_menu_of_the_admin(coordinator_of_zaandam, path, status):
    answer = coordinator_of_zaandam.get(f"/admin/{path}/")

    assert answer.status_code == status
    assert read(answer).heading(1) == [
        {404: "Deze pagina bestaat niet", 403: "U mag deze pagina niet bekijken"}[status]
    ]
    assert 'href="/admin/interventions/intervention/"' in answer.content.decode()


def test_stale_form_explains_that_nothing_was_saved():
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})

    assert answer.status_code == 403
    assert "Dit formulier is verlopen" in answer.content.decode()


@pytest.mark.parametrize("path", ["/bestaat-niet/", "/?q=%00"])
def test_error_page_touches_no_session(visitor, path):
    answer = visitor.get(path)

    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not answer.cookies
