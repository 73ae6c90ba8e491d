"""What a stored plan begins with: what it holds and where, so that one can read only what one needs."""

import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kansrijk.workbooks.plans.blocks import LEVEL, Block
from kansrijk.workbooks.plans.items import Group
from kansrijk.workbooks.plans.sealing import SEAL_LENGTH
from kansrijk.workbooks.plans.summary import Summary

LENGTH = struct.Struct(">I")
"""Of the packed index, right after the seal."""
BEGIN = SEAL_LENGTH + LENGTH.size
"""Where it stands."""


@dataclass(frozen=True)
class Index:
    summary: Summary
    groups: list[Group]
    """In the order in which the words of the blocks number them."""
    blocks: list[Block]
    contents: int
    """Where the blocks begin, counted in bytes from the beginning of the plan, as are the next three."""
    records: int
    """Where those of records begin."""
    words: int
    rest: int

    @staticmethod
    def length_in(beginning: bytes) -> int:
        """How many bytes of a plan hold its index, with what comes before that."""
        return BEGIN + int(LENGTH.unpack_from(beginning, SEAL_LENGTH)[0])

    @staticmethod
    def read(beginning: bytes) -> "Index":
        """From a plan, of which the end may be left out."""
        contents = Index.length_in(beginning)
        stored = json.loads(zlib.decompress(beginning[BEGIN:contents]))
        groups = [Group(*values) for values in stored["groups"]]
        blocks = [_block(values, groups) for values in stored["blocks"]]
        records = contents + sum(block.length for block in blocks if block.is_of_rows)
        words = records + sum(block.length for block in blocks if not block.is_of_rows)
        rest = words + sum(block.words_length for block in blocks)
        return Index(Summary.read(stored["summary"]), groups, blocks, contents, records, words, rest)


def written_index(summary: Summary, groups: Sequence[Group], blocks: Sequence[Block]) -> bytes:
    numbers = {group: number for number, group in enumerate(groups)}
    stored = {
        "summary": summary.stored(),
        "groups": groups,
        "blocks": [_line(block, numbers) for block in blocks],
    }
    packed = zlib.compress(json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode(), LEVEL)
    return LENGTH.pack(len(packed)) + packed


def _line(block: Block, numbers: Mapping[Group, int]) -> list[Any]:
    counts = [(numbers[group], count) for group, count in block.groups.items()]
    return [block.is_of_rows, block.first, block.count, block.length, block.words_length, counts]


def _block(values: list[Any], groups: Sequence[Group]) -> Block:
    is_of_rows, first, count, length, words_length, counts = values
    groups_in = {groups[number]: of_group for number, of_group in counts}
    return Block(is_of_rows, first, count, length, words_length, groups_in)
