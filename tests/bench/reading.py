"""What reading costs beside the raw reader, and what hostile files cost everybody else: python -m tests.bench.reading"""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO, StringIO
from threading import Event, Thread
from typing import Any

from tests.own_site import own_site
from tests.workbooks.files import ods, ods_row, ods_text, ods_value
from tests.workbooks.hostile import HARMLESS, REFUSED

ROWS, COLUMNS = 20_000, 12
ROUNDS = 7
FEW_SECONDS = 5
MOST_SECONDS = 3.0
"""Before a hostile file is answered."""
PLAIN = "read as plain data"
RAW = """
import sys
from io import BytesIO
from python_calamine import CalamineWorkbook
workbook = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
"""


def cells(row: int) -> list[Any]:
    """As in a workbook of ours: mostly words, some of them long, a few numbers and dates."""
    words = [f"Verhaal {row} over een wijk waar veel gebeurt, deel {column}" for column in range(COLUMNS - 3)]
    words[4] = f"{words[4]}. " * 6
    return [*words, row * 3, row / 7, date(2026, 1, 1) + timedelta(days=row % 500)]


def large_xlsx() -> bytes:
    import xlsxwriter

    target = BytesIO()
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        day = workbook.add_format({"num_format": "dd-mm-yyyy"})
        sheet = workbook.add_worksheet("Interventies")
        sheet.set_column(COLUMNS - 1, COLUMNS - 1, None, day)
        for row in range(ROWS):
            sheet.write_row(row, 0, cells(row)[:-1])
            sheet.write_datetime(row, COLUMNS - 1, cells(row)[-1], day)
    return target.getvalue()


def large_ods() -> bytes:
    def row(values: list[Any]) -> str:
        *words, whole, broken, day = values
        texts = [ods_text(word) for word in words]
        numbers = [ods_value("float", value=str(number)) for number in (whole, broken)]
        return ods_row(*texts, *numbers, ods_value("date", date_value=day.isoformat()))

    return ods("".join(row(cells(number)) for number in range(ROWS)))


def raw(data: bytes) -> None:
    subprocess.run([sys.executable, "-I", "-c", RAW], input=data, check=True)


def ours(data: bytes) -> None:
    from kansrijk.workbooks.reading import read_book

    (sheet,) = read_book(data).sheets
    if len(sheet.rows) != ROWS or len(sheet.rows[0]) != COLUMNS:
        raise RuntimeError("not everything was read")


def cost(action: Callable[[], Any]) -> tuple[float, float]:
    """Seconds by the clock, and seconds of processor of this process and its children."""
    began, used = time.perf_counter(), processor_seconds()
    action()
    return time.perf_counter() - began, processor_seconds() - used


def processor_seconds() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in usages)


def peak_memory() -> float:
    """Of this process, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def compare(kind: str, data: bytes) -> None:
    """The best of some rounds in turn, so that what else the machine does counts less."""
    before = peak_memory()
    ours(data)
    grown = peak_memory() - before
    raws, own = [], []
    for _ in range(ROUNDS):
        raws.append(cost(lambda: raw(data)))
        own.append(cost(lambda: ours(data)))
    clock, processor = (min(times) for times in zip(*raws, strict=True))
    own_clock, own_processor = (min(times) for times in zip(*own, strict=True))
    print(
        f"  {kind:<5} {len(data) / 1e6:4.1f} MB: raw {clock:.2f} s ({processor:.2f} s processor), "
        f"read_book {own_clock:.2f} s ({own_processor:.2f} s): ratio {own_clock / clock:.2f} "
        f"({own_processor / processor:.2f}); the site itself grows {grown:.0f} MB"
    )


def read_hostile() -> bool:
    """Whether each was answered as it should be, in time."""
    from kansrijk.workbooks.book import Unreadable
    from kansrijk.workbooks.reading import read_book

    slowest, is_right = 0.0, True
    for name, make in {**REFUSED, **HARMLESS}.items():
        data = make()
        said = PLAIN
        began = time.perf_counter()
        try:
            read_book(data)
        except Unreadable as refused:
            said = str(refused)
        seconds = time.perf_counter() - began
        slowest = max(slowest, seconds)
        is_right = is_right and seconds < MOST_SECONDS and (name in REFUSED) == (said != PLAIN)
        print(f"  {seconds:5.2f} s  {len(data) / 1e6:5.1f} MB  {name:<38} {said[:90]}")
    print(f"  {len(REFUSED) + len(HARMLESS)} files, the slowest {slowest:.2f} s")
    return is_right


def visits(seconds: float) -> list[float]:
    """Milliseconds of each visit to the home page, one after another."""
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    took = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        began = time.perf_counter()
        if client.get("/").status_code != 200:
            raise RuntimeError("the site is down")
        took.append(1_000 * (time.perf_counter() - began))
    return took


def visits_meanwhile() -> None:
    """Four people keep sending the worst files to the process that serves the pages."""
    from kansrijk.workbooks.book import Unreadable
    from kansrijk.workbooks.reading import read_book

    worst = [
        REFUSED[name]()
        for name in ("billion_shared_strings", "first_and_corner_cell", "one_line_of_nine_megabytes")
    ]
    done = Event()

    def keep_sending() -> None:
        while not done.is_set():
            for data in worst:
                try:
                    read_book(data)
                except Unreadable:
                    continue

    visits(1)
    quiet = visits(FEW_SECONDS)
    senders = [Thread(target=keep_sending) for _ in range(4)]
    for sender in senders:
        sender.start()
    busy = visits(2 * FEW_SECONDS)
    done.set()
    for sender in senders:
        sender.join()
    for name, took in (("quiet", quiet), ("meanwhile", busy)):
        print(
            f"  home page, {name:<9} median {statistics.median(took):6.2f} ms, "
            f"99 % within {sorted(took)[len(took) * 99 // 100]:6.2f} ms, slowest {max(took):6.2f} ms"
        )


def main() -> None:
    with own_site("sqlite"):
        from django.conf import settings
        from django.core.management import call_command

        plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
        settings.STORAGES["staticfiles"] = {"BACKEND": plain}
        call_command("seed", stdout=StringIO())
        print(f"{ROWS} rows of {COLUMNS} columns, with the start of a process")
        compare("xlsx", large_xlsx())
        compare("ods", large_ods())
        print("hostile files")
        is_right = read_hostile()
        print("visits while hostile files are read")
        visits_meanwhile()
    sys.exit(not is_right)


if __name__ == "__main__":
    main()
