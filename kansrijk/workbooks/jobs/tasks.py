"""What jobs do with an uploaded file. Each may stop at any moment and be done again by another worker."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from kansrijk.publishing.bulk_drafting import OutOfDate
from kansrijk.publishing.change_sets import submit_change_set
from kansrijk.workbooks.applying.choosing import Choices
from kansrijk.workbooks.applying.drafting import draft_plan
from kansrijk.workbooks.applying.publishing import publish_ready
from kansrijk.workbooks.checking import check_file
from kansrijk.workbooks.models import Export, Job, Upload, UploadState
from kansrijk.workbooks.planning.storing import counts_of, load, store

CHECK, DRAFT = "nakijken", "klaarzetten"
PLANNED_AGAIN = (
    "Intussen is er op de site gewerkt aan onderdelen uit dit werkboek. Daarom is het opnieuw nagekeken. "
    "Bekijk de wijzigingen nog een keer."
)
Progress = Callable[..., None]


def check(upload: Upload, progress: Progress) -> None:
    """Reads the file and makes its plan; writes nothing but that."""
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.READING)
    checked = check_file(bytes(upload.file), upload.by, file_name=upload.file_name, progress=progress)
    with transaction.atomic():
        progress("Nagekeken")
        Upload.objects.filter(pk=upload.pk).update(
            state=UploadState.PLANNED,
            plan=store(checked.plan),
            counts=counts_of(checked.plan),
            export=Export.objects.filter(number=checked.export_number).first(),
            message="",
        )


def draft(upload: Upload, progress: Progress) -> None:
    """Sets ready what the person chose; for the office it may publish as well."""
    if upload.state == UploadState.READY:
        return  # A worker stopped between the last transaction and the note that the job was done.
    job = Job.objects.filter(upload=upload, task=DRAFT).latest("pk")
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.APPLYING)
    choices, plan = Choices.read(upload.choices), load(bytes(upload.plan or b""))
    try:
        change_set = draft_plan(upload, plan, choices, progress, by=upload.by, done=job.cursor)
    except OutOfDate:
        check(upload, progress)
        Upload.objects.filter(pk=upload.pk).update(message=PLANNED_AGAIN)
        return
    with transaction.atomic():
        progress("Publiceren" if upload.choices.get("publish") else "Ter beoordeling geven")
        message = ""
        if upload.choices.get("publish"):
            message = publish_ready(change_set, by=upload.by)
        else:
            submit_change_set(change_set, by=upload.by)
        Upload.objects.filter(pk=upload.pk).update(state=UploadState.READY, message=message)


TASKS: Mapping[str, Callable[[Upload, Progress], Any]] = {CHECK: check, DRAFT: draft}
"""By the name that a job has in the table."""
