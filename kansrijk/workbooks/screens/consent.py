"""How much of a plan nobody will see when it is published, since a consent is missing: no file can give that."""

from collections import defaultdict

from kansrijk.publishing.consent import Consent, valid_consent
from kansrijk.publishing.territory import record_models
from kansrijk.workbooks.applying.choosing import Choices, is_wanted
from kansrijk.workbooks.planning.plan import Plan


def without_consent(plan: Plan, choices: Choices) -> int:
    """What is new has none yet. One query for each kind of record that shows a person."""
    wanted: dict[str, list[int | None]] = defaultdict(list)
    for record in plan.records:
        if issubclass(record_models()[record.kind], Consent) and is_wanted(record, choices):
            wanted[record.kind].append(record.pk)
    count = 0
    for kind, pks in wanted.items():
        objects = record_models()[kind]._default_manager
        known = [pk for pk in pks if pk is not None]
        count += len(pks) - objects.filter(valid_consent(), pk__among=known).count()
    return count
