"""A .csv has no place for remarks: an .xlsx with the same texts in the same cells."""

import re
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO

import xlsxwriter

from kansrijk.workbooks.book import Book
from kansrijk.workbooks.plans.plan import Plan
from kansrijk.workbooks.untrusted.remarks.marks import readable

NOT_IN_NAME = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31
WIDTH = 24


def as_xlsx(book: Book, plan: Plan) -> tuple[bytes, Plan]:
    """And the plan, with the names that its sheets have there."""
    titles = {sheet.name: sheet.title for sheet in plan.sheets}
    names: dict[str, str] = {}
    target = BytesIO()
    text_only = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, text_only) as file:
        for sheet in book.sheets:
            if sheet.name in names:
                continue
            names[sheet.name] = _free_name(sheet.name or titles.get(sheet.name, ""), names)
            out = file.add_worksheet(names[sheet.name])
            out.set_column(0, 200, WIDTH)
            for row, cells in enumerate(sheet.rows):
                for column, value in enumerate(cells):
                    if value is not None:
                        out.write_string(row, column, readable(str(value)))
    return target.getvalue(), _renamed(plan, names)


def _free_name(wanted: str, taken: Mapping[str, str]) -> str:
    """Without what Excel forbids in the name of a sheet."""
    name = NOT_IN_NAME.sub(" ", readable(wanted)).strip("' ")[:LONGEST_NAME] or "Blad"
    used = {other.casefold() for other in taken.values()}
    number, free = 1, name
    while free.casefold() in used:
        number += 1
        free = f"{name[: LONGEST_NAME - 5]} ({number})"
    return free


def _renamed(plan: Plan, names: Mapping[str, str]) -> Plan:
    return replace(
        plan,
        sheets=[replace(sheet, name=names.get(sheet.name, sheet.name)) for sheet in plan.sheets],
        rows=[replace(row, sheet=names.get(row.sheet, row.sheet)) for row in plan.rows],
        findings=[replace(found, sheet=names.get(found.sheet, found.sheet)) for found in plan.findings],
    )
