"""manage.py werker: does the work of uploaded workbooks that takes too long for a page. Run as many as you like."""

import signal
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from kansrijk.workbooks.jobs.running import work_once
from kansrijk.workbooks.jobs.workers import is_alive

PAUSE_SECONDS = 1


class Command(BaseCommand):
    help = "Verwerkt ingelezen werkboeken. U mag er meer dan een tegelijk starten."
    stopping = False

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
            if self.work():
                continue
            if eenmalig:
                return
            time.sleep(PAUSE_SECONDS)

    def work(self) -> bool:
        """A database that is away for a moment is no reason to stop."""
        try:
            return work_once()
        except OperationalError as error:
            self.stderr.write(f"De database antwoordt niet: {error}")
            close_old_connections()
            return False

    def stop(self, number: int, frame: FrameType | None) -> None:
        """The job in hand is finished first."""
        self.stopping = True
