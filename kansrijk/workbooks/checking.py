"""One file from bytes to plan: what the page, the command and the worker all do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kansrijk.accounts.models import User
from kansrijk.workbooks.book import Book, Unreadable, is_single_csv
from kansrijk.workbooks.declaration import SheetDeclaration
from kansrijk.workbooks.known.loading import load_known
from kansrijk.workbooks.planning.planner import plan
from kansrijk.workbooks.planning.watching import DOING
from kansrijk.workbooks.plans.plan import Plan
from kansrijk.workbooks.progress import UNHURRIED, Progress
from kansrijk.workbooks.reading.reader import read_book
from kansrijk.workbooks.registry import books

NOTHING_OF_OURS = (
    "In dit bestand herkennen we geen enkel tabblad van het werkboek. Zet boven de kolommen de koppen van het "
    "werkboek, zoals ‘Code’ en ‘Titel’."
)
NOTHING_OF_OURS_IN_CSV = (
    "In dit bestand herkennen we geen enkel tabblad van het werkboek. Zet boven de kolommen de koppen van het "
    "werkboek, zoals ‘Code’ en ‘Titel’, en geef het bestand de naam van het tabblad, zoals Interventies.csv."
)


@dataclass(frozen=True)
class Checked:
    book: Book
    plan: Plan
    export_number: str
    """Of the workbook that the file was; empty when it is not known."""


def check_file(
    data: bytes,
    user: User | None,
    *,
    file_name: str = "",
    progress: Progress = UNHURRIED,
) -> Checked:
    """Reads the file and works out what it would do for this user; writes nothing. Raises Unreadable, TakesLonger."""
    progress.go_on()
    # From the beginning, also when somebody was further before.
    progress("Bestand lezen", 0, 0)
    book = read_book(data, heard=progress.cells, within=progress.seconds_left())
    book = replace(book, file_name=file_name)
    progress(DOING, records=sum(len(sheet.rows) for sheet in book.sheets))
    declarations = all_sheets()
    known = load_known(book, declarations, user=user, file_name=file_name)
    made = plan(book, declarations, known, progress)
    if not made.is_recognised:
        # A plan without anything in it would say that all is well.
        raise Unreadable(NOTHING_OF_OURS_IN_CSV if is_single_csv(book) else NOTHING_OF_OURS)
    return Checked(book, made, known.export_number)


def all_sheets() -> Sequence[SheetDeclaration]:
    """All sheets that may come in. What somebody may not change, the plan says row by row, with the reason."""
    return [sheet for book in books().values() for sheet in book.sheets]
