"""How much of a plan nobody will see when it is published, since a consent is missing: no file can give that."""

from collections.abc import Mapping

from kansrijk.publishing.consent import Consent
from kansrijk.publishing.territory import record_models
from kansrijk.workbooks.plans.items import Group, Part


def without_consent(groups: Mapping[Group, int]) -> int:
    """Of what is new: that has none yet."""
    models = record_models()
    return sum(
        count
        for group, count in groups.items()
        if group.part == Part.NEW and issubclass(models[group.kind], Consent)
    )
