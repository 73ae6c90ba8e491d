"""Content as bytes: one canonical form, so that equal content is the same bytes, and small."""

import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import Any


def canonical(content: Mapping[str, Any]) -> bytes:
    """JSON with sorted keys and no white space: equal content gives equal bytes."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def pack(content: Mapping[str, Any]) -> bytes:
    return compressed(canonical(content))


def compressed(written: bytes) -> bytes:
    return zlib.compress(written, level=6)


def unpack(packed: bytes) -> dict[str, Any]:
    return json.loads(zlib.decompress(packed))


def digest(written: bytes) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(written).hexdigest()


def digest_of(packed: bytes) -> str:
    return digest(zlib.decompress(packed))
