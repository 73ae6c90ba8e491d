"""Links that were made for outside readers: which ones work, and stopping one."""

from django.db.models import QuerySet
from django.utils import timezone

from kansrijk.publishing.models import ChangeSet, Revision
from kansrijk.publishing.models.reader_link import ReaderLink, ReaderLinkQuerySet


def links_to(subject: Revision | ChangeSet) -> QuerySet[ReaderLink]:
    """That still work; also those to the earlier drafts that a revision goes on from."""
    links: ReaderLinkQuerySet = ReaderLink.objects.working()
    if isinstance(subject, ChangeSet):
        found = links.filter(change_set=subject)
    else:
        found = links.filter(
            revision__kind=subject.kind,
            revision__object_id=subject.object_id,
            revision__pk__gt=subject.base_id or 0,
            revision__pk__lte=subject.pk,
        )
    return found.select_related("made_by")


def stop_link(subject: Revision | ChangeSet, pk: str) -> str:
    """From now on the link shows nothing. Returns what the editor reads."""
    link = links_to(subject).filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 19 else None
    if link is None:
        return "Deze link werkte al niet meer."
    ReaderLink.objects.filter(pk=link.pk).update(stopped_at=timezone.now())
    return f"De link voor {link.reader} werkt niet meer."
