"""Eight processes edit, publish, plan, preview and withdraw the same records at once: python -m tests.faults.concurrency"""

import argparse
import multiprocessing
import sys
import time
import traceback
from collections import Counter
from typing import Any

from tests.own_site import DATABASES, close_connections, own_site

PROCESSES = 8
STORIES = 12


def work(number: int, operations: int, results: Any) -> None:
    """One process: what it did, what was refused, and every error that would have reached its user."""
    from kansrijk.publishing.refusals import Refusal
    from tests.faults.operations import Editor

    editor = Editor(number)
    done, refused, errors, slowest = Counter(), Counter(), [], 0.0
    for _ in range(operations):
        began = time.perf_counter()
        try:
            done[editor.act()] += 1
        except Refusal as refusal:
            done[editor.last] += 1
            refused[type(refusal).__name__] += 1
        except Exception:
            errors.append(f"{editor.last}: {traceback.format_exc(limit=-4)}")
        slowest = max(slowest, time.perf_counter() - began)
    results.put((done, refused, errors, editor.claims, editor.published, slowest))


def fill() -> int:
    """Stories to quarrel over; returns how many revisions are published."""
    from django.apps import apps

    from kansrijk.accounts.roles import grant_roles
    from kansrijk.publishing.models import Revision
    from tests.factories import make_account, make_area, make_intervention, make_phase, make_theme

    grant_roles(apps)
    make_account("redactie", role="redactie")
    shared = {"area": make_area(), "phases": [make_phase()], "themes": [make_theme()]}
    for number in range(STORIES):
        make_intervention(title=f"Verhaal {number}", body="<p>Eerst.</p>", **shared)
    return Revision.objects.published().count()


def lost_updates(claims: list[tuple[int, str, str]]) -> list[str]:
    """What somebody was told is on the site and is not in history, or what somebody silently overwrote."""
    from itertools import groupby

    from kansrijk.publishing.models import Revision

    history = list(Revision.objects.published().select_related("snapshot", "base__snapshot"))
    by_pk = {revision.pk: revision for revision in history}
    lost = [
        f"revision {pk} does not hold {field} = {value}"
        for pk, field, value in claims
        if pk not in by_pk or by_pk[pk].content[field] != value
    ]
    history.sort(key=lambda one: (one.kind, one.object_id, one.published_at, one.pk))
    for _, revisions in groupby(history, key=lambda one: (one.kind, one.object_id)):
        before = None
        for revision in revisions:
            if before and revision.base:
                now, then, base = revision.content, before.content, revision.base.content
                lost += [
                    f"revision {revision.pk} put {name} back to what it was in {revision.base_id}"
                    for name in now
                    if now[name] != then[name] and now[name] == base[name]
                ]
            before = revision
    return lost


def published_twice() -> list[str]:
    from django.db.models import Count

    from kansrijk.publishing.models import Event, Verb

    events = Event.objects.filter(verb=Verb.PUBLISH).order_by().values("revision").annotate(times=Count("pk"))
    return [
        f"revision {one['revision']} published {one['times']} times" for one in events if one["times"] > 1
    ]


def run(database: str, operations: int) -> bool:
    """One row of the table; True when nothing went wrong."""
    with own_site(database):
        before = fill()
        close_connections()
        context = multiprocessing.get_context("fork")
        results = context.Queue()
        began = time.perf_counter()
        processes = [
            context.Process(target=work, args=(number, operations // PROCESSES, results))
            for number in range(PROCESSES)
        ]
        for process in processes:
            process.start()
        outcomes = [results.get() for _ in processes]
        for process in processes:
            process.join()
        seconds = time.perf_counter() - began
        return report(database, outcomes, before, seconds)


def report(database: str, outcomes: list[Any], before: int, seconds: float) -> bool:
    from kansrijk.publishing.models import Revision
    from kansrijk.publishing.verifying import problems

    done, refused = sum((one[0] for one in outcomes), Counter()), sum((one[1] for one in outcomes), Counter())
    errors = [error for one in outcomes for error in one[2]]
    claims = [claim for one in outcomes for claim in one[3]]
    reported = sum(one[4] for one in outcomes)
    published = Revision.objects.published().count() - before
    wrong = [*errors, *lost_updates(claims), *published_twice(), *problems()]
    if reported != published:
        wrong.append(f"{reported} publications were reported, {published} are in history")
    print(
        f"{database:<11} processes {PROCESSES}, operations {sum(done.values())}, refused {sum(refused.values())} "
        f"({', '.join(f'{name} {count}' for name, count in sorted(refused.items()))}), published {published}, "
        f"revisions {Revision.objects.count()}, edits claimed {len(claims)}, "
        f"slowest {max(one[5] for one in outcomes):.2f} s, {seconds:.0f} s, wrong {len(wrong)}"
    )
    for line in wrong[:20]:
        print(f"  WRONG {line}")
    return not wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=DATABASES, required=True)
    parser.add_argument("--operations", type=int, default=2_000)
    options = parser.parse_args()
    sys.exit(not run(options.database, options.operations))
