"""The files on disk follow the record: all there when it is, all gone when it is not, whatever went wrong."""

import io
import re
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import transaction
from django.forms import modelform_factory
from PIL import Image

from areas.models import Photo
from kansrijk.photos import renditions
from tests.factories import make_photo, photo_bytes, photo_upload, picture

PhotoForm = modelform_factory(
    Photo, fields=["title", "file", "alt_text", "shows_people", "focal_x", "focal_y"]
)

# Callbacks that wait for a commit really run, so files disappear as they would in real life.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def disk(settings):
    """Lists what lies in MEDIA_ROOT, as paths from there."""
    return lambda: sorted(
        str(path.relative_to(settings.MEDIA_ROOT))
        for path in Path(settings.MEDIA_ROOT).rglob("*")
        if path.is_file()
    )


def names(files: list[str]) -> set[str]:
    return {Path(file).name for file in files}


def form_with(upload, **changes):
    values = {"title": "Moestuin", "alt_text": "Een moestuin.", "focal_x": 50, "focal_y": 50}
    return PhotoForm(values | changes, {"file": upload} if upload else {})


def test_saved_photo_has_a_master_and_renditions_in_two_formats(disk):
    make_photo(file=photo_upload(photo_bytes((1200, 900))))

    assert names(disk()) == {
        "origineel.jpg",
        *(f"{width}.{extension}" for width in (480, 960, 1200) for extension in ("avif", "webp")),
        *(f"kaart-{width}-50-50.{extension}" for width in (480, 960) for extension in ("avif", "webp")),
    }


def test_saved_photo_knows_the_size_of_the_upright_master():
    exif = Image.Exif()
    exif[0x0112] = 8
    buffer = io.BytesIO()
    picture((800, 500)).save(buffer, "JPEG", exif=exif)

    photo = make_photo(file=photo_upload(buffer.getvalue()))

    photo.refresh_from_db()
    assert (photo.width_px, photo.height_px) == (500, 800)


def test_renditions_have_the_size_that_the_page_announces(settings):
    photo = make_photo(file=photo_upload(photo_bytes((1300, 700))), focal_x=100, focal_y=0)

    for made in renditions.whole(photo.file.shape) + renditions.cards(photo.file.shape):
        for filename in made.filenames:
            with Image.open(Path(settings.MEDIA_ROOT) / Path(photo.file.name).with_name(filename)) as image:
                assert image.size == (made.width, made.height)


def test_card_keeps_the_focal_point_in_view(settings):
    """The picture is dark to the left and light to the right."""
    photo = make_photo(file=photo_upload(photo_bytes((1600, 500))), focal_x=100)

    card = Path(settings.MEDIA_ROOT) / Path(photo.file.name).with_name("kaart-480-100-50.webp")
    with Image.open(card) as image:
        assert image.getpixel((470, 100))[0] > 245


def test_html_hidden_behind_a_photo_is_not_kept(settings, disk):
    make_photo(file=photo_upload(photo_bytes() + b"<script>alert('geheim')</script>", name="foto.html"))

    assert disk()
    assert not [file for file in disk() if b"geheim" in (Path(settings.MEDIA_ROOT) / file).read_bytes()]


@pytest.mark.parametrize(
    "name", ["foto.txt", "foto", "../../etc/passwd", "a" * 300 + ".jpg", "foto.php\0.jpg", "é’.jpg"]
)
def test_name_of_the_upload_plays_no_part(disk, name):
    upload = photo_upload()
    upload._name = name  # as if the client's name had reached us unchanged

    form = form_with(upload)
    assert form.is_valid(), form.errors
    form.save()

    assert disk()
    assert all(re.fullmatch(r"foto/[0-9a-f]{32}/[a-z0-9-]+\.(jpg|avif|webp)", file) for file in disk())


@pytest.mark.parametrize("content", [b"", b"geen foto", photo_bytes()[:3000], b"8BPS\0\1"])
def test_refused_upload_is_an_error_at_the_field_and_leaves_nothing(disk, content):
    form = form_with(photo_upload(content))

    assert list(form.errors) == ["file"]
    assert "kies" in form.errors["file"][0].lower()
    assert disk() == []


def test_good_photo_in_a_form_with_another_error_leaves_nothing(disk):
    form = form_with(photo_upload(), title="")

    assert list(form.errors) == ["title"]
    assert disk() == []


def photo_with(file) -> Photo:
    return Photo(title="Moestuin", is_decorative=True, file=file)


@pytest.mark.parametrize(
    "way_in",
    [
        lambda file: photo_with(file).save(),
        lambda file: Photo.objects.create(title="Moestuin", file=file),
        lambda file: Photo.objects.bulk_create([photo_with(file)]),
        lambda file: photo_with("").file.save("foto.jpg", file),
    ],
    ids=["save", "create", "bulk_create", "file.save"],
)
def test_refused_file_from_a_script_is_an_error_and_leaves_nothing(disk, way_in):
    with pytest.raises(ValidationError):
        way_in(ContentFile(b"GIF89a" + bytes(100), name="foto.jpg"))

    assert not Photo.objects.exists()
    assert disk() == []


def test_bulk_created_photo_is_taken_in_like_any_other(disk):
    Photo.objects.bulk_create([Photo(title="Moestuin", file=photo_upload())])

    photo = Photo.objects.get()
    assert photo.width_px == 600
    assert photo.file.name in disk()


@pytest.mark.parametrize("name", ["foto.jpg", "../../etc/passwd", "foto/0/origineel.jpg"])
def test_stored_name_that_is_not_ours_is_never_saved(name):
    with pytest.raises(ValueError, match="does not name a stored photo"):
        make_photo(file=name)


def test_rolled_back_transaction_leaves_nothing(disk):
    with transaction.atomic():
        make_photo()
        written = disk()
        transaction.set_rollback(True)

    assert written
    assert disk() == []


def test_rolled_back_part_of_a_transaction_leaves_only_what_is_kept(disk):
    with transaction.atomic():
        kept = make_photo()
        with transaction.atomic():
            make_photo()
            transaction.set_rollback(True)

    assert {Path(file).parent for file in disk()} == {Path(kept.file.name).parent}


def test_row_that_the_database_refuses_leaves_nothing(disk):
    with pytest.raises(Exception, match="photo_is_described_or_decorative_not_both"):
        make_photo(alt_text="Een moestuin.", is_decorative=True)

    assert disk() == []


def test_full_disk_leaves_neither_row_nor_file(disk, monkeypatch):
    save = FileSystemStorage.save

    def save_until_full(storage, name, content, **options):
        if "kaart" in name:
            Path(storage.path(name)).write_bytes(b"half")
            raise OSError(28, "No space left on device")
        return save(storage, name, content, **options)

    monkeypatch.setattr(FileSystemStorage, "save", save_until_full)

    with pytest.raises(OSError, match="No space left"):
        make_photo()

    assert not Photo.objects.exists()
    assert disk() == []


def test_replaced_photo_takes_its_old_files_along(disk):
    photo = make_photo()
    before = disk()

    photo.file = photo_upload(photo_bytes((700, 500)))
    photo.save()

    assert photo.width_px == 700
    assert not set(before) & set(disk())
    assert photo.file.name in disk()


def test_replacing_rolled_back_keeps_the_old_files_and_no_new_ones(disk):
    photo = make_photo()
    before = disk()

    with transaction.atomic():
        photo.file = photo_upload(photo_bytes((700, 500)))
        photo.save()
        transaction.set_rollback(True)

    assert disk() == before


@pytest.mark.parametrize("update_fields", [None, ["focal_x"]])
def test_moved_focal_point_renews_the_cards_only(disk, update_fields):
    photo = make_photo()

    photo.focal_x = 20
    photo.save(update_fields=update_fields)

    cards = {name for name in names(disk()) if name.startswith("kaart")}
    assert cards == {
        f"kaart-{width}-20-50.{extension}" for width in (480, 600) for extension in ("avif", "webp")
    }
    assert len(disk()) == 9


def test_focal_point_moved_back_in_one_transaction_keeps_its_cards(disk):
    photo = make_photo()
    before = disk()

    with transaction.atomic():
        for position in (20, 50):
            photo.focal_x = position
            photo.save()

    assert disk() == before


def test_file_replaced_by_naming_only_that_field_also_stores_its_size():
    photo = make_photo()

    photo.file = photo_upload(photo_bytes((700, 500)))
    photo.save(update_fields=["file"])

    photo.refresh_from_db()
    assert (photo.width_px, photo.height_px) == (700, 500)


@pytest.mark.parametrize("delete", [lambda photo: photo.delete(), lambda photo: Photo.objects.all().delete()])
def test_deleted_photo_takes_its_files_along(disk, delete):
    delete(make_photo())

    assert disk() == []


def test_deleting_rolled_back_keeps_the_files(disk):
    photo = make_photo()
    before = disk()

    with transaction.atomic():
        photo.delete()
        transaction.set_rollback(True)

    assert disk() == before


def test_two_records_with_the_same_photo_do_not_share_files(disk):
    kept, other = make_photo(), make_photo()

    other.delete()

    assert kept.file.name in disk()


def test_form_shows_the_present_photo_and_keeps_it_when_no_new_one_is_chosen(disk):
    photo = make_photo()
    before = disk()

    form = PhotoForm(
        {"title": "Nieuw", "alt_text": "Een tuin.", "focal_x": 50, "focal_y": 50}, {}, instance=photo
    )
    html = str(form["file"])
    form.save()

    assert f'src="{photo.file.url}"' in html
    assert 'data-focal-point="focal_x focal_y"' in html
    assert disk() == before
