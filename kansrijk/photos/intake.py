"""What we accept as a photo: bytes of unknown origin go in, a plain upright RGB picture comes out.

Judges by content only, costs at most some 300 MB of memory, and knows nothing of Django's files or models.
"""

import re
from contextlib import suppress
from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from PIL import AvifImagePlugin, Image, ImageCms, ImageFile, ImageOps, JpegImagePlugin, PngImagePlugin
from PIL import WebPImagePlugin as WebpImagePlugin

MAX_FILE_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_PIXELS_DECODED_WHOLE = 16_000_000
"""For what Pillow can only decode at full size (all but ordinary JPEG): beyond this it costs over 300 MB."""
MIN_SIDE_PX = 400
MAX_SIDE_RATIO = 4
MASTER_SIDE_PX = 2400
MAX_JPEG_SCANS = 100
"""Cameras write one, progressive files about ten; a hostile file of thousands keeps the processor busy for minutes."""

# Not Image.open(): that offers the bytes to its own list of formats, and turns some JPEG files over to yet
# another plugin (MPO). The class itself opens its own format only.
OPENERS: tuple[tuple[re.Pattern[bytes], type[ImageFile.ImageFile]], ...] = (
    (re.compile(rb"\xff\xd8\xff"), JpegImagePlugin.JpegImageFile),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PngImagePlugin.PngImageFile),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), WebpImagePlugin.WebPImageFile),
    (re.compile(rb".{4}ftyp(?:avif|avis|mif1.{4,40}?avif)", re.DOTALL), AvifImagePlugin.AvifImageFile),
)
HEIC = re.compile(rb".{4}ftyp(?:hei|hev|mif1|msf1)", re.DOTALL)
OTHER_IMAGE = re.compile(
    rb"GIF8|BM|II\*\0|MM\0\*|8BPS|%!PS|\s*<(?:\?xml|svg|!DOCTYPE svg)|\x00\x00\x01\x00|.{4}jP  ", re.DOTALL
)


class PhotoRefused(ValidationError):
    """Says in Dutch what is wrong with the file and what the editor can do."""


EMPTY = "Dit bestand is leeg. Kies een ander bestand."
NOT_AN_IMAGE = "Dit bestand is geen foto. Kies een bestand van de soort JPEG, PNG, WebP of AVIF."
OTHER_KIND = "Deze soort afbeelding kunnen we niet gebruiken. Sla de foto op als JPEG, PNG, WebP of AVIF en kies dat bestand."
IS_HEIC = "Dit is een HEIC-foto, zoals een iPhone die maakt. Sla de foto op als JPEG en kies dat bestand."
ANIMATED = "Deze afbeelding beweegt. Kies een gewone foto."
BROKEN = "Deze foto is beschadigd of niet compleet. Sla de foto opnieuw op als JPEG en kies dat bestand."
TOO_HEAVY = "Deze foto is groter dan 15 MB. Maak de foto kleiner en kies dat bestand."
TOO_MANY_PIXELS = (
    "Deze foto heeft meer dan %(limit)d miljoen beeldpunten. Maak de foto kleiner en kies dat bestand."
)
TOO_MANY_PIXELS_FOR_KIND = "Deze foto heeft meer dan %(limit)d miljoen beeldpunten. Maak de foto kleiner, of sla hem op als gewone JPEG."
TOO_SMALL = (
    "Deze foto is te klein: de breedte en de hoogte zijn minstens 400 beeldpunten. Kies een grotere foto."
)
TOO_NARROW = "Deze foto is te lang en te smal. Snijd de foto bij en kies dat bestand."


def accept(file: IO[bytes]) -> Image.Image:
    """The picture in `file`: RGB in sRGB colours, upright, without metadata, its longest side at most 2400 pixels.

    Raises PhotoRefused for anything else than one still, whole photo within the limits above.
    """
    file.seek(0)
    content = file.read(MAX_FILE_BYTES + 1)
    opener = _opener(content)
    try:
        with opener(BytesIO(content)) as image:
            _check(image, content)
            return _master(image)
    except PhotoRefused:
        raise
    except Exception as error:  # hostile bytes make a decoder raise anything, from SyntaxError to MemoryError
        raise PhotoRefused(BROKEN, code="broken") from error


def _opener(content: bytes) -> type[ImageFile.ImageFile]:
    if not content:
        raise PhotoRefused(EMPTY, code="empty")
    if len(content) > MAX_FILE_BYTES:
        raise PhotoRefused(TOO_HEAVY, code="too_heavy")
    for signature, opener in OPENERS:
        if signature.match(content):
            return opener
    if HEIC.match(content):
        raise PhotoRefused(IS_HEIC, code="other_kind")
    if OTHER_IMAGE.match(content):
        raise PhotoRefused(OTHER_KIND, code="other_kind")
    raise PhotoRefused(NOT_AN_IMAGE, code="not_an_image")


def _check(image: ImageFile.ImageFile, content: bytes) -> None:
    """All that the header tells, before a single pixel is decoded."""
    is_jpeg = image.format == "JPEG"
    if is_jpeg and content.count(b"\xff\xda") > MAX_JPEG_SCANS:
        raise PhotoRefused(BROKEN, code="broken")
    if getattr(image, "is_animated", False):
        raise PhotoRefused(ANIMATED, code="animated")
    pixels = image.width * image.height
    if pixels > MAX_PIXELS:
        raise PhotoRefused(TOO_MANY_PIXELS, code="too_large", params={"limit": MAX_PIXELS // 1_000_000})
    if pixels > MAX_PIXELS_DECODED_WHOLE and not (is_jpeg and image.mode in {"L", "RGB"}):
        limit = MAX_PIXELS_DECODED_WHOLE // 1_000_000
        raise PhotoRefused(TOO_MANY_PIXELS_FOR_KIND, code="too_large", params={"limit": limit})
    short, long = sorted(image.size)
    if short < MIN_SIDE_PX:
        raise PhotoRefused(TOO_SMALL, code="too_small")
    if long > MAX_SIDE_RATIO * short:
        raise PhotoRefused(TOO_NARROW, code="too_narrow")


def _master(image: Image.Image) -> Image.Image:
    scale = min(1, MASTER_SIDE_PX / max(image.size))
    size = round(image.width * scale), round(image.height * scale)
    image.draft(
        None, size
    )  # lets a JPEG be decoded at half or a quarter of its size, for a quarter of the memory
    image.load()
    profile = image.info.get("icc_profile")
    image = _simple_mode(image)
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    with suppress(Exception):  # unreadable EXIF only costs us the direction
        image = ImageOps.exif_transpose(image)
    image = _srgb(_on_white(image), profile)
    image.info = {}  # a JPEG comment would otherwise travel along into every file made from this picture
    return image


def _simple_mode(image: Image.Image) -> Image.Image:
    """L, RGB, RGBA or CMYK with eight bits a channel: modes that can be scaled without artefacts."""
    if image.mode.startswith("I"):  # sixteen bits of grey
        return image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    if image.mode in {"L", "RGB", "CMYK"}:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    background = Image.new("RGB", image.size, "white")
    background.paste(image, mask=image.getchannel("A"))
    return background


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """In sRGB if the colour profile can be applied; a broken or unfitting one is ignored."""
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, TypeError, ValueError):
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            if converted is not None:
                return converted
    return image.convert("RGB")
