"""What goes out and comes back untouched changes nothing, whatever texts are in it; what is undone is as it was."""

import zipfile
from io import BytesIO

import pytest
from django.core.management import call_command

from interventions.models import Intervention
from kansrijk.generated_stories import Vocabulary
from kansrijk.publishing.undoing import undo
from kansrijk.workbooks.checking import check_file
from kansrijk.workbooks.jobs.running import do_now
from kansrijk.workbooks.jobs.tasks import CHECK, DRAFT
from kansrijk.workbooks.models import Upload, UploadState
from kansrijk.workbooks.planning.plan import Verdict
from kansrijk.workbooks.planning.words import NOTHING, totals
from kansrijk.workbooks.reading.reader import read_book
from kansrijk.workbooks.registry import books
from tests.factories import make_area, make_organisation, make_phase, make_target_group, make_theme
from tests.hostile_stories import generate_hostile
from tests.workbooks.sent_back import changed, written

OUTPUTS = ["xlsx", "ods", "csv"]


@pytest.fixture
def seeds(roles):
    call_command("seed", verbosity=0)


@pytest.fixture
def hostile(roles):
    for make, number in (
        *((make_area, 3), (make_phase, 2), (make_theme, 4)),
        *((make_target_group, 3), (make_organisation, 6)),
    ):
        for _ in range(number):
            make()
    generate_hostile(200, seed=4, vocabulary=Vocabulary.load())


def touched(plan):
    """The cells that would change something, or that somebody has to look at."""
    return [
        (found.sheet, found.cell, found.heading, found.verdict, found.message, found.value)
        for found in plan.findings
        if found.verdict not in (Verdict.UNCHANGED, Verdict.IGNORED)
    ]


def contents(data):
    """Every cell, but for what is of one export: its number and moment on Uitleg, and the versions."""
    found = {}
    for sheet in read_book(data).sheets:
        if sheet.name == "Uitleg":
            continue
        rows = [list(row) for row in sheet.rows]
        if rows and "Versie" in rows[0]:
            place = rows[0].index("Versie")
            rows = [row[:place] + row[place + 1 :] for row in rows]
        found[sheet.name] = rows
    return found


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("name", list(books()))
def test_seeds_come_back_untouched_and_change_nothing(seeds, editor, output, name):
    plan = check_file(written(editor.user, output, name), editor.user).plan

    assert touched(plan) == []
    assert totals(plan) == NOTHING


@pytest.mark.parametrize("output", OUTPUTS)
def test_hostile_texts_come_back_untouched_and_change_nothing(hostile, editor, output):
    plan = check_file(written(editor.user, output), editor.user).plan

    assert touched(plan) == []
    assert totals(plan) == NOTHING


def test_each_csv_alone_comes_back_untouched_as_well(hostile, editor):
    with zipfile.ZipFile(BytesIO(written(editor.user, "csv"))) as file:
        lists = {name: file.read(name) for name in file.namelist() if name != "Uitleg.csv"}

    plans = {name: check_file(data, editor.user, file_name=name).plan for name, data in lists.items()}

    assert {name: touched(plan) for name, plan in plans.items()} == {name: [] for name in lists}


@pytest.mark.parametrize("output", OUTPUTS)
def test_import_that_is_taken_back_leaves_the_same_workbook(seeds, editor, output):
    before = contents(written(editor.user, output))
    rows = range(2, 12)
    changes = {("Interventies", row, "Titel"): f"Een andere titel {row}" for row in rows}
    changes |= {("Interventies", row, "Samenvatting"): f"Kort gezegd: {row}." for row in rows}
    changes |= {("Kerncijfers", row, "Wat het telt"): f"iets anders {row}" for row in rows}
    upload = Upload.objects.create(
        file=changed(written(editor.user), changes), by=editor.user, choices={"publish": True}
    )
    do_now(upload, CHECK)
    do_now(upload, DRAFT)

    is_taken_in = Intervention.objects.filter(title="Een andere titel 2").exists()
    undo(upload.change_set, by=editor.user)

    assert (upload.state, is_taken_in) == (UploadState.READY, True)
    assert contents(written(editor.user, output)) == before
