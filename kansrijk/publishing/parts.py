"""Many things in parts that fit in memory, and in one question to a database."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

PART = 1_000

T = TypeVar("T")


def parts(values: Sequence[T], size: int = PART) -> Iterator[Sequence[T]]:
    return (values[start : start + size] for start in range(0, len(values), size))
