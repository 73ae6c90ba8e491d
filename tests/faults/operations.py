"""What many people do to the same records at once; each operation is one thing somebody clicks on."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from interventions.models import Intervention
from kansrijk.accounts.models import User
from kansrijk.publishing.change_sets import (
    collect,
    publish_change_set,
    schedule_change_set,
    submit_change_set,
)
from kansrijk.publishing.drafting import discard, newest_open, save_draft, submit
from kansrijk.publishing.due import publish_due
from kansrijk.publishing.models import ChangeSet, Revision
from kansrijk.publishing.projecting import Projection, projected
from kansrijk.publishing.publication import publish, schedule, unschedule
from kansrijk.publishing.refusals import HasConflicts
from kansrijk.publishing.snapshots import snapshot_of, snapshots_of
from kansrijk.publishing.taking_down import remove, restore, withdraw
from kansrijk.publishing.undoing import undo

FIELDS = ("summary", "period_in_words", "source", "body")


class Editor:
    """One member of the office at work in one process. `claims` is what it was told is on the site."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.random = random.Random(number)
        self.user = User.objects.get(username="redactie")
        self.pks = list(Intervention.objects.order_by("pk").values_list("pk", flat=True))
        self.count = 0
        self.claims: list[tuple[int, str, str]] = []
        """Revision, field and value."""
        self.published = 0

    def act(self) -> str:
        """Does one thing; returns its name. Raises what the verb raises."""
        self.count += 1
        actions: list[Callable[[], None]] = [
            *[self.draft] * 4,
            *[self.edit_and_publish] * 6,
            *[self.publish_newest] * 3,
            *[self.plan] * 3,
            *[self.look_past_the_moment] * 3,
            *[self.release] * 2,
            *[self.preview] * 2,
            self.plan_release, self.submit, self.discard, self.unplan, self.undo, self.withdraw,
            *[self.restore] * 2,
            self.remove,
        ]  # fmt: skip
        action = self.random.choice(actions)
        self.last = action.__name__
        action()
        return self.last

    def story(self) -> Intervention:
        """Half of the time one of three that everybody works on."""
        pks = self.pks[:3] if self.random.random() < 0.5 else self.pks
        return Intervention.objects.get(pk=self.random.choice(pks))

    def content(self, story: Intervention, start: Revision | None) -> tuple[dict[str, Any], str, str]:
        field = self.random.choice(FIELDS)
        value = f"{self.number}-{self.count}"
        content = start.content if start else snapshot_of(story)
        return {**content, field: f"<p>{value}</p>" if field == "body" else value}, field, value

    def draft(self) -> Revision:
        story = self.story()
        start = newest_open(story)
        content, _, _ = self.content(story, start)
        return save_draft(story, content, by=self.user, replaces=start)

    def edit_and_publish(self) -> None:
        """As the form does: work that began before others changed the record."""
        story = self.story()
        content, field, _ = self.content(story, None)
        draft = save_draft(story, content, by=self.user)
        keep_mine = None
        try:
            published = publish([draft], by=self.user)
        except HasConflicts as refused:
            keep_mine = {pk: [one.field for one in conflicts] for pk, conflicts in refused.conflicts.items()}
            published = publish([draft], by=self.user, keep_mine=keep_mine)
        self.published += len(published)
        self.claims += [(revision.pk, field, content[field]) for revision in published]

    def publish_newest(self) -> None:
        if revision := newest_open(self.story()):
            self.published += len(publish([revision], by=self.user))

    def plan(self) -> None:
        if revision := newest_open(self.story()):
            schedule(revision, timezone.now() + timedelta(milliseconds=200), by=self.user)

    def look_past_the_moment(self) -> None:
        self.published += publish_due()

    def some_drafts(self) -> list[Revision]:
        return list(Revision.objects.open().order_by("?")[:3])

    def release(self) -> None:
        release = ChangeSet.objects.create(name=f"Pakket {self.number}-{self.count}", author=self.user)
        if collect(release, self.some_drafts(), by=self.user):
            self.published += len(publish_change_set(release, by=self.user))

    def plan_release(self) -> None:
        release = ChangeSet.objects.create(name=f"Gepland {self.number}-{self.count}", author=self.user)
        if collect(release, self.some_drafts(), by=self.user):
            submit_change_set(release, by=self.user)
            schedule_change_set(release, timezone.now() + timedelta(milliseconds=200), by=self.user)

    def preview(self) -> None:
        """In no particular order, as a preview of any set may be."""
        drafts = self.some_drafts()
        with projected([Projection(one.kind, one.object_id, one.content) for one in drafts], as_public=True):
            snapshots_of(Intervention, self.pks)

    def submit(self) -> None:
        if revision := newest_open(self.story()):
            submit(revision, by=self.user)

    def discard(self) -> None:
        if revision := newest_open(self.story()):
            discard(revision, by=self.user)

    def unplan(self) -> None:
        if revision := newest_open(self.story()):
            unschedule(revision, by=self.user)

    def undo(self) -> None:
        release = ChangeSet.objects.filter(published_at__isnull=False, undone_at=None).first()
        if release:
            # Each record that it takes back gets a new published revision.
            self.published += count_published(lambda: undo(release, by=self.user))

    def withdraw(self) -> None:
        withdraw(self.story(), by=self.user, notice="Even weg.")

    def remove(self) -> None:
        remove(self.story(), by=self.user, reason="Even helemaal weg.")

    def restore(self) -> None:
        restore(self.story(), by=self.user)


def count_published(action: Callable[[], Any]) -> int:
    """How many revisions this process published in it."""
    from kansrijk.publishing import undoing

    counted: list[Revision] = []
    publish_there = undoing.publish

    def counting(*args: Any, **kwargs: Any) -> list[Revision]:
        published = publish_there(*args, **kwargs)
        counted.extend(published)
        return published

    undoing.publish = counting
    try:
        action()
    finally:
        undoing.publish = publish_there
    return len(counted)
