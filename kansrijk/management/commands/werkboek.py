"""manage.py werkboek uit / in: the workbook round trip for offices that automate it."""

import sys
from collections.abc import Iterator
from json import dumps
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from areas.models import Area
from kansrijk.accounts.models import User
from kansrijk.publishing.permissions import require_office
from kansrijk.publishing.refusals import NotAllowed
from kansrijk.publishing.territory import own_areas
from kansrijk.workbooks.applying.choosing import Choices, all_conflicts
from kansrijk.workbooks.applying.nothing import TO_CLEAR, TO_WIN, why_nothing
from kansrijk.workbooks.book import Book, Unreadable
from kansrijk.workbooks.checking import check_file
from kansrijk.workbooks.jobs.running import do_now
from kansrijk.workbooks.jobs.tasks import CHECK, DRAFT
from kansrijk.workbooks.models import Upload, UploadState
from kansrijk.workbooks.plans.listing import as_json
from kansrijk.workbooks.plans.plan import Plan, Verdict
from kansrijk.workbooks.plans.storing import load, load_records
from kansrijk.workbooks.plans.words import remarks_of, totals
from kansrijk.workbooks.reading.reader import read_book
from kansrijk.workbooks.registry import book, books
from kansrijk.workbooks.screens.access import books_for
from kansrijk.workbooks.screens.summing_up import totals_in_words
from kansrijk.workbooks.writing.explanation import CLEAR
from kansrijk.workbooks.writing.filling import FilledBook, fill
from kansrijk.workbooks.writing.formats import FORMATS
from kansrijk.workbooks.writing.selecting import everything, of_areas

FILE_WINS = "Dit is intussen ook op een andere plek gewijzigd. Wat in het bestand staat, wint."
NEWEST_STAYS = "Dit is intussen ook op een andere plek gewijzigd. Die wijziging blijft staan; met --bestand-wint wint het bestand."


class Command(BaseCommand):
    help = "Maakt een werkboek (uit) of leest er een in (in)."

    def add_arguments(self, parser: CommandParser) -> None:
        ways = parser.add_subparsers(dest="way", required=True, metavar="uit|in")
        out = ways.add_parser("uit", help="Maakt een werkboek.")
        out.add_argument("--gebied", action="append", default=[], help="Adres van een gebied; vaker mag.")
        out.add_argument("--soort", choices=list(books()), default="gebied", help="Welk werkboek.")
        out.add_argument("--gebruiker", required=True, help="Voor wie: de naam waarmee iemand inlogt.")
        out.add_argument("--naar", required=True, type=Path, help="Bestand: .xlsx, .ods of .zip (met csv).")
        back = ways.add_parser("in", help="Leest een werkboek en zet de wijzigingen klaar.")
        back.add_argument("file", type=Path, metavar="BESTAND")
        back.add_argument("--gebruiker", required=True, help="Namens wie: de naam waarmee iemand inlogt.")
        back.add_argument("--json", action="store_true", help="Schrijft het hele plan als JSON.")
        back.add_argument("--leegmaken", action="store_true", help=f"Maakt ook leeg waar {CLEAR} staat.")
        back.add_argument(
            "--bestand-wint",
            action="store_true",
            help="Neemt het bestand waar het intussen ook elders wijzigde.",
        )
        end = back.add_mutually_exclusive_group()
        end.add_argument("--proef", action="store_true", help="Zegt alleen wat er zou gebeuren.")
        end.add_argument(
            "--publiceer", action="store_true", help="Publiceert meteen; alleen voor de redactie."
        )

    def handle(self, *, way: str, gebruiker: str, **options: Any) -> None:
        """Exits with 0, or with 1 when there was something wrong in the file or with what was asked."""
        user = User.objects.filter(username=gebruiker, is_active=True).first()
        if user is None:
            raise CommandError(f"Er is geen gebruiker ‘{gebruiker}’ die mag inloggen.")
        if way == "uit":
            self.write(user, **options)
        elif not self.take_in(user, **options):
            sys.exit(1)

    def take_in(self, user: User, *, file: Path, proef: bool, json: bool, **choices: bool) -> bool:
        """Whether every row was right and all that was asked happened."""
        upload: Upload | None = None
        source: Book | None = None
        try:
            if choices["publiceer"]:
                require_office(user)
            data = file.read_bytes()
            if proef:
                checked = check_file(data, user, file_name=file.name)
                plan, source = checked.plan, checked.book
            else:
                upload = self.set_ready(user, data, file.name, **choices)
                if upload.plan is None:
                    raise Unreadable(upload.message)
                plan = load(bytes(upload.plan))
                source = read_book(data) if json else None
        except (OSError, Unreadable, NotAllowed) as error:
            message = f"{file} kan niet geopend worden." if isinstance(error, OSError) else str(error)
            self.report({"error": message}, message, as_json=json)
            return False
        answer = as_json(plan, source) if json and source else {}
        problems = _problems(plan, file_wins=choices["bestand_wint"])
        lines = [totals(plan), *remarks_of(plan), *problems, *(_outcome(upload) if upload else ())]
        if upload:
            answer |= {
                "state": upload.state,
                "done": _done(upload),
                "message": upload.message,
                "change_set": upload.change_set_id,
            }
        self.report(answer, "\n".join(filter(None, lines)), as_json=json)
        return not plan.has_errors() and (upload is None or _is_done(upload))

    def set_ready(
        self,
        user: User,
        data: bytes,
        name: str,
        *,
        leegmaken: bool,
        bestand_wint: bool,
        publiceer: bool,
        **_: Any,
    ) -> Upload:
        """Here and now, by the same jobs as the page."""
        upload = Upload.objects.create(file=data, file_name=name[:255], by=user)
        do_now(upload, CHECK)
        if upload.state == UploadState.PLANNED:
            wins = all_conflicts(load_records(bytes(upload.plan or b""))) if bestand_wint else {}
            upload.choices = {**Choices(wins, leegmaken).stored(), "publish": publiceer}
            upload.save(update_fields=["choices"])
            do_now(upload, DRAFT)
        return upload

    def report(self, answer: dict[str, Any], text: str, *, as_json: bool) -> None:
        self.stdout.write(dumps(answer, ensure_ascii=False, indent=1, default=str) if as_json else text)

    def write(self, user: User, *, gebied: list[str], soort: str, naar: Path, **options: Any) -> None:
        endings = {f".{output.ending}": output for output in FORMATS.values()}
        output = endings.get(naar.suffix.lower())
        if output is None:
            raise CommandError(f"Kies een bestand dat eindigt op {', '.join(endings)}.")
        filled = _filled(user, soort, gebied)
        try:
            with naar.open("wb") as out:
                output.write(filled, out)
        except OSError as error:
            raise CommandError(f"{naar} kan niet geschreven worden: {error.strerror}.") from error
        rows = sum(len(sheet.rows) for sheet in filled.sheets)
        self.stdout.write(f"{naar}: {rows} rijen, kenmerk {filled.number}.")


def _problems(plan: Plan, *, file_wins: bool) -> Iterator[str]:
    """What is wrong, each with its place in the file."""
    for found in plan.findings:
        if found.verdict in (Verdict.REFUSED, Verdict.CONFLICT):
            conflict = FILE_WINS if file_wins else NEWEST_STAYS
            message = conflict if found.verdict == Verdict.CONFLICT else found.message
            better = f" Bijvoorbeeld: {found.suggestion}." if found.suggestion else ""
            yield f"{found.sheet} {found.cell} ({found.heading}): {message}{better}".lstrip()


def _done(upload: Upload) -> str:
    return totals_in_words([upload])[upload.pk] if upload.state == UploadState.READY else ""


def _is_done(upload: Upload) -> bool:
    """Also when there was nothing to do."""
    return upload.state == UploadState.READY or upload.message == why_nothing(upload.counts)


def _outcome(upload: Upload) -> Iterator[str]:
    """What came of the file, and how to do here what the page says."""
    yield from (upload.get_state_display(), _done(upload), upload.message)
    for on_page, option in ((TO_CLEAR, "--leegmaken"), (TO_WIN, "--bestand-wint")):
        if on_page in upload.message:
            yield f"‘{on_page}’ doet u in deze opdracht met {option}."


def _filled(user: User, kind: str, slugs: list[str]) -> FilledBook:
    declaration = book(kind)
    if declaration not in books_for(user):
        raise CommandError(f"{user} mag hiervan geen werkboek maken: dat is werk van de redactie.")
    if not slugs:
        return fill(declaration, user, everything(declaration, user), about="Alles wat u mag wijzigen")
    areas = {area.slug: area for area in Area.objects.filter(slug__in=slugs)}
    if unknown := [slug for slug in slugs if slug not in areas]:
        raise CommandError(f"Er is geen gebied ‘{unknown[0]}’.")
    own = set(own_areas(user))
    if foreign := [area for area in areas.values() if area not in own]:
        raise CommandError(f"{user} werkt niet voor gebied {foreign[0]}.")
    selection = of_areas(declaration, user, [area.pk for area in areas.values()])
    return fill(declaration, user, selection, about=", ".join(area.name for area in areas.values()))
