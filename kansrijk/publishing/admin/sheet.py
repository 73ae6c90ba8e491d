"""What the form of a record says about itself: whose draft this is, what is missing, who else is here."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from kansrijk.accounts.scope import is_office
from kansrijk.publishing.addresses import site_address, taken_over_by, what_visitors_lose
from kansrijk.publishing.admin.buttons import PLAN_PREFIX
from kansrijk.publishing.admin.links import admin_link, record_link
from kansrijk.publishing.admin.release_forms import PlanForm
from kansrijk.publishing.at_once import at_once_values
from kansrijk.publishing.drafting import newest_open, planned_version
from kansrijk.publishing.editing import content_to_edit
from kansrijk.publishing.models import (
    EditorPresence,
    OldAddress,
    Record,
    RecordState,
    Remark,
    Revision,
    RevisionState,
)
from kansrijk.publishing.readiness import Finding, findings
from kansrijk.publishing.snapshots import Content
from kansrijk.publishing.typed import posted_number

SHOWN_REMARKS = 5


@dataclass(frozen=True)
class Sheet:
    """Read before the draft is projected; the template reads only this."""

    record: Record
    revision: Revision | None
    """The open revision that the form shows; None when it shows the site."""
    planned: Revision | None
    """What becomes public by itself: the same, or a version beside it."""
    base: Revision | None
    """What the form was loaded from."""
    content: Content
    others: Sequence[EditorPresence]
    remarks: Sequence[Remark]
    unsettled: Revision | None
    """What this user typed while somebody else changed the same, and about which the user did not choose yet."""
    missing: Sequence[Finding]
    takes_address: OldAddress | None
    """The address of another page that this one would get."""
    before_at_once: str
    """The fields that work at once, as JSON, as they were when the form was loaded."""
    site_url: str | None
    is_office: bool
    may_change: bool
    typed: Mapping[str, str]
    """What was typed beside the form of the record, when the form comes back: the reason and the plan."""
    is_refill: bool = False

    @cached_property
    def preview_url(self) -> str:
        return admin_link("publishing_preview", self.revision.pk) if self.revision else ""

    @cached_property
    def compare_url(self) -> str:
        return admin_link("publishing_compare", self.revision.pk) if self.revision else ""

    @cached_property
    def share_url(self) -> str:
        return admin_link("publishing_share", self.revision.pk) if self.revision else ""

    @cached_property
    def history_url(self) -> str:
        return admin_link("publishing_history", self.record.record_kind, self.record.pk)

    @cached_property
    def release_url(self) -> str:
        release = self.revision and self.revision.change_set_id
        return admin_link("publishing_changeset_change", release) if release and self.is_office else ""

    @cached_property
    def choose_url(self) -> str:
        return record_link(self.record, "collision", self.unsettled.pk) if self.unsettled else ""

    @cached_property
    def step_url(self) -> str:
        return record_link(self.record, "step")

    @cached_property
    def address_warning(self) -> str:
        return what_visitors_lose(self.takes_address) if self.takes_address else ""

    @cached_property
    def plan_form(self) -> PlanForm:
        typed = {name: self.typed.get(f"{PLAN_PREFIX}-{name}", "") for name in PlanForm.base_fields}
        return PlanForm(prefix=PLAN_PREFIX, initial=typed)

    @property
    def reason(self) -> str:
        return self.typed.get("_reason", "")

    @property
    def has_reason_or_plan(self) -> bool:
        return bool(self.reason) or any(self.plan_form.initial.values())

    @property
    def is_as_its_row(self) -> bool:
        """Nothing to project: no draft, or a record that never was published, whose row follows its draft."""
        return self.revision is None or self.record.state == RecordState.NEW

    @property
    def is_submitted(self) -> bool:
        return self.revision is not None and self.revision.state == RevisionState.SUBMITTED

    @property
    def is_planned(self) -> bool:
        return self.revision is not None and self.revision.state == RevisionState.SCHEDULED

    @property
    def may_discard(self) -> bool:
        """Not the only thing there is, and not what is planned."""
        has_more = self.record.state != RecordState.NEW
        return self.may_change and has_more and self.revision is not None and not self.is_planned

    @property
    def may_withdraw(self) -> bool:
        return self.is_office and self.record.state == RecordState.LIVE

    @property
    def may_remove(self) -> bool:
        return self.is_office and self.record.state != RecordState.REMOVED

    @property
    def may_restore(self) -> bool:
        return self.is_office and self.record.state in (RecordState.WITHDRAWN, RecordState.REMOVED)

    @property
    def has_steps(self) -> bool:
        return self.may_discard or self.may_remove or self.may_restore or self.may_unschedule

    @property
    def may_unschedule(self) -> bool:
        return self.is_office and self.planned is not None


def sheet_of(request: HttpRequest, record: Record, *, may_change: bool) -> Sheet:
    """Somebody who may only look sees what the site shows. A form that was sent keeps what it was loaded from."""
    revision = newest_open(record) if may_change else None
    base = posted_base(request, record) if request.method == "POST" else revision or record.live_revision
    content = base.content if base and request.method == "GET" else content_to_edit(record, base)
    newest = revision.content if revision else content
    at_once = request.POST.get("_at_once") or json.dumps(at_once_values(record))
    return Sheet(
        record=record,
        revision=revision,
        # Without open work nothing is planned either.
        planned=planned_version(record) if revision else None,
        base=base,
        content=content,
        others=list(EditorPresence.others(record, request.user)) if may_change else [],
        remarks=_remarks(record) if may_change else [],
        unsettled=_unsettled(request, record) if may_change else None,
        missing=findings(record.readiness_rules, newest) if may_change else [],
        takes_address=taken_over_by(record, newest) if revision else None,
        before_at_once=at_once,
        site_url=site_address(record),
        is_office=is_office(request.user),
        may_change=may_change,
        typed=request.POST.dict(),
        is_refill=hasattr(request, "kept_form"),
    )


def posted_base(request: HttpRequest, record: Record) -> Revision | None:
    """None for a number that is not of this record: then what stands there now is what we compare with."""
    number = posted_number(request, "_base")
    known = Revision.objects.of(record).select_related("snapshot")
    return known.filter(pk=number).first() if number is not None else None


def posted_at_once(request: HttpRequest, record: Record) -> dict[str, Any]:
    """The fields that work at once as the form was loaded; as they are now when that is not readable."""
    try:
        values = json.loads(request.POST.get("_at_once", ""))
    except (ValueError, RecursionError):
        return at_once_values(record)
    return values if isinstance(values, dict) else at_once_values(record)


def _unsettled(request: HttpRequest, record: Record) -> Revision | None:
    mine = Revision.objects.of(record).filter(state=RevisionState.PARKED, author=request.user.pk)
    return mine.order_by("-pk").first()


def _remarks(record: Record) -> list[Remark]:
    """What was said of the work since it last was published, the newest first."""
    since = Remark.objects.filter(
        revision__kind=record.record_kind,
        revision__object_id=record.pk,
        revision__pk__gt=record.live_revision_id or 0,
    )
    return list(since.select_related("by").order_by("-pk")[:SHOWN_REMARKS])
