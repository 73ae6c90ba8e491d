"""An ordinary file, broken at many places."""

import random


def cut(data: bytes) -> list[bytes]:
    """The file, each time broken off elsewhere."""
    return [data[: len(data) * part // 16] for part in range(1, 16)]


def damaged(data: bytes, *, count: int = 20) -> list[bytes]:
    """The file, each time with one byte turned over."""
    chance = random.Random(2)
    files = []
    for _ in range(count):
        changed = bytearray(data)
        changed[chance.randrange(len(data))] ^= 0xFF
        files.append(bytes(changed))
    return files
