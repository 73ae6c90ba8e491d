"""manage.py verify_publishing: says whether what the site shows and its history agree. Changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kansrijk.publishing.models import Revision, Snapshot
from kansrijk.publishing.verifying import problems, record_models


class Command(BaseCommand):
    help = (
        "Controleert of de site en de geschiedenis met elkaar kloppen. Verandert niets; mag altijd draaien."
    )

    def handle(self, **options: Any) -> None:
        found = 0
        for problem in problems():
            found += 1
            self.stdout.write(problem)
        records = sum(model._default_manager.count() for model in record_models())
        self.stdout.write(
            f"Nagekeken: {records} onderdelen, {Revision.objects.count()} versies, "
            f"{Snapshot.objects.count()} keer inhoud."
        )
        if found:
            raise CommandError(f"{found} {'probleem' if found == 1 else 'problemen'} gevonden.")
        self.stdout.write("Alles klopt.")
