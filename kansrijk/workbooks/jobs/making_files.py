"""Makes what can be downloaded of a file and its plan, and keeps it: asked for again, it is there at once."""

from collections.abc import Callable, Mapping
from functools import partial

from django.db import transaction

from kansrijk.publishing.refusals import WrongState
from kansrijk.workbooks.models import MadeFile, Upload
from kansrijk.workbooks.pieces import packed
from kansrijk.workbooks.plans.listing import json_pieces
from kansrijk.workbooks.plans.plan import Plan
from kansrijk.workbooks.plans.storing import load
from kansrijk.workbooks.progress import Progress
from kansrijk.workbooks.reading.reader import read_book
from kansrijk.workbooks.remarks import with_remarks

REMARKS, FINDINGS = "opmerkingen", "bevindingen"
Make = Callable[[bytes, Plan, Progress], tuple[bytes, str]]
"""Of a file and its plan: the content of the other file, and how its name ends."""


def findings(data: bytes, plan: Plan, progress: Progress) -> tuple[bytes, str]:
    """All that `manage.py werkboek in --json` prints, packed."""
    progress("Bestand lezen")
    book = read_book(data, heard=progress.cells, within=progress.seconds_left())
    progress("Bevindingen opschrijven", records=len(plan.rows))
    return packed(json_pieces(plan, book)), "json"


def make(task: str, made_by: Make, upload: Upload, progress: Progress) -> None:
    """Writes nothing but that file. A worker that comes after one that was stopped begins anew."""
    if not upload.plan:
        raise WrongState("Van dit bestand is er geen plan meer. Lees het opnieuw in.")
    content, ending = made_by(bytes(upload.file), load(bytes(upload.plan)), progress)
    with transaction.atomic():
        progress("Bewaren", 0, 0)
        MadeFile.objects.update_or_create(
            upload=upload,
            task=task,
            defaults={"seal": upload.seal, "content": content, "ending": ending},
        )


MAKING: Mapping[str, Callable[[Upload, Progress], None]] = {
    task: partial(make, task, made_by) for task, made_by in ((REMARKS, with_remarks), (FINDINGS, findings))
}
"""By the name that a job has in the table."""
