"""What jobs do with an uploaded file. Each may stop at any moment and be done again by another worker."""

from collections.abc import Callable, Mapping

from django.db import transaction

from kansrijk.accounts.models import OFFICE, User
from kansrijk.publishing.bulk_drafting import OutOfDate
from kansrijk.publishing.change_sets import submit_change_set
from kansrijk.publishing.territory import own_areas
from kansrijk.workbooks.applying.choosing import Choices, is_wanted
from kansrijk.workbooks.applying.drafting import draft_plan, drop_plan
from kansrijk.workbooks.applying.nothing import why_nothing
from kansrijk.workbooks.applying.publishing import publish_ready
from kansrijk.workbooks.applying.taking_back import at_stake, take_back
from kansrijk.workbooks.checking import check_file
from kansrijk.workbooks.jobs.making_files import MAKING
from kansrijk.workbooks.models import Export, Job, Upload, UploadState
from kansrijk.workbooks.plans.storing import counts_of, load_records, store
from kansrijk.workbooks.plans.words import parts_in_words
from kansrijk.workbooks.progress import Progress

CHECK, DRAFT, UNDO = "nakijken", "klaarzetten", "terugdraaien"
PLANNED_AGAIN = (
    "Intussen is er op de site gewerkt aan onderdelen uit dit werkboek. Daarom is het opnieuw nagekeken. "
    "Bekijk de wijzigingen nog een keer."
)
RIGHTS_CHANGED = (
    "Wat u mag wijzigen, is veranderd sinds dit bestand werd nagekeken. Daarom is het opnieuw nagekeken. "
    "Bekijk de wijzigingen nog een keer."
)


def check(upload: Upload, progress: Progress) -> None:
    """Reads the file and makes its plan; writes nothing but that."""
    if upload.state == UploadState.PLANNED:
        return  # A worker stopped between the last transaction and the note that the job was done.
    with transaction.atomic():
        progress("Bestand lezen")
        Upload.objects.filter(pk=upload.pk).update(state=UploadState.READING)
    _make_plan(upload, progress)


def draft(upload: Upload, progress: Progress) -> None:
    """Sets ready what the person chose; for the office it may publish as well. Plans again when that is not what
    the person saw; a worker that comes after us sees from the state which of the two we were doing.
    """
    if upload.state in (UploadState.READY, UploadState.PLANNED):
        return  # As above.
    message = PLANNED_AGAIN
    if upload.state != UploadState.READING:
        try:
            if upload.counts.get("rights") == rights_of(upload.by):
                _set_ready(upload, progress)
                return
            message = RIGHTS_CHANGED
        except OutOfDate:
            pass
        with transaction.atomic():
            progress("Bestand lezen", 0, 0)
            drop_plan(upload)
            Upload.objects.filter(pk=upload.pk).update(state=UploadState.READING)
    _make_plan(upload, progress, message=message)


def rights_of(user: User | None) -> list[str]:
    """What decides which cells of a file count: in a plan that was made with other rights are cells that do not."""
    if user is None or user.is_office:
        return [OFFICE]
    return sorted(str(area) for area in own_areas(user).values_list("pk", flat=True))


def _make_plan(upload: Upload, progress: Progress, *, message: str = "") -> None:
    rights = rights_of(upload.by)
    checked = check_file(bytes(upload.file), upload.by, file_name=upload.file_name, progress=progress)
    with transaction.atomic():
        progress("Nagekeken", 0, 0)
        Upload.objects.filter(pk=upload.pk).update(
            state=UploadState.PLANNED,
            plan=store(checked.plan),
            counts={**counts_of(checked.plan), "rights": rights},
            export=Export.objects.filter(number=checked.export_number).first(),
            message=message,
        )


def _set_ready(upload: Upload, progress: Progress) -> None:
    done = Job.objects.filter(upload=upload, task=DRAFT).latest("pk").cursor
    choices = Choices.read(upload.choices)
    if not done and not _is_anything_wanted(upload, choices):
        with transaction.atomic():
            progress("Nagekeken", 0, 0)
            Upload.objects.filter(pk=upload.pk).update(
                state=UploadState.PLANNED, message=why_nothing(upload.counts)
            )
        return
    records = load_records(bytes(upload.plan or b""))
    change_set = draft_plan(upload, records, choices, progress, by=upload.by, done=done)
    count = change_set.revisions.open().count()
    verb = "Publiceren" if upload.choices.get("publish") else "Ter beoordeling geven"
    doing = f"{verb}: {parts_in_words(count)}"
    # A step of its own, of which nobody can say how far it is: the cursor of the one before stays, its total does not.
    progress(doing, total=0, records=count)
    with transaction.atomic():
        # Again, so that the transaction is ours alone; the one before is for whoever looks at the page meanwhile.
        progress(doing, total=0, records=count)
        message = ""
        if upload.choices.get("publish"):
            message = publish_ready(change_set, by=upload.by, with_others=_with_others(upload))
        else:
            submit_change_set(change_set, by=upload.by)
        Upload.objects.filter(pk=upload.pk).update(state=UploadState.READY, message=message)


def _is_anything_wanted(upload: Upload, choices: Choices) -> bool:
    """As a rule the first record is."""
    return any(is_wanted(record, choices) for record in load_records(bytes(upload.plan or b"")))


def _with_others(upload: Upload) -> set[tuple[str, int]]:
    """Records on which work of others lies that nobody agreed to yet."""
    if not upload.counts.get("with_others"):
        return set()
    records = load_records(bytes(upload.plan or b""))
    return {(one.kind, one.pk) for one in records if one.pk is not None and one.goes_along}


def take_back_file(upload: Upload, progress: Progress) -> None:
    """As somebody asked for it in ask_to_take_back()."""
    if upload.state != UploadState.TAKING_BACK:
        return  # As in check().
    asked = Job.objects.filter(upload=upload, task=UNDO).latest("pk")
    count = at_stake([upload], [upload.pk] if asked.off_the_site else [])[upload.pk]
    doing = f"Terugdraaien: {parts_in_words(count)}"
    progress(doing, records=count)
    with transaction.atomic():
        # As in _set_ready(). What is written and the note that it was go together, so it is done once.
        progress(doing, 0, 0, records=count)
        take_back(upload, by=asked.by, off_the_site=asked.off_the_site, reason=asked.reason)
        Upload.objects.filter(pk=upload.pk).update(state=UploadState.READY)


TASKS: Mapping[str, Callable[[Upload, Progress], None]] = {
    CHECK: check,
    DRAFT: draft,
    UNDO: take_back_file,
    **MAKING,
}
"""By the name that a job has in the table."""
