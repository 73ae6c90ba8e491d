"""What is true of every merge, whatever the content."""

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kansrijk.publishing.merge import by_cell, merge, merge_references, merge_rows

FIELDS = ["title", "summary", "amount", "themes", "key_figures", "area"]
words = st.text(alphabet="abcëé ’", max_size=6)
scalars = st.none() | st.booleans() | st.integers(-5, 5) | words
sets = st.lists(st.sampled_from("abcdef"), unique=True).map(sorted)
keys = st.sampled_from(["k1", "k2", "k3", "k4"])


@st.composite
def row_lists(draw) -> list[dict[str, Any]]:
    """Child rows as a snapshot holds them: each key once, in the order of their position."""
    rows = [
        {"id": key, "position": draw(st.integers(0, 3)), "label": draw(words)}
        for key in draw(st.lists(keys, unique=True))
    ]
    return sorted(rows, key=lambda row: (row["position"], row["id"]))


contents = st.fixed_dictionaries(
    {
        "title": words,
        "summary": scalars,
        "amount": scalars,
        "area": st.none() | words,
        "themes": sets,
        "key_figures": row_lists(),
    }
)


def changed(base: dict[str, Any], other: dict[str, Any]) -> set[str]:
    return {name for name in FIELDS if base[name] != other[name]}


@given(contents, contents)
def test_one_side_that_changed_nothing_leaves_the_other_as_it_is(base, edited):
    assert merge(base, base, edited).snapshot == edited
    assert merge(base, edited, base).snapshot == edited
    assert set(merge(base, base, edited).from_mine) == changed(base, edited)
    assert set(merge(base, edited, base).from_theirs) == changed(base, edited)


@given(contents, contents)
def test_equal_edits_never_conflict(base, edited):
    merged = merge(base, edited, edited)

    assert merged.snapshot == edited
    assert not merged.conflicts
    assert not merged.from_mine


@given(contents, contents, contents, st.sets(st.sampled_from(FIELDS)))
def test_edits_of_different_fields_commute_and_never_conflict(base, one, two, of_one):
    theirs = {name: (one if name in of_one else base)[name] for name in FIELDS}
    mine = {name: (base if name in of_one else two)[name] for name in FIELDS}

    merged, other_way = merge(base, theirs, mine), merge(base, mine, theirs)

    assert merged.snapshot == other_way.snapshot
    assert merged.snapshot == {name: (one if name in of_one else two)[name] for name in FIELDS}
    assert not merged.conflicts
    assert not other_way.conflicts


@given(contents, contents, contents)
def test_both_orders_see_the_same_conflicts_and_agree_on_all_other_fields(base, theirs, mine):
    merged, other_way = merge(base, theirs, mine), merge(base, mine, theirs)

    fields = {conflict.field for conflict in merged.conflicts}
    assert fields == {conflict.field for conflict in other_way.conflicts}
    for name in set(FIELDS) - fields:
        assert merged.snapshot[name] == other_way.snapshot[name]


@given(contents, contents, contents)
def test_conflict_keeps_both_sides_and_shows_theirs_until_somebody_chose(base, theirs, mine):
    merged = merge(base, theirs, mine)

    for conflict in merged.conflicts:
        name = conflict.field
        assert (conflict.base, conflict.theirs, conflict.mine) == (base[name], theirs[name], mine[name])
        assert merged.snapshot[name] == theirs[name]
        assert len({repr(base[name]), repr(theirs[name]), repr(mine[name])}) == 3


@given(contents, contents, contents, st.sets(st.sampled_from(FIELDS)))
def test_settling_changes_only_the_conflicts_that_are_named(base, theirs, mine, keep_mine):
    merged = merge(base, theirs, mine)
    chosen = {conflict.field for conflict in merged.conflicts} & keep_mine

    settled = merged.settled(sorted(keep_mine))

    for name in FIELDS:
        assert settled[name] == (mine if name in chosen else merged.snapshot)[name]


@given(contents, contents, contents)
def test_every_field_is_from_somewhere_and_nothing_is_made_up(base, theirs, mine):
    merged = merge(base, theirs, mine)

    for name in ("title", "summary", "amount", "area"):
        assert merged.snapshot[name] in (base[name], theirs[name], mine[name])
    untouched = set(FIELDS) - set(merged.from_mine) - {conflict.field for conflict in merged.conflicts}
    assert all(merged.snapshot[name] == theirs[name] for name in untouched)


@given(sets, sets, sets, st.randoms(use_true_random=False))
def test_sets_merge_by_their_members_whatever_the_order(base, theirs, mine, shuffle: random.Random):
    def is_in(member: str) -> bool:
        """A member that was there stays unless somebody dropped it; a new one comes when somebody added it."""
        return (member in theirs and member in mine) if member in base else member in theirs or member in mine

    def shuffled(members: list[str]) -> list[str]:
        return shuffle.sample(members, len(members))

    assert merge_references(base, theirs, mine) == [member for member in "abcdef" if is_in(member)]
    assert merge_references(shuffled(base), shuffled(theirs), shuffled(mine)) == merge_references(
        base, theirs, mine
    )


@given(row_lists(), row_lists(), row_lists(), st.randoms(use_true_random=False))
def test_rows_merge_by_key_whatever_the_order(base, theirs, mine, shuffle: random.Random):
    merged = merge_rows(base, theirs, mine)

    assert merged == merge_rows(*[shuffle.sample(rows, len(rows)) for rows in (base, theirs, mine)])
    if merged is not None:
        before, their, my, now = ({row["id"]: row for row in rows} for rows in (base, theirs, mine, merged))
        for key in ("k1", "k2", "k3", "k4"):
            if my.get(key) == before.get(key):
                assert now.get(key) == their.get(key)
            elif their.get(key) == before.get(key):
                assert now.get(key) == my.get(key)


def values_in(rows: list[dict[str, Any]]) -> dict[tuple[str, str], Any]:
    """By row and name."""
    return {(row["id"], name): value for row in rows for name, value in row.items()}


@given(contents, contents, contents)
def test_conflict_by_cell_is_about_no_more_than_what_both_changed(base, theirs, mine):
    merged = by_cell(merge(base, theirs, mine))

    for conflict in merged.conflicts:
        before, their, my, with_theirs, with_mine = map(
            values_in if conflict.cells else lambda value: {("", ""): value},
            (
                base[conflict.field],
                theirs[conflict.field],
                mine[conflict.field],
                conflict.theirs,
                conflict.mine,
            ),
        )
        in_conflict = set(conflict.cells) or {("", "")}
        for cell in {*before, *their, *my}:
            b, t, m = before.get(cell), their.get(cell), my.get(cell)
            if cell in in_conflict:
                assert (with_theirs.get(cell), with_mine.get(cell)) == (t, m)
                assert t != m
            elif m == b:
                assert with_theirs.get(cell) == with_mine.get(cell) == t
            else:
                assert with_theirs.get(cell) == with_mine.get(cell) == m
        assert merged.snapshot[conflict.field] == conflict.theirs


@given(contents, contents, contents)
def test_by_cell_sees_the_same_conflicts_and_leaves_all_other_fields(base, theirs, mine):
    merged = merge(base, theirs, mine)
    finer = by_cell(merged)

    fields = [conflict.field for conflict in merged.conflicts]
    assert [conflict.field for conflict in finer.conflicts] == fields
    assert all(finer.snapshot[name] == merged.snapshot[name] for name in set(FIELDS) - set(fields))
    assert by_cell(finer) == finer


@given(contents, contents, contents)
def test_both_orders_see_the_same_cells_in_conflict(base, theirs, mine):
    one = by_cell(merge(base, theirs, mine)).conflicts
    other = by_cell(merge(base, mine, theirs)).conflicts

    assert [(c.field, c.cells, c.theirs, c.mine) for c in one] == [
        (c.field, c.cells, c.mine, c.theirs) for c in other
    ]


@given(contents, contents, contents, st.booleans())
def test_same_edits_after_a_choice_by_cell_change_nothing_more(base, theirs, mine, keep_mine):
    merged = by_cell(merge(base, theirs, mine))
    settled = merged.settled(FIELDS if keep_mine else [])

    again = by_cell(merge(base, settled, mine))

    assert again.settled(FIELDS if keep_mine else []) == settled


def test_row_of_which_both_changed_one_value_keeps_all_other_work_of_both():
    def rows(*values: str) -> dict[str, Any]:
        return {"rows": [{"id": f"k{n}", "label": value} for n, value in enumerate(values)]}

    base, theirs, mine = rows("a", "b", "c"), rows("A", "b", "C"), rows("aa", "bb", "c", "nieuw")

    [conflict] = by_cell(merge(base, theirs, mine)).conflicts

    assert conflict.cells == (("k0", "label"),)
    assert conflict.theirs == rows("A", "bb", "C", "nieuw")["rows"]
    assert conflict.mine == rows("aa", "bb", "C", "nieuw")["rows"]


def test_row_that_one_dropped_and_the_other_changed_is_a_conflict():
    base, changed_row = {"rows": [{"id": "a", "label": "oud"}]}, {"rows": [{"id": "a", "label": "nieuw"}]}

    for theirs, mine in (({"rows": []}, changed_row), (changed_row, {"rows": []})):
        merged = merge(base, theirs, mine)

        assert [conflict.field for conflict in merged.conflicts] == ["rows"]
        assert merged.snapshot == theirs


def test_two_who_change_other_columns_of_one_row_both_get_their_way():
    def row(value: str, label: str) -> dict[str, Any]:
        return {"rows": [{"id": "a", "value": value, "label": label}]}

    assert merge(row("1", "een"), row("2", "een"), row("1", "uno")).snapshot == row("2", "uno")


def test_side_that_does_not_know_a_field_counts_as_unchanged():
    assert merge({"a": 1}, {"a": 1, "b": 2}, {"a": 3}).snapshot == {"a": 3, "b": 2}


def test_field_that_is_newer_than_the_base_is_filled_in_without_a_conflict():
    base, empty, filled = (
        {"title": "Een"},
        {"title": "Een", "subtitle": ""},
        {"title": "Een", "subtitle": "Twee"},
    )

    for theirs, mine in ((empty, filled), (filled, empty)):
        merged = merge(base, theirs, mine)
        assert merged.snapshot == filled
        assert not merged.conflicts
    assert merge(base, filled, {**filled, "subtitle": "Drie"}).conflicts


def test_column_that_is_newer_than_the_base_is_filled_in_without_a_conflict():
    row = {"id": "k1", "label": "Een"}

    assert merge_rows([row], [{**row, "note": ""}], [{**row, "note": "Twee"}]) == [{**row, "note": "Twee"}]
