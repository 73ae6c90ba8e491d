"""Loads what records hold now, and what stood in the versions that a file names. Equal contents are one object."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kansrijk.accounts.models import User
from kansrijk.accounts.scope import scope
from kansrijk.publishing.models import Record, Revision, Snapshot, Verb
from kansrijk.publishing.packing import canonical, unpack
from kansrijk.publishing.parts import parts
from kansrijk.publishing.snapshots import snapshots_of
from kansrijk.workbooks.known.facts import Content
from kansrijk.workbooks.models import Export, Upload


class Row(NamedTuple):
    code: Any
    state: str
    live_revision: int | None


class Open(NamedTuple):
    revision: int
    digest: str
    is_of_others: bool
    """Whether somebody else saved it than who sent the file."""


class Named(NamedTuple):
    """A revision that the file names."""

    pk: int
    digest: str


@dataclass(frozen=True)
class Contents:
    """Of the records of one kind."""

    rows: Mapping[int, Row]
    live: Mapping[int, Content]
    """Only of records in scope."""
    open: Mapping[int, Open]
    """The newest open work."""
    versions: Mapping[int, Named]
    sent: Mapping[int, str]
    """The digest of what an earlier file of the same person, of the same workbook, made of it; not of what the office
    left of that."""
    by_digest: Mapping[str, Content]


def load_contents(
    model: type[Record],
    code_field: str,
    codes: Iterable[Any],
    asked_versions: Iterable[int],
    exported: Mapping[int, int],
    *,
    user: User | None,
    export: Export | None = None,
) -> Contents:
    """Of the records with these codes, and of the records of the versions; contents only of what the user may touch."""
    kind = model._meta.label_lower
    versions = _named(kind, asked_versions)
    rows = _rows(model, code_field, codes, {named.pk for named in versions.values()})
    versions |= _named(kind, {exported[pk] for pk in rows if pk in exported} - set(versions))
    within = in_scope(model, list(rows), user)
    live: dict[int, Content] = {}
    for chunk in parts(sorted(within)):
        live |= snapshots_of(model, chunk)
    newest = _newest_open(kind, sorted(within), user)
    sent = _sent(kind, sorted(within), export, user)
    wanted = {pk: {newest[pk].digest} if pk in newest else set() for pk in within}
    for pk, digest in sent.items():
        wanted[pk].add(digest)
    for named in versions.values():
        if named.pk in within:
            wanted[named.pk].add(named.digest)
    by_digest = _by_digest(live, wanted)
    return Contents(rows, live, newest, versions, sent, by_digest)


def in_scope(model: type[Record], pks: Sequence[int], user: User | None) -> set[int]:
    """Which of these records this person may touch."""
    if user is None or user.is_office:
        return set(pks)
    return {
        pk
        for chunk in parts(pks)
        for pk in scope(user, model._default_manager.filter(pk__among=chunk)).values_list("pk", flat=True)
    }


def _rows(model: type[Record], code_field: str, codes: Iterable[Any], pks: set[int]) -> dict[int, Row]:
    rows: dict[int, Row] = {}
    for field, wanted in ((code_field, codes), ("pk", pks)):
        for chunk in parts(sorted(wanted)):
            found = model._default_manager.filter(**{f"{field}__in": chunk})
            for pk, *row in found.values_list("pk", code_field, "state", "live_revision_id"):
                rows[pk] = Row(*row)
    return rows


def _named(kind: str, numbers: Iterable[int]) -> dict[int, Named]:
    found: dict[int, Named] = {}
    for chunk in parts(sorted(numbers)):
        revisions = Revision.objects.filter(pk__among=chunk, kind=kind).order_by()
        for number, pk, digest in revisions.values_list("pk", "object_id", "snapshot_id"):
            found[number] = Named(pk, digest)
    return found


def _newest_open(kind: str, pks: Sequence[int], user: User | None) -> dict[int, Open]:
    newest: dict[int, Open] = {}
    for chunk in parts(pks):
        revisions = Revision.objects.open().filter(kind=kind, object_id__among=chunk).order_by("pk")
        for pk, number, digest, author in revisions.values_list("object_id", "pk", "snapshot_id", "author"):
            newest[pk] = Open(number, digest, author != (user.pk if user else None))
    return newest


def _sent(kind: str, pks: Sequence[int], export: Export | None, user: User | None) -> dict[int, str]:
    if export is None or user is None:
        return {}
    uploads = Upload.objects.filter(export=export, by=user, change_set__isnull=False).order_by()
    change_sets = list(uploads.values_list("change_set", flat=True))
    found: dict[int, str] = {}
    for chunk in parts(pks) if change_sets else ():
        # What the office accepted in part is a version of hers too, without the words that she sent.
        revisions = Revision.objects.filter(
            kind=kind,
            object_id__among=chunk,
            change_set__in=change_sets,
            author=user,
            events__verb=Verb.DRAFT,
        )
        found |= dict(revisions.order_by("pk").values_list("object_id", "snapshot_id"))
    return found


def _by_digest(live: Mapping[int, Content], wanted: Mapping[int, set[str]]) -> dict[str, Content]:
    """The contents that are wanted: the live one itself where that is the same, else unpacked, sharing what is equal."""
    found: dict[str, Content] = {}
    resembles: dict[str, int] = {}
    for pk, digests in wanted.items():
        if digests:
            own = hashlib.sha256(canonical(live[pk])).hexdigest()
            found[own] = live[pk]
            resembles |= {digest: pk for digest in digests if digest != own}
    for chunk in parts(sorted(set(resembles) - set(found))):
        for digest, packed in Snapshot.objects.filter(pk__among=chunk).values_list("pk", "packed"):
            found[digest] = _sharing(unpack(bytes(packed)), live[resembles[digest]])
    return found


def _sharing(content: Content, like: Content) -> Content:
    """The same content, with the keys and values of another one where these are equal."""
    shared = {
        name: value if content[name] == value else content[name]
        for name, value in like.items()
        if name in content
    }
    return {**shared, **{name: value for name, value in content.items() if name not in like}}
