"""Stops an upload that never ends from filling the disk, before any form sees it."""

from django.core.files.uploadhandler import FileUploadHandler

from kansrijk.photos.intake import MAX_FILE_BYTES


class CutOffUploadHandler(FileUploadHandler):
    """Lets through just more than the largest photo; the rest is read and dropped.

    The form therefore still gets a file, sees that it is too large, and says so in its own words. Every
    form field with files must check the size: at more than MAX_FILE_BYTES the end is missing.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= MAX_FILE_BYTES else None

    def file_complete(self, file_size: int) -> None:
        return None
