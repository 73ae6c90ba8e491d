"""The code of a story: the next of its area, whoever else adds one at that moment."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Thread

import pytest
from django.db import connection

from interventions.models import Intervention, intervention
from tests.factories import make_area


def at_the_same_moment(number: int, action) -> None:
    def run(place: int) -> None:
        try:
            action(place)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_codes_of_two_stories_added_at_the_same_moment_differ(monkeypatch):
    area = make_area(code="ZAA")
    both_counted = Barrier(2)
    next_code = intervention.next_code

    def counted_together(area):
        code = next_code(area)
        # As it should be, the other does not come here before this one is saved.
        with suppress(BrokenBarrierError):
            both_counted.wait(timeout=1)
        return code

    monkeypatch.setattr(intervention, "next_code", counted_together)

    at_the_same_moment(
        2, lambda place: Intervention.objects.create(title=f"Verhaal {place}", slug=f"v-{place}", area=area)
    )

    assert set(Intervention.objects.values_list("code", flat=True)) == {"ZAA-001", "ZAA-002"}
