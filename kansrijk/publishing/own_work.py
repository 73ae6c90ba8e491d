"""What became of somebody's own proposals: still a draft, waiting, sent back with a remark, on the site."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, Exists, OuterRef, Q, When
from django.urls import reverse
from django.utils import timezone

from kansrijk.accounts.models import User
from kansrijk.publishing.log import titles_of
from kansrijk.publishing.models import Remark, Revision, RevisionState
from kansrijk.publishing.territory import within_scope

SHOWN_OPEN, SHOWN_PUBLISHED = 10, 5
RECENT = timedelta(days=14)


@dataclass(frozen=True)
class OwnWork:
    revision: Revision
    title: str
    remarks: Sequence[Remark]
    """What was said of this work; of what is open, also of its earlier drafts."""

    @property
    def state(self) -> str:
        """In a word or two."""
        if self.revision.state == RevisionState.DRAFT and any(
            remark.revision_id == self.revision.pk and remark.by_id not in (None, self.revision.author_id)
            for remark in self.remarks
        ):
            return "Teruggestuurd"
        return str(self.revision.get_state_display())

    @property
    def url(self) -> str:
        """Where to go on: the form of a draft, or what anything else changes."""
        if self.revision.state == RevisionState.DRAFT:
            form = f"admin:{self.revision.kind.replace('.', '_')}_change"
            return reverse(form, args=[self.revision.object_id])
        return reverse("admin:publishing_compare", args=[self.revision.pk])


def own_work(author: User) -> list[OwnWork]:
    """What came back first, then other open work, then what was published these two weeks; the newest first."""
    mine = Revision.objects.filter(within_scope(author), author=author)
    published = mine.filter(
        state=RevisionState.PUBLISHED, published_at__gte=timezone.now() - RECENT
    ).order_by("-published_at")
    answers = Remark.objects.filter(revision=OuterRef("pk"), by__isnull=False).exclude(by=author)
    came_back = Case(When(Exists(answers), state=RevisionState.DRAFT, then=1), default=0)
    open_work = mine.open().order_by(came_back.desc(), "-pk")
    found = [*open_work[:SHOWN_OPEN], *published[:SHOWN_PUBLISHED]]
    if not found:
        return []
    titles = titles_of(found)
    about = Q()
    for revision in found:
        about |= about_work(revision)
    remarks = list(Remark.objects.filter(about).select_related("by", "revision").defer("revision__reason"))
    return [
        OwnWork(
            revision,
            titles[revision.kind, revision.object_id],
            [remark for remark in remarks if _is_about(remark, revision)],
        )
        for revision in found
    ]


def about_work(revision: Revision) -> Q:
    """The remarks on this work since it began from what is on the site."""
    if not revision.is_open:
        return Q(revision=revision.pk)
    return Q(
        revision__kind=revision.kind,
        revision__object_id=revision.object_id,
        revision__pk__gt=revision.base_id or 0,
        revision__pk__lte=revision.pk,
    )


def _is_about(remark: Remark, revision: Revision) -> bool:
    said_of = remark.revision
    if not revision.is_open:
        return said_of.pk == revision.pk
    is_same = (said_of.kind, said_of.object_id) == (revision.kind, revision.object_id)
    return is_same and (revision.base_id or 0) < said_of.pk <= revision.pk
