"""manage.py werker: does the work of uploaded workbooks that takes too long for a page. Run as many as you like."""

import signal
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from kansrijk.workbooks.jobs.running import work_once
from kansrijk.workbooks.jobs.workers import is_alive
from kansrijk.workbooks.keeping import tidy_up

PAUSE_SECONDS = 1
TIDY_SECONDS = 3600


class Command(BaseCommand):
    help = "Verwerkt ingelezen werkboeken. U mag er meer dan een tegelijk starten."
    stopping = False
    tidy_at = 0.0
    """On the clock of time.monotonic()."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--eenmalig", action="store_true", help="Stopt als er geen werk meer wacht (voor cron)."
        )
        parser.add_argument(
            "--zolang", type=int, metavar="PROCES", help="Stopt als dit proces niet meer draait."
        )

    def handle(self, *, eenmalig: bool, zolang: int | None, **options: Any) -> None:
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        while not self.stopping and (zolang is None or is_alive(zolang)):
            if self.try_to(work_once):
                continue
            if time.monotonic() >= self.tidy_at:
                self.tidy_at = time.monotonic() + TIDY_SECONDS
                self.try_to(tidy_up)
            if eenmalig:
                return
            time.sleep(PAUSE_SECONDS)

    def try_to(self, work: Callable[[], bool | None]) -> bool:
        """Whether there may be more of it. A database that is away for a moment is no reason to stop."""
        try:
            return bool(work())
        except OperationalError as error:
            self.stderr.write(f"De database antwoordt niet: {error}")
            close_old_connections()
            return False

    def stop(self, number: int, frame: FrameType | None) -> None:
        """The job in hand is finished first."""
        self.stopping = True
