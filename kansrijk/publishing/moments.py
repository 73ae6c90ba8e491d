"""A day and a time as the Netherlands keeps them. What is planned stays at that time, whatever the clock does."""

from datetime import UTC, date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone


def dutch_moment(day: date, at: time) -> datetime:
    """The moment at which Dutch clocks show this day and time.

    An hour that happens twice, on the last Sunday of October, means the first of the two. Raises ValidationError
    for a time that the clock skips, on the last Sunday of March.
    """
    naive = datetime.combine(day, at)
    moment = naive.replace(tzinfo=timezone.get_default_timezone(), fold=0)
    if shown := shown_at(moment) - naive:
        before, after = naive.replace(minute=0) - shown, naive.replace(minute=0) + shown
        raise ValidationError(
            f"Op deze dag gaat de klok een uur vooruit: {at:%H:%M} uur bestaat niet. "
            f"Kies {before + timedelta(minutes=59):%H:%M} uur of eerder, of {after:%H:%M} uur of later.",
            code="skipped_hour",
        )
    return moment.astimezone(UTC)


def shown_at(moment: datetime) -> datetime:
    """What Dutch clocks show at this moment, without a time zone."""
    return moment.astimezone(UTC).astimezone(timezone.get_default_timezone()).replace(tzinfo=None)
