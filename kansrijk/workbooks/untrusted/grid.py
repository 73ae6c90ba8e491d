"""The cells of calamine's sheets, as the site wants them: from A1, and nothing where nothing stands."""

from collections.abc import Iterator
from io import BytesIO
from threading import Thread
from typing import TYPE_CHECKING

from python_calamine import CalamineWorkbook, PasswordError

from kansrijk.workbooks.untrusted.looks import Looks, as_people_see
from kansrijk.workbooks.untrusted.sentences import DAMAGED, LOCKED, Refused

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

    from kansrijk.workbooks.untrusted.answer import Answer, Row


def open_workbook(data: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except MemoryError:
        raise
    except PasswordError as error:
        raise Refused(LOCKED) from error
    except BaseException as error:  # a panic of Rust is no Exception
        raise Refused(DAMAGED) from error


class Opening(Thread):
    """Opens a workbook while we do something else: calamine leaves the interpreter to us meanwhile."""

    def __init__(self, data: bytes) -> None:
        super().__init__(daemon=True)
        self.data = data
        self.workbook: CalamineWorkbook | None = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.workbook = open_workbook(self.data)
        except BaseException as error:
            self.error = error

    def outcome(self) -> CalamineWorkbook:
        self.join()
        if self.workbook is None:
            raise self.error or Refused(DAMAGED)
        return self.workbook


def tell_cells(workbook: CalamineWorkbook, index: int, answer: "Answer", looks: Looks) -> int:
    """How many rows there are up to the last cell that holds something."""
    try:
        sheet = workbook.get_sheet_by_index(index)
    except MemoryError:
        raise
    except BaseException as error:
        raise Refused(DAMAGED) from error
    if sheet.start is None or sheet.end is None:
        return 0
    rows, columns = sheet.end[0] + 1, sheet.end[1] + 1
    answer.expect(rows, columns)
    cells = from_column_a(sheet, sheet.start[1])
    answer.rows(as_people_see(cells, looks) if looks else cells)
    return rows


def from_column_a(sheet: "CalamineSheet", first_column: int) -> "Iterator[Row]":
    """calamine goes through all rows from the first, but through columns only from the first that holds something."""
    before: Row = [None] * first_column
    for row in sheet.iter_rows():
        yield before + ([None if value == "" else value for value in row] if "" in row else row)
