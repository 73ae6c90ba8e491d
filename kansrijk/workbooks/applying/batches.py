"""Which records of a plan are written together, and how they become drafts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from django.apps import apps

from kansrijk.publishing.bulk_drafting import Work, add_records, save_drafts
from kansrijk.publishing.models import ChangeSet, Record
from kansrijk.publishing.permissions import Actor
from kansrijk.publishing.shapes import shape_of
from kansrijk.workbooks.applying.choosing import Choices, chosen_content
from kansrijk.workbooks.plans.plan import RecordPlan

BATCH = 1000
"""Records in one transaction: few enough that others who write are not kept waiting."""
Wanted = tuple[int, RecordPlan]
"""A record and its place in the plan."""


def batches(wanted: Iterable[Wanted]) -> Iterator[list[Wanted]]:
    """In the order of the plan, in which what is new comes before what may refer to it."""
    for _key, alike in groupby(wanted, key=lambda one: (one[1].kind, one[1].pk is None)):
        while batch := list(islice(alike, BATCH)):
            yield batch


def write_batch(
    batch: Sequence[Wanted],
    choices: Choices,
    made: Mapping[str, str],
    change_set: ChangeSet,
    *,
    by: Actor,
    reason: str,
) -> dict[str, str]:
    """Drafts of records of one kind, all of them new or none. Call it in a transaction.

    `made` says what earlier new records are called, by what stands for them in contents; returns the same of these.
    """
    model: type[Record] = apps.get_model(batch[0][1].kind)
    references = [field.name for field in shape_of(model).references]
    contents = [_with_codes(chosen_content(record, choices), references, made) for _place, record in batch]
    if batch[0][1].pk is not None:
        works = {
            record.pk: Work(content, record.revision)
            for (_place, record), content in zip(batch, contents, strict=True)
            if record.pk is not None
        }
        save_drafts(model, works, by=by, reason=reason, change_set=change_set)
        return {}
    drafts = add_records(model, contents, by=by, reason=reason, change_set=change_set)
    rows = model._default_manager.filter(pk__among=[draft.object_id for draft in drafts])
    keys = dict(rows.order_by().values_list("pk", model.reference_key))
    return {
        f"#{place}": str(keys[draft.object_id]) for (place, _record), draft in zip(batch, drafts, strict=True)
    }


def _with_codes(content: dict[str, Any], references: list[str], made: Mapping[str, str]) -> dict[str, Any]:
    """References to records that are new in the same file, by what they were called once they were made. A text that
    looks like one is just a text."""
    return content | {name: made.get(content[name], content[name]) for name in references if name in content}
