"""What could not go along when a release was published: a set of its own, found from that release and undone with it."""

from collections.abc import Iterable

from django.db import transaction

from kansrijk.publishing.change_sets import require_unpublished
from kansrijk.publishing.models import ChangeSet, Revision, SiteState
from kansrijk.publishing.permissions import Actor, require_office

NAME_ENDS = " – niet gepubliceerd"


@transaction.atomic
def set_aside(change_set: ChangeSet, revisions: Iterable[Revision], *, by: Actor) -> ChangeSet:
    """Moves these open revisions of the set to its remainder, so that the others can be published. Raises NotAllowed,
    WrongState."""
    require_office(by)
    SiteState.locked()
    require_unpublished(change_set)
    longest = ChangeSet._meta.get_field("name").max_length or 0
    remainder = ChangeSet.objects.create(
        name=change_set.name[: longest - len(NAME_ENDS)] + NAME_ENDS, author=by, remainder_of=change_set
    )
    pks = [revision.pk for revision in revisions]
    change_set.revisions.open().filter(pk__in=pks).update(change_set=remainder)
    return remainder
