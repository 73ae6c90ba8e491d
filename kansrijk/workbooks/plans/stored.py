"""A stored plan of which no more is read and unpacked than somebody looks at."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from kansrijk.workbooks.plans.blocks import records_in, unpack
from kansrijk.workbooks.plans.index import Index
from kansrijk.workbooks.plans.items import Group, Item, item_of
from kansrijk.workbooks.plans.plan import RecordPlan
from kansrijk.workbooks.plans.sealing import SEAL_LENGTH

Range = tuple[int, int]
"""Where a piece of the plan begins and how long it is, in bytes."""
Pieces = Callable[[Sequence[Range]], Sequence[bytes]]
FIRST_PIECE = 1 << 14
"""Bytes in which the index of most plans fits."""
WORDS_AT_ONCE = 256
"""Blocks of which the words are read together."""


class StoredPlan:
    """`pieces` reads of the plan what is asked for."""

    def __init__(self, pieces: Pieces) -> None:
        self.pieces = pieces
        [beginning] = pieces([(0, FIRST_PIECE)])
        length = Index.length_in(beginning)
        if length > len(beginning):
            [more] = pieces([(len(beginning), length - len(beginning))])
            beginning += more
        self.seal = beginning[:SEAL_LENGTH].decode()
        self.index = Index.read(beginning)
        self.starts = [
            *accumulate((block.length for block in self.index.blocks), initial=self.index.contents)
        ]

    @cached_property
    def groups(self) -> Counter[Group]:
        """How many items are in each."""
        counts: Counter[Group] = Counter()
        for block in self.index.blocks:
            counts.update(block.groups)
        return counts

    def records(self, places: Iterable[int]) -> dict[int, RecordPlan]:
        """By their place, those that there are."""
        firsts = [-1 if block.is_of_rows else block.first for block in self.index.blocks]
        wanted = set(places)
        numbers = sorted({bisect_right(firsts, place) - 1 for place in wanted})
        found: dict[int, RecordPlan] = {}
        for number, lines in self.read_blocks(numbers):
            block = self.index.blocks[number]
            if not block.is_of_rows:
                found |= dict(enumerate(records_in(iter(lines.split(b"\n"))), block.first))
        return {place: record for place, record in found.items() if place in wanted}

    def item(self, place: int) -> list[Item]:
        """The record at this place as the only item; none when there is nothing to see of it."""
        items = (item_of(place, record) for place, record in self.records([place]).items())
        return [item for item in items if item]

    def read_blocks(self, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """The lines of these blocks, each with its number."""
        ranges = [(self.starts[number], self.index.blocks[number].length) for number in numbers]
        for number, packed in zip(numbers, self._read(ranges), strict=True):
            yield number, unpack(packed)

    def read_words(self, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """The words of these blocks, which grow, each with its number; those of some of them at a time."""
        blocks = self.index.blocks
        starts = [*accumulate((block.words_length for block in blocks), initial=self.index.words)]
        for first in range(0, len(numbers), WORDS_AT_ONCE):
            part = numbers[first : first + WORDS_AT_ONCE]
            begin, last = starts[part[0]], part[-1]
            [packed] = self._read([(begin, starts[last] + blocks[last].words_length - begin)])
            for number in part:
                start = starts[number] - begin
                yield number, unpack(packed[start : start + blocks[number].words_length])

    def _read(self, ranges: Sequence[Range]) -> Sequence[bytes]:
        return self.pieces(ranges) if ranges else ()
