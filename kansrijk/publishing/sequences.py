"""What two sequences have in common, in order. Pure; time grows with the length and hardly faster."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

SMALL = 60_000
"""Length of the one times length of the other: up to here difflib, which looks at every pair, is quick."""
WIDTHS = (5, 1)
"""How many members in a row make a place to cut at: the more, the surer; a single one when there is nothing else."""
DEEPEST = 12


class Match(NamedTuple):
    """`size` members that are the same, from `old` in the one sequence and from `new` in the other."""

    old: int
    new: int
    size: int


class _Part(NamedTuple):
    """Where in both sequences to look: from and up to."""

    old: int
    old_end: int
    new: int
    new_end: int


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Match]:
    """Everything outside these was taken out or put in."""
    found: list[Match] = []
    for match in _match(old, new, _Part(0, len(old), 0, len(new)), 0):
        before = found[-1] if found else None
        if before and (match.old, match.new) == (before.old + before.size, before.new + before.size):
            found[-1] = before._replace(size=before.size + match.size)
        else:
            found.append(match)
    return found


def _match(old: Sequence[Hashable], new: Sequence[Hashable], part: _Part, depth: int) -> Iterator[Match]:
    """First what both begin and end with; then what lies between."""
    a, a_end, b, b_end = part
    while a < a_end and b < b_end and old[a] == new[b]:
        a, b = a + 1, b + 1
    if a > part.old:
        yield Match(part.old, part.new, a - part.old)
    while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
    if a < a_end and b < b_end:
        yield from _match_inside(old, new, _Part(a, a_end, b, b_end), depth)
    if a_end < part.old_end:
        yield Match(a_end, b_end, part.old_end - a_end)


def _match_inside(
    old: Sequence[Hashable], new: Sequence[Hashable], part: _Part, depth: int
) -> Iterator[Match]:
    """Small parts go to difflib; a large one is first cut where both hold something exactly once."""
    a, a_end, b, b_end = part
    if (a_end - a) * (b_end - b) <= SMALL:
        matcher = SequenceMatcher(None, old[a:a_end], new[b:b_end], autojunk=False)
        for at_old, at_new, size in matcher.get_matching_blocks():
            if size:
                yield Match(a + at_old, b + at_new, size)
        return
    sides = old[a:a_end], new[b:b_end]
    anchors = next(filter(None, (_anchors(*sides, width) for width in WIDTHS)), []) if depth < DEEPEST else []
    if not anchors:
        return
    start_old, start_new = a, b
    for at_old, at_new in anchors:
        yield from _match(old, new, _Part(start_old, a + at_old, start_new, b + at_new), depth + 1)
        yield Match(a + at_old, b + at_new, 1)
        start_old, start_new = a + at_old + 1, b + at_new + 1
    yield from _match(old, new, _Part(start_old, a_end, start_new, b_end), depth + 1)


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], width: int) -> list[tuple[int, int]]:
    """Where the same `width` members stand in a row, exactly once in both: the longest row of such places that is
    in order in both. The idea is Bram Cohen's "patience diff"."""
    rows_old, rows_new = (list(zip(*(side[at:] for at in range(width)), strict=False)) for side in (old, new))
    once_old, once_new = (
        {row for row, count in Counter(rows).items() if count == 1} for rows in (rows_old, rows_new)
    )
    once = once_old & once_new
    place = {row: at for at, row in enumerate(rows_new) if row in once}
    return longest_rising([(at, place[row]) for at, row in enumerate(rows_old) if row in once])


def longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of pairs, in their order, whose second numbers rise."""
    ends: list[int] = []  # the lowest second number that ends a row of each length,
    last: list[int] = []  # which pair that is,
    before: list[int] = []  # and for each pair the one before it in its row
    for number, (_, value) in enumerate(pairs):
        length = bisect_left(ends, value)
        before.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(value)
            last.append(number)
        else:
            ends[length], last[length] = value, number
    row = []
    number = last[-1] if last else -1
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    return row[::-1]
