"""Files made to harm: each by a function, so that the repository holds none of them. tests/bench/reading.py times them."""

from tests.workbooks.hostile import bombs, other_kinds, places, slow, without_effect, xml, zips
from tests.workbooks.hostile.making import HARMLESS, REFUSED, ROW

__all__ = [
    "HARMLESS",
    "REFUSED",
    "ROW",
    "bombs",
    "other_kinds",
    "places",
    "slow",
    "without_effect",
    "xml",
    "zips",
]
