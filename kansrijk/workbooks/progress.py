"""What work on a file tells whoever asked for it, and how long it may take."""


class TakesLonger(Exception):
    """The work does not fit in the time that it may take here; elsewhere it may."""


class Progress:
    """This one keeps nothing, and has all the time. That of a job writes it down: jobs/progress.py."""

    def __call__(
        self, doing: str, cursor: int | None = None, total: int | None = None, *, records: int = 0
    ) -> None:
        """What begins now, and of how many records at once; or with numbers how far it is. Raises TakesLonger when
        there is no time left to begin it."""

    def cells(self, count: int) -> None:
        """How many the file has until now. Raises TakesLonger when those are too many."""

    def go_on(self) -> None:
        """Raises TakesLonger when the time is over."""

    def seconds_left(self) -> float | None:
        """None when it may take as long as it takes."""
        return None


UNHURRIED = Progress()
