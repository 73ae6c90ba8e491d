"""The public addresses of a photo's files, as a page needs them: computed from the record, no query, no disk."""

from dataclasses import dataclass

from django.urls import reverse

from kansrijk.photos.renditions import FORMATS, Rendition


@dataclass(frozen=True)
class Picture:
    """What <picture> needs: srcset per format, the fallback, and the size that keeps the page from jumping."""

    avif: str
    webp: str
    src: str
    smallest: str
    width: int
    height: int


def picture(key: str, made: list[Rendition]) -> Picture:
    """The picture of these renditions, which go from narrow to wide."""
    # One reverse instead of one per file: a list page shows dozens of photos.
    pattern = reverse("photo-file", args=[key, "0", "webp"]).replace("-0.webp", "-{}")
    address = {
        extension: [pattern.format(rendition.filename(extension)) for rendition in made]
        for extension in FORMATS
    }
    srcset = {
        extension: ", ".join(f"{url} {rendition.width}w" for url, rendition in zip(urls, made, strict=True))
        for extension, urls in address.items()
    }
    widest = made[-1]
    return Picture(
        avif=srcset["avif"],
        webp=srcset["webp"],
        src=address["webp"][min(1, len(made) - 1)],
        smallest=address["webp"][0],
        width=widest.width,
        height=widest.height,
    )
