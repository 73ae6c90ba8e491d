"""What taking in a workbook costs beside stock django-import-export: python -m tests.bench.workbooks

The same rows (one area, one or two periods, two themes, a target group, an organisation, a text) come in three ways,
each in a process and a database of its own: by our reading, planning and drafting; the same and published; and by the
library's own admin with its defaults: dry run with preview, then confirm.
"""

import argparse
import json
import multiprocessing
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.own_site import DATABASES, close_connections, own_site

SIZES = (1_000, 5_000, 20_000)
PARTS = ("drafted", "published", "stock")
SLUGS = ("area", "phases", "themes", "target_groups", "organisations")
OURS = ("Gebied", "Periodes", "Thema's", "Doelgroepen", "Organisaties")
SENTENCE = "Bewoners lopen gemakkelijk binnen en vrijwilligers kennen de meeste bezoekers bij naam. "


def rows_of(count: int) -> Iterator[dict[str, Any]]:
    """Names and slugs of what is in the seeds; every row has a title of its own."""
    from areas.models import Area
    from interventions.models import Organisation, Phase, TargetGroup, Theme

    areas, phases = list(Area.objects.order_by("pk")), list(Phase.objects.order_by("pk"))
    themes, groups = list(Theme.objects.order_by("pk")), list(TargetGroup.objects.order_by("pk"))
    organisations = list(Organisation.objects.order_by("pk"))
    for number in range(count):
        chosen = [
            [areas[number % len(areas)]],
            phases if number % 3 == 0 else [phases[number % len(phases)]],
            [themes[number % len(themes)], themes[(number + 1) % len(themes)]],
            [groups[number % len(groups)]],
            [organisations[number % len(organisations)]],
        ]
        yield {
            "title": f"Verhaal nummer {number}",
            "slugs": [";".join(one.slug for one in these) for these in chosen],
            "names": ["; ".join(_name(one) for one in these) for these in chosen],
            "summary": f"Samenvatting {number}. {SENTENCE}",
            "body": SENTENCE * 8 + str(number),
        }


def _name(record: Any) -> str:
    return str(getattr(record, "years", record))


def write_books(count: int, folder: Path) -> None:
    import xlsxwriter

    ours = xlsxwriter.Workbook(str(folder / "ours.xlsx"), {"constant_memory": True})
    stock = xlsxwriter.Workbook(str(folder / "stock.xlsx"), {"constant_memory": True})
    our_sheet, stock_sheet = ours.add_worksheet("Interventies"), stock.add_worksheet("Interventies")
    our_sheet.write_row(0, 0, ["Titel", *OURS, "Samenvatting", "Verhaal"])
    stock_sheet.write_row(0, 0, ["code", "slug", "title", *SLUGS, "summary", "body"])
    for number, row in enumerate(rows_of(count), start=1):
        our_sheet.write_row(number, 0, [row["title"], *row["names"], row["summary"], row["body"]])
        key = [f"S-{number}", f"verhaal-{number}", row["title"]]
        stock_sheet.write_row(number, 0, [*key, *row["slugs"], row["summary"], f"<p>{row['body']}</p>"])
    ours.close()
    stock.close()


@contextmanager
def clock(figures: dict[str, float], name: str) -> Iterator[None]:
    began, cpu = time.perf_counter(), time.process_time()
    yield
    figures[name] = time.perf_counter() - began
    figures["cpu"] = figures.get("cpu", 0) + time.process_time() - cpu


def ours(folder: Path, figures: dict[str, float], *, is_published: bool) -> None:
    from kansrijk.accounts.models import User
    from kansrijk.workbooks.jobs.running import do_now
    from kansrijk.workbooks.jobs.tasks import CHECK, DRAFT
    from kansrijk.workbooks.models import Upload, UploadState
    from kansrijk.workbooks.reading.reader import read_book

    data = (folder / "ours.xlsx").read_bytes()
    user = User.objects.create_superuser("bench", password="heel-lang-wachtwoord")
    upload = Upload.objects.create(file=data, file_name="b.xlsx", by=user, choices={"publish": is_published})
    with clock(figures, "plan"):
        do_now(upload, CHECK)
    assert upload.state == UploadState.PLANNED, upload.message
    with clock(figures, "apply"):
        do_now(upload, DRAFT)
    assert upload.state == UploadState.READY, upload.message
    # Last, since what it leaves behind in memory would count as what the file needs.
    began = time.perf_counter()
    read_book(data)
    figures["reading"] = time.perf_counter() - began


def stock(folder: Path, figures: dict[str, float]) -> None:
    """Through its own admin, as an editor would: the file is read and imported twice, the first time for the preview."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import override_settings

    from tests.bench import stock_admin

    upload = SimpleUploadedFile("book.xlsx", (folder / "stock.xlsx").read_bytes())
    with override_settings(**stock_admin.SETTINGS):
        client = stock_admin.logged_in()
        with clock(figures, "plan"):
            page = client.post(
                "/stock/interventions/intervention/import/",
                {"import_file": upload, "format": stock_admin.XLSX_CHOICE},
            ).content.decode()
        confirm = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', page))
        assert "import_file_name" in confirm, "the stock tool refused the file"
        with clock(figures, "apply"):
            answer = client.post("/stock/interventions/intervention/process_import/", confirm)
        assert answer.status_code == 302


def measure(part: str, folder: Path) -> dict[str, float]:
    # What a server has in memory anyway, whatever is sent to it.
    import kansrijk.workbooks.jobs.running  # noqa: F401 - to have it loaded
    import tests.bench.stock_admin  # noqa: F401 - as well

    figures: dict[str, float] = {}
    before = memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")
    with watched_children(figures):
        if part == "stock":
            stock(folder, figures)
        else:
            ours(folder, figures, is_published=part == "published")
    figures["memory"] = memory("VmHWM") - before
    return figures


def memory(name: str, process: int | str = "self") -> float:
    """In MB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), 0.0)


@contextmanager
def watched_children(figures: dict[str, float]) -> Iterator[None]:
    """The largest process that this one started, all of it. Asked while it runs: what the system tells afterwards
    counts the moment of the fork as well, when a child is as large as its parent."""
    figures["child_memory"] = 0.0
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.wait(0.01):
            for children in Path("/proc/self/task").glob("*/children"):
                with suppress(OSError):  # It ended between two looks.
                    sizes = [
                        memory("VmHWM", int(child)) for child in children.read_text().split() if is_new(child)
                    ]
                    figures["child_memory"] = max([figures["child_memory"], *sizes])

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        is_over.set()
        watcher.join()


def is_new(process: str) -> bool:
    """Whether it runs a program of its own already."""
    return Path(f"/proc/{process}/cmdline").read_bytes() != Path("/proc/self/cmdline").read_bytes()


def one_part(part: str, count: int, database: str) -> dict[str, float]:
    """In a process of its own, so that one measurement leaves nothing behind for the next."""
    command = [sys.executable, "-m", "tests.bench.workbooks", "--part", part, "--rows", str(count)]
    done = subprocess.run([*command, "--database", database], check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def in_own_site(part: str, count: int, database: str) -> dict[str, float]:
    from io import StringIO

    with own_site(database), tempfile.TemporaryDirectory() as folder:
        from django.conf import settings
        from django.core.management import call_command

        settings.DEBUG = False  # Or Django keeps every query.

        def prepare() -> None:
            call_command("seed", stdout=StringIO())
            write_books(count, Path(folder))

        in_a_fork(prepare)
        return measure(part, Path(folder))


def in_a_fork(task: Callable[[], None]) -> None:
    """Elsewhere: memory that this process once used and let go would hide what the measured work needs."""
    close_connections()
    process = multiprocessing.get_context("fork").Process(target=task)
    process.start()
    process.join()
    assert process.exitcode == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=DATABASES, default="sqlite")
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--rows", type=int, nargs="*", default=list(SIZES))
    options = parser.parse_args()
    if options.part:
        print(json.dumps(in_own_site(options.part, options.rows[0], options.database)))
        return
    print(f"Workbooks, {options.database}: rows with five relations, new records")
    print("  rows    way        read s   plan s  apply s   rows/s  rows/CPU s  peak MB (child)")
    for count in options.rows:
        found = {part: one_part(part, count, options.database) for part in PARTS}
        for part, figures in found.items():
            seconds = figures["plan"] + figures["apply"]
            print(
                f"  {count:>6}  {part:<9} {figures.get('reading', 0):7.2f}  {figures['plan']:7.2f}  "
                f"{figures['apply']:7.2f}  {count / seconds:7.0f}  {count / figures['cpu']:10.0f}  "
                f"{figures['memory']:7.0f} ({figures['child_memory']:.0f})"
            )
        for part in ("drafted", "published"):
            speed = sum(found["stock"][n] for n in ("plan", "apply")) / sum(
                found[part][n] for n in ("plan", "apply")
            )
            space = found[part]["memory"] / found["stock"]["memory"]
            print(
                f"  {count:>6}  {part} against stock: {speed:.1f} times the rows a second, {space:.2f} of the memory"
            )


if __name__ == "__main__":
    main()
