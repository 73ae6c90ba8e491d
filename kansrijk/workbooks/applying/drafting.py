"""Writes a plan as drafts of one change set. Each batch and the note of how far it is are one transaction."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any

from django.apps import apps
from django.db import transaction

from kansrijk.publishing.bulk_drafting import WAITING_STATES, Work, add_records, drop_drafts, save_drafts
from kansrijk.publishing.models import ChangeSet, Record
from kansrijk.publishing.permissions import Actor
from kansrijk.workbooks.applying.choosing import Choices, chosen_content, is_wanted
from kansrijk.workbooks.models import Upload
from kansrijk.workbooks.planning.plan import Plan, RecordPlan

BATCH = 1000
"""Records in one transaction: few enough that others who write are not kept waiting."""
Wanted = tuple[int, RecordPlan]
"""A record and its place in the plan."""


def draft_plan(
    upload: Upload, plan: Plan, choices: Choices, progress: Callable[..., None], *, by: Actor, done: int = 0
) -> ChangeSet:
    """All that the plan wants, as drafts in the change set of the upload, going on after the first `done` records.

    Raises OutOfDate when somebody worked on one of the records since the plan was made; drop_plan() then takes earlier
    batches back.
    """
    wanted = _in_order([(place, r) for place, r in enumerate(plan.records) if is_wanted(r, choices)])
    for batch in _batches(wanted[done:]):
        with transaction.atomic():
            change_set = _change_set_of(upload, by=by)
            _draft_batch(batch, upload, choices, change_set, by=by)
            done += len(batch)
            progress("Wijzigingen klaarzetten", done, len(wanted))
    return _change_set_of(upload, by=by)


@transaction.atomic
def drop_plan(upload: Upload) -> None:
    """Takes back what was set ready of a plan that did not come to its end: all of it stands ready, or nothing."""
    change_set = ChangeSet.objects.filter(uploads=upload).first()
    if change_set and change_set.revisions.filter(state__in=WAITING_STATES).exists():
        drop_drafts(change_set, by=None)
    Upload.objects.filter(pk=upload.pk).update(made={})


def _in_order(wanted: list[Wanted]) -> list[Wanted]:
    """What is new before what may refer to it, and kinds together; otherwise as in the file."""
    first_place: dict[str, int] = {}
    for place, record in wanted:
        first_place.setdefault(record.kind, place)
    return sorted(wanted, key=lambda one: (first_place[one[1].kind], one[1].pk is not None, one[0]))


def _batches(wanted: Sequence[Wanted]) -> Iterator[list[Wanted]]:
    for _key, group in groupby(wanted, key=lambda one: (one[1].kind, one[1].pk is None)):
        same = iter(group)
        while batch := list(islice(same, BATCH)):
            yield batch


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
    """Records of one kind, all of them new or none."""
    model: type[Record] = apps.get_model(batch[0][1].kind)
    reason = f"Uit werkboek {upload.file_name}"
    made = _made(upload)
    contents = [_with_codes(chosen_content(record, choices), made) for _place, record in batch]
    if batch[0][1].pk is not None:
        works = {
            record.pk: Work(content, record.revision)
            for (_place, record), content in zip(batch, contents, strict=True)
            if record.pk is not None
        }
        save_drafts(model, works, by=by, reason=reason, change_set=change_set)
        return
    drafts = add_records(model, contents, by=by, reason=reason, change_set=change_set)
    rows = model._default_manager.in_bulk([draft.object_id for draft in drafts])
    for (place, _record), draft in zip(batch, drafts, strict=True):
        made[f"#{place}"] = str(getattr(rows[draft.object_id], model.reference_key))
    Upload.objects.filter(pk=upload.pk).update(made=made)


def _made(upload: Upload) -> dict[str, str]:
    return dict(Upload.objects.filter(pk=upload.pk).values_list("made", flat=True).get())


def _with_codes(content: dict[str, Any], made: dict[str, str]) -> dict[str, Any]:
    """References to records that are new in the same file, by what they were called once they were made."""
    return {
        name: made.get(value, value) if isinstance(value, str) and value.startswith("#") else value
        for name, value in content.items()
    }
