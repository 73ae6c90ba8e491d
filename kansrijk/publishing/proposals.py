"""What publishing a revision would come to, worked out before anybody decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kansrijk.publishing.describing import compare, describe
from kansrijk.publishing.differences import Difference
from kansrijk.publishing.merge import Merged, merge
from kansrijk.publishing.models import Record, Revision
from kansrijk.publishing.readiness import Finding, findings
from kansrijk.publishing.snapshots import Content, snapshot_of


@dataclass(frozen=True)
class Proposal:
    revision: Revision
    record: Record
    row: Content
    """What the record's row holds now."""
    merged: Merged
    """The work of the revision put together with what was published since it began."""

    @property
    def is_first(self) -> bool:
        """Visitors have seen nothing of this record yet."""
        return self.record.live_revision_id is None

    @property
    def live(self) -> Content:
        """What stands on the site."""
        return {} if self.is_first else self.row

    @property
    def conflicts(self) -> frozenset[str]:
        """Fields that changed on the site as well since the work began, in another way."""
        return frozenset(conflict.field for conflict in self.merged.conflicts)

    @property
    def content(self) -> Content:
        """How it would be with all of the work in it."""
        return self.merged.settled([*self.conflicts])

    @cached_property
    def differences(self) -> list[Difference]:
        """What visitors would see change."""
        return compare(type(self.record), self.live, self.content)

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """What is still missing."""
        return findings(type(self.record).readiness_rules, self.content)

    def label_of(self, name: str) -> str:
        """What the screen calls this field."""
        return next((f.label for f in describe(type(self.record)) if f.name == name), name)


def proposal_of(revision: Revision, record: Record) -> Proposal:
    """Reads the row and the contents; the same merge as publish() makes."""
    row = snapshot_of(record)
    base = revision.base.content if revision.base else row
    return Proposal(revision, record, row, merge(base, row, revision.content))
