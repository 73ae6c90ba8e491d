"""A workbook that went out, changed by hand, and what the site says of it when it comes back."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from kansrijk.workbooks.checking import check_file
from kansrijk.workbooks.plans.plan import Verdict
from kansrijk.workbooks.registry import book
from kansrijk.workbooks.remarks import with_remarks
from kansrijk.workbooks.writing.filling import fill
from kansrijk.workbooks.writing.formats import FORMATS
from kansrijk.workbooks.writing.selecting import everything

WRONG = (Verdict.REFUSED, Verdict.CONFLICT)
Changes = Mapping[tuple[str, int, str], Any]
"""By sheet, row and heading."""


def written(user, output="xlsx", name="gebied") -> bytes:
    declaration = book(name)
    out = BytesIO()
    FORMATS[output].write(fill(declaration, user, everything(declaration, user), about="Een test"), out)
    return out.getvalue()


def saved(file) -> bytes:
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def changed(data: bytes, changes: Changes) -> bytes:
    file = load_workbook(BytesIO(data))
    for (sheet, row, heading), value in changes.items():
        column = next(cell.column for cell in file[sheet][1] if cell.value == heading)
        file[sheet].cell(row, column).value = value
    return saved(file)


def problems(data: bytes, user) -> set[tuple[str, str, str, str, str]]:
    return {
        (found.sheet, found.cell, found.verdict, found.message, found.suggestion)
        for found in check_file(data, user).plan.findings
        if found.verdict in WRONG
    }


def remarked(data: bytes, user) -> bytes:
    return with_remarks(data, check_file(data, user).plan)[0]
