"""Files as people send them: every mistake is found at its cell, and no good row is refused (see corpus/)."""

import json

import pytest

from kansrijk.workbooks.checking import check_file
from kansrijk.workbooks.plans.plan import RowVerdict, Verdict
from kansrijk.workbooks.remarks import with_remarks
from tests.workbooks.corpus.sheets import FILES
from tests.workbooks.corpus.world import make_world

NAMES = sorted(path.name for path in FILES.iterdir() if path.suffix != ".json")


@pytest.fixture
def world(coordinator_of_zaandam, zaandam, schiedam):
    make_world(zaandam, schiedam)
    return coordinator_of_zaandam.user


def expected_of(name):
    return json.loads((FILES / f"{name}.json").read_text(encoding="utf-8"))


def place(found):
    """The sheet of a csv has no name."""
    return f"{found.sheet or 'Interventies'}!{found.cell}"


def found_in(plan, *verdicts):
    return {place(found): found for found in plan.findings if found.verdict in verdicts}


def test_corpus_holds_files_of_many_programs():
    programs = {expected_of(name)["program"].split(",")[0] for name in NAMES}
    saved = [name for name in NAMES if "libreoffice" in name]

    assert len(NAMES) >= 60
    assert programs == {"openpyxl", "XlsxWriter", "pandas", "text", "XML by hand"}
    assert len(saved) >= 15


@pytest.mark.parametrize("name", NAMES)
def test_every_mistake_is_found_at_its_cell_and_no_good_row_is_refused(world, name):
    expected, data = expected_of(name), (FILES / name).read_bytes()

    plan = check_file(data, world).plan

    wrong = found_in(plan, Verdict.REFUSED, Verdict.CONFLICT)
    assert {cell: (found.message, found.suggestion) for cell, found in wrong.items()}.keys() == set(
        expected["wrong"]
    ), {cell: found.message for cell, found in wrong.items()}
    for cell, (message, suggestion) in expected["wrong"].items():
        assert message in wrong[cell].message
        assert wrong[cell].suggestion == suggestion or not suggestion
    used = found_in(plan, Verdict.USED, Verdict.CLEARED)
    # What a row with a mistake wants waits with it.
    waiting = {(row.sheet, row.row) for row in plan.rows if row.verdict == RowVerdict.REFUSED}
    assert {cell: found.value for cell, found in used.items()}.keys() == set(expected["used"])
    for cell, value in expected["used"].items():
        assert value is None or used[cell].value == value
        assert (used[cell].sheet, used[cell].row) not in waiting
    skipped = found_in(plan, Verdict.IGNORED)
    assert skipped.keys() == set(expected["skipped"])
    assert all(message in skipped[cell].message for cell, message in expected["skipped"].items())
    rows_with_mistakes = {(found.sheet, found.row) for found in wrong.values()}
    assert waiting == rows_with_mistakes


@pytest.mark.parametrize("name", NAMES)
def test_remarks_in_it_change_nothing_of_what_it_says(world, name):
    """Sent once more with our remarks, the same cells are wrong for the same reasons."""
    data = (FILES / name).read_bytes()
    before = check_file(data, world).plan

    after = check_file(with_remarks(data, before)[0], world).plan

    def said(plan):
        return {
            (place(found), found.verdict, found.message)
            for found in plan.findings
            if found.verdict not in (Verdict.IGNORED, Verdict.UNCHANGED)
        }

    assert said(after) == said(before)
