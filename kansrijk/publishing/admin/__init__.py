"""What every admin in the project is built on."""

from kansrijk.publishing.admin.attention import Attention
from kansrijk.publishing.admin.consent import CONSENT_FIELDS
from kansrijk.publishing.admin.drafted import DraftedAdmin
from kansrijk.publishing.admin.filters import UsedOnlyFilter
from kansrijk.publishing.admin.inlines import RowInline
from kansrijk.publishing.admin.records import RecordAdmin, SharedRecordAdmin
from kansrijk.publishing.admin.releases import ChangeSetAdmin
from kansrijk.publishing.admin.removed import OldAddressAdmin
from kansrijk.publishing.admin.vocabulary import VocabularyAdmin

__all__ = [
    "CONSENT_FIELDS",
    "Attention",
    "ChangeSetAdmin",
    "DraftedAdmin",
    "OldAddressAdmin",
    "RecordAdmin",
    "RowInline",
    "SharedRecordAdmin",
    "UsedOnlyFilter",
    "VocabularyAdmin",
]
