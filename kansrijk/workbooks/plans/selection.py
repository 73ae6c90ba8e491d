"""The items of a stored plan that somebody wants to see, as a list of which each page is read by itself."""

from collections.abc import Mapping
from itertools import accumulate

from kansrijk.workbooks.plans.blocks import count_words, items_in
from kansrijk.workbooks.plans.items import Group, Item, Part, Wish
from kansrijk.workbooks.plans.stored import StoredPlan

Counts = Mapping[Group, int]


class Selection:
    """The order is that of the parts, and within a part that of the plan."""

    def __init__(self, plan: StoredPlan, wish: Wish) -> None:
        self.plan, self.wish = plan, wish
        self.groups = frozenset(filter(wish.includes, plan.groups))
        self.runs: list[tuple[Part, int, int]] = []
        """Part, block and how many items of it are wanted, as far as there are any."""
        counts = self._counts()
        for part in Part:
            of_part = {group for group in self.groups if group.part == part}
            for number, of_block in counts.items() if of_part else ():
                if count := sum(of_block[group] for group in of_part.intersection(of_block)):
                    self.runs.append((part, number, count))
        self.ends = [*accumulate(count for _part, _number, count in self.runs)]

    def __len__(self) -> int:
        return self.ends[-1] if self.ends else 0

    def __getitem__(self, wanted: slice) -> list[Item]:
        """A slice from one number to another. Reads only the blocks in which these items are."""
        start, stop, _step = wanted.indices(len(self))
        runs = [
            (part, number, end - count)
            for (part, number, count), end in zip(self.runs, self.ends, strict=True)
            if end > start and end - count < stop
        ]
        items = self._items(sorted({number for _part, number, _first in runs}))
        found = [item for part, number, _first in runs for item in items[number] if item.part == part]
        first = runs[0][2] if runs else 0
        return found[start - first : stop - first]

    def _counts(self) -> dict[int, Counts]:
        """Of each block in which there may be such items, how many it has in each group."""
        blocks = self.plan.index.blocks
        counts: dict[int, Counts] = {
            number: block.groups
            for number, block in enumerate(blocks)
            if self.groups.intersection(block.groups)
        }
        if not self.wish.text:
            return counts
        groups = self.plan.index.groups
        return {
            number: count_words(words, self.wish.text, groups)
            for number, words in self.plan.read_words(list(counts))
        }

    def _items(self, numbers: list[int]) -> dict[int, list[Item]]:
        return {
            number: [
                item for item in items_in(self.plan.index.blocks[number], lines) if self._is_wanted(item)
            ]
            for number, lines in self.plan.read_blocks(numbers)
        }

    def _is_wanted(self, item: Item) -> bool:
        return item.group in self.groups and (not self.wish.text or self.wish.text in item.said())
