"""What goes out and comes back untouched changes nothing, whatever texts are in it."""

import zipfile
from io import BytesIO

import pytest
from django.core.management import call_command

from kansrijk.generated_stories import Vocabulary
from kansrijk.workbooks.checking import check_file
from kansrijk.workbooks.plans.plan import Verdict
from kansrijk.workbooks.plans.words import NOTHING, totals
from kansrijk.workbooks.registry import books
from tests.factories import make_area, make_organisation, make_phase, make_target_group, make_theme
from tests.hostile_stories import generate_hostile
from tests.workbooks.sent_back import written

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
