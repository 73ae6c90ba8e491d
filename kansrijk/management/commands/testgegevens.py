"""manage.py testgegevens: fills the database of a developer with stories to measure with."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kansrijk.generated_stories import Vocabulary, generate


class Command(BaseCommand):
    help = "Maakt herkenbare testverhalen. Nooit op de echte site: alleen met DEBUG, of als u het zeker weet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--aantal", type=int, default=2000, help="Hoeveel verhalen erbij komen.")
        parser.add_argument("--zaad", type=int, default=1, help="Hetzelfde zaad geeft dezelfde verhalen.")
        parser.add_argument(
            "--ik-weet-het-zeker", action="store_true", help="Doe het ook als DEBUG uit staat."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEBUG or options["ik_weet_het_zeker"]):
            raise CommandError(
                "Testverhalen horen niet op de echte site, en DEBUG staat uit. Er is niets gemaakt. "
                "Is dit geen echte site? Gebruik dan --ik-weet-het-zeker."
            )
        if options["aantal"] < 1:
            raise CommandError("Kies bij --aantal een getal van 1 of hoger.")
        vocabulary = Vocabulary.load()
        if not vocabulary.is_complete:
            raise CommandError("Er zijn nog geen gebieden en thema's. Laad eerst de seeds: manage.py seed.")
        generate(options["aantal"], seed=options["zaad"], vocabulary=vocabulary)
        self.stdout.write(f"{options['aantal']} testverhalen gemaakt. De codes beginnen met TST-.")
