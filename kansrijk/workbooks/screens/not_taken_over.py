"""Which fields of a file the office left out when it reviewed a record: what was published says so itself."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Exists, OuterRef, Q, Subquery

from kansrijk.publishing.describing import describe
from kansrijk.publishing.models import ChangeSet, Event, Revision, Verb
from kansrijk.publishing.newest_work import contents_of
from kansrijk.publishing.snapshots import Content
from kansrijk.publishing.territory import record_models

Records = Iterable[tuple[str, int]]
"""By kind and key."""


def not_taken_over(change_set: ChangeSet, records: Records) -> Mapping[tuple[str, int], Sequence[str]]:
    """Names of the fields by kind and key of the record; of these records only. Two queries and their contents."""
    found = _published_in_part(change_set, records)
    pks = {pk for one in found for pk in (one.pk, one.proposed, one.before, one.base_id) if pk}  # type: ignore[attr-defined]  # annotated
    contents = contents_of(pks)
    return {
        (one.kind, one.object_id): left_out
        for one in found
        if (
            left_out := _left_out(
                contents[one.proposed],  # type: ignore[attr-defined]  # annotated
                contents[one.pk],
                contents.get(one.before, {}),  # type: ignore[attr-defined]  # annotated
                contents.get(one.base_id or 0, {}),
            )
        )
    }


def in_words(kind: str, names: Sequence[str]) -> list[str]:
    """What the screen calls these fields, in the order of the form."""
    return [field.label for field in describe(record_models()[kind]) if field.name in names] if names else []


def _published_in_part(change_set: ChangeSet, records: Records) -> list[Revision]:
    """Versions that came of publishing and that nobody wrote, each with the proposal it was made of, and with what
    stood on the site before it."""
    wanted = Q(pk=None)
    by_kind: dict[str, list[int]] = {}
    for kind, pk in records:
        by_kind.setdefault(kind, []).append(pk)
    for kind, pks in by_kind.items():
        wanted |= Q(kind=kind, object_id__in=pks)
    of_record = Revision.objects.filter(
        kind=OuterRef("kind"), object_id=OuterRef("object_id"), pk__lt=OuterRef("pk")
    ).order_by("-pk")
    published = Revision.objects.published().filter(
        Q(change_set=change_set) | Q(change_set__remainder_of=change_set)
    )
    written = Event.objects.filter(revision=OuterRef("pk"), verb=Verb.DRAFT)
    return list(
        published.filter(wanted)
        .exclude(Exists(written))
        .annotate(
            proposed=Subquery(
                of_record.filter(change_set=OuterRef("change_set"), published_at=None).values("pk")[:1]
            ),
            before=Subquery(
                of_record.filter(published_at__lt=OuterRef("published_at"))
                .order_by("-published_at", "-pk")
                .values("pk")[:1]
            ),
        )
        .exclude(proposed=None)
        .order_by("pk")
    )


def _left_out(proposed: Content, published: Content, before: Content, base: Content) -> list[str]:
    """What the proposal changed, and stayed as it was."""
    return [
        name
        for name, value in proposed.items()
        if value not in (base.get(name), published.get(name)) and published.get(name) == before.get(name)
    ]
