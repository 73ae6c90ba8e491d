"""The address of a photo's file: open while the photo is public, closed at once when it no longer is."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils.timezone import localdate

from areas.models import Photo
from tests.factories import make_photo, photo_bytes, photo_upload

pytestmark = pytest.mark.django_db

CONSENT = {"shows_people": True, "consent_ground": "eerder-gepubliceerd"}


def fetched(client, address, **headers):
    """The response with its file read to the end, as a browser does."""
    response = client.get(address, headers=headers)
    response.body = response.getvalue()
    return response


@pytest.mark.parametrize("kind", ["avif", "webp"])
def test_public_photo_is_served_to_everyone(visitor, kind):
    photo = make_photo()

    response = fetched(visitor, photo.file.url.replace("webp", kind))

    assert response.status_code == 200
    assert response["Content-Type"] == f"image/{kind}"
    assert response["Cache-Control"] == "public, no-cache"
    assert int(response["Content-Length"]) == len(response.body)
    assert "Set-Cookie" not in response
    assert "Cookie" not in response.get("Vary", "")


def test_public_photo_costs_one_query(visitor, django_assert_num_queries):
    address = make_photo().file.url

    with django_assert_num_queries(1):
        fetched(visitor, address)


def test_every_address_on_the_page_answers(visitor):
    photo = make_photo(file=photo_upload(photo_bytes((1700, 900))), focal_x=10, focal_y=90)
    html = "".join(
        render_to_string("components/photo.html", {"photo": photo, "card": card}) for card in (True, False)
    )

    addresses = set(re.findall(r"/foto/[^ \"]+", html))

    assert len(addresses) == 10
    for address in addresses:
        assert fetched(visitor, address).status_code == 200, address


def test_head_request_is_answered(visitor):
    response = visitor.head(make_photo().file.url)

    assert (response.status_code, response.getvalue()) == (200, b"")


def test_posting_to_a_photo_is_refused(visitor):
    assert visitor.post(make_photo().file.url).status_code == 405


@pytest.mark.parametrize(
    ("request_header", "response_header"), [("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")]
)
def test_browser_that_has_the_photo_gets_no_second_copy(visitor, request_header, response_header):
    address = make_photo().file.url
    first = fetched(visitor, address)

    again = visitor.get(address, headers={request_header: first[response_header]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize(
    "change",
    [
        {"consent_withdrawn_on": date(2026, 1, 1)},
        {"consent_until": localdate() - timedelta(days=1)},
        {"consent_ground": ""},
        {"alt_text": ""},
    ],
    ids=["withdrawn", "over", "no ground", "no description"],
)
def test_photo_that_stops_being_public_is_gone_at_once(visitor, change):
    photo = make_photo(**CONSENT)
    first = fetched(visitor, photo.file.url)

    Photo.objects.update(**change)

    assert visitor.get(photo.file.url).status_code == 404
    assert visitor.get(photo.file.url, headers={"If-None-Match": first["ETag"]}).status_code == 404


def test_page_leaves_out_a_photo_whose_consent_is_withdrawn():
    photo = make_photo(**CONSENT, consent_withdrawn_on=date(2026, 1, 1))

    assert "/foto/" not in render_to_string("components/photo.html", {"photo": photo})


@pytest.mark.parametrize("who", ["editor", "coordinator_of_zaandam"])
def test_photo_that_is_not_public_is_shown_to_who_may_edit_it(request, zaandam, who):
    photo = make_photo(area=zaandam, shows_people=True)

    response = fetched(request.getfixturevalue(who), photo.file.url)

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("who", ["visitor", "coordinator_of_schiedam"])
def test_photo_that_is_not_public_is_not_found_by_anyone_else(request, zaandam, who):
    photo = make_photo(area=zaandam, shows_people=True)

    assert request.getfixturevalue(who).get(photo.file.url).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/foto/",
        "/foto/{key}-origineel.jpg",
        "/foto/{key}-origineel.webp",
        "/foto/{key}-480.jpg",
        "/foto/{key}-481.webp",
        "/foto/{key}-kaart-480-51-50.webp",
        "/foto/{key}-../480.webp",
        "/foto/{key}-%2e%2e%2f480.webp",
        "/foto/../{key}-480.webp",
        "/foto/" + "0" * 32 + "-480.webp",
        "/foto/{key}/480.webp",
        "/media/foto/{key}/origineel.jpg",
    ],
)
def test_any_other_address_is_not_found(visitor, path):
    key = Path(make_photo().file.name).parent.name

    assert visitor.get(path.format(key=key)).status_code == 404


def test_file_that_got_lost_is_not_found(visitor, settings):
    photo = make_photo()
    for file in (Path(settings.MEDIA_ROOT) / photo.file.name).parent.iterdir():
        file.unlink()

    assert visitor.get(photo.file.url).status_code == 404


def test_page_tells_the_browser_all_it_needs():
    photo = make_photo(file=photo_upload(photo_bytes((1000, 800))), credit="A. Jansen")

    html = render_to_string("components/photo.html", {"photo": photo, "caption": "In mei."})

    key = Path(photo.file.name).parent.name
    assert (
        f'type="image/avif" srcset="/foto/{key}-480.avif 480w, /foto/{key}-960.avif 960w, /foto/{key}-1000.avif 1000w"'
        in html
    )
    assert 'width="1000" height="800" alt="Een moestuin tussen twee flats."' in html
    assert 'loading="lazy"' in html
    assert "In mei." in html
    assert "A. Jansen" in html
    assert "style=" not in html


def test_decorative_photo_has_an_empty_description():
    photo = make_photo(alt_text="", is_decorative=True)

    assert 'alt=""' in render_to_string("components/photo.html", {"photo": photo})


def test_photo_on_a_page_asks_no_query(django_assert_num_queries):
    photo = Photo.objects.get(pk=make_photo().pk)

    with django_assert_num_queries(0):
        render_to_string("components/photo.html", {"photo": photo, "card": True})
