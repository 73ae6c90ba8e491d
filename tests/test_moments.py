"""Plans are made in Dutch time: what the change of the clock means for them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kansrijk.publishing import clock, due, publication
from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.moments import dutch_moment
from kansrijk.publishing.snapshots import snapshot_of
from tests.factories import make_intervention


@pytest.mark.parametrize(
    ("day", "at", "in_utc"),
    [
        (date(2026, 12, 1), time(9, 0), datetime(2026, 12, 1, 8, 0, tzinfo=UTC)),
        (date(2026, 7, 1), time(9, 0), datetime(2026, 7, 1, 7, 0, tzinfo=UTC)),
        # On both sides of the two changes of the clock.
        (date(2027, 3, 28), time(1, 59), datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        (date(2027, 3, 28), time(3, 0), datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        (date(2026, 10, 25), time(1, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (date(2026, 10, 25), time(3, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        (date(2027, 1, 1), time(0, 0), datetime(2026, 12, 31, 23, 0, tzinfo=UTC)),
    ],
)
def test_dutch_time_is_this_moment(day, at, in_utc):
    assert dutch_moment(day, at) == in_utc


@pytest.mark.parametrize("at", [time(2, 0), time(2, 30), time(2, 59)])
def test_time_that_the_clock_skips_is_refused_with_what_can_be_chosen(at):
    with pytest.raises(ValidationError) as refused:
        dutch_moment(date(2027, 3, 28), at)

    assert refused.value.messages == [
        f"Op deze dag gaat de klok een uur vooruit: {at:%H:%M} uur bestaat niet. "
        "Kies 01:59 uur of eerder, of 03:00 uur of later."
    ]


def test_hour_that_happens_twice_means_the_first():
    assert dutch_moment(date(2026, 10, 25), time(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@given(st.dates(date(2000, 1, 1), date(2035, 12, 31)), st.times())
def test_every_moment_shows_the_time_that_was_asked_or_is_refused(day, at):
    try:
        moment = dutch_moment(day, at)
    except ValidationError:
        assert (day.month, day.isoweekday(), at.hour) == (3, 7, 2)
        return

    assert timezone.localtime(moment).replace(tzinfo=None) == datetime.combine(day, at)
    # No earlier moment shows the same time.
    assert timezone.localtime(moment - timedelta(hours=1)).hour != at.hour


@pytest.mark.parametrize(
    ("planned_on", "day"),
    [
        (datetime(2027, 3, 20, 9, 0, tzinfo=UTC), date(2027, 3, 29)),
        (datetime(2026, 10, 20, 9, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_plan_over_a_change_of_the_clock_comes_at_the_time_that_was_asked(
    monkeypatch, visitor, zaandam, planned_on, day
):
    now = [planned_on]
    for module in (clock, due, publication):
        monkeypatch.setattr(module.timezone, "now", lambda: now[0])
    story = make_intervention(title="Ontdeklab", area=zaandam, body="<p>Ja.</p>")
    draft = save_draft(story, {**snapshot_of(story), "summary": "Om negen uur."}, by=None)
    publication.schedule(draft, dutch_moment(day, time(9, 0)), by=None)

    def page_at(at: time) -> str:
        now[0] = datetime.combine(day, at, tzinfo=timezone.get_default_timezone())
        return visitor.get("/interventies/ontdeklab/").content.decode()

    assert "Om negen uur." not in page_at(time(8, 59, 59))
    assert "Om negen uur." in page_at(time(9, 0))
