"""Makes the plan: book, declarations and what is known in; what every cell would do out. Pure."""

from collections.abc import Sequence

from kansrijk.workbooks.book import Book
from kansrijk.workbooks.collecting import without_collector
from kansrijk.workbooks.declaration import SheetDeclaration
from kansrijk.workbooks.known.facts import Known
from kansrijk.workbooks.planning.asking import naming_column
from kansrijk.workbooks.planning.child_sheets import plan_child_sheets
from kansrijk.workbooks.planning.closed import without_closed
from kansrijk.workbooks.planning.finishing import finish
from kansrijk.workbooks.planning.gathering import Gathered
from kansrijk.workbooks.planning.headings import find_sheets
from kansrijk.workbooks.planning.record_sheets import plan_record_sheets
from kansrijk.workbooks.planning.watching import Watch
from kansrijk.workbooks.plans.plan import Plan
from kansrijk.workbooks.progress import UNHURRIED, Progress


@without_collector()
def plan(
    book: Book, declarations: Sequence[SheetDeclaration], known: Known, progress: Progress = UNHURRIED
) -> Plan:
    """The same book and the same knowledge always give the same plan. Raises Unreadable when it has more errors than
    anybody mends or takes too long, and TakesLonger."""
    found = without_closed(find_sheets(book, declarations), known)
    named = {one.kind: naming_column(one) for one in declarations if one.is_of_records}
    gathered = Gathered(
        known,
        naming_fields={kind: column.field for kind, column in named.items() if column},
        nouns={one.kind: one.noun for one in declarations if one.is_of_records},
        watch=Watch(
            progress, total=sum(len(one.sheet.rows) - one.heading_row for one in found if one.is_data)
        ),
    )
    # Child rows may belong to a record that is new in this file, and lean on the version that its own row names.
    of_records = [one for one in found if one.is_data and one.declaration and one.declaration.is_of_records]
    plan_record_sheets(of_records, gathered)
    of_rows = [one for one in found if one.is_data and one.declaration and not one.declaration.is_of_records]
    plan_child_sheets(of_rows, gathered)
    return finish(found, gathered)
