"""What a large publication and ten years of history cost: python -m tests.bench.publishing"""

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.own_site import DATABASES, own_site

SMALL, LARGE = 100, 1_000
HISTORY = 100_000
"""Revisions in ten years: some thirty a working day."""
HISTORY_OF_ONE = 1_000
"""Of those, how many are of the one record that everybody edits."""
ROUNDS = 15


def fill(count: int) -> list[Any]:
    """So many stories with figures, links and relations, live; a first hundred of them within a second."""
    from django.core.management import call_command

    from interventions.models import Intervention

    call_command("seed", stdout=open_nowhere())
    call_command(
        "testgegevens", "--aantal", str(count), "--ik-weet-het-zeker", verbosity=0, stdout=open_nowhere()
    )
    return list(Intervention.objects.order_by("-pk")[:count])


def open_nowhere() -> Any:
    from io import StringIO

    return StringIO()


def release_of(records: list[Any], word: str) -> Any:
    """A change set in which every one of these has another summary and one theme less or more."""
    from kansrijk.publishing.models import ChangeSet, Revision, Snapshot
    from kansrijk.publishing.snapshots import snapshots_of

    release = ChangeSet.objects.create(name=word)
    model = type(records[0])
    live = dict(model.objects.filter(pk__in=[one.pk for one in records]).values_list("pk", "live_revision"))
    contents = {pk: {**c, "summary": f"{word} {pk}."} for pk, c in snapshots_of(model, live).items()}
    digests = Snapshot.keep_all(list(contents.values()))
    Revision.objects.bulk_create(
        Revision(
            kind=model._meta.label_lower,
            object_id=pk,
            snapshot_id=digest,
            base_id=live[pk],
            change_set=release,
        )
        for pk, digest in zip(contents, digests, strict=True)
    )
    return release


def timed(action: Callable[[], Any]) -> tuple[float, int]:
    """Seconds and queries. Seconds of this process alone would leave out what PostgreSQL does."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        began = time.perf_counter()
        action()
        seconds = time.perf_counter() - began
    return seconds, len(queries)


def large_publication(records: list[Any]) -> None:
    from kansrijk.publishing.change_sets import publish_change_set
    from kansrijk.publishing.undoing import undo

    costs = {}
    for size in (SMALL, LARGE):
        release = release_of(records[:size], f"Pakket van {size}")
        costs[size] = timed(lambda release=release: publish_change_set(release, by=None))
        taken_back = timed(lambda release=release: undo(release, by=None))
        print(
            f"  publish {size:>5} records: {costs[size][0]:6.2f} s, {costs[size][1]} queries; "
            f"undo: {taken_back[0]:6.2f} s, {taken_back[1]} queries"
        )
    print(
        f"  {LARGE} against {SMALL}: {costs[LARGE][0] / costs[SMALL][0]:.1f} times the seconds, "
        f"{costs[LARGE][1] / costs[SMALL][1]:.2f} times the queries"
    )


def sizes(records: list[Any]) -> None:
    from kansrijk.publishing.packing import canonical, pack
    from kansrijk.publishing.snapshots import snapshots_of

    contents = list(snapshots_of(type(records[0]), [one.pk for one in records]).values())
    plain = statistics.mean(len(canonical(one)) for one in contents)
    packed = statistics.mean(len(pack(one)) for one in contents)
    print(
        f"  snapshot of a story: {plain:.0f} bytes plain, {packed:.0f} packed ({packed / plain:.2f}); "
        f"{HISTORY} revisions, each with content of its own: {packed * HISTORY / 1e6:.0f} MB"
    )


def grow_history(records: list[Any], count: int) -> None:
    """Ten years of publications over all records, written set-wise; one record has a thousand of them."""
    from django.db import transaction
    from django.utils import timezone

    from kansrijk.publishing.models import Event, Revision, RevisionState, Snapshot, Verb
    from kansrijk.publishing.snapshots import snapshot_of

    kind, content = records[0]._meta.label_lower, snapshot_of(records[0])
    now = timezone.now()
    for start in range(0, count, 5_000):
        with transaction.atomic():
            numbers = range(start, min(start + 5_000, count))
            texts = [{**content, "summary": f"Versie {number} van {count}."} for number in numbers]
            digests = Snapshot.keep_all(texts)
            revisions = Revision.objects.bulk_create(
                Revision(
                    kind=kind,
                    object_id=owner(records, start + place),
                    snapshot_id=digest,
                    state=RevisionState.PUBLISHED,
                    published_at=now - timedelta(days=3_650) + timedelta(minutes=52 * (start + place)),
                )
                for place, digest in enumerate(digests)
            )
            Event.objects.bulk_create(
                Event(verb=Verb.PUBLISH, kind=kind, object_id=one.object_id, title="Verhaal", revision=one)
                for one in revisions
            )


def owner(records: list[Any], number: int) -> int:
    every = HISTORY // HISTORY_OF_ONE
    return (
        records[0].pk
        if number % every == 0 or len(records) == 1
        else records[1 + number % (len(records) - 1)].pk
    )


def what_people_wait_for(record: Any) -> dict[str, Callable[[], Any]]:
    from django.test import Client
    from django.urls import reverse

    from kansrijk.publishing.drafting import newest_open
    from kansrijk.publishing.models import Revision
    from tests.factories import make_account

    client = Client(headers={"host": "localhost"})
    client.force_login(make_account("redactie-bench", role="redactie"))

    def page(address: str) -> Callable[[], Any]:
        def get() -> None:
            response = client.get(address)
            if response.status_code != 200:
                raise RuntimeError(f"{address}: {response.status_code}")

        return get

    return {
        "newest draft": lambda: newest_open(record),
        "as of a day": lambda: Revision.objects.of(record).as_of(record.created_at).first(),
        "change form": page(reverse("admin:interventions_intervention_change", args=[record.pk])),
        "history page": page(reverse("admin:publishing_history", args=[record.record_kind, record.pk])),
        "log page": page(reverse("admin:publishing_log")),
        "public page": page(record.get_absolute_url()),
    }


def measure(actions: dict[str, Callable[[], Any]]) -> dict[str, tuple[float, int]]:
    """Milliseconds and queries of each: the best of some rounds, so that what else the machine does counts less."""
    found = {}
    for name, action in actions.items():
        action()
        runs = [timed(action) for _ in range(ROUNDS)]
        found[name] = (1_000 * min(seconds for seconds, _ in runs), runs[0][1])
    return found


def ten_years(records: list[Any]) -> None:
    from django.db import connection

    from kansrijk.publishing.review.history import PAGE_SIZE

    actions = what_people_wait_for(records[0])
    # A full page of history, so that the pages that are compared show as much.
    grow_history(records[:1], PAGE_SIZE)
    young = measure(actions)
    began = time.perf_counter()
    grow_history(records, HISTORY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"  {HISTORY} revisions written in {time.perf_counter() - began:.0f} s; {database_size()}")
    old = measure(actions)
    for name, (before, queries) in young.items():
        after, queries_after = old[name]
        print(
            f"  {name:<13} {before:8.2f} ms → {after:8.2f} ms: ratio {after / before:.2f} "
            f"(queries {queries} → {queries_after})"
        )


def database_size() -> str:
    from django.db import connection

    sql = {
        "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
        "postgresql": "SELECT pg_database_size(current_database())",
    }
    with connection.cursor() as cursor:
        cursor.execute(sql[connection.vendor])
        return f"the whole database is {cursor.fetchone()[0] / 1e6:.0f} MB"


def run(database: str) -> None:
    print(database)
    with own_site(database):
        from django.conf import settings

        from kansrijk.accounts.roles import grant_roles

        settings.STORAGES["staticfiles"] = {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        }
        from django.apps import apps

        grant_roles(apps)
        records = fill(LARGE)
        large_publication(records)
        sizes(records)
        ten_years(records)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=DATABASES, required=True)
    run(parser.parse_args().database)
