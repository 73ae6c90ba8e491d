"""The seal of a stored plan, which tells it from a later one for the same file. It stands at its beginning."""

from collections.abc import Sequence
from hashlib import sha256

SEAL_LENGTH = 16


def sealed(pieces: Sequence[bytes]) -> bytes:
    """The pieces behind each other, with their seal before them."""
    seal = sha256()
    for piece in pieces:
        seal.update(piece)
    return b"".join([seal.hexdigest()[:SEAL_LENGTH].encode(), *pieces])
