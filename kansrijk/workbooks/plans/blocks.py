"""Lines of a plan packed a few at a time, so that a page of a large one unpacks only those that it shows."""

import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kansrijk.workbooks.plans.items import Group, Item, item_of
from kansrijk.workbooks.plans.lines import (
    NAMES,
    RECORD,
    begins_with,
    record_line,
    record_of,
    waiting_item,
    waiting_line,
    written,
)
from kansrijk.workbooks.plans.plan import RecordPlan

LEVEL = 1
"""Of zlib: three times as fast as the usual one, and contents are kept small elsewhere."""
BLOCK_BYTES = 1 << 14
"""Of lines in one block, or as many more as its last line has."""
PIECE = 1 << 16
NAMES_LINE, RECORD_LINE = begins_with(NAMES), begins_with(RECORD)


@dataclass(frozen=True, slots=True)
class Block:
    """What the index tells of one block. Its lines and its words, in which somebody may look for something, are
    packed apart."""

    is_of_rows: bool
    """Rows that wait; else records."""
    first: int
    """Of a block of records the place in the plan of its first one."""
    count: int
    """Of rows or records."""
    length: int
    words_length: int
    """Both in bytes, packed."""
    groups: Mapping[Group, int]
    """How many of its items are in each."""


@dataclass
class BlockWriter:
    """A block that is being filled."""

    is_of_rows: bool
    numbers: dict[Group, int]
    """By which the words name a group; grows with what comes in."""
    first: int = 0
    count: int = 0
    size: int = 0
    names: list[str] = field(default_factory=list)
    """Of the fields of the last record with contents: named once, those of many records are short."""
    lines: list[bytes] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    groups: Counter[Group] = field(default_factory=Counter)

    @property
    def is_full(self) -> bool:
        return self.size >= BLOCK_BYTES

    def add_row(self, item: Item) -> None:
        self._add(written(waiting_line(item)))
        self._add_words(item)
        self.count += 1

    def add_record(self, place: int, record: RecordPlan) -> None:
        if record.now and list(record.now) != self.names:
            self.names = list(record.now)
            self._add(written([NAMES, *self.names]))
        self._add(written(record_line(record)))
        if item := item_of(place, record):
            self._add_words(item)
        self.count += 1

    def packed(self) -> tuple[Block, bytes, bytes]:
        """With its lines and its words."""
        lines = zlib.compress(b"".join(self.lines), LEVEL)
        words = zlib.compress("\n".join(self.words).encode(), LEVEL)
        block = Block(self.is_of_rows, self.first, self.count, len(lines), len(words), dict(self.groups))
        return block, lines, words

    def _add(self, line: bytes) -> None:
        self.lines.append(line)
        self.size += len(line)

    def _add_words(self, item: Item) -> None:
        number = self.numbers.setdefault(item.group, len(self.numbers))
        self.groups[item.group] += 1
        self.words.append(f"{number} {item.said()}")


def unpack(packed: bytes) -> bytes:
    """One block."""
    return zlib.decompress(packed)


def unpacked_lines(packed: bytes | memoryview) -> Iterator[bytes]:
    """Of one block or of many behind each other, line by line, so that the whole text never stands in memory."""
    unpacker = zlib.decompressobj()
    rest = b""
    for start in range(0, len(packed), PIECE):
        piece = bytes(packed[start : start + PIECE])
        while piece:
            *lines, rest = (rest + unpacker.decompress(piece)).split(b"\n")
            yield from lines
            piece = unpacker.unused_data
            if unpacker.eof:
                unpacker = zlib.decompressobj()


def records_in(lines: Iterator[bytes]) -> Iterator[RecordPlan]:
    """Those among these lines."""
    names: list[str] = []
    for line in lines:
        if line.startswith(NAMES_LINE):
            _mark, *new = json.loads(line)
            # Thousands of contents share their names in memory.
            names = names if new == names else new
        elif line.startswith(RECORD_LINE):
            _mark, stored = json.loads(line)
            yield record_of(stored, names)


def items_in(block: Block, lines: bytes) -> list[Item]:
    """The items of one block, in their order."""
    if block.is_of_rows:
        return [waiting_item(json.loads(line)[1:]) for line in lines.split(b"\n") if line]
    records = enumerate(records_in(iter(lines.split(b"\n"))), block.first)
    return [item for place, record in records if (item := item_of(place, record))]


def count_words(words: bytes, text: str, groups: Sequence[Group]) -> dict[Group, int]:
    """By group, how many items of a block say this text."""
    said = words.decode()
    if text not in said:
        return {}
    numbers = (line.partition(" ")[::2] for line in said.split("\n"))
    return Counter(groups[int(number)] for number, words_of_item in numbers if text in words_of_item)
