"""The seal of a stored plan, which tells it from a later one for the same file. It stands at its beginning."""

from hashlib import sha256

SEAL_LENGTH = 16


def sealed(content: bytes) -> bytes:
    """The content with its seal before it."""
    return sha256(content).hexdigest()[:SEAL_LENGTH].encode() + content
