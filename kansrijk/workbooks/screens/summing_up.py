"""What a file comes to in words: until it is set ready what it would do, after that what was done and what was not."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from kansrijk.publishing.models import Event, Verb
from kansrijk.workbooks.applying.choosing import Choices
from kansrijk.workbooks.models import Upload, UploadState
from kansrijk.workbooks.plans.words import done_of, totals_of


def totals_in_words(uploads: Iterable[Upload]) -> dict[UUID, str]:
    """Of each upload; empty when there is no plan. One query for all that were set ready."""
    uploads = list(uploads)
    ready = [one for one in uploads if one.state == UploadState.READY]
    written = _written([one.change_set_id for one in ready if one.change_set_id])
    return {
        one.pk: _done(one, written.get(one.change_set_id or 0, {})) if one in ready else _plan(one)
        for one in uploads
    }


def _plan(upload: Upload) -> str:
    return totals_of(upload.counts) if upload.counts else ""


def _done(upload: Upload, written: Mapping[str, int]) -> str:
    return done_of(upload.counts, written, may_clear=Choices.read(upload.choices).may_clear)


def _written(change_sets: list[int]) -> dict[int, Mapping[str, int]]:
    """By change set how many records of each kind got a draft; also those that were not complete when it was
    published, and those that the office took out of it since: the log knows."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    if not change_sets:
        return {}
    found = (
        Event.objects.filter(
            Q(change_set__in=change_sets) | Q(change_set__remainder_of__in=change_sets), verb=Verb.DRAFT
        )
        .order_by()
        .values_list(Coalesce("change_set__remainder_of", "change_set"), "kind")
        .annotate(number=Count("object_id", distinct=True))
    )
    for change_set, kind, number in found:
        counts[change_set][kind] += number
    return dict(counts)
