"""Colours of theme.css keep the contrast that WCAG asks, by day and by night."""

import re

import pytest
from django.conf import settings

BLOCK = re.compile(r":root \{(.*?)\n\s*\}", re.DOTALL)
TOKEN = re.compile(r"(--[a-z0-9-]+): ([^;]+);")
PAIRS = [
    ("--basis-color-default-color-document", "--basis-color-default-bg-document", 7),
    ("--basis-color-default-color-document", "--basis-color-default-bg-subtle", 7),
    ("--basis-color-default-color-subtle", "--basis-color-default-bg-document", 4.5),
    ("--basis-color-default-color-subtle", "--basis-color-default-bg-subtle", 4.5),
    ("--basis-color-action-1-color-default", "--basis-color-default-bg-document", 4.5),
    ("--basis-color-action-1-color-default", "--basis-color-default-bg-hover", 4.5),
    ("--basis-color-action-1-color-inverse", "--basis-color-action-1-bg-default", 4.5),
    ("--basis-color-action-1-color-inverse", "--basis-color-action-1-bg-hover", 4.5),
    ("--basis-color-accent-1-color-default", "--basis-color-accent-1-bg-default", 4.5),
    ("--basis-color-accent-1-color-subtle", "--basis-color-accent-1-bg-active", 4.5),
    ("--basis-color-highlight-color-default", "--basis-color-highlight-bg-default", 4.5),
    ("--basis-color-highlight-bg-default", "--basis-color-accent-1-bg-default", 4.5),
    ("--basis-color-default-border-default", "--basis-color-default-bg-document", 3),
    ("--basis-color-warning-border-default", "--basis-color-warning-bg-subtle", 3),
    ("--basis-focus-outline-color", "--basis-color-default-bg-document", 3),
    ("--kw-theme-color", "--kw-theme-school-en-omgeving-bg", 4.5),
    ("--kw-theme-color", "--kw-theme-jonge-kind-bg", 4.5),
    ("--kw-theme-color", "--kw-theme-werk-en-geldzorgen-bg", 4.5),
    ("--kw-theme-color", "--kw-theme-maatschappelijke-samenhang-bg", 4.5),
    ("--kw-theme-color", "--kw-theme-gezonde-leefomgeving-bg", 4.5),
]


def tokens(at_night: bool) -> dict[str, str]:
    day, night = BLOCK.findall((settings.BASE_DIR / "static/css/theme.css").read_text())
    return dict(TOKEN.findall(day)) | (dict(TOKEN.findall(night)) if at_night else {})


def luminance(token: str, values: dict[str, str]) -> float:
    value = values[token]
    while reference := re.fullmatch(r"var\((--[a-z0-9-]+)\)", value):
        value = values[reference[1]]
    digits = value.lstrip("#") if len(value) == 7 else "".join(digit * 2 for digit in value.lstrip("#"))
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("at_night", [False, True], ids=["day", "night"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_colours_have_enough_contrast(front, back, least, at_night):
    values = tokens(at_night)
    light, dark = sorted((luminance(front, values), luminance(back, values)), reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= least
