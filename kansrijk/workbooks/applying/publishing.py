"""Publishes what a workbook set ready, as far as it is complete; the rest stays a draft, in a set of its own."""

from collections.abc import Iterator, Sequence

from django.apps import apps
from django.db import transaction

from kansrijk.publishing.change_sets import locked_work, publish_change_set, require_unpublished
from kansrijk.publishing.models import ChangeSet, Record, Revision, SiteState
from kansrijk.publishing.models.revision import OPEN_STATES
from kansrijk.publishing.newest_work import contents_of
from kansrijk.publishing.parts import parts
from kansrijk.publishing.permissions import Actor, require_office
from kansrijk.publishing.readiness import findings
from kansrijk.publishing.remainders import set_aside


@transaction.atomic
def publish_ready(change_set: ChangeSet, *, by: Actor) -> str:
    """Publishes the records of the set that lack nothing, in one transaction. Returns what to say of the others.

    Raises as publish_change_set() does.
    """
    require_office(by)
    SiteState.locked()
    require_unpublished(change_set)
    work = locked_work(change_set, OPEN_STATES)
    incomplete = [revision for part in parts(work) for revision in _incomplete(part)]
    # When nothing goes out, all stays together.
    rest = change_set
    if len(incomplete) < len(work):
        if incomplete:
            rest = set_aside(change_set, incomplete, by=by)
        publish_change_set(change_set, by=by)
    if not incomplete:
        return ""
    who, they = (
        ("1 onderdeel mist", "Dat staat")
        if len(incomplete) == 1
        else (f"{len(incomplete)} onderdelen missen", "Die staan")
    )
    return (
        f"{who} nog iets dat verplicht is. {they} klaar als concept en niet op de website, "
        f"in het pakket ‘{rest.name}’."
    )


def _incomplete(work: Sequence[Revision]) -> Iterator[Revision]:
    contents = contents_of(revision.pk for revision in work)
    for revision in work:
        model: type[Record] = apps.get_model(revision.kind)
        if findings(model.readiness_rules, contents[revision.pk]):
            yield revision
