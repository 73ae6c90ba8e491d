"""What an editor may upload as a photo, what becomes of it, and what she reads when it is refused."""

import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path
from struct import pack

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from kansrijk.photos.intake import MAX_FILE_BYTES, PhotoRefused, accept
from tests.environment import ROOT
from tests.factories import photo_bytes, picture


def saved(image: Image.Image, file_format: str, **options) -> bytes:
    buffer = BytesIO()
    image.save(buffer, format=file_format, **options)
    return buffer.getvalue()


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))


def png_bomb(side: int) -> bytes:
    """Some kilobytes that unpack to side × side pixels of one bit."""
    header = pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    row = b"\0" * (side // 8 + 1)
    pixels = zlib.compress(row * side, 9)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", pixels)
        + png_chunk(b"IEND", b"")
    )


def png_with_text_bomb() -> bytes:
    """A good picture with 20 MB of spaces in a compressed remark."""
    png = photo_bytes(file_format="PNG")
    remark = png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b" " * 20_000_000, 9))
    return png[:33] + remark + png[33:]


def jpeg_with_many_scans() -> bytes:
    """The last scan of a progressive JPEG over and over: small to send, long to decode."""
    jpeg = saved(picture(), "JPEG", progressive=True)
    last_scan = jpeg[jpeg.rindex(b"\xff\xda") : -2]
    return jpeg[:-2] + last_scan * 500 + jpeg[-2:]


def animation(file_format: str) -> bytes:
    return saved(picture(), file_format, save_all=True, append_images=[Image.new("RGB", (600, 400), "red")])


HOSTILE = {
    "no bytes": (b"", "leeg"),
    "text": (b"Dit is geen foto.", "geen foto"),
    "program": (b"MZ\x90\0" + b"\0" * 500, "geen foto"),
    "web page": (b"<!DOCTYPE html><script>alert(1)</script>", "geen foto"),
    "drawing": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "Deze soort"),
    "drawing with declaration": (b'<?xml version="1.0"?><svg/>', "Deze soort"),
    "photoshop": (b"8BPS\0\1" + b"\0" * 500, "Deze soort"),
    "still gif": (saved(picture(), "GIF"), "Deze soort"),
    "moving gif": (animation("GIF"), "Deze soort"),
    "tiff": (saved(picture(), "TIFF"), "Deze soort"),
    "bitmap": (saved(picture(), "BMP"), "Deze soort"),
    "iphone": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 500, "HEIC"),
    "moving png": (animation("PNG"), "beweegt"),
    "moving webp": (animation("WEBP"), "beweegt"),
    "moving avif": (animation("AVIF"), "beweegt"),
    "half a jpeg": (photo_bytes()[:2000], "beschadigd"),
    "half a png": (photo_bytes(file_format="PNG")[:900], "beschadigd"),
    "half a webp": (photo_bytes(file_format="WEBP")[:400], "beschadigd"),
    "half an avif": (photo_bytes(file_format="AVIF")[:400], "beschadigd"),
    "only a signature": (b"\xff\xd8\xff\xe0", "beschadigd"),
    "many scans": (jpeg_with_many_scans(), "beschadigd"),
    "bomb that pillow only warns of": (png_bomb(13000), "40 miljoen"),
    "bomb below the limit for jpeg": (png_bomb(6000), "16 miljoen"),
    "remark that unpacks": (png_with_text_bomb(), "beschadigd"),
    "too heavy": (photo_bytes() + b"\0" * MAX_FILE_BYTES, "15 MB"),
    "too small": (photo_bytes((600, 399)), "te klein"),
    "too narrow": (photo_bytes((2000, 450)), "te smal"),
}


@pytest.mark.parametrize(("content", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_file_that_is_no_good_photo_is_refused_with_a_reason_in_dutch(content, reason):
    with pytest.raises(PhotoRefused) as refused:
        accept(BytesIO(content))

    assert reason in refused.value.messages[0]


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_photo_in_an_accepted_format_becomes_a_plain_rgb_picture(file_format):
    image = accept(BytesIO(photo_bytes((640, 480), file_format)))

    assert (image.mode, image.size, image.info) == ("RGB", (640, 480), {})


def test_large_photo_is_brought_back_to_2400_pixels():
    image = accept(BytesIO(photo_bytes((5000, 2500))))

    assert image.size == (2400, 1200)


def test_photo_taken_sideways_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    content = saved(picture((800, 500)), "JPEG", exif=exif)

    assert accept(BytesIO(content)).size == (500, 800)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_photo_with_unreadable_exif_is_accepted_as_it_lies():
    content = saved(picture((800, 500)), "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")

    assert accept(BytesIO(content)).size == (800, 500)


@pytest.mark.parametrize(
    ("image", "file_format"),
    [
        (picture().convert("CMYK"), "JPEG"),
        (picture().convert("L"), "JPEG"),
        (picture().convert("LA"), "PNG"),
        (picture().convert("P"), "PNG"),
        (picture().convert("1"), "PNG"),
        (Image.new("I;16", (600, 400), 30000), "PNG"),
    ],
    ids=["cmyk", "grey", "grey with transparency", "palette", "black and white", "sixteen bits"],
)
def test_unusual_kind_of_colour_is_converted(image, file_format):
    accepted = accept(BytesIO(saved(image, file_format)))

    assert (accepted.mode, accepted.size) == ("RGB", (600, 400))


def test_sixteen_bit_grey_keeps_its_brightness():
    content = saved(Image.new("I;16", (600, 400), 128 * 256), "PNG")

    assert accept(BytesIO(content)).getpixel((5, 5)) == (128, 128, 128)


@pytest.mark.parametrize("mode", ["RGBA", "P"])
def test_transparent_parts_become_white(mode):
    image = Image.new("RGBA", (600, 400), (0, 0, 0, 0)).convert(mode)
    content = saved(image, "PNG", **({"transparency": 0} if mode == "P" else {}))

    assert accept(BytesIO(content)).getpixel((5, 5)) == (255, 255, 255)


def test_broken_colour_profile_is_ignored():
    content = saved(Image.new("RGB", (600, 400), "red"), "PNG", icc_profile=b"not a profile")

    assert accept(BytesIO(content)).getpixel((5, 5)) == (255, 0, 0)


def test_colour_profile_is_applied():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"tmpX").replace(b"bXYZ", b"rXYZ").replace(b"tmpX", b"bXYZ")
    red = Image.new("RGB", (600, 400), (255, 0, 0))

    with_unfitting = accept(BytesIO(saved(red, "PNG", icc_profile=profile))).getpixel((5, 5))
    with_swapped = accept(BytesIO(saved(red, "PNG", icc_profile=swapped))).getpixel((5, 5))

    assert with_unfitting == (255, 0, 0)
    assert with_swapped[2] > with_swapped[0]


def test_hidden_data_do_not_survive():
    """Place, camera, remark and edit history come from four different corners of the file."""
    exif = Image.Exif()
    exif[0x010E] = "geheim-exif"
    exif.get_ifd(0x8825)[1] = "N"
    content = saved(picture(), "JPEG", exif=exif, comment=b"geheim-com", xmp=b"<x>geheim-xmp</x>")

    image = accept(BytesIO(content))

    again = [saved(image, file_format) for file_format in ("JPEG", "PNG", "WEBP", "AVIF")]
    assert b"geheim-exif" in content
    assert b"geheim-com" in content
    assert b"geheim-xmp" in content
    assert not [one for one in again if b"geheim" in one or b"Exif" in one or b"http" in one]


def test_png_remark_does_not_survive():
    remark = PngImagePlugin.PngInfo()
    remark.add_text("Comment", "geheim")

    sent = saved(picture(), "PNG", pnginfo=remark)

    image = accept(BytesIO(sent))

    assert b"geheim" in sent
    assert b"geheim" not in saved(image, "PNG")


def test_formats_outside_the_list_are_never_opened():
    """In a fresh process, because another test may have loaded the plugins."""
    code = (
        "import sys; from io import BytesIO; from PIL import Image\n"
        "from kansrijk.photos.intake import PhotoRefused, accept\n"
        "Image.open = None\n"
        "for start in (b'8BPS', b'GIF89a', b'%PDF-1.7', b'SIMPLE  =', b'BM', b'\\xff\\xd8\\xff\\xe2', b'RIFF'):\n"
        "    try: accept(BytesIO(start + bytes(500)))\n"
        "    except PhotoRefused: pass\n"
        "loaded = {name.removeprefix('PIL.').removesuffix('ImagePlugin') for name in sys.modules if 'ImagePlugin' in name}\n"
        "print(*sorted(loaded))"
    )

    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()

    assert set(loaded) <= {"Avif", "Jpeg", "Png", "Tiff", "WebP"}  # Tiff: JPEG reads its resolution with it


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Only Linux tells the highest point.")
def test_largest_photos_stay_below_the_memory_limit(tmp_path):
    """Measured in a process of its own, and not with getrusage(): that begins at the size of its parent."""
    (tmp_path / "wide.jpg").write_bytes(photo_bytes((7300, 5400)))
    (tmp_path / "alpha.png").write_bytes(
        saved(picture((4600, 3450)).convert("RGBA"), "PNG", compress_level=1)
    )
    code = (
        "import re, sys; from pathlib import Path; from kansrijk.photos.intake import accept\n"
        "for name in sys.argv[1:]: accept(open(name, 'rb'))\n"
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]) // 1024)"
    )
    files = [str(tmp_path / name) for name in ("wide.jpg", "alpha.png")]

    megabytes = subprocess.run(
        [sys.executable, "-c", code, *files], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert int(megabytes) < 350
