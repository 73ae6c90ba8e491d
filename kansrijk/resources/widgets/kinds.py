"""What a value is called in messages."""

from decimal import Decimal
from typing import Any

KINDS: dict[type, str] = {
    bool: "ja of nee",
    float: "getal",
    Decimal: "getal",
    int: "getal",
    str: "tekst",
    list: "lijst",
    dict: "tabel",
}


def dutch_kind(value: Any) -> str:
    return KINDS.get(type(value), "datum")


def as_truth(value: bool) -> str:
    """As a Dutch spreadsheet shows it."""
    return "WAAR" if value else "ONWAAR"


def is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
