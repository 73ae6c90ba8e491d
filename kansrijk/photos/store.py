"""Where the files of a photo stand: one folder per upload, `foto/<key>/`, with the master and its renditions.

The key is drawn by lot, not taken from the content: two records never share files, so withdrawing,
replacing or rolling back one cannot touch the other, and nobody can work out an address from a copy of the photo.
"""

import re
import secrets
import weakref
from collections.abc import Iterable
from datetime import datetime
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image, JpegImagePlugin

MASTER_FILE = "origineel.jpg"
MASTER_NAME = re.compile(r"foto/([0-9a-f]{32})/origineel\.jpg")


def new_key() -> str:
    return secrets.token_hex(16)


def master_name(key: str) -> str:
    """What the database holds for this upload."""
    return f"foto/{key}/{MASTER_FILE}"


def key_of(name: str | None) -> str:
    """The key in a stored name; raises ValueError for a name that is not ours, such as one with ../ in it."""
    found = MASTER_NAME.fullmatch(name or "")
    if not found:
        raise ValueError(f"{name!r} does not name a stored photo")
    return found[1]


def read_master(key: str) -> Image.Image:
    """The stored master in memory; raises FileNotFoundError when it is not there."""
    with default_storage.open(master_name(key)) as file, JpegImagePlugin.JpegImageFile(file) as image:
        return image.convert("RGB")


def open_file(key: str, filename: str) -> IO[bytes]:
    """Raises FileNotFoundError when it is not there."""
    return default_storage.open(f"foto/{key}/{filename}")


def modified_at(key: str, filename: str) -> datetime:
    """Raises FileNotFoundError when it is not there."""
    return default_storage.get_modified_time(f"foto/{key}/{filename}")


def write(key: str, files: Iterable[tuple[str, bytes]]) -> None:
    """Store all `files` or none; and none when the transaction around it is rolled back."""
    new: list[str] = []
    try:
        for filename, content in files:
            if not default_storage.exists(f"foto/{key}/{filename}"):
                new.append(filename)
                default_storage.save(f"foto/{key}/{filename}", ContentFile(content))
    except BaseException:
        remove(key, new)
        raise
    _remove_if_rolled_back(key, new)


def remove(key: str, filenames: Iterable[str] | None = None) -> None:
    """Remove these files (all when left out), and the folder once it is empty. What is gone already is fine."""
    folder = f"foto/{key}"
    if not default_storage.exists(folder):
        return
    for filename in default_storage.listdir(folder)[1] if filenames is None else filenames:
        default_storage.delete(f"{folder}/{filename}")
    if not any(default_storage.listdir(folder)):
        default_storage.delete(folder)


def _remove_if_rolled_back(key: str, filenames: list[str]) -> None:
    """Django has no hook for a roll-back, but it then drops the callbacks that waited for the commit.

    So the files hang on the life of such a callback: dropped without being called, it takes them along.
    """

    def keep() -> None:
        undo.detach()

    undo = weakref.finalize(keep, remove, key, filenames)
    transaction.on_commit(keep)
