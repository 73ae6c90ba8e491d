"""The verbs of drafting.py for many records at once: as many queries for a thousand as for one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction

from kansrijk.publishing.applying import add_rows, apply_snapshots
from kansrijk.publishing.in_use import in_use
from kansrijk.publishing.inserting import insert
from kansrijk.publishing.log import log_revisions
from kansrijk.publishing.models import (
    ChangeSet,
    Record,
    RecordState,
    Revision,
    RevisionState,
    SiteState,
    Snapshot,
    Verb,
)
from kansrijk.publishing.models.revision import OPEN_STATES
from kansrijk.publishing.new_records import complete
from kansrijk.publishing.permissions import Actor, require_touch
from kansrijk.publishing.refusals import Refusal, WrongState
from kansrijk.publishing.replaced_work import before, bring_back
from kansrijk.publishing.snapshots import Content
from kansrijk.publishing.uniqueness import refusing

WAITING_STATES = (RevisionState.DRAFT, RevisionState.SUBMITTED)


@dataclass(frozen=True)
class Work:
    """What a record should become, for somebody who saw version `newest` of it: open work, else what is live."""

    content: Content
    newest: int | None


class OutOfDate(Refusal):
    """Somebody worked on these records in the meantime; `pks` says on which. Nothing was written."""

    def __init__(self, kind: str, pks: Iterable[int]) -> None:
        self.kind, self.pks = kind, sorted(pks)
        super().__init__("Iemand anders heeft hier intussen aan gewerkt. Kijk het werkboek opnieuw na.")


@transaction.atomic
def save_drafts(
    model: type[Record], works: Mapping[int, Work], *, by: Actor, reason: str = "", change_set: ChangeSet
) -> list[Revision]:
    """Keeps the content of each record, by primary key, as its newest draft in the set.

    Raises NotAllowed; OutOfDate when somebody worked on one of them since; WrongState when one was removed, or would
    take what another has.
    """
    kind = model._meta.label_lower
    require_touch(by, kind, works)
    SiteState.locked()
    rows = {
        pk: (state, live)
        for pk, state, live in model._default_manager.filter(pk__among=list(works))
        .order_by()
        .values_list("pk", "state", "live_revision")
    }
    if len(rows) < len(works) or any(state == RecordState.REMOVED for state, _live in rows.values()):
        raise WrongState("Een van de onderdelen is intussen van de site weggehaald.")
    open_work = _open_work(kind, rows)
    newest = {pk: open_work[pk].pk if pk in open_work else live for pk, (_state, live) in rows.items()}
    if stale := [pk for pk, work in works.items() if work.newest != newest[pk]]:
        raise OutOfDate(kind, stale)
    # What is planned stays so beside the draft, since somebody decided that it will be on the site.
    Revision.objects.filter(kind=kind, object_id__among=list(works), state__in=WAITING_STATES).update(
        state=RevisionState.SUPERSEDED
    )
    bases = {pk: open_work[pk].base_id if pk in open_work else live for pk, (_state, live) in rows.items()}
    contents = {pk: work.content for pk, work in works.items()}
    drafts = _keep(kind, contents, bases, by=by, reason=reason, change_set=change_set)
    never_shown = {pk: works[pk].content for pk, (state, _live) in rows.items() if state == RecordState.NEW}
    if never_shown:
        with refusing(model, never_shown, by=by):
            apply_snapshots(model, never_shown)
    return drafts


def _open_work(kind: str, pks: Iterable[int]) -> dict[int, Revision]:
    """The newest open version of each record that has one."""
    found = Revision.objects.filter(kind=kind, object_id__among=list(pks), state__in=OPEN_STATES).order_by(
        "pk"
    )
    return {revision.object_id: revision for revision in found.defer("reason")}


@transaction.atomic
def add_records(
    model: type[Record],
    contents: Sequence[dict[str, Any]],
    *,
    by: Actor,
    reason: str = "",
    change_set: ChangeSet,
) -> list[Revision]:
    """Makes records that visitors do not see yet, each with its content as first draft.

    What the system gives out itself, such as a code or an address, is filled in. Raises NotAllowed for a record
    outside the territory of `by`.
    """
    SiteState.locked()
    completed = complete(model, contents)
    try:
        with transaction.atomic():
            pks = add_rows(model, completed)
    except IntegrityError as error:
        raise WrongState(
            f"Een van de nieuwe {model._meta.verbose_name_plural} heeft iets dat maar één keer mag voorkomen, of mist "
            "iets dat verplicht is."
        ) from error
    kind = model._meta.label_lower
    require_touch(by, kind, pks)
    contents_by_pk = dict(zip(pks, completed, strict=True))
    return _keep(kind, contents_by_pk, {}, by=by, reason=reason, change_set=change_set)


def _keep(
    kind: str,
    contents: Mapping[int, Content],
    bases: Mapping[int, int | None],
    *,
    by: Actor,
    reason: str,
    change_set: ChangeSet,
) -> list[Revision]:
    """The drafts, logged, in the order of `contents`."""
    digests = Snapshot.keep_all(list(contents.values()))
    shared = (change_set.pk, by.pk if by else None, reason)
    insert(
        Revision,
        ["kind", "object_id", "snapshot", "base", "change_set", "author", "reason"],
        ((kind, pk, digest, bases.get(pk), *shared) for pk, digest in zip(contents, digests, strict=True)),
    )
    found = Revision.objects.filter(kind=kind, object_id__among=list(contents), change_set=change_set)
    newest = {
        revision.object_id: revision for revision in found.filter(state=RevisionState.DRAFT).order_by("pk")
    }
    drafts = [newest[pk] for pk in contents]
    log_revisions(Verb.DRAFT, drafts, by=by, reason=reason, change_set=change_set)
    return drafts


@dataclass(frozen=True)
class Dropped:
    lapsed: list[Revision]
    back: list[Revision]
    """What these had replaced, open again as it was."""


@transaction.atomic
def drop_drafts(change_set: ChangeSet, *, by: Actor) -> Dropped:
    """Takes back a set that was not published: its drafts lapse, what they replaced waits again as it did before, and
    records that came with it are gone. Raises NotAllowed, WrongState.
    """
    SiteState.locked()
    drafts = list(change_set.revisions.filter(state__in=WAITING_STATES).order_by("pk"))
    if not drafts:
        raise WrongState(
            "Hier is niets meer om terug te draaien: alles is al gepubliceerd, vervangen of vervallen."
        )
    pks: dict[str, set[int]] = {}
    for draft in drafts:
        pks.setdefault(draft.kind, set()).add(draft.object_id)
    found = {kind: before(apps.get_model(kind), same_kind, change_set) for kind, same_kind in pks.items()}
    Revision.objects.filter(pk__among=[draft.pk for draft in drafts]).update(state=RevisionState.DISCARDED)
    log_revisions(
        Verb.DISCARD, drafts, by=by, reason=f"Teruggedraaid: {change_set.name}", change_set=change_set
    )
    back: list[Revision] = []
    for kind, same_kind in pks.items():
        require_touch(by, kind, same_kind)
        model: type[Record] = apps.get_model(kind)
        _delete_what_came_along(model, found[kind].came_along)
        back += bring_back(model, found[kind].replaced, by=by)
    return Dropped(drafts, back)


def _delete_what_came_along(model: type[Record], pks: set[int]) -> None:
    unused = pks - in_use(model, pks)
    model._default_manager.filter(state=RecordState.NEW, live_revision=None, pk__among=unused).delete()
