"""What no outside reader sees, whatever link was made before."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps

from kansrijk.publishing.consent import Consent
from kansrijk.publishing.models import Revision


def without_withdrawn(revisions: Iterable[Revision]) -> list[Revision]:
    """Without what quotes or shows somebody who withdrew the consent to it: not even a name is left of that."""
    shown = list(revisions)
    keys: dict[str, list[int]] = defaultdict(list)
    for revision in shown:
        keys[revision.kind].append(revision.object_id)
    withdrawn = {
        (kind, pk)
        for kind, pks in keys.items()
        if issubclass(model := apps.get_model(kind), Consent)
        for pk in model._default_manager.filter(pk__in=pks, consent_withdrawn_on__isnull=False).values_list(
            "pk", flat=True
        )
    }
    return [revision for revision in shown if (revision.kind, revision.object_id) not in withdrawn]
