"""manage.py publish_due: publishes what is planned for now or before. For those who prefer cron to the first visitor."""

from typing import Any

from django.core.management.base import BaseCommand

from kansrijk.publishing.due import publish_due


class Command(BaseCommand):
    help = "Publiceert wat gepland was voor nu of eerder. Mag zo vaak draaien als u wilt."

    def handle(self, **options: Any) -> None:
        count = publish_due()
        self.stdout.write(f"{count} gepubliceerd." if count else "Er was niets gepland voor nu.")
