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


@pytest.mark.parametrize("at_night", [False, True], ids=["day", "night"])
@pytest.mark.parametrize(
    ("number", "ground"),
    [("--kw-map-number", "--kw-map-dot"), ("--kw-map-text", "--kw-map-water")],
    ids=["with stories", "without"],
)
def test_numbers_on_the_map_stand_out(number, ground, at_night):
    own = (settings.BASE_DIR / "static/css/map.css").read_text().partition("@media (forced-colors")[0]
    values = tokens(at_night) | dict(TOKEN.findall(own))
    light, dark = sorted((luminance(number, values), luminance(ground, values)), reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= 4.5


def public_sheets() -> dict[str, str]:
    folder = settings.BASE_DIR / "static/css"
    linked = (settings.BASE_DIR / "templates/components/stylesheets.html").read_text()
    return {name: (folder / name).read_text() for name in re.findall(r"css/([a-z_]+\.css)", linked)}


def test_style_sheets_read_only_tokens_that_exist():
    """With another theme.css a token of our own making would silently fall back to nothing."""
    sheets = public_sheets()
    defined = set(re.findall(r"(--[a-z0-9-]+):", "".join(sheets.values())))

    read = {
        (name, token) for name, text in sheets.items() for token in re.findall(r"var\((--[a-z0-9-]+)", text)
    }

    assert {(name, token) for name, token in read if token not in defined} == set()


def test_colours_stand_in_the_theme_only():
    """So that another organisation's theme reaches everything; paper is black on white whoever prints."""
    sheets = public_sheets()
    elsewhere = "".join(text for name, text in sheets.items() if name not in {"theme.css", "print.css"})

    assert re.findall(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(", elsewhere) == []
