"""What is not a sensible request gets a page that says so, before any work is done for it."""

import pytest
from django.core.exceptions import TooManyFieldsSent


@pytest.mark.parametrize(
    "path",
    [
        "/?q=" + "a" * 4_000,
        "/?q=%00",
        "/interventies/%00/",
        "/%00",
        "/admin/?q=%00",
        "/admin/login/?next=" + "a" * 4_000,
    ],
)
def test_limits_overlong_or_null_address_gets_the_400_page(visitor, path):
    answer = visitor.get(path)

    assert answer.status_code == 400
    assert "Dit verzoek begrijpen wij niet" in answer.content.decode()


def test_limits_query_of_ordinary_length_is_answered(visitor):
    assert visitor.get("/interventies/?q=" + "a" * 3_000).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "BREW"])
def test_limits_public_page_refuses_other_methods_than_reading(visitor, method):
    answer = visitor.generic(method, "/interventies/")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert "Dat kan hier niet" in answer.content.decode()


def test_limits_large_body_to_public_page_is_refused_unread(visitor):
    answer = visitor.post("/", data=b"", content_type="text/plain", CONTENT_LENGTH="1000000000")

    assert answer.status_code == 413
    assert "te groot" in answer.content.decode()
    assert answer.headers["Connection"] == "close"


def test_limits_form_larger_than_any_of_ours_is_refused_unread(editor):
    answer = editor.post(
        "/admin/areas/photo/add/", data=b"", content_type="text/plain", CONTENT_LENGTH="25000001"
    )

    assert answer.status_code == 413


@pytest.mark.parametrize("length", ["", "-1", "abc", "1e9", "٣", "12 34"])
def test_limits_nonsense_length_counts_as_no_body(visitor, length):
    assert visitor.get("/gezond/leeft", CONTENT_LENGTH=length).status_code == 200


def test_limits_form_with_thousands_of_fields_gets_the_400_page(editor, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10

    answer = editor.post("/admin/areas/area/add/", {f"veld{number}": "x" for number in range(20)})

    assert answer.status_code == 400
    assert TooManyFieldsSent.__name__ not in answer.content.decode()
