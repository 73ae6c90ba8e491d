"""Writes a plan as drafts of one change set. Each batch and the note of how far it is are one transaction."""

from collections.abc import Callable

from django.db import transaction

from kansrijk.publishing.bulk_drafting import WAITING_STATES, drop_drafts
from kansrijk.publishing.models import ChangeSet
from kansrijk.publishing.permissions import Actor
from kansrijk.workbooks.applying.batches import Wanted, batches, in_order, write_batch
from kansrijk.workbooks.applying.choosing import Choices, is_wanted
from kansrijk.workbooks.models import Upload
from kansrijk.workbooks.planning.plan import Plan


def draft_plan(
    upload: Upload, plan: Plan, choices: Choices, progress: Callable[..., None], *, by: Actor, done: int = 0
) -> ChangeSet:
    """All that the plan wants, as drafts in the change set of the upload, going on after the first `done` records.

    Raises OutOfDate when somebody worked on one of the records since the plan was made; drop_plan() then takes earlier
    batches back.
    """
    wanted = in_order([(place, r) for place, r in enumerate(plan.records) if is_wanted(r, choices)])
    total = len(wanted)
    # Of a large plan each part is let go as soon as it is written.
    del plan, wanted[:done]
    for batch in batches(wanted):
        with transaction.atomic():
            change_set = _change_set_of(upload, by=by)
            _draft_batch(batch, upload, choices, change_set, by=by)
            done += len(batch)
            progress("Wijzigingen klaarzetten", done, total)
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
