"""What holds for every file and every history, whatever stands in them. Without a database."""

from collections import Counter
from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st

from kansrijk.resources.texts import cleaned, with_even_spaces
from kansrijk.workbooks.book import Book, Format, Sheet
from kansrijk.workbooks.planning.cells import is_empty
from kansrijk.workbooks.planning.planner import plan
from kansrijk.workbooks.plans.listing import as_json
from kansrijk.workbooks.plans.plan import RowVerdict, Verdict
from kansrijk.workbooks.plans.storing import load, store
from tests.workbooks.known_by_hand import (
    FIGURES,
    SHEETS,
    STORIES,
    book_of_stories,
    known_of,
)
from tests.workbooks.planning.made_up import EDITABLE, LINES, TYPED, edits, odd_sheets, stories


def applied(contents, changes):
    return {pk: {**content, **changes.get(pk, {})} for pk, content in contents.items()}


def changes_of(result):
    """What the plan would change, by story."""
    return {
        record.code: {name: value for name, value in record.content.items() if value != record.now.get(name)}
        for record in result.records
        if record.verdict in (RowVerdict.CHANGED, RowVerdict.NEW, RowVerdict.CONFLICT)
    }


@given(stories(), st.lists(odd_sheets(), min_size=1, max_size=3), st.booleans())
@settings(max_examples=150)
def test_every_cell_that_holds_something_has_one_verdict(contents, sheets, is_office):
    book = Book(Format.XLSX, tuple(sheets))

    result = plan(book, SHEETS, known_of(contents, is_office=is_office, own_areas=frozenset({"zaandam"})))

    cells = sum(not is_empty(value) for sheet in sheets for row in sheet.rows for value in row)
    assert sum(result.counts().values()) == cells + sum(len(sheet.oddities) for sheet in sheets)
    verdicts = {(row.sheet, row.row, column): v for row in result.rows for column, v in row.cells()}
    if len({sheet.name for sheet in sheets}) == len(sheets):
        assert not [
            found
            for found in result.findings
            if verdicts.get((found.sheet, found.row, found.column), found.verdict) != found.verdict
        ]
    assert load(store(result)) == result


@given(stories(), st.lists(odd_sheets(), min_size=1, max_size=3), st.booleans())
@settings(max_examples=150)
def test_cells_that_are_listed_are_the_cells_that_are_counted(contents, sheets, is_office):
    book = Book(Format.XLSX, tuple(sheets))

    printed = as_json(plan(book, SHEETS, known_of(contents, is_office=is_office)), book)

    for part in ("cells", "empty_cells"):
        listed = Counter(cell["verdict"] for cell in printed[part])
        assert listed == Counter(printed["totals"][part])
    assert all(cell["message"] for cell in printed["cells"] if cell["verdict"] in ("ignored", "refused"))
    filled = sum(not is_empty(value) for sheet in sheets for row in sheet.rows for value in row)
    assert len(printed["cells"]) == filled + sum(len(sheet.oddities) for sheet in sheets)
    places = [(cell["sheet"], cell["cell"]) for part in ("cells", "empty_cells") for cell in printed[part]]
    if len({sheet.name for sheet in sheets}) == len(sheets):
        assert len(set(places)) == len(places)


@given(stories())
def test_untouched_export_changes_nothing(contents):
    result = plan(book_of_stories(contents), SHEETS, known_of(contents))

    assert set(result.counts()) == {Verdict.UNCHANGED}
    assert not changes_of(result)


def without_codes_of_rows(book):
    """The book as it comes back when somebody removed the column Rij."""
    [of_stories, of_figures] = book.sheets
    place = [column.heading for column in FIGURES.columns].index("Rij")
    rows = [[*line[:place], *line[place + 1 :]] for line in of_figures.rows]
    return Book(Format.XLSX, (of_stories, Sheet("Kerncijfers", rows)))


@given(stories())
def test_untouched_rows_that_lost_their_codes_change_nothing(contents):
    for content in contents.values():
        for row in content["key_figures"]:
            for name in ("value", "label"):
                text = cleaned(row[name])
                row[name] = "x" if is_empty(text) else text

    result = plan(without_codes_of_rows(book_of_stories(contents)), SHEETS, known_of(contents))

    assert set(result.counts()) == {Verdict.UNCHANGED}
    assert not changes_of(result)


@given(stories(), st.sampled_from(["value", "label"]), TYPED)
def test_row_that_lost_its_code_never_comes_beside_itself(contents, name, text):
    changed = deepcopy(contents)
    for content in changed.values():
        for row in content["key_figures"][:1]:
            row[name] = text

    result = plan(without_codes_of_rows(book_of_stories(changed)), SHEETS, known_of(contents))

    assert not changes_of(result)


@given(st.data())
def test_plan_proposes_exactly_what_was_edited(data):
    contents = data.draw(stories())
    wanted = data.draw(edits(contents))

    result = plan(book_of_stories(applied(contents, wanted)), SHEETS, known_of(contents))

    differing = {
        # What nobody can see is an empty cell, which leaves the field alone.
        contents[pk]["code"]: {
            n: v for n, v in fields.items() if not is_same(v, contents[pk][n]) and not is_empty(v)
        }
        for pk, fields in wanted.items()
    }
    assert changes_of(result) == {code: fields for code, fields in differing.items() if fields}


def is_same(one, other):
    both_text = isinstance(one, str) and isinstance(other, str)
    return with_even_spaces(one) == with_even_spaces(other) if both_text else one == other


@given(st.data())
def test_edits_commute_with_unrelated_work_of_the_office(data):
    contents = data.draw(stories())
    half = data.draw(st.integers(1, len(EDITABLE) - 1))
    mine = data.draw(edits(contents, EDITABLE[:half]))
    theirs = data.draw(edits(contents, EDITABLE[half:]))
    book = book_of_stories(applied(contents, mine))

    before = plan(book, SHEETS, known_of(contents))
    after = plan(book, SHEETS, known_of(contents, applied(contents, theirs)))

    assert changes_of(after) == changes_of(before)
    assert not any(record.conflicts for record in after.records)


@given(st.data())
def test_equal_edits_never_conflict(data):
    contents = data.draw(stories())
    changed = applied(contents, data.draw(edits(contents)))

    result = plan(book_of_stories(changed), SHEETS, known_of(contents, changed))

    assert not changes_of(result)
    assert not result.has_errors()


@given(st.data())
def test_same_file_again_after_applying_changes_nothing(data):
    contents = data.draw(stories())
    theirs = applied(contents, data.draw(edits(contents)))
    book = with_new_rows(book_of_stories(applied(contents, data.draw(edits(contents)))), data)
    first = plan(book, SHEETS, known_of(contents, theirs))
    now = {**theirs, **contents_after(first, theirs)}

    second = plan(book, SHEETS, known_of(contents, now))

    # What conflicts still waits for a choice.
    undecided = {record.code for record in first.records if record.conflicts}
    assert {code: changed for code, changed in changes_of(second).items() if code not in undecided} == {}


def with_new_rows(book, data):
    """Also a new story and new key figures, of a story that is there and of the new one."""
    of_stories, of_figures = (deepcopy(sheet.rows) for sheet in book.sheets)
    headings = [column.heading for column in STORIES.columns]
    new = dict(zip(headings, [None] * len(headings), strict=True)) | {
        "Titel": "Heel nieuw",
        "Gebied": "Zaandam Oost",
    }
    of_stories.append(list(new.values()))
    for _ in range(data.draw(st.integers(0, 2))):
        parent = data.draw(st.sampled_from(["ZAA-001", "Heel nieuw"]))
        values = {"Interventie": parent, "Cijfer": data.draw(LINES), "Wat het telt": data.draw(LINES)}
        of_figures.append([values.get(column.heading) for column in FIGURES.columns])
    return Book(Format.XLSX, (Sheet("Interventies", of_stories), Sheet("Kerncijfers", of_figures)))


def contents_after(result, contents):
    """As applying would leave the records; a new one gets a number and a code."""
    pks = {content["code"]: pk for pk, content in contents.items()}
    after = {}
    for record in result.records:
        if record.content:
            pk = pks.get(record.code, 99)
            after[pk] = {**record.content, "code": record.code or "ZAA-099"}
    return after
