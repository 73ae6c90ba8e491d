"""Looks on while a file is planned: tells how far it is, and stops what would only cost time.

Nobody mends tens of thousands of cells one by one, and a cell that is wrong asks for far more work than one that is right.
"""

from time import monotonic

from kansrijk.workbooks.book import Unreadable, cell_name
from kansrijk.workbooks.progress import UNHURRIED, Progress

DOING = "Werkboek nakijken"
MOST_REFUSED = 20_000
"""Cells that are wrong; a list with more of them nobody reads."""
MOST_SECONDS = 600
"""Some ten times as long as the largest file that we take, on a busy machine."""
LOOK_AGAIN_SECONDS = 1.0
ROWS_BETWEEN = 50
"""After which we look at the clock."""
TOO_MANY = (
    "Er zitten meer dan {most} fouten in dit bestand. Daarom zijn we gestopt met nakijken. De eerste fout staat in {place}: "
    "{message} Kijk of de teksten onder de goede kop staan. Verbeter wat vaak voorkomt, en lees het bestand opnieuw in."
)
TOO_LONG = "Het nakijken van dit bestand duurt te lang. Verdeel het in een paar kleinere bestanden en lees die een voor een in."


class Watch:
    """Of the planning of one file."""

    def __init__(self, progress: Progress = UNHURRIED, total: int = 0) -> None:
        self.progress, self.total = progress, total
        self.done = self.looks = self.refusals = 0
        self.until = monotonic() + MOST_SECONDS
        self.next_report = 0.0
        self.place = self.first = ""

    def row_done(self) -> None:
        """Of the rows with data. Raises as go_on() does."""
        self.done = min(self.done + 1, self.total)
        self.go_on()

    def go_on(self) -> None:
        """Call it for each row. Raises Unreadable when it takes too long, TakesLonger when it may not take so long here."""
        self.looks += 1
        if self.looks % ROWS_BETWEEN:
            return
        now = monotonic()
        if now > self.until:
            raise Unreadable(TOO_LONG)
        self.progress.go_on()
        if now > self.next_report:
            self.next_report = now + LOOK_AGAIN_SECONDS
            # What comes after the last row cannot give a sign of life.
            self.progress(DOING, self.done, self.total, records=self.total)

    def refused(self, sheet: str, row: int, column: int, message: str) -> None:
        """A cell is wrong. Raises Unreadable when that are too many."""
        self.refusals += 1
        if self.refusals == 1:
            self.first = message
            self.place = f"{sheet} {cell_name(row, column)}".lstrip()
        elif self.refusals > MOST_REFUSED:
            most = f"{MOST_REFUSED:,}".replace(",", ".")
            raise Unreadable(TOO_MANY.format(most=most, place=self.place, message=self.first))
