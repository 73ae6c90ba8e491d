"""What publishing keeps: records' states, revisions, change sets, the log, addresses and the site's version."""

from kansrijk.publishing.models.address import OldAddress
from kansrijk.publishing.models.change_set import ChangeSet
from kansrijk.publishing.models.event import Event, Verb
from kansrijk.publishing.models.presence import EditorPresence
from kansrijk.publishing.models.reader_link import ReaderLink
from kansrijk.publishing.models.record import NamesOwner, Record, RecordQuerySet, RecordState
from kansrijk.publishing.models.revision import Remark, Revision, RevisionState, Snapshot
from kansrijk.publishing.models.site import SiteState

__all__ = [
    "ChangeSet",
    "EditorPresence",
    "Event",
    "NamesOwner",
    "OldAddress",
    "ReaderLink",
    "Record",
    "RecordQuerySet",
    "RecordState",
    "Remark",
    "Revision",
    "RevisionState",
    "SiteState",
    "Snapshot",
    "Verb",
]
