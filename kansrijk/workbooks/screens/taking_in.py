"""The form with which somebody sends a workbook."""

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from kansrijk.accounts.models import User
from kansrijk.resources.texts import TURNING
from kansrijk.workbooks.jobs.leases import ask_for
from kansrijk.workbooks.jobs.running import start
from kansrijk.workbooks.jobs.tasks import CHECK
from kansrijk.workbooks.keeping import make_room
from kansrijk.workbooks.models import Upload
from kansrijk.workbooks.untrusted.limits import MAX_BYTES

MEGABYTE = 1024 * 1024
TOO_LARGE = (
    f"Dit bestand is groter dan {MAX_BYTES // MEGABYTE} MB. Haal foto's en tabbladen die niet nodig zijn eruit, "
    "of verdeel het bestand."
)
UNSEEN = re.compile(rf"[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028\u2029\ufeff{TURNING}]")
"""Control characters, also those that turn the direction of reading round."""


class TakeInForm(forms.Form):
    bestand = forms.FileField(
        label="Uw bestand",
        allow_empty_file=True,
        error_messages={"required": "Kies eerst een bestand.", "invalid": "Kies eerst een bestand."},
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, label_suffix="")
        self.fields["bestand"].widget.attrs |= {"data-max-bytes": MAX_BYTES, "data-too-large": TOO_LARGE}

    def clean_bestand(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["bestand"]
        if not file.size:
            raise forms.ValidationError("Dit bestand is leeg. Sla het opnieuw op en kies het nog een keer.")
        if file.size > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file


def take_in(file: UploadedFile, *, by: User) -> Upload:
    """Keeps the file and has it looked through: at once when it is small, else by a worker. Raises TooManyFiles."""
    with transaction.atomic():
        make_room(by)
        # Together, so that no upload waits for a job that was never asked for.
        upload = Upload.objects.create(file=file.read(), file_name=clean_name(file.name or ""), by=by)
        ask_for(upload, CHECK)
    start(upload, CHECK)
    return upload


def clean_name(name: str) -> str:
    """Only the name, as text to show: no folders, nothing that one does not see."""
    last = UNSEEN.sub("", re.split(r"[/\\]", name)[-1]).strip()
    stem, dot, ending = last.rpartition(".")
    if dot and len(ending) < 20:
        return f"{stem[: 254 - len(ending)]}.{ending}"
    return last[:255] or "zonder naam"
