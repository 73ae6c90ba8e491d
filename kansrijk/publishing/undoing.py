"""Undo of a change set: new revisions that take back what it changed, and leave what came after."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from django.apps import apps
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kansrijk.publishing.bulk_drafting import drop_drafts
from kansrijk.publishing.change_sets import unschedule_change_set
from kansrijk.publishing.labels import label_of
from kansrijk.publishing.log import log_revisions, titles_of
from kansrijk.publishing.merge import merge
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
from kansrijk.publishing.permissions import Actor, require_office
from kansrijk.publishing.publication import publish
from kansrijk.publishing.refusals import WrongState
from kansrijk.publishing.replaced_work import before, bring_back, said_of
from kansrijk.publishing.snapshots import Content, snapshots_of
from kansrijk.publishing.uniqueness import clashes, sentences, without_clashes

LEFT_ALONE: dict[str, str] = {
    RecordState.REMOVED: "Dit is intussen weggehaald.",
    # Its former content would take away the notice that somebody put above it on purpose.
    RecordState.WITHDRAWN: "Dit is intussen ingetrokken: de melding en de tekst blijven zoals ze zijn.",
}


@dataclass(frozen=True)
class Line:
    """One record in the report of an undo, with the reason why it stands in its list."""

    title: str
    reason: str


@dataclass
class UndoReport:
    """Also kept with the change set, for whoever asks later."""

    reverted: list[Line] = field(default_factory=list)
    """Teruggedraaid."""
    kept: list[Line] = field(default_factory=list)
    """Behouden, want later bewerkt."""
    impossible: list[Line] = field(default_factory=list)
    """Kan niet."""
    back: list[Line] = field(default_factory=list)
    """Terug van daarvoor."""
    reason: str = ""
    """For who made it, in the words of who took it back."""
    by: str = ""
    """Who took it back, by name; empty for the site itself."""

    def add(self, other: "UndoReport") -> None:
        self.reverted += other.reverted
        self.kept += other.kept
        self.impossible += other.impossible
        self.back += other.back


@transaction.atomic
def undo(change_set: ChangeSet, *, by: Actor, reason: str = "", kept: Iterable[Line] = ()) -> UndoReport:
    """Takes the whole set back in one transaction; says of every record what happened to it.

    A record that the set published for the first time goes off the site; another gets its former content, except
    in the fields that somebody changed since. Proposals and drafts that the set replaced are open again. What was not
    complete at the time goes along: its drafts lapse, and if it was published since, that is undone as well. So does
    what still waits in a set of which the office published one record after the other. `kept` is what the caller left
    alone, for the report. Raises NotAllowed, WrongState.
    """
    require_office(by)
    SiteState.locked()
    _mark_undone(change_set)
    report = UndoReport(reason=reason, by=name_of(by), kept=list(kept))
    report.add(_drop_what_waits(change_set, "Dit voorstel is vervallen.", by=by))
    by_kind: dict[str, list[Revision]] = defaultdict(list)
    published = change_set.revisions.published().select_related("snapshot", "base__snapshot").order_by("pk")
    for revision in published:
        by_kind[revision.kind].append(revision)
    found = {
        kind: before(
            apps.get_model(kind), [one.object_id for one in revisions], change_set, is_published=True
        )
        for kind, revisions in by_kind.items()
    }
    drafts: list[Revision] = []
    for kind, revisions in by_kind.items():
        drafts += _revert_kind(apps.get_model(kind), revisions, report, by=by)
    if drafts:
        reverting = publish(drafts, by=by, reason=f"Teruggedraaid: {change_set.name}", must_be_ready=False)
        log_revisions(Verb.UNDO, reverting, by=by, reason=reason or change_set.name, change_set=change_set)
    for kind, work in found.items():
        report.back += lines_of(bring_back(apps.get_model(kind), work.replaced, by=by))
    for remainder in change_set.remainders.filter(undone_at=None):
        report.add(_take_back_remainder(remainder, by=by, reason=reason))
    ChangeSet.objects.filter(pk=change_set.pk).update(undo_report=asdict(report))
    return report


def _mark_undone(change_set: ChangeSet) -> None:
    """Raises WrongState when nothing of it is published, when it was undone before, and when some of it is planned."""
    now = ChangeSet.objects.get(pk=change_set.pk)
    # One record after the other, as the office reviews them, or all of them as one.
    published_at = now.published_at or now.revisions.published().aggregate(last=Max("published_at"))["last"]
    if published_at is None or now.undone_at:
        raise WrongState("Dit pakket is nog niet gepubliceerd, of al teruggedraaid.")
    if now.revisions.filter(state=RevisionState.SCHEDULED).exists():
        raise WrongState("In dit pakket is nog iets ingepland. Haal eerst de planning weg.")
    ChangeSet.objects.filter(pk=now.pk).update(
        published_at=published_at,
        publish_at=None,
        # The clock of the server that published may be ahead of ours.
        undone_at=max(timezone.now(), published_at),
    )


def _take_back_remainder(remainder: ChangeSet, *, by: Actor, reason: str) -> UndoReport:
    if remainder.published_at:
        return undo(remainder, by=by, reason=reason)
    unschedule_change_set(remainder, by=by)
    said = "Was niet mee gepubliceerd. Dit concept is vervallen."
    report = _drop_what_waits(remainder, said, by=by)
    if remainder.revisions.published().exists():
        report.add(undo(remainder, by=by, reason=reason))
    return report


def _drop_what_waits(change_set: ChangeSet, said: str, *, by: Actor) -> UndoReport:
    # Records that came with these drafts are gone afterwards, and their titles with them.
    titles = titles_of(change_set.revisions.open())
    if not titles:
        return UndoReport()
    dropped = drop_drafts(change_set, by=by)
    return UndoReport(
        reverted=[Line(titles[one.kind, one.object_id], said) for one in dropped.lapsed],
        back=lines_of(dropped.back),
    )


def name_of(by: Actor) -> str:
    return (by.get_full_name() or by.get_username()) if by else ""


def lines_of(back: list[Revision]) -> list[Line]:
    """Of work that came back."""
    titles = titles_of(back)
    return [Line(titles[one.kind, one.object_id], said_of(one)) for one in back]


def _revert_kind(
    model: type[Record], revisions: list[Revision], report: UndoReport, *, by: Actor
) -> list[Revision]:
    """Drafts with the former content of the records of one kind; first publications go off the site here."""
    rows = model._default_manager.in_bulk([revision.object_id for revision in revisions])
    live = snapshots_of(model, rows)
    first: list[Revision] = []
    drafts: list[tuple[Revision, Content]] = []
    for revision in revisions:
        record = rows.get(revision.object_id)
        if record is None or record.state in LEFT_ALONE:
            title = f"{model._meta.verbose_name} {revision.object_id}" if record is None else str(record)
            state = record.state if record else RecordState.REMOVED
            report.impossible.append(Line(title, LEFT_ALONE[state]))
        elif revision.base is None and record.live_revision_id == revision.pk:
            first.append(revision)
            report.reverted.append(Line(str(record), "Stond nog niet op de site en is er weer af."))
        elif revision.base is None:
            report.kept.append(Line(str(record), "Dit kwam nieuw op de site en is daarna bewerkt."))
        else:
            merged = merge(revision.content, live[record.pk], revision.base.content)
            _report_merge(record, merged.from_mine, [c.field for c in merged.conflicts], report)
            if merged.snapshot != live[record.pk]:
                drafts.append((revision, merged.snapshot))
    _take_off(model, first, by=by)
    drafts = _leave_what_is_taken(model, drafts, rows, report, by=by)
    digests = Snapshot.keep_all([content for _, content in drafts])
    return Revision.objects.bulk_create(
        Revision(
            kind=revision.kind,
            object_id=revision.object_id,
            snapshot_id=digest,
            base_id=rows[revision.object_id].live_revision_id,
            author=by,
            state=RevisionState.DRAFT,
        )
        for (revision, _), digest in zip(drafts, digests, strict=True)
    )


def _leave_what_is_taken(
    model: type[Record],
    drafts: list[tuple[Revision, Content]],
    rows: dict[int, Record],
    report: UndoReport,
    *,
    by: Actor,
) -> list[tuple[Revision, Content]]:
    """What another record got meanwhile, such as an address, stays with that record."""
    wanted = {revision.object_id: content for revision, content in drafts}
    found = clashes(model, wanted)
    for clash, sentence in zip(found, sentences(model, found, by=by), strict=True):
        report.impossible.append(Line(str(rows[clash.pk]), sentence))
    cleaned = without_clashes(model, wanted) if found else wanted
    return [(revision, cleaned[revision.object_id]) for revision, _ in drafts]


def _report_merge(record: Record, reverted: tuple[str, ...], kept: list[str], report: UndoReport) -> None:
    if reverted or not kept:
        report.reverted.append(Line(str(record), "De vorige inhoud staat er weer."))
    if kept:
        names = ", ".join(str(label_of(record, name)) for name in kept)
        report.kept.append(Line(str(record), f"Later bewerkt: {names}."))


def _take_off(model: type[Record], revisions: list[Revision], *, by: Actor) -> None:
    if not revisions:
        return
    model._default_manager.filter(pk__in=[revision.object_id for revision in revisions]).update(
        state=RecordState.NEW, live_revision=None
    )
    SiteState.bump()
    log_revisions(Verb.UNDO, revisions, by=by, reason="Stond voor het eerst op de site; is er weer af.")
