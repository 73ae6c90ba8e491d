"""What tags in the XML of an .xlsx say."""

import re

IN_TAG = rb"""((?:[^<>"']|"[^"]*"|'[^']*')*+)"""
ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)\b([^<>]*+)>")
ATTRIBUTE = re.compile(rb"""\b(\w+)\s*=\s*(["'])(.*?)\2""", re.DOTALL)
PLACE = re.compile(rb"([A-Z]{1,3})(\d{1,7})")


def attributes_of(tag: bytes) -> dict[bytes, bytes]:
    """By name without prefix."""
    return {name: value for name, _, value in ATTRIBUTE.findall(tag)}


def number(digits: bytes) -> int:
    return int(digits) if digits.isdigit() and len(digits) < 9 else 0


def column_number(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column
