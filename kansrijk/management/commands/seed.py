"""manage.py seed: loads the content of seeds/ and says in Dutch what it did."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from areas.models import Area
from kansrijk.resources.seed_sheet import SeedSheet
from kansrijk.seed_files import KINDS, SeedError, read_seeds
from kansrijk.seeding import Outcome, Report, load


class Command(BaseCommand):
    help = "Laadt de inhoud uit de map seeds. Wat er al staat, blijft zoals het is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--map", type=Path, default=settings.BASE_DIR / "seeds", help="De map met de seeds."
        )
        mode = parser.add_mutually_exclusive_group()
        mode.add_argument(
            "--vervang",
            action="store_true",
            help="Zet wat er al staat terug naar de seeds. Wijzigingen van de redactie daarin gaan verloren.",
        )
        mode.add_argument(
            "--alleen-als-leeg",
            action="store_true",
            help="Doe niets als er al gebieden in de database staan.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["alleen_als_leeg"] and Area.objects.exists():
            self.stdout.write("Er staan al gebieden in de database: er is niets geladen.")
            return
        try:
            report = load(read_seeds(options["map"]), replace=options["vervang"])
        except SeedError as error:
            lines = "\n".join(f"- {problem}" for problem in error.problems)
            raise CommandError(f"De seeds kloppen niet. Er is niets gewijzigd.\n{lines}") from error
        for kind in KINDS:
            self._write_counts("", kind.sheet, report, options["vervang"])
            for part in kind.parts:
                self._write_counts("  ", part.sheet, report, options["vervang"])

    def _write_counts(self, indent: str, sheet: SeedSheet, report: Report, replaced: bool) -> None:
        counts = _sentence(report.get(sheet, Counter()), replaced=replaced)
        self.stdout.write(f"{indent}{sheet.noun}: {counts}")


def _sentence(counts: Counter[Outcome], *, replaced: bool) -> str:
    if replaced:
        shown = [(counts[outcome], outcome.value) for outcome in (Outcome.NEW, Outcome.UPDATED, Outcome.SAME)]
        if counts[Outcome.DIFFERENT]:
            shown.append((counts[Outcome.DIFFERENT], "staat niet op de site en is zo gelaten"))
    else:
        shown = [(counts[Outcome.NEW], "nieuw"), (counts[Outcome.SAME], "al aanwezig")]
        if counts[Outcome.DIFFERENT]:
            shown.append((counts[Outcome.DIFFERENT], "wijkt af van de seeds en is zo gelaten"))
    return ", ".join(f"{number} {words}" for number, words in shown)
