"""Makes the files of the corpus, with what is expected of each in a .json beside it: python -m tests.workbooks.corpus.make"""

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.interop.libreoffice import LibreOffice
from tests.workbooks.corpus.shapes import MADE, SAVED
from tests.workbooks.corpus.sheets import FILES, Layout, Shape
from tests.workbooks.files import ods_parts, ods_row, ods_text, ods_value, xlsx, zipped

PANDAS = """
import json, sys, pandas
table = json.load(sys.stdin)
frame = pandas.DataFrame(table["rows"], columns=table["headings"])
frame["Bekijken op"] = [pandas.to_datetime(v).date() if v and v[:1].isdigit() else v for v in frame["Bekijken op"]]
if table["ending"] == "csv":
    frame.to_csv(sys.argv[1], index=False)
else:
    frame.to_excel(sys.argv[1], index=False, sheet_name=table["name"], engine=table["engine"])
"""


def main() -> None:
    FILES.mkdir(exist_ok=True)
    for one in MADE:
        write = WRITERS[one.program]
        if one.program == "pandas" and "PANDAS" not in os.environ:
            print(f"{one.name}: no pandas here, left as it is")
        else:
            path_of(one).write_bytes(write(one))
        note(one)
    can_save = shutil.which("soffice") or shutil.which("localc")
    with tempfile.TemporaryDirectory() as folder:
        for one in SAVED:
            if can_save:
                path_of(one).write_bytes(saved_by_libreoffice(one, LibreOffice(Path(folder))))
            else:
                print(f"{one.name}: no LibreOffice here, left as it is")
            note(one)


def path_of(one: Shape) -> Path:
    return FILES / f"{one.name}.{one.ending}"


def note(one: Shape) -> None:
    expected = {
        "program": one.program,
        "wrong": one.expected.wrong,
        "used": one.expected.used,
        "skipped": one.expected.skipped,
    }
    text = json.dumps(expected, ensure_ascii=False, indent=1, default=str)
    path_of(one).with_suffix(f".{one.ending}.json").write_text(f"{text}\n", encoding="utf-8")


def with_openpyxl(one: Shape) -> bytes:
    file = Workbook()
    file.remove(file.active)
    if one.options.get("is_1904"):
        file.epoch = CALENDAR_MAC_1904
    for name in one.options.get("front", ()):
        file.create_sheet(name).append(["Post", "Bedrag"])
    for layout in one.layouts:
        sheet = file.create_sheet(layout.name)
        sheet.sheet_state = layout.state
        for number, row in enumerate(layout.grid(), start=1):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(number, column, value[0] if isinstance(value, tuple) else value)
                cell.font = Font(bold=number <= layout.above + 1)
        _dress(sheet, one.options)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _dress(sheet: Any, options: Any) -> None:
    for area in options.get("merged", ()):
        sheet.merge_cells(area)
    for row in options.get("hidden_rows", ()):
        sheet.row_dimensions[row].hidden = True
    for letters in options.get("hidden_columns", ()):
        sheet.column_dimensions[letters].hidden = True
    sheet.protection.sheet = options.get("is_protected", False)
    sheet.freeze_panes = options.get("frozen")


def with_xlsxwriter(one: Shape) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as file:
        day, bold = file.add_format({"num_format": "d mmm yyyy"}), file.add_format({"bold": True})
        for layout in one.layouts:
            sheet = file.add_worksheet(layout.name)
            for number, row in enumerate(layout.grid()):
                for column, value in enumerate(row):
                    _put(sheet, number, column, value, day if isinstance(value, date) else bold)
            if "filter" in one.options:
                sheet.autofilter(one.options["filter"])
            for row in one.options.get("hidden_rows", ()):
                sheet.set_row(row - 1, options={"hidden": True})
            if "frozen" in one.options:
                sheet.freeze_panes(*one.options["frozen"])
    return out.getvalue()


def _put(sheet: Any, row: int, column: int, value: Any, look: Any) -> None:
    if isinstance(value, tuple):
        sheet.write_formula(row, column, value[0], None, value[1])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, look)
    elif value is not None:
        sheet.write(row, column, value, look)


def with_separators(one: Shape) -> bytes:
    text = StringIO()
    options = one.options
    if "first" in options:
        text.write(f"{options['first']}\r\n")
    writer = csv.writer(
        text, delimiter=options["separator"], quoting=options.get("quoting", csv.QUOTE_MINIMAL)
    )
    writer.writerows([_in_csv(value) for value in row] for row in one.layouts[0].grid())
    return text.getvalue().encode(options["encoding"])


def _in_csv(value: Any) -> Any:
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else value


def with_pandas(one: Shape) -> bytes:
    headings, *rows = one.layouts[0].grid()
    rows = [row for row in rows if any(row)]
    table = {"name": one.layouts[0].name, "headings": headings, "rows": rows, "ending": one.ending}
    table["engine"] = one.options.get("engine")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"tabel.{one.ending}")
        said = json.dumps(table, default=str)
        subprocess.run(
            [os.environ["PANDAS"], "-c", PANDAS, str(path)], input=said, text=True, check=True, timeout=60
        )
        return path.read_bytes()


def by_hand(one: Shape) -> bytes:
    return _xlsx_by_hand(one.layouts[0]) if one.ending == "xlsx" else _ods_by_hand(one.layouts[0])


def _xlsx_by_hand(layout: Layout) -> bytes:
    """Rows and cells that do not say where they are: all that the standard asks for."""
    rows = []
    for row in layout.grid():
        cells = []
        for value in row:
            if isinstance(value, date):
                cells.append(f'<c s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>')
            elif value is None:
                cells.append("<c/>")
            else:
                text = escape(str(value))
                cells.append(f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')
        rows.append(f"<row>{''.join(cells)}</row>")
    return xlsx("".join(rows))


def _ods_by_hand(layout: Layout) -> bytes:
    """Blank rows and cells as one that is repeated, and an end that runs to the last row there is."""
    rows = []
    for row in layout.grid():
        if not any(row):
            rows.append(ods_row(f'<table:table-cell table:number-columns-repeated="{len(row)}"/>'))
            continue
        rows.append(ods_row(*map(_ods_cell, row), '<table:table-cell table:number-columns-repeated="1000"/>'))
    rows.append('<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>')
    table = f'<table:table table:name="{layout.name}">{"".join(rows)}</table:table>'
    return zipped(ods_parts(table))


def _ods_cell(value: Any) -> str:
    if isinstance(value, date):
        return ods_value("date", date_value=value.isoformat())
    if value is None:
        return "<table:table-cell/>"
    return ods_text(*escape(str(value)).split("\n"))


def saved_by_libreoffice(one: Shape, office: LibreOffice) -> bytes:
    source = next(other for other in MADE if other.name == one.name.removesuffix("-libreoffice"))
    saved = office.save(path_of(source).read_bytes(), source.ending, one.ending)
    if one.ending != "csv":
        return saved
    with zipfile.ZipFile(BytesIO(saved)) as lists:
        return lists.read(f"{one.layouts[0].name}.csv")


WRITERS = {
    "openpyxl": with_openpyxl,
    "XlsxWriter": with_xlsxwriter,
    "text": with_separators,
    "pandas": with_pandas,
    "XML by hand": by_hand,
}

if __name__ == "__main__":
    sys.exit(main())
