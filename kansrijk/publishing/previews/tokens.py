"""The secret part of a preview's address: what is shown, to whom and until when, signed."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from django.core import signing
from django.utils import timezone

from kansrijk.accounts.models import User
from kansrijk.publishing.models import ChangeSet, ReaderLink, Revision, RevisionState
from kansrijk.publishing.previews.withholding import without_withdrawn

SALT = "kansrijk.publishing.previews"
OFFICE_HOURS = 12
"""How long the office's own preview lasts."""
READER_DAYS = (1, 3, 7, 14, 30)
"""How long a link for an outside reader may last."""


class ExpiredPreview(Exception):
    """The link was good, but its time is over."""


class StoppedPreview(Exception):
    """The link was good, but somebody stopped it."""


@dataclass(frozen=True)
class Ticket:
    """What an address of a preview gives access to. Exactly one of the two ids is set."""

    until: int
    """Seconds since 1970."""
    revision_id: int = 0
    change_set_id: int = 0
    reader: str = ""
    """For whom the link was made; empty for the office itself, which has to be logged in."""
    link_id: int = 0
    """Of the ReaderLink, when it is for a reader."""

    @property
    def is_for_reader(self) -> bool:
        return bool(self.reader)

    @property
    def expires_at(self) -> datetime:
        return datetime.fromtimestamp(self.until, tz=timezone.get_current_timezone())

    def revisions(self) -> list[Revision]:
        """What the preview shows: work that still can become public, or a draft that a newer one replaced.

        To an outside reader nothing of who withdrew the consent to be quoted, not even in the name of the draft.
        """
        found = Revision.objects.select_related("snapshot", "change_set", "author")
        if self.change_set_id:
            shown = list(found.filter(change_set_id=self.change_set_id).open().order_by("pk"))
        else:
            shown = [revision for revision in found.filter(pk=self.revision_id) if self._is_shown(revision)]
        return without_withdrawn(shown) if self.is_for_reader else shown

    def records(self) -> set[tuple[str, int]]:
        """Kind and number of all that it shows, without their contents: a release has thousands."""
        if not self.change_set_id:
            return {(revision.kind, revision.object_id) for revision in self.revisions()}
        inside = Revision.objects.filter(change_set_id=self.change_set_id).open()
        return set(inside.order_by().values_list("kind", "object_id"))

    @staticmethod
    def _is_shown(revision: Revision) -> bool:
        if revision.state != RevisionState.SUPERSEDED or revision.published_at:
            return revision.is_open
        newer = Revision.objects.filter(kind=revision.kind, object_id=revision.object_id, pk__gt=revision.pk)
        return newer.open().exists() and not newer.published().exists()


def ticket_for(
    subject: Revision | ChangeSet, *, reader: str = "", days: int = 0, by: User | None = None
) -> Ticket:
    """Access to a revision or to a whole release; for an outside reader with a name and a number of days."""
    lifetime = timedelta(days=days) if reader else timedelta(hours=OFFICE_HOURS)
    until = int((timezone.now() + lifetime).timestamp())
    name = "change_set_id" if isinstance(subject, ChangeSet) else "revision_id"
    ticket = Ticket(until, **{name: subject.pk}, reader=reader)
    if not ticket.is_for_reader:
        return ticket
    link = ReaderLink.objects.create(**{name: subject.pk}, reader=reader, until=ticket.expires_at, made_by=by)
    return replace(ticket, link_id=link.pk)


def sign(ticket: Ticket) -> str:
    """The ticket as part of an address."""
    return signing.dumps(asdict(ticket), salt=SALT, compress=True)


def read(token: str) -> Ticket:
    """The ticket behind a token. Raises BadSignature for a forged one, ExpiredPreview when its time is over, and
    StoppedPreview."""
    ticket = Ticket(**signing.loads(token, salt=SALT))
    if ticket.until < timezone.now().timestamp():
        raise ExpiredPreview
    if ticket.is_for_reader and not ReaderLink.objects.working().filter(pk=ticket.link_id).exists():
        raise StoppedPreview
    return ticket
