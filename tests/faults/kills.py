"""A process is killed in the middle of each verb that changes the site, in turn: python -m tests.faults.kills"""

import argparse
import multiprocessing
import os
import random
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from tests.own_site import DATABASES, close_connections, own_site

RECORDS = 200
VERBS = ("publish", "schedule", "publish what is due", "undo")
LONGEST_WAIT_SECONDS = 60.0
FIRST_GUESS_SECONDS = 0.2
BETWEEN = -1


class Doing:
    """In memory that parent and child share: the verb that the child is in, and how long each took it last."""

    def __init__(self) -> None:
        self.verb = multiprocessing.Value("i", BETWEEN, lock=False)
        self.seconds = multiprocessing.Array("d", [FIRST_GUESS_SECONDS] * len(VERBS), lock=False)

    @contextmanager
    def the(self, verb: str) -> Iterator[None]:
        number, began = VERBS.index(verb), time.perf_counter()
        self.verb.value = number
        yield
        self.verb.value = BETWEEN
        self.seconds[number] = time.perf_counter() - began

    @property
    def name(self) -> str:
        return "between two verbs" if self.verb.value == BETWEEN else VERBS[self.verb.value]


def loop(doing: Doing) -> None:
    """For ever: a release of all stories, published at once or by plan, and every other one undone."""
    from django.utils import timezone

    from interventions.models import Intervention
    from kansrijk.publishing.change_sets import collect, publish_change_set, schedule_change_set
    from kansrijk.publishing.due import publish_due
    from kansrijk.publishing.models import ChangeSet
    from kansrijk.publishing.undoing import undo

    while True:
        for release in ChangeSet.objects.filter(published_at=None):
            # What the one before us was killed in the middle of: its plan comes due, or it is taken up again.
            finish(release)
        for is_planned in (False, True):
            release = ChangeSet.objects.create(name="Pakket")
            collect(release, drafts(release.pk, Intervention), by=None)
            if is_planned:
                moment = timezone.now() + timedelta(seconds=1)
                with doing.the("schedule"):
                    schedule_change_set(release, moment, by=None)
                with doing.the("publish what is due"):
                    publish_due(moment)
            else:
                with doing.the("publish"):
                    publish_change_set(release, by=None)
                with doing.the("undo"):
                    undo(release, by=None)


def finish(release: Any) -> None:
    from kansrijk.publishing.change_sets import publish_change_set

    if release.revisions.open().exists():
        publish_change_set(release, by=None)
    else:
        release.delete()


def drafts(number: int, model: Any) -> list[Any]:
    """A new summary for every story, saved in one go as an import does."""
    from kansrijk.publishing.models import Revision, Snapshot
    from kansrijk.publishing.snapshots import snapshots_of

    live = dict(model.objects.values_list("pk", "live_revision"))
    contents = {
        pk: {**content, "summary": f"Pakket {number}."} for pk, content in snapshots_of(model, live).items()
    }
    digests = Snapshot.keep_all(list(contents.values()))
    return Revision.objects.bulk_create(
        Revision(kind=model._meta.label_lower, object_id=pk, snapshot_id=digest, base_id=live[pk])
        for pk, digest in zip(contents, digests, strict=True)
    )


def fill() -> None:
    from tests.factories import make_area, make_intervention, make_phase, make_theme

    shared = {"area": make_area(), "phases": [make_phase()], "themes": [make_theme()]}
    for number in range(RECORDS):
        make_intervention(title=f"Verhaal {number}", body="<p>Eerst.</p>", **shared)


def state_of_the_site() -> tuple[str, list[str]]:
    """How far the newest release is, in a word, and everything that is half done."""
    from django.db.models import Count

    from interventions.models import Intervention
    from kansrijk.publishing.models import ChangeSet, Revision, RevisionState
    from kansrijk.publishing.verifying import problems

    wrong = list(problems())
    if Intervention.objects.values("summary").distinct().count() != 1:
        wrong.append("some stories show another release than others")
    for counted in ChangeSet.objects.annotate(size=Count("revisions")).filter(size__gt=0):
        states = set(counted.revisions.values_list("state", flat=True))
        if counted.size != RECORDS or len(states) != 1:
            wrong.append(f"release {counted.pk}: {counted.size} revisions in {states}")
    newest = ChangeSet.objects.order_by("-pk").first()
    if newest is None or not newest.revisions.exists():
        return "being drafted", wrong
    if Revision.objects.filter(state=RevisionState.SCHEDULED).exists():
        return "planned", wrong
    if newest.undone_at:
        return "undone", wrong
    return ("published" if newest.published_at else "drafted"), wrong


def kill_one(context: Any, doing: Doing, verb: str, chance: random.Random) -> str:
    """Kills a new process once it is in this verb, at any moment of it; returns what it really was doing."""
    close_connections()
    doing.verb.value = BETWEEN
    child = context.Process(target=loop, args=(doing,), daemon=True)
    child.start()
    number, patience = VERBS.index(verb), time.perf_counter() + LONGEST_WAIT_SECONDS
    while doing.verb.value != number and child.is_alive() and time.perf_counter() < patience:
        time.sleep(0.0005)
    time.sleep(chance.uniform(0, doing.seconds[number]))
    if not child.is_alive():
        raise RuntimeError(f"the child stopped by itself: {child.exitcode}")
    os.kill(child.pid, signal.SIGKILL)
    child.join()
    return doing.name


def run(database: str, kills: int) -> bool:
    """The table of one database; True when the site was whole after each kill."""
    chance = random.Random(kills)
    context, doing = multiprocessing.get_context("fork"), Doing()
    hit: Counter[str] = Counter()
    found: dict[str, Counter[str]] = defaultdict(Counter)
    wrong, began = [], time.perf_counter()
    with own_site(database):
        fill()
        for number in range(kills):
            verb = kill_one(context, doing, VERBS[number % len(VERBS)], chance)
            state, half_done = state_of_the_site()
            hit[verb] += 1
            found[verb][state] += 1
            wrong += [f"after kill {number}, in {verb}: {line}" for line in half_done]
        revisions = count_revisions()
    seconds = time.perf_counter() - began
    print(f"{database:<11} kills {kills}, revisions {revisions}, {seconds:.0f} s, wrong {len(wrong)}")
    for verb, count in sorted(hit.items()):
        states = ", ".join(f"{state} {times}" for state, times in sorted(found[verb].items()))
        print(f"  in {verb:<20} {count:>3} kills; the release afterwards: {states}")
    for line in wrong[:20]:
        print(f"  WRONG {line}")
    return not wrong


def count_revisions() -> int:
    from kansrijk.publishing.models import Revision

    return Revision.objects.count()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=DATABASES, required=True)
    parser.add_argument("--kills", type=int, default=50)
    options = parser.parse_args()
    sys.exit(not run(options.database, options.kills))
