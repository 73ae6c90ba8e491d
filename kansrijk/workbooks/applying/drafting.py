"""Writes a plan as drafts of one change set. Each batch and the note of how far it is are one transaction."""

from collections.abc import Callable, Iterable
from itertools import islice

from django.db import transaction

from kansrijk.publishing.bulk_drafting import WAITING_STATES, drop_drafts
from kansrijk.publishing.models import ChangeSet
from kansrijk.publishing.permissions import Actor
from kansrijk.workbooks.applying.batches import Wanted, batches, write_batch
from kansrijk.workbooks.applying.choosing import Choices, is_wanted
from kansrijk.workbooks.models import Upload
from kansrijk.workbooks.plans.plan import RecordPlan


def draft_plan(
    upload: Upload,
    records: Iterable[RecordPlan],
    choices: Choices,
    progress: Callable[..., None],
    *,
    by: Actor,
    done: int = 0,
) -> ChangeSet:
    """What the records of a plan want, as drafts in the change set of the upload, going on after the first `done`.

    Raises OutOfDate when somebody worked on one of the records since the plan was made; drop_plan() then takes earlier
    batches back.
    """
    total = sum(upload.counts.get("records", {}).values())
    rest = islice(enumerate(records), done, None)
    # One at a time from the stored plan: a large one need not stand in memory.
    for batch in batches((place, record) for place, record in rest if is_wanted(record, choices)):
        with transaction.atomic():
            change_set = _change_set_of(upload, by=by)
            _draft_batch(batch, upload, choices, change_set, by=by)
            last, _record = batch[-1]
            progress("Wijzigingen klaarzetten", last + 1, total)
    return _change_set_of(upload, by=by)


@transaction.atomic
def drop_plan(upload: Upload) -> None:
    """Takes back what was set ready of a plan that did not come to its end: all of it stands ready, or nothing."""
    change_set = ChangeSet.objects.filter(uploads=upload).first()
    if change_set and change_set.revisions.filter(state__in=WAITING_STATES).exists():
        drop_drafts(change_set, by=None)
    Upload.objects.filter(pk=upload.pk).update(made={})


def _change_set_of(upload: Upload, *, by: Actor) -> ChangeSet:
    """Made once, in the transaction of the first batch."""
    current = Upload.objects.filter(pk=upload.pk).values_list("change_set", flat=True).get()
    if current is None:
        change_set = ChangeSet.objects.create(name=f"Werkboek {upload.file_name}"[:150], author=by)
        Upload.objects.filter(pk=upload.pk).update(change_set=change_set)
        return change_set
    return ChangeSet.objects.get(pk=current)


def _draft_batch(
    batch: list[Wanted], upload: Upload, choices: Choices, change_set: ChangeSet, *, by: Actor
) -> None:
    made = dict(Upload.objects.filter(pk=upload.pk).values_list("made", flat=True).get())
    reason = f"Uit werkboek {upload.file_name}"
    if new := write_batch(batch, choices, made, change_set, by=by, reason=reason):
        Upload.objects.filter(pk=upload.pk).update(made=made | new)
