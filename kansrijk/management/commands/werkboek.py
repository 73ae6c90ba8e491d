"""manage.py werkboek uit / in: the workbook round trip for offices that automate it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from areas.models import Area
from kansrijk.accounts.models import User
from kansrijk.workbooks.registry import book, books
from kansrijk.workbooks.writing.filling import FilledBook, fill
from kansrijk.workbooks.writing.formats import FORMATS
from kansrijk.workbooks.writing.selecting import everything, of_areas


class Command(BaseCommand):
    help = "Maakt een werkboek (uit) of leest er een in (in)."

    def add_arguments(self, parser: CommandParser) -> None:
        ways = parser.add_subparsers(dest="way", required=True, metavar="uit|in")
        out = ways.add_parser("uit", help="Maakt een werkboek.")
        out.add_argument("--gebied", action="append", default=[], help="Adres van een gebied; vaker mag.")
        out.add_argument("--soort", choices=list(books()), default="gebied", help="Welk werkboek.")
        out.add_argument("--gebruiker", required=True, help="Voor wie: de naam waarmee iemand inlogt.")
        out.add_argument("--naar", required=True, type=Path, help="Bestand: .xlsx, .ods of .zip (met csv).")

    def handle(self, *, way: str, gebruiker: str, **options: Any) -> None:
        user = User.objects.filter(username=gebruiker, is_active=True).first()
        if user is None:
            raise CommandError(f"Er is geen gebruiker ‘{gebruiker}’ die mag inloggen.")
        if way == "uit":
            self.write(user, **options)

    def write(self, user: User, *, gebied: list[str], soort: str, naar: Path, **options: Any) -> None:
        endings = {f".{output.ending}": output for output in FORMATS.values()}
        output = endings.get(naar.suffix.lower())
        if output is None:
            raise CommandError(f"Kies een bestand dat eindigt op {', '.join(endings)}.")
        filled = _filled(user, soort, gebied)
        with naar.open("wb") as out:
            output.write(filled, out)
        rows = sum(len(sheet.rows) for sheet in filled.sheets)
        self.stdout.write(f"{naar}: {rows} rijen, kenmerk {filled.number}.")


def _filled(user: User, kind: str, slugs: list[str]) -> FilledBook:
    declaration = book(kind)
    if not slugs:
        return fill(declaration, user, everything(declaration, user), about="Alles wat u mag wijzigen")
    areas = {area.slug: area for area in Area.objects.filter(slug__in=slugs)}
    if unknown := [slug for slug in slugs if slug not in areas]:
        raise CommandError(f"Er is geen gebied ‘{unknown[0]}’.")
    selection = of_areas(declaration, user, [area.pk for area in areas.values()])
    return fill(declaration, user, selection, about=", ".join(area.name for area in areas.values()))
