"""A stored plan is read in pieces: whoever looks at a page of it unpacks what is on that page, however large it is."""

import pytest

from kansrijk.publishing.merge import Conflict
from kansrijk.publishing.readiness import Finding
from kansrijk.workbooks.plans import stored
from kansrijk.workbooks.plans.blocks import unpack
from kansrijk.workbooks.plans.items import CLEARED, INCOMPLETE, Part, Wish, item_of, waiting_rows
from kansrijk.workbooks.plans.plan import CellFinding, Plan, RecordPlan, RowPlan, RowVerdict, Verdict
from kansrijk.workbooks.plans.selection import Selection
from kansrijk.workbooks.plans.stored import StoredPlan
from kansrijk.workbooks.plans.storing import load, store

KIND, OTHER_KIND = "interventions.intervention", "areas.area"
VERDICTS = (RowVerdict.NEW, RowVerdict.CHANGED, RowVerdict.SAME, RowVerdict.CONFLICT, RowVerdict.REFUSED)
PAGE = slice(0, 25)
WISHES = [
    Wish(),
    *(Wish(part) for part in (*Part, CLEARED, INCOMPLETE)),
    Wish(kind=OTHER_KIND),
    Wish(Part.CHANGED, KIND, "Zaandam"),
    Wish(text="verhaal 00001"),
    Wish(Part.WRONG, text="onzin 7"),
    Wish(area="Schiedam", text="verhaal"),
    Wish(text="nergens"),
]


def record(number):
    verdict = VERDICTS[number % 5]
    content = {"title": f"Verhaal {number:05}", "body": f"<p>{number}</p>" * 5}
    return RecordPlan(
        kind=KIND if number % 3 else OTHER_KIND,
        pk=None if verdict == RowVerdict.NEW else number + 1,
        code="" if verdict == RowVerdict.NEW else f"ZAA-{number + 1}",
        title=f"Verhaal {number:05}",
        area="Zaandam" if number % 2 else "Schiedam",
        revision=number + 1,
        verdict=verdict,
        mine=content,
        content=content,
        now={"title": "Eerst", "body": ""},
        conflicts=(Conflict("title", "", "Eerst", "Dan"),) if verdict == RowVerdict.CONFLICT else (),
        cleared=("body",) if number % 7 == 0 else (),
        missing=(Finding("themes", "Kies een thema."),) if number % 11 == 0 else (),
    )


def plan_of(count):
    """Of every five records one waits for a cell that is wrong."""
    records = [record(number) for number in range(count)]
    rows = [RowPlan("Blad\n1", n + 2, one.verdict, "ow", n) for n, one in enumerate(records)]
    wrong = [row.row for row in rows if row.verdict == RowVerdict.REFUSED]
    findings = [
        CellFinding("Blad\n1", row, 2, "Thema’s", Verdict.REFUSED, "Dat is er niet.", "", f"Onzin {row}")
        for row in wrong
    ]
    return Plan([], rows, records, findings)


def opened(plan):
    packed = store(plan)
    return StoredPlan(lambda ranges: [packed[start : start + length] for start, length in ranges])


@pytest.fixture
def unpacked(monkeypatch):
    """How many bytes came out of each block that was unpacked."""
    sizes = []

    def counting(packed):
        content = unpack(packed)
        sizes.append(len(content))
        return content

    monkeypatch.setattr(stored, "unpack", counting)
    return sizes


@pytest.fixture(scope="module")
def large():
    return plan_of(5_000)


@pytest.fixture(scope="module")
def large_stored(large):
    return opened(large)


def items_of(plan):
    items = [item for place, one in enumerate(plan.records) if (item := item_of(place, one))]
    return [*waiting_rows(plan, {}), *sorted(items, key=lambda item: list(Part).index(item.part))]


def wanted(items, wish):
    return [item for item in items if wish.includes(item.group) and wish.text in item.said()]


@pytest.mark.parametrize("wish", WISHES, ids=str)
def test_each_page_holds_what_a_look_through_the_whole_plan_finds(large, large_stored, wish):
    expected = wanted(items_of(large), wish)

    found = Selection(large_stored, wish)

    assert len(found) == len(expected)
    for start in (0, 25, len(expected) // 2, max(len(expected) - 3, 0)):
        assert found[start : start + 25] == expected[start : start + 25]


def test_page_unpacks_only_its_own_blocks(large_stored, unpacked):
    assert len(large_stored.index.blocks) > 50

    first = Selection(large_stored, Wish())[PAGE]

    assert len(first) == 25
    assert len(unpacked) == 1


def test_page_of_scattered_records_unpacks_no_more_blocks_than_it_has_records(large_stored, unpacked):
    Selection(large_stored, Wish(CLEARED, area="Schiedam"))[100:125]

    assert 1 < len(unpacked) <= 25


def test_page_of_a_large_plan_unpacks_as_much_as_that_of_a_small_one(large_stored, unpacked):
    def cost(plan, *wishes):
        unpacked.clear()
        for wish in wishes:
            Selection(plan, wish)[PAGE]
        return sum(unpacked)

    wishes = Wish(), Wish(Part.NEW), Wish(kind=OTHER_KIND)

    assert cost(large_stored, *wishes) < 3 * cost(opened(plan_of(250)), *wishes)


def test_words_are_looked_for_without_unpacking_records(large_stored, unpacked):
    found = Selection(large_stored, Wish(text="verhaal 00041"))
    words = len(unpacked)

    assert [item.place for item in found[PAGE]] == [41]
    assert len(unpacked) == words + 1
    assert sum(unpacked[:words]) < sum(len(item.said()) + 5 for item in items_of(plan_of(5_000)))


def test_records_are_found_by_their_place(large, large_stored, unpacked):
    found = large_stored.records([0, 1, 4_321, 99_999])

    assert found == {place: large.records[place] for place in (0, 1, 4_321)}
    assert len(unpacked) <= 3
    assert [item.title for item in large_stored.item(4_321)] == ["ZAA-4322 Verhaal 04321"]
    assert large_stored.item(99_999) == []


@pytest.mark.parametrize("count", [0, 1, 600])
def test_plan_of_any_size_comes_back_whole(count):
    plan = plan_of(count)

    assert load(store(plan)) == plan
