"""Which known words are near to a wrong one. Made for many questions about one list."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from kansrijk.resources.texts import unaccented

NEAR = 0.5
"""Of 1, as SequenceMatcher counts; below it people no longer see the likeness."""
MUCH_FURTHER = 0.15
"""So much less alike than the best one: beside that, nobody means this one."""
CANDIDATES = 8
SHOWN = 3
LOOKED_AT = 2_000
"""Words that share a group of letters. Groups that few words have say most, so these come first."""


class Nearest:
    """Words that share groups of three letters are compared letter by letter; all others are not near."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = list(dict.fromkeys(known))
        self.plain = [unaccented(word) for word in self.known]
        self.places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self.plain):
            for group in _groups(word):
                self.places[group].append(place)
        self.to = lru_cache(maxsize=10_000)(self._to)

    def _to(self, word: str) -> tuple[str, ...]:
        """The nearest known words, nearest first, at most SHOWN."""
        plain = unaccented(word)[:200]
        # In an order that is the same every time, also when groups are found as often.
        groups = sorted(
            _groups(plain) & self.places.keys(), key=lambda group: (len(self.places[group]), group)
        )
        shared = Counter[int]()
        looked_at = 0
        for group in groups:
            looked_at += len(self.places[group])
            if shared and looked_at > LOOKED_AT:
                break
            shared.update(self.places[group])
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(plain)
        found: list[tuple[float, int]] = []
        for place, _count in shared.most_common(CANDIDATES):
            matcher.set_seq1(self.plain[place])
            if matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR:
                found.append((matcher.ratio(), place))
        near = sorted((pair for pair in found if pair[0] >= NEAR), key=lambda pair: (-pair[0], pair[1]))
        return tuple(self.known[place] for ratio, place in near[:SHOWN] if ratio >= near[0][0] - MUCH_FURTHER)


def _groups(word: str) -> set[str]:
    padded = f"  {word} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}


def did_you_mean(nearest: Sequence[str]) -> str:
    """A sentence with the nearest known values; empty when there are none."""
    return f" Bedoelt u {' of '.join(f'‘{name}’' for name in nearest)}?" if nearest else ""
