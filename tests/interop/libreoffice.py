"""Whether a workbook survives LibreOffice: made, opened and saved there, sent back: python -m tests.interop.libreoffice"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.own_site import own_site

STORIES = 2_000
LIMIT_SECONDS = 600
CSV_OUT = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,true,false,false,-1"
"""Semicolons, UTF-8, every sheet in a file of its own."""
CSV_IN = "Text - txt - csv (StarCalc):59,34,76,1,{columns},0,false,false"
ALL_TEXT = "/".join(f"{column}/2" for column in range(1, 40))
"""Each column as text, as the dialog of LibreOffice offers: on its own it takes 007 for a number."""
NOTHING_LOST = "nothing lost"
OUTPUTS, SAVED_AS = ("xlsx", "ods", "csv"), ("xlsx", "ods", "csv")


class LibreOffice:
    """With a profile of its own, so that it asks and remembers nothing."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("soffice") or shutil.which("localc")
        if program is None:
            sys.exit("LibreOffice ontbreekt. Op Debian: sudo apt-get install libreoffice-calc-nogui")
        self.folder = folder
        self.command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless"]

    def save(self, data: bytes, ending: str, as_ending: str) -> bytes:
        """The file as LibreOffice saves it; csv's as a zip."""
        if ending == "csv":
            return self._save_lists(data, as_ending)
        return self._save(data, f"boek.{ending}", as_ending)

    def _save_lists(self, data: bytes, as_ending: str) -> bytes:
        """Of each list what LibreOffice makes of it, as csv once more: the site reads one file at a time."""
        with zipfile.ZipFile(BytesIO(data)) as lists:
            found = {name: lists.read(name) for name in lists.namelist()}
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as result:
            for name, text in found.items():
                saved = self._save(text, "lijst.csv", as_ending)
                if as_ending != "csv":
                    saved = self._save(saved, f"lijst.{as_ending}", "csv")
                with zipfile.ZipFile(BytesIO(saved)) as sheets:
                    result.writestr(name, sheets.read(sheets.namelist()[0]))
        return out.getvalue()

    def _save(self, data: bytes, name: str, as_ending: str) -> bytes:
        with tempfile.TemporaryDirectory(dir=self.folder) as place:
            source, target = Path(place, name), Path(place, "uit")
            source.write_bytes(data)
            options = [f"--infilter={CSV_IN.format(columns=ALL_TEXT)}"] if name.endswith(".csv") else []
            convert = ["--convert-to", CSV_OUT if as_ending == "csv" else as_ending]
            subprocess.run(
                [*self.command, *options, *convert, "--outdir", str(target), str(source)],
                check=True,
                timeout=LIMIT_SECONDS,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            made = sorted(target.iterdir())
            if as_ending != "csv":
                return made[0].read_bytes()
            return _zipped({_name_of_list(path, source): path.read_bytes() for path in made})


def _name_of_list(path: Path, source: Path) -> str:
    """Interventies.csv for boek-Interventies.csv."""
    return path.name.removeprefix(f"{source.stem}-")


def _zipped(lists: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in lists.items():
            file.writestr(name, text)
    return out.getvalue()


@dataclass(frozen=True)
class Trip:
    about: str
    way: str
    cells: int
    result: str
    problems: list[Any]
    seconds: float


def trips(office: LibreOffice, about: str, user: Any) -> Iterator[Trip]:
    """Every format, saved as every format."""
    from kansrijk.workbooks.checking import check_file
    from kansrijk.workbooks.plans.plan import Verdict
    from kansrijk.workbooks.plans.words import totals
    from tests.workbooks.sent_back import written

    for output in OUTPUTS:
        data = written(user, output)
        for as_ending in (None, *SAVED_AS):
            began = time.perf_counter()
            back = office.save(data, output, as_ending) if as_ending else data
            plan = check_file(back, user).plan
            touched = [f for f in plan.findings if f.verdict not in (Verdict.UNCHANGED, Verdict.IGNORED)]
            way = f"{output} → LibreOffice → {as_ending}" if as_ending else f"{output}, untouched"
            yield Trip(
                *(about, way, plan.counts().total(), totals(plan), touched, time.perf_counter() - began)
            )


def with_remarks_in_it(office: LibreOffice, user: Any) -> Iterator[Trip]:
    """A file with our remarks, saved there, still has the same error; once mended, nothing of our remarks is left."""
    from kansrijk.workbooks.untrusted.remarks.marks import COLOURS, NOTE_START
    from tests.workbooks.sent_back import changed, problems, remarked, written

    cell = ("Interventies", 2, "Opnieuw bekijken op")
    wrong = changed(written(user), {cell: "morgen"})
    for as_ending in ("xlsx", "ods"):
        began = time.perf_counter()
        saved = office.save(remarked(wrong, user), "xlsx", as_ending)
        is_same = problems(saved, user) == problems(wrong, user)
        back = office.save(saved, as_ending, "xlsx")
        clean = remarked(changed(back, {cell: "1-5-2027"}), user)
        with zipfile.ZipFile(BytesIO(clean)) as parts:
            notes = b"".join(parts.read(name) for name in parts.namelist() if "comments" in name)
        file = load_workbook(BytesIO(clean))
        colours = {c.fill.fgColor.rgb[2:] for row in file["Interventies"].iter_rows() for c in row}
        left = bool(colours & set(COLOURS.values())) or NOTE_START.encode() in notes
        result = "0 wijzigingen" if is_same and not left and not problems(clean, user) else "remarks got lost"
        way = f"xlsx → LibreOffice → {as_ending}"
        yield Trip("a file with remarks", way, 0, result, [], time.perf_counter() - began)


def help_while_typing(office: LibreOffice, user: Any) -> Trip:
    """Our .ods in the eyes of LibreOffice: what it did not understand, it does not write into an .xlsx either."""
    from tests.workbooks.sent_back import written

    began = time.perf_counter()
    seen = load_workbook(BytesIO(office.save(written(user, "ods"), "ods", "xlsx")))
    made = load_workbook(BytesIO(written(user, "xlsx")))
    tables = [sheet for sheet in made if sheet.auto_filter.ref]
    lost = [f"{sheet.title} {what}" for sheet in tables for what in _differences(sheet, seen[sheet.title])]
    result = "; ".join(lost) or NOTHING_LOST
    return Trip("help while typing", "ods → LibreOffice → xlsx", 0, result, [], time.perf_counter() - began)


def _differences(made: Any, seen: Any) -> Iterator[str]:
    if not seen.auto_filter.ref:
        yield "has no filter buttons"
    if not seen.protection.sheet:
        yield "is not protected"
    for heading in made[1]:
        kinds = [_checked(sheet, f"{heading.column_letter}2") for sheet in (made, seen)]
        if kinds[0] != kinds[1]:
            yield f"checks {heading.value} as {kinds[1]} and not as {kinds[0]}"


def _checked(sheet: Any, cell: str) -> str | None:
    rules = sheet.data_validations.dataValidation
    return next((rule.type for rule in rules if cell in rule.sqref), None)


def show(trip: Trip, *, most: int = 12) -> None:
    print(
        f"{trip.about:<22} {trip.way:<28} {trip.cells:>8} {trip.seconds:>7.1f} s  {trip.result}", flush=True
    )
    for found in trip.problems[:most]:
        print(f"    {found.sheet} {found.cell} {found.heading}: {found.message} {str(found.value)[:120]!r}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stories", type=int, default=STORIES)
    options.add_argument("--database", default="sqlite")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="kansrijk-interop-") as folder, own_site(asked.database):
        from django.core.management import call_command

        from kansrijk.accounts.models import User
        from kansrijk.generated_stories import Vocabulary
        from kansrijk.workbooks.plans.words import NOTHING
        from tests.hostile_stories import generate_hostile

        office = LibreOffice(Path(folder))
        user = User.objects.create_superuser("interop")
        call_command("seed", stdout=StringIO())
        found = []
        print(f"{'what':<22} {'way':<28} {'cells':>8} {'time':>9}  result")
        for trip in trips(office, "the seeds", user):
            show(trip)
            found.append(trip)
        for trip in (help_while_typing(office, user), *with_remarks_in_it(office, user)):
            show(trip)
            found.append(trip)
        generate_hostile(asked.stories, seed=4, vocabulary=Vocabulary.load())
        for trip in trips(office, f"{asked.stories} hostile stories", user):
            show(trip)
            found.append(trip)
    wrong = [trip for trip in found if trip.result not in (NOTHING, NOTHING_LOST)]
    print(f"{len(found) - len(wrong)} of {len(found)} ways: {NOTHING}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
