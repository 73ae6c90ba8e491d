"""Writes down how far a job is, which is its sign of life as well; stops it when it takes longer than it may here."""

from time import monotonic

from kansrijk.workbooks.jobs.leases import extend
from kansrijk.workbooks.models import Job
from kansrijk.workbooks.progress import Progress, TakesLonger


class JobProgress(Progress):
    """With numbers it is told in the transaction that does the work: how far it is holds when the work does."""

    def __init__(self, job: Job, *, most_cells: int | None = None, seconds: float | None = None) -> None:
        self.job, self.most_cells = job, most_cells
        self.until = None if seconds is None else monotonic() + seconds

    def __call__(
        self, doing: str, cursor: int | None = None, total: int | None = None, *, records: int = 0
    ) -> None:
        if cursor is None:
            # What is done already is kept: nobody gains by throwing it away.
            self.go_on()
        numbers = {"cursor": cursor, "total": total}
        known = {name: one for name, one in numbers.items() if one is not None}
        extend(self.job, records=records, doing=doing, **known)

    def cells(self, count: int) -> None:
        if self.most_cells is not None and count > self.most_cells:
            raise TakesLonger

    def go_on(self) -> None:
        left = self.seconds_left()
        if left is not None and left <= 0:
            raise TakesLonger

    def seconds_left(self) -> float | None:
        return None if self.until is None else self.until - monotonic()
