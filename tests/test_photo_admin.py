"""Uploading a photo in the admin, as an editor does it."""

from pathlib import Path

import pytest
from django.urls import reverse

from areas.models import Photo
from kansrijk.photos.intake import MAX_FILE_BYTES
from tests.admin_forms import form_values
from tests.factories import make_photo, photo_bytes, photo_upload

pytestmark = pytest.mark.django_db

ADD = "/admin/areas/photo/add/"


def upload(client, content: bytes, address: str = ADD):
    values = form_values(client.get(address), title="Moestuin", alt_text="Een moestuin.")
    return client.post(address, values | {"file": photo_upload(content)})


def test_good_photo_is_saved(editor):
    response = upload(editor, photo_bytes((1000, 800)))

    assert response.status_code == 302
    assert Photo.objects.get().width_px == 1000


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Dit bestand is leeg."),
        (b"<html>", "Dit bestand is geen foto."),
        (photo_bytes()[:2000], "Deze foto is beschadigd of niet compleet."),
        (photo_bytes() + bytes(MAX_FILE_BYTES), "Deze foto is groter dan 15 MB."),
    ],
    ids=["empty", "web page", "half a photo", "too heavy"],
)
def test_refused_photo_is_an_error_at_the_field_and_leaves_nothing(editor, settings, content, message):
    response = upload(editor, content)

    assert response.status_code == 200
    assert response.context["errors"][0][0].startswith(message)
    assert not Photo.objects.exists()
    assert not Path(settings.MEDIA_ROOT).exists()


def test_form_without_a_photo_asks_for_one(editor):
    values = form_values(editor.get(ADD), title="Moestuin", alt_text="Een moestuin.")

    response = editor.post(ADD, values)

    assert response.context["adminform"].form.errors["file"]


def test_form_shows_the_photo_and_the_script_that_points_at_it(editor):
    photo = make_photo()

    html = editor.get(reverse("admin:areas_photo_change", args=[photo.pk])).content.decode()

    assert f'src="{photo.file.url}"' in html
    assert 'type="module"' in html
    assert "js/focal_point.js" in html


def test_photo_that_cannot_be_stored_leaves_no_record(editor, settings):
    """A file stands where the folder of the photos should come, as if the disk refused."""
    Path(settings.MEDIA_ROOT).mkdir()
    (Path(settings.MEDIA_ROOT) / "foto").write_text("in the way")
    editor.raise_request_exception = False

    response = upload(editor, photo_bytes())

    assert response.status_code == 500
    assert not Photo.objects.exists()
